"""An order that has not arrived, or whose whereabouts the customer asks for.

What must be known: who asks, which order, and where its carrier last saw it. All but a choice
between several orders is in the CRM.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from actions.case import Candidate, Deed, Diagnosis, Plan
from actions.crm.model import Order, OrderLine, Product, Tier
from actions.crm.port import Crm
from actions.policy import Act, may
from actions.topics.parcel import cause_of, gather, meant
from actions.topics.parcel_words import explain, fault, situation
from actions.turn import Turn
from actions.wording import day, money

RECENT = timedelta(days=120)


def candidates(orders: Iterable[Order], wanted: Sequence[str], today: date) -> list[Candidate]:
    """Recent orders that hold what was named, newest first; all recent ones if nothing was."""
    recent = [o for o in orders if today - o.placed_at.date() <= RECENT and o.status != "cancelled"]
    named = [(order, meant(order, wanted)) for order in recent]
    return [_candidate(order, lines) for order, lines in named if lines or not wanted]


def diagnose(order: Order, today: date, *, wanted: Sequence[str] = (), seed: str = "") -> Diagnosis:
    """Why the goods are not there, in words for the customer. `seed` varies the wording."""
    facts = gather(order, today, wanted)
    cause = cause_of(facts)
    return Diagnosis(
        cause=cause,
        explanation=explain(facts, cause, seed),
        situation=situation(facts, cause),
        fault=fault(facts, cause),
        order_number=order.number,
        product=facts.goods,
        line_ids=tuple(line.id for line in facts.lines),
        pieces=_pieces(facts.lines),
        value=_value(facts.lines),
        currency=order.currency,
        shipment_id=facts.parcel.id if facts.parcel else None,
        carrier=facts.parcel.carrier if facts.parcel else None,
        days_late=facts.late,
        until=facts.parcel.expected_on if facts.parcel else None,
    )


def plan(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """What to do about it, within the bot's rights. `stock` are the products by SKU."""
    if diagnosis.cause in _TO_REPLACE:
        return _replacement(diagnosis, stock, tier)
    return _PLANS.get(diagnosis.cause, _nothing)(diagnosis)


def facts_of(diagnosis: Diagnosis) -> dict[str, Any]:
    """What an agent wants to see at a glance."""
    known: dict[str, Any] = {
        "order_number": diagnosis.order_number,
        "product": diagnosis.product,
        "cause": diagnosis.cause,
        "carrier": diagnosis.carrier,
        "days_late": diagnosis.days_late or None,
        "value": money(diagnosis.value, diagnosis.currency),
    }
    return {name: value for name, value in known.items() if value is not None}


async def carry_out(crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""
    return await _ACTS[act](crm, diagnosis, customer_id, turn)


def _candidate(order: Order, named: Sequence[OrderLine]) -> Candidate:
    lines = named or order.lines
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    return Candidate(
        number=order.number,
        product=f"{lines[0].name}{more}",
        placed_on=order.placed_at.date(),
        price=_value(lines),
    )


def _pieces(lines: Iterable[OrderLine]) -> dict[str, int]:
    pieces: dict[str, int] = {}
    for line in lines:
        pieces[line.sku] = pieces.get(line.sku, 0) + line.quantity
    return pieces


def _value(lines: Iterable[OrderLine]) -> int:
    return sum(line.unit_price * line.quantity for line in lines)


def _replacement(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    if _sold_out(diagnosis, stock):
        return _instead_of_replacement(diagnosis)
    intent = f"a free replacement of {diagnosis.product}"
    if may("replacement", value=diagnosis.value, tier=tier):
        return Plan(
            act="replacement",
            intent=intent,
            proposal=(
                "You shouldn't have to wait any longer, and we have it in stock: I'd send you a "
                "new one right away, free of charge. Shall I?"
            ),
        )
    amount = money(diagnosis.value, diagnosis.currency)
    return Plan(
        act="replacement",
        intent=f"{intent} ({amount})",
        reason="value_limit",
        proposal=(
            f"I'd like to send it again, free of charge. At {amount} a colleague has to release "
            "that, so I've prepared everything for them."
        ),
    )


def _sold_out(diagnosis: Diagnosis, stock: Mapping[str, Product]) -> bool:
    return any(
        sku not in stock or stock[sku].in_stock < needed for sku, needed in diagnosis.pieces.items()
    )


def _instead_of_replacement(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="person",
        intent=f"a refund or a similar product for {diagnosis.product}, which is sold out",
        reason="policy",
        proposal=(
            "I'd send you a new one at once, but it's sold out at the moment. A colleague can "
            "refund you or find you one that is just as good. Shall I bring them in?"
        ),
    )


def _trace_late(diagnosis: Diagnosis) -> Plan:
    carrier = diagnosis.carrier or "the carrier"
    return Plan(
        act="trace",
        intent=f"a trace with {carrier}",
        proposal=(
            f"Searching for it now has good chances: I'd have {carrier} trace the parcel, and they "
            "must answer within three working days. Shall I start that?"
        ),
    )


def _trace_delivered(diagnosis: Diagnosis) -> Plan:
    carrier = diagnosis.carrier or "the carrier"
    return Plan(
        act="trace",
        intent=f"a trace with {carrier}",
        check_first=True,
        proposal=(
            f"Then {carrier} has to show where they left it: I'd have them trace the parcel, and "
            "they must answer within three working days. Shall I start that?"
        ),
    )


def _keep_watch(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="watch",
        intent="a colleague checks that it arrives in time",
        optional=True,
        proposal="Would you like a colleague to check that it really arrives in time?",
    )


def _inquire(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="warehouse",
        intent="an urgent inquiry with the warehouse",
        proposal=(
            "I'd put it on our warehouse's desk as urgent, so that it goes out next. Shall I do "
            "that?"
        ),
    )


def _ask_colleague(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="person",
        intent=f"a colleague decides how order {diagnosis.order_number} is made good",
        reason="policy",
        proposal=(
            "I can't settle this one by myself, but a colleague can, and they'll see all of "
            "this. Shall I bring them in?"
        ),
    )


def _nothing(diagnosis: Diagnosis) -> Plan:
    return Plan(act="none")


async def _open_trace(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    parcel = diagnosis.shipment_id or ""
    made = await crm.open_trace(
        diagnosis.order_number,
        parcel,
        reason=diagnosis.situation,
        idempotency_key=turn.key("trace", parcel),
    )
    carrier = diagnosis.carrier or "The carrier"
    return Deed(
        what=f"Trace with {carrier}",
        result=f"opened, reference {made.reference}, answer due by {made.answer_by}",
        words=(
            f"Done, the search is running: {carrier} has to answer by {day(made.answer_by)}. Your "
            f"reference is {made.reference}. If they can't find it, we'll make it good with a new "
            "one or your money back."
        ),
    )


async def _send_again(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await crm.create_replacement(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("replacement", diagnosis.order_number),
    )
    return Deed(
        what=f"Replacement of {diagnosis.product}",
        result=f"made, reference {made.reference}, arrives by {made.arrives_by}",
        words=(
            f"Done, your new {diagnosis.product} is on its way, free of charge. It should be with "
            f"you by {day(made.arrives_by)}; your reference is {made.reference}. Should the first "
            "parcel still turn up, just refuse it at the door."
        ),
    )


async def _watch(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    until = day(diagnosis.until) if diagnosis.until else "the promised day"
    made = await crm.open_ticket(
        customer_id,
        subject=f"Check that order {diagnosis.order_number} arrives by {until}",
        body=diagnosis.situation,
        kind="watch",
        order_number=diagnosis.order_number,
        conversation_id=turn.conversation_id,
        idempotency_key=turn.key("watch", diagnosis.order_number),
    )
    return Deed(
        what="Watch over the delivery",
        result=f"ticket opened, reference {made.reference}",
        words=(
            f"I've noted it, reference {made.reference}: a colleague will check that it is with "
            f"you by {until}, and step in if it isn't."
        ),
    )


async def _ask_warehouse(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await crm.open_ticket(
        customer_id,
        subject=f"Order {diagnosis.order_number} has not left the warehouse",
        body=diagnosis.situation,
        kind="warehouse",
        order_number=diagnosis.order_number,
        conversation_id=turn.conversation_id,
        idempotency_key=turn.key("warehouse", diagnosis.order_number),
    )
    return Deed(
        what="Inquiry with the warehouse",
        result=f"ticket opened, reference {made.reference}",
        words=(
            f"Done, our warehouse has it on its desk now, reference {made.reference}. You'll get "
            "the tracking link by e-mail as soon as the parcel leaves."
        ),
    )


_TO_REPLACE = frozenset({"gone_quiet", "lost", "not_found"})
_PLANS: dict[str, Callable[[Diagnosis], Plan]] = {
    "late": _trace_late,
    "delivered": _trace_delivered,
    "on_time": _keep_watch,
    "delayed": _keep_watch,
    "stuck": _inquire,
    "never_left": _inquire,
    "delivered_long_ago": _ask_colleague,
    "returned_to_sender": _ask_colleague,
    "replacement_late": _ask_colleague,
}
_ACTS: dict[Act, Callable[[Crm, Diagnosis, str, Turn], Awaitable[Deed]]] = {
    "trace": _open_trace,
    "replacement": _send_again,
    "watch": _watch,
    "warehouse": _ask_warehouse,
}

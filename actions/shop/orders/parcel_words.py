"""What is said about a parcel: one short explanation a cause."""

from __future__ import annotations

from datetime import date

from actions.crm.records.parcel import Shipment, Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Replacement
from actions.engine.words.texts import say, say_by, say_to_agents
from actions.engine.words.wording import days, money, on_day
from actions.shop.orders.parcel import Cause, Facts

_BEFORE_A_PARCEL = frozenset({"cancelled", "unpaid", "stuck"})


def explain(facts: Facts, cause: Cause) -> str:
    """What was found, for the customer."""
    if cause == "refunded" and facts.refund is not None:
        return _refunded(facts, facts.refund)
    if cause in ("replaced", "replacement_late") and facts.replacement is not None:
        return _sent_again(facts, facts.replacement, cause)
    if facts.parcel is None or cause in _BEFORE_A_PARCEL:
        return _in_warehouse(facts, cause)
    if cause in ("being_traced", "not_found") and facts.trace is not None:
        return _traced(facts, facts.parcel, facts.trace, cause)
    if cause in ("delivered", "delivered_long_ago"):
        return _delivered(facts, facts.parcel, cause)
    if facts.parcel.expected_on is None:
        return _undated(facts, facts.parcel, cause)
    return _travelling(facts, facts.parcel, facts.parcel.expected_on, cause)


def fault(facts: Facts, cause: Cause) -> str | None:
    """What the company has to answer for, as a clause; None where it did nothing wrong."""
    clause = _FAULTS.get(cause)
    return fault_of(clause, facts.goods, len(facts.lines)) if clause else None


def fault_of(clause: str, goods: str, count: int) -> str:
    """A clause out of the texts: a title, for what was apologised for is known by its words."""
    return say(f"parcels.fault.{clause}", goods=goods, count=count)


def left_us(goods: str, order: str, parcel: Shipment, today: date) -> str:
    """Goods, order, carrier and dispatch, as a sentence that may go on."""
    if parcel.shipped_at is None:
        return say("parcels.sent.undated", goods=goods, number=order, carrier=parcel.carrier)
    sent = on_day(parcel.shipped_at.date(), today)
    return say("parcels.sent", goods=goods, number=order, carrier=parcel.carrier, day=sent)


def carrier_of(name: str | None) -> str:
    """The carrier by name, as far as it is known."""
    return name or say("parcels.carrier")


def situation(facts: Facts, cause: Cause) -> str:
    """What was found, for an agent: one or two sentences."""
    found = say_to_agents(
        "agents.order",
        number=facts.order.number,
        goods=facts.goods,
        cause=say_to_agents(f"agents.cause.{cause}"),
    )
    return f"{found} {_travel(facts, facts.parcel)}" if facts.parcel is not None else found


def _travel(facts: Facts, parcel: Shipment) -> str:
    """How it travels and was seen last, for an agent."""
    return say_to_agents(
        "agents.parcel.late" if facts.late else "agents.parcel",
        carrier=parcel.carrier,
        late=days(facts.late),
        scan=_last_scan(facts, parcel),
    )


def _last_scan(facts: Facts, parcel: Shipment) -> str:
    scan = parcel.last_scan
    if scan is None:
        return say_to_agents("agents.scan.none")
    seen = on_day(scan.at.date(), facts.today)
    return say_to_agents("agents.scan", day=seen, place=scan.place, text=scan.text)


def _scan(facts: Facts, parcel: Shipment) -> str:
    scan = parcel.last_scan
    if scan is None:
        return say("parcels.scan.none")
    seen = on_day(scan.at.date(), facts.today)
    return say("parcels.scan", day=seen, place=scan.place, text=scan.text)


def _undated(facts: Facts, parcel: Shipment, cause: Cause) -> str:
    """Where nobody promised a day, nothing is late."""
    if cause == "being_packed":
        return _in_warehouse(facts, cause)
    return say(
        f"parcels.undated.{cause}",
        sent=left_us(facts.goods, facts.order.number, parcel, facts.today),
        carrier=parcel.carrier,
        scan=_scan(facts, parcel),
    )


def _travelling(facts: Facts, parcel: Shipment, due: date, cause: Cause) -> str:
    return say(
        f"parcels.travel.{'lost_overdue' if cause == 'lost' and facts.late else cause}",
        sent=left_us(facts.goods, facts.order.number, parcel, facts.today),
        goods=facts.goods,
        number=facts.order.number,
        count=len(facts.lines),
        carrier=parcel.carrier,
        due=on_day(due, facts.today),
        late=days(facts.late),
        silent=days(facts.silent.days),
        scan=_scan(facts, parcel),
    )


def _traced(facts: Facts, parcel: Shipment, trace: Trace, cause: Cause) -> str:
    asked = on_day(trace.opened_at.date(), facts.today)
    if cause == "not_found":
        return say("parcels.not_found", goods=facts.goods, number=facts.order.number, asked=asked)
    return say_by(
        "parcels.being_traced",
        trace.answer_by,
        carrier=parcel.carrier,
        goods=facts.goods,
        number=facts.order.number,
        asked=asked,
        reference=trace.reference,
        scan=_scan(facts, parcel),
    )


def _sent_again(facts: Facts, made: Replacement, cause: Cause) -> str:
    return say_by(
        f"parcels.again.{cause}",
        made.arrives_by,
        goods=facts.goods,
        number=facts.order.number,
        reference=made.reference,
    )


def _refunded(facts: Facts, made: Refund) -> str:
    goods, number, amount = facts.goods, facts.order.number, money(made.amount, made.currency)
    if made.paid_at is None:
        return say_by(
            "parcels.refund_due",
            made.due_by,
            goods=goods,
            number=number,
            amount=amount,
            reference=made.reference,
        )
    return say(
        "parcels.refunded",
        goods=goods,
        number=number,
        amount=amount,
        reference=made.reference,
        paid=on_day(made.paid_at.date(), facts.today),
    )


def _in_warehouse(facts: Facts, cause: Cause) -> str:
    return say(
        f"parcels.order.{cause}",
        goods=facts.goods,
        number=facts.order.number,
        count=len(facts.lines),
        payment=facts.order.payment,
        ordered=on_day(facts.order.placed_on(facts.today), facts.today),
    )


def _delivered(facts: Facts, parcel: Shipment, cause: Cause) -> str:
    when, scan = parcel.delivered_at, parcel.last_scan
    known = "noted" if when and scan else "dated" if when else "undated"
    words = say(
        f"parcels.delivered.{known}",
        carrier=parcel.carrier,
        goods=facts.goods,
        number=facts.order.number,
        count=len(facts.lines),
        day=on_day(when.date(), facts.today) if when else "",
        note=scan.text if scan else "",
    )
    return f"{words} {say('parcels.too_long_ago')}" if cause == "delivered_long_ago" else words


_FAULTS: dict[Cause, str] = {
    "late": "late",
    "held_up": "late",
    "gone_quiet": "astray",
    "lost": "lost",
    "not_found": "lost",
    "being_traced": "missing",
    "replacement_late": "replacement_late",
    "stuck": "not_sent",
    "never_left": "not_sent",
    "delivered": "not_in_hand",
}
"""Clauses of the texts, by what they apologise for."""

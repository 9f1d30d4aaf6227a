"""An order that has not arrived, or whose whereabouts the customer asks for.

What must be known: who asks, which order, and where its carrier last saw it. All but a choice
between several orders is in the CRM.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from actions.crm.incident import IncidentCause
from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order, OrderLine
from actions.engine.business.policy import policy
from actions.engine.case.case import Candidate
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.texts import say, say_to_agents
from actions.engine.words.wording import money
from actions.shop.orders import remedies
from actions.shop.orders.goods import Goods, candidate, pieces
from actions.shop.orders.parcel import cause_of, gather, meant
from actions.shop.orders.parcel_words import carrier_of, explain, fault, situation

MISSED_FOR = timedelta(days=14)
"""How long after its delivery an order is likely to be missed."""


def candidates(
    orders: Iterable[Order],
    wanted: Sequence[str],
    today: date,
    *,
    missed_for: timedelta = MISSED_FOR,
) -> list[Candidate]:
    """Recent orders that hold what was named, newest first; all recent ones if nothing was.

    Where some are still under way, or came no longer ago than `missed_for`, only those.
    """
    since = today - policy().window("looked_back").span
    recent = [o for o in orders if o.placed_on(today) >= since and o.status != "cancelled"]
    named = [(order, meant(order, wanted) if wanted else order.lines) for order in recent]
    held = [Goods(order=order, lines=lines, today=today) for order, lines in named if lines]
    likely = [goods for goods in held if _is_missed(goods, missed_for)]
    return [candidate(goods.order, goods.lines) for goods in likely or held]


def _is_missed(goods: Goods, missed_for: timedelta) -> bool:
    if goods.order.status == "returned":
        return False
    return goods.arrived_on is None or goods.today - goods.arrived_on <= missed_for


def diagnose(
    order: Order,
    today: date,
    *,
    wanted: Sequence[str] = (),
    likelier: Collection[IncidentCause] = (),
) -> Diagnosis:
    """Why the goods are not there, in words for the customer."""
    facts = gather(order, today, wanted)
    cause = cause_of(facts, likelier)
    return Diagnosis(
        cause=cause,
        explanation=explain(facts, cause),
        situation=situation(facts, cause),
        fault=fault(facts, cause),
        order_number=order.number,
        product=facts.goods,
        line_ids=tuple(line.id for line in facts.lines),
        pieces=pieces(facts.lines),
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


def _value(lines: Iterable[OrderLine]) -> int:
    return sum(line.unit_price * line.quantity for line in lines)


def _replacement(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    if remedies.sold_out(diagnosis, stock):
        paid = remedies.money_back(diagnosis, tier, "no_new_one")
        words = remedies.with_choices(paid.proposal, diagnosis, stock)
        return replace(paid, proposal=words)
    return remedies.within_rights(
        "replacement",
        diagnosis,
        tier,
        intent=say_to_agents("agents.plan.replacement", goods=diagnosis.product),
        proposal=say("remedies.replacement"),
        above=say("remedies.replacement.above"),
    )


def _trace_late(diagnosis: Diagnosis) -> Plan:
    return remedies.trace(diagnosis, "late")


def _trace_delivered(diagnosis: Diagnosis) -> Plan:
    return replace(remedies.trace(diagnosis, "delivered"), check_first=True)


def _keep_watch(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="watch",
        intent=say_to_agents("agents.plan.watch"),
        optional=True,
        proposal=say("remedies.watch"),
    )


def _sit_it_out(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="watch",
        intent=say_to_agents("agents.plan.watch_late"),
        optional=True,
        proposal=say("remedies.watch_late", carrier=carrier_of(diagnosis.carrier)),
    )


def _inquire(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="warehouse",
        intent=say_to_agents("agents.plan.warehouse"),
        proposal=say("remedies.warehouse"),
    )


def _ask_colleague(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="person",
        intent=say_to_agents("agents.plan.made_good", number=diagnosis.order_number),
        reason="policy",
        proposal=say("remedies.colleague"),
    )


def _pay_otherwise(diagnosis: Diagnosis) -> Plan:
    return Plan(
        act="none",
        then=("payment_issue",),
        proposal=say("remedies.pay_otherwise"),
    )


def _nothing(diagnosis: Diagnosis) -> Plan:
    return Plan(act="none")


_TO_REPLACE = frozenset({"gone_quiet", "lost", "not_found"})
_PLANS: dict[str, Callable[[Diagnosis], Plan]] = {
    "late": _trace_late,
    "held_up": _sit_it_out,
    "delivered": _trace_delivered,
    "unpaid": _pay_otherwise,
    "on_time": _keep_watch,
    "delayed": _keep_watch,
    "stuck": _inquire,
    "never_left": _inquire,
    "delivered_long_ago": _ask_colleague,
    "returned_to_sender": _ask_colleague,
    "replacement_late": _ask_colleague,
}

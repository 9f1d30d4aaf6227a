"""What an order holds, read back, with what looks odd about it and what could be changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from actions.crm.records.customer import Customer, Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.business.policy import policy
from actions.engine.case import identity
from actions.engine.case.case import Candidate, Case, ended
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.wording import if_known, listed, money, on_day, pieces
from actions.shop.orders import goods_topic, parcel
from actions.shop.orders.goods import candidate, goods_of, stand_of
from actions.shop.orders.order_topic import OrderTopic

Stock = Mapping[str, Product]

_COMPLAINT = "asks what exactly was ordered"
_AT_ONCE = timedelta(days=2)
_ORDERS_LOOKED_THROUGH = 20
_NOT_SENT = ("change_order", "change_shipping_address", "cancel_order")
_HERE = ("missing_item", "wrong_item", "return_item")
_NEXT: dict[str, tuple[str, ...]] = {
    "to_pay": _NOT_SENT,
    "to_send": _NOT_SENT,
    "on_the_way": ("track_order",),
    "sent_in_part": ("track_order",),
    "lost": ("order_missing",),
    "arrived": _HERE,
    "kept": _HERE,
}


class DetailsTopic(OrderTopic, frozen=True, kw_only=True):
    """Looks at the account too: an address or an order beside this one may be what is off."""

    async def look(self, case: Case, desk: Desk) -> Case:
        """Read the order back; say what is odd about it, where the whole account may be told of."""
        case = await super().look(case, desk)
        account = identity.whole_account(desk.turn.customer)
        if case.diagnosis is None or case.plan is None or account is None:
            return case
        customer, orders = await asyncio.gather(
            desk.crm.people.customer(account),
            desk.crm.orders.orders(account, limit=_ORDERS_LOOKED_THROUGH),
        )
        order = next((one for one in orders if one.number == case.order_number), None)
        if order is None or customer is None:
            return case
        words = " ".join(filter(None, (_where(order, customer), _odd(order, orders), _offer(case))))
        return ended(replace(case, plan=replace(case.plan, proposal=words)), "tell")


def _candidates(orders: Iterable[Order], wanted: Sequence[str], today: date) -> list[Candidate]:
    """Recent orders that hold what was named; all recent ones where nothing was."""
    since = today - policy().window("looked_back").span
    return [
        candidate(order, parcel.meant(order, wanted) or order.lines)
        for order in orders
        if order.placed_on(today) >= since
        if not wanted or parcel.meant(order, wanted)
    ]


def _diagnose(
    order: Order, today: date, *, wanted: Sequence[str] = (), seed: str = ""
) -> Diagnosis:
    """The order as the shop has it."""
    found = goods_topic.diagnose(order, today, seed=seed, complaint=_COMPLAINT)
    items = listed([pieces(line.quantity, line.name) for line in order.lines])
    placed = f", placed {on_day(order.day_placed, today)}" if order.day_placed else ""
    return replace(
        found,
        fault=None,
        explanation=(
            f"Here is order {order.number} as we have it{placed}: {items}; "
            f"{money(order.total, order.currency)} by {order.payment}, {order.delivery} delivery. "
            f"{_state(order, found.cause, today)}"
        ),
    )


def _plan(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    then = _NEXT.get(diagnosis.cause, ())
    return Plan(act="none", then=then, proposal=_OFFERS.get(then, ""))


def _state(order: Order, stand: str, today: date) -> str:
    goods = goods_of(order, (), today)
    if stand in ("arrived", "kept") and goods.arrived_on:
        return f"It reached you {on_day(goods.arrived_on, today)}."
    if stand == "to_pay":
        return f"We have it, and are waiting for the {order.payment}; nothing is packed yet."
    if stand == "to_send":
        packed = "is packed and leaves next" if order.shipments else "is not packed yet"
        return f"We have it, it is paid, and it {packed}."
    if stand == "on_the_way":
        return _travelling(parcel.gather(order, today))
    return _STATES[stand_of(goods)]


def _travelling(facts: parcel.Facts) -> str:
    if facts.parcel is None:
        return "It is on its way."
    carrier, promised = facts.parcel.carrier, facts.parcel.expected_on
    if facts.late:
        was = if_known(" and was due on {day}, so it is late", promised)
        return f"It is on its way with {carrier}{was}."
    return f"It is on its way with {carrier}{if_known(', due on {day}', promised)}."


def _where(order: Order, customer: Customer) -> str:
    if order.status == "cancelled":
        return ""
    if order.ship_to == customer.address:
        return "It goes to the address in your account."
    return "It goes to another address than the one in your account."


def _odd(order: Order, orders: Iterable[Order]) -> str:
    """What a customer may not have meant: the same again soon after, or one thing several times."""
    if twin := next((one for one in orders if _alike(one, order)), None):
        return f"Order {twin.number} holds the very same, in case one of them is too many."
    several = next((line for line in order.lines if line.quantity > 1), None)
    if several is None:
        return ""
    counted = pieces(several.quantity, several.name)
    return f"There are {counted} in it, in case that isn't meant."


def _alike(one: Order, other: Order) -> bool:
    return (
        one.number != other.number
        and "cancelled" not in (one.status, other.status)
        and one.placed_at is not None
        and other.placed_at is not None
        and abs(one.placed_at - other.placed_at) <= _AT_ONCE
        and {line.sku for line in one.lines} == {line.sku for line in other.lines}
    )


def _offer(case: Case) -> str:
    return case.plan.proposal if case.plan else ""


_OFFERS: dict[tuple[str, ...], str] = {
    _NOT_SENT: "If something isn't right, tell me: it can still be changed.",
    _HERE: "If something isn't as it should be, tell me, and I'll put it right.",
}
_STATES: dict[str, str] = {
    "sent_in_part": "A part of it has left us, the rest follows.",
    "lost": "The parcel seems to be lost, which we'll make good.",
    "cancelled": "It is cancelled.",
    "refunded": "Its price was paid back.",
    "refund_due": "Its price is on the way back to you.",
    "refund_overdue": "Its price should have been paid back by now.",
    "coming_back": "A return of it is open.",
    "booked_in": "It came back to us, and its price is still to be paid back.",
    "with_us": "It came back to us and is being worked on.",
    "replaced": "It was sent to you again.",
}

TOPICS: dict[str, OrderTopic] = {
    "order_details_check": replace(
        goods_topic.goods_topic(
            DetailsTopic,
            heard="utter_order_details_check_heard",
            complaint=_COMPLAINT,
            likely=(),
            remedy_for={},
        ),
        candidates=_candidates,
        diagnose=_diagnose,
        plan=_plan,
    )
}

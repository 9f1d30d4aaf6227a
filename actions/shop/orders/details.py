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
from actions.engine.words.texts import say, say_by
from actions.engine.words.wording import listed, money, on_day, pieces
from actions.shop.orders import goods_topic, parcel
from actions.shop.orders.goods import candidate, goods_of, stand_of
from actions.shop.orders.order_topic import OrderTopic

Stock = Mapping[str, Product]

_COMPLAINT = "agents.customer.details"
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


def _diagnose(order: Order, today: date, *, wanted: Sequence[str] = ()) -> Diagnosis:
    """The order as the shop has it."""
    found = goods_topic.diagnose(order, today, complaint=_COMPLAINT)
    words = say(
        "orders.details" if order.day_placed else "orders.details.undated",
        number=order.number,
        placed=on_day(order.placed_on(today), today),
        items=listed([pieces(line.quantity, line.name) for line in order.lines]),
        total=money(order.total, order.currency),
        payment=order.payment,
        delivery=say(f"orders.delivery.{order.delivery}"),
        state=_state(order, found.cause, today),
    )
    return replace(found, fault=None, explanation=words)


def _plan(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    then = _NEXT.get(diagnosis.cause, ())
    offer = _OFFERS.get(then)
    return Plan(act="none", then=then, proposal=say(f"orders.offer.{offer}") if offer else "")


def _state(order: Order, stand: str, today: date) -> str:
    goods = goods_of(order, (), today)
    if stand in ("arrived", "kept") and goods.arrived_on:
        return say("orders.arrived", day=on_day(goods.arrived_on, today))
    if stand == "to_pay":
        return say("orders.to_pay", payment=order.payment)
    if stand == "to_send":
        return say("orders.packed") if order.shipments else say("orders.to_send")
    if stand == "on_the_way":
        return _travelling(parcel.gather(order, today))
    return say(f"orders.stand.{stand_of(goods)}")


def _travelling(facts: parcel.Facts) -> str:
    if facts.parcel is None:
        return say("orders.travelling.unseen")
    carrier, promised = facts.parcel.carrier, facts.parcel.expected_on
    if facts.late:
        return say_by("orders.travelling.late", promised, carrier=carrier)
    return say_by("orders.travelling", promised, carrier=carrier)


def _where(order: Order, customer: Customer) -> str:
    if order.status == "cancelled":
        return ""
    if order.ship_to == customer.address:
        return say("orders.where.account")
    return say("orders.where.another")


def _odd(order: Order, orders: Iterable[Order]) -> str:
    """What a customer may not have meant: the same again soon after, or one thing several times."""
    if twin := next((one for one in orders if _alike(one, order)), None):
        return say("orders.odd.twin", number=twin.number)
    several = next((line for line in order.lines if line.quantity > 1), None)
    if several is None:
        return ""
    return say("orders.odd.several", goods=pieces(several.quantity, several.name))


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
    _NOT_SENT: "not_sent",
    _HERE: "arrived",
}
"""Which of the texts offers what may come next."""

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

"""Draws who comes to the desk, and with what: by a seed, among those whom it can happen to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

import msgspec

from actions.crm.dataset import Dataset
from actions.crm.records.order import Order, OrderLine
from actions.shop.orders import parcel
from actions.shop.orders.goods import Goods, stand_of
from scripts.showing.bank import OPENINGS

VISITORS = 0.2
"""How many come without signing in."""
_WARRANTY_DAYS = 700

Happens = Callable[[Order, OrderLine, date], bool]


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A customer and what they come for; `order` is None where it is about no order."""

    topic: str
    customer_id: str
    name: str
    signed_in: bool
    number: str = ""
    postcode: str = ""
    product: str = ""
    thing: str = "PC"


def cast(data: Dataset, today: date, seed: int, count: int) -> list[Role]:
    """As many roles as wanted, each with a topic of its own."""
    rng = Random(seed)
    topics = rng.sample(sorted(OPENINGS), count)
    return [_role(topic, data, today, rng) for topic in topics]


def _role(topic: str, data: Dataset, today: date, rng: Random) -> Role:
    chances = list(_chances(topic, data, today))
    customer_id, order, line = rng.choice(chances)
    customer = next(one for one in data.customers if one.id == customer_id)
    role = Role(
        topic=topic,
        customer_id=customer_id,
        name=customer.name,
        signed_in=rng.random() >= VISITORS,
    )
    if line is None:
        return role
    return msgspec.structs.replace(
        role,
        number=order.number,
        postcode=order.ship_to.postcode,
        product=line.name,
        thing=line.category,
    )


def _chances(
    topic: str, data: Dataset, today: date
) -> Iterator[tuple[str, Order, OrderLine | None]]:
    """Every order that such a thing can happen to; a PC breaks down for anyone who bought parts."""
    happens = _HAPPENS.get(topic)
    for order in data.orders:
        if happens is None:
            yield order.customer_id, order, None
            continue
        for line in order.lines:
            if happens(order, line, today):
                yield order.customer_id, order, line


def _parcel_is(*causes: str) -> Happens:
    def holds(order: Order, line: OrderLine, today: date) -> bool:
        return parcel.cause_of(parcel.gather(order, today, (line.name,))) in causes

    return holds


def _goods_are(*stands: str, lines: int = 1) -> Happens:
    def holds(order: Order, line: OrderLine, today: date) -> bool:
        goods = Goods(order=order, lines=(line,), today=today)
        return len(order.lines) >= lines and stand_of(goods) in stands

    return holds


def _in_warranty(order: Order, line: OrderLine, today: date) -> bool:
    goods = Goods(order=order, lines=(line,), today=today)
    recent = (today - order.placed_on(today)).days <= _WARRANTY_DAYS
    return recent and stand_of(goods) == "kept"


_HAPPENS: dict[str, Happens] = {
    "order_missing": _parcel_is("late", "gone_quiet", "lost", "delivered", "stuck", "not_found"),
    "track_order": _parcel_is("on_time", "out_for_delivery", "delayed", "being_packed", "late"),
    "cancel_order": _goods_are("to_send", "to_pay", "on_the_way"),
    "change_shipping_address": _goods_are("to_send", "to_pay"),
    "return_item": _goods_are("arrived"),
    "exchange_item": _goods_are("arrived"),
    "damaged_item": _goods_are("arrived"),
    "wrong_item": _goods_are("arrived"),
    "missing_item": _goods_are("arrived", lines=2),
    "get_refund": _goods_are("lost", "arrived"),
    "track_refund": _goods_are("refund_due", "refund_overdue"),
    "warranty_claim": _in_warranty,
}

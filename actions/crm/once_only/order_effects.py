"""Rules by which an order or a customer shows that a write is done: what it is now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actions.crm.once_only.effect import UNCLEAR, UNDONE, Effect, done
from actions.crm.records.customer import Address, Customer
from actions.crm.records.order import Cancellation, Order, OrderChange, Redirection

Asked = Mapping[str, Any]
"""The arguments of a write, as the facet takes them."""
_SIGNS = re.compile(r"[\W_]+")


def state_of(order: Order) -> dict[str, Any]:
    """What is noted of an order before it is changed, as plain data."""
    pieces = dict(_pieces(order))
    lines = {line.id: [line.sku, line.quantity] for line in order.lines}
    return {"pieces": pieces, "lines": lines, "total": order.total}


def cancelled(order: Order, asked: Asked, at: datetime, *, shows_refunds: bool) -> Effect:
    """Whether an order is cancelled; without a word of the money that tells only half."""
    if order.status != "cancelled":
        return UNDONE
    refund = order.refunds[-1] if order.refunds else None
    made = Cancellation(
        order_number=order.number, reason=asked["reason"], cancelled_at=at, refund=refund
    )
    return done(made, whole=refund is not None or shows_refunds)


def redirected(order: Order, asked: Asked, at: datetime) -> Effect:
    """Whether an order goes to the new address."""
    if not same_address(order.ship_to, asked["ship_to"]):
        return UNDONE
    return done(Redirection(order_number=order.number, ship_to=order.ship_to, changed_at=at))


def moved(customer: Customer, asked: Asked) -> Effect:
    """Whether a customer lives at the new address."""
    return done(customer) if same_address(customer.address, asked["address"]) else UNDONE


def paid_by(order: Order, asked: Asked, *, shown: bool) -> Effect:
    """Whether an order is paid the new way, by what the order or its last payment says."""
    ways = {order.payment, *(one.method for one in order.payments[-1:])}
    if asked["method_id"] in ways:
        return done(order)
    return UNDONE if shown else UNCLEAR


def swapped(order: Order, asked: Asked, before: Mapping[str, Any] | None, at: datetime) -> Effect:
    """Whether an order holds the new products in the place of its lines."""
    if before is None or not asked["swaps"].keys() <= before["lines"].keys():
        return UNCLEAR
    wanted = Counter(before["pieces"])
    for line_id, sku in asked["swaps"].items():
        old, count = before["lines"][line_id]
        wanted[old] -= count
        wanted[sku] += count
    return _changed(order, +wanted, before, at)


def amended(order: Order, asked: Asked, before: Mapping[str, Any] | None, at: datetime) -> Effect:
    """Whether an order holds the pieces that it shall, and is delivered as it shall be."""
    if before is None:
        return UNCLEAR
    delivery = asked["delivery"]
    if delivery is not None and order.delivery != delivery:
        return UNDONE
    wanted = Counter({**before["pieces"], **asked["pieces"]})
    return _changed(order, +wanted, before, at)


def same_address(one: Address, other: Address) -> bool:
    """Whether two addresses are the same place, however their signs and letters are written."""
    return _place(one) == _place(other)


def _place(address: Address) -> tuple[str, ...]:
    parts = (address.street, address.city, address.postcode)
    return tuple(_SIGNS.sub("", part).casefold() for part in parts)


def _pieces(order: Order) -> Counter[str]:
    held: Counter[str] = Counter()
    for line in order.lines:
        held[line.sku] += line.quantity
    return held


def _changed(
    order: Order, wanted: Mapping[str, int], before: Mapping[str, Any], at: datetime
) -> Effect:
    holds = _pieces(order)
    if holds != wanted:
        return UNDONE if holds == Counter(before["pieces"]) else UNCLEAR
    made = OrderChange(
        order_number=order.number,
        lines=order.lines,
        delivery=order.delivery,
        total=order.total,
        difference=order.total - before["total"],
        changed_at=at,
        refund=next((one for one in order.refunds[-1:] if order.total < before["total"]), None),
    )
    return done(made)

"""The embedded CRM's rules for changing an order: pure functions, as in `rules`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from actions.crm.errors import CrmRefused
from actions.crm.records.goods import Product
from actions.crm.records.order import Delivery, Order, OrderChange, OrderLine
from actions.crm.rules import found, money_back, pieces, refuse_once_left

DELIVERY_FEES: Mapping[Delivery, int] = {"standard": 0, "express": 9_90}
"""What a way of delivery costs on top, in cents."""
EXPRESS_COUNTRIES = frozenset({"DE"})


def order_change(
    order: Order,
    pieces: Mapping[str, int],
    *,
    delivery: Delivery | None,
    products: Mapping[str, Product],
    reason: str,
    now: datetime,
    entropy: bytes,
) -> OrderChange:
    """Put together what an order holds from now on; `products` are those that `pieces` names."""
    _refuse_change(order)
    lines = changed_lines(order, pieces, products)
    _refuse_sold_out(more_pieces(order, lines), products)
    delivery = delivery or order.delivery
    if delivery == "express" and order.ship_to.country not in EXPRESS_COUNTRIES:
        raise CrmRefused(f"Express does not go to {order.ship_to.country}.")
    if (lines, delivery) == (order.lines, order.delivery):
        raise CrmRefused(f"Order {order.number} is like that already.")
    difference = price(lines, delivery) - price(order.lines, order.delivery)
    change = OrderChange(
        order_number=order.number,
        lines=lines,
        delivery=delivery,
        total=order.total + difference,
        difference=difference,
        changed_at=now,
    )
    if difference >= 0 or order.status == "placed":
        return change
    owed = money_back(order, -difference, (), reason=reason, now=now, entropy=entropy)
    return replace(change, refund=owed)


def changed_lines(
    order: Order, pieces: Mapping[str, int], products: Mapping[str, Product]
) -> tuple[OrderLine, ...]:
    """The order's lines with other quantities, without those of none, and new ones after them.

    Raises `CrmNotFound` for a SKU that is neither in the order nor in the shop, `CrmRefused` where
    nothing is left.
    """
    kept = [replace(line, quantity=pieces.get(line.sku, line.quantity)) for line in order.lines]
    known = {line.sku for line in order.lines}
    added = [sku for sku, count in pieces.items() if sku not in known and count > 0]
    last = max(int(line.id.rpartition("-")[2]) for line in order.lines)
    new = [
        _new_line(f"{order.number}-{last + at}", found(products.get(sku), sku), pieces[sku])
        for at, sku in enumerate(added, start=1)
    ]
    left = tuple(line for line in (*kept, *new) if line.quantity > 0)
    if not left:
        raise CrmRefused(f"Nothing would be left of order {order.number}.")
    return left


def more_pieces(order: Order, lines: Iterable[OrderLine]) -> Counter[str]:
    """How many pieces more of each SKU the lines hold than the order; below zero for fewer."""
    count = pieces(lines)
    count.subtract(pieces(order.lines))
    return count


def price(lines: Iterable[OrderLine], delivery: Delivery) -> int:
    """What lines cost, delivered that way, in cents."""
    return sum(line.unit_price * line.quantity for line in lines) + DELIVERY_FEES[delivery]


def _new_line(line_id: str, product: Product, quantity: int) -> OrderLine:
    return OrderLine(
        id=line_id,
        sku=product.sku,
        name=product.name,
        category=product.category,
        quantity=quantity,
        unit_price=product.price,
    )


def _refuse_change(order: Order) -> None:
    refuse_once_left(order)
    if order.shipments:
        raise CrmRefused(f"Order {order.number} is packed.")
    if order.replacements or order.refunds:
        raise CrmRefused(f"Something of order {order.number} was replaced or refunded.")


def _refuse_sold_out(more: Mapping[str, int], products: Mapping[str, Product]) -> None:
    for sku, count in more.items():
        if count > 0 and (sku not in products or (products[sku].in_stock or 0) < count):
            raise CrmRefused(f"{sku} is out of stock.")

"""What becomes of an order when a wish comes true: other pieces, another way of delivery. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from actions.crm.change_rules import changed_lines, price
from actions.crm.records.goods import Product
from actions.crm.records.order import Delivery, Order, OrderLine
from actions.engine.business.policy import policy
from actions.engine.case.case import Wish, WishKind
from actions.engine.case.diagnosis import Change
from actions.engine.words.texts import say
from actions.engine.words.wording import listed
from actions.engine.words.wording import pieces as pieces_of

Shop = Mapping[str, Sequence[Product]]
"""For each product named, what the shop has that may be meant."""

Amended = Change | tuple[Product, ...] | None
"""A change; else what to choose from; None where it is open what is wished."""

_CHOICES = 4


def amend(order: Order, wish: Wish, shop: Shop) -> Amended:
    """Put a wish into figures."""
    return _AMEND[wish.kind](order, wish, shop) if wish.kind else None


def alternatives(line: OrderLine, wish: Wish, shop: Shop) -> tuple[Product, ...]:
    """What may be meant in place of a line: what was named, else others of its kind."""
    goods = wish.goods
    named = [one for one in goods if not called(line, one)] or [line.category]
    found = [one for one in _matching(named, shop) if one.sku != line.sku]
    alike = [one for one in found if one.category == line.category] or found
    return _nearest(alike, line.unit_price, wish.figures)


def called(line: OrderLine, name: str) -> bool:
    """Whether a line is meant by a name: its own, its kind, or a maker's or model's."""
    return set(name.casefold().split()) <= set(f"{line.name} {line.category}".casefold().split())


def no_express(order: Order) -> bool:
    """Whether express does not go where the order goes."""
    return order.ship_to.country not in policy().countries_of("express_to").names


def _remove(order: Order, wish: Wish, shop: Shop) -> Amended:
    lines = _named(order, wish)
    if not lines:
        return None
    (first, *others) = lines
    if wish.count and not others and wish.count < first.quantity:
        return _recounted(order, first, first.quantity - wish.count)
    names = listed([line.name for line in lines])
    words = say("changes.to.take_out", goods=names)
    return _changed(order, {line.sku: 0 for line in lines}, {}, words)


def _count(order: Order, wish: Wish, shop: Shop) -> Amended:
    several = [line for line in order.lines if line.quantity > 1]
    lines = _named(order, wish) or (several if len(several) == 1 else ())
    return _recounted(order, lines[0], wish.count) if len(lines) == 1 and wish.count else None


def _add(order: Order, wish: Wish, shop: Shop) -> Amended:
    more = wish.count or 1
    held = [line for line in order.lines if any(called(line, one) for one in wish.goods)]
    if len(held) == 1:
        return _recounted(order, held[0], held[0].quantity + more)
    found = _nearest(_matching(wish.goods, shop), 0, wish.figures)
    if len(found) != 1:
        return found or None
    (new,) = found
    words = say("changes.to.add", goods=pieces_of(more, new.name))
    return _changed(order, {new.sku: more}, {new.sku: new}, words)


def _swap(order: Order, wish: Wish, shop: Shop) -> Amended:
    lines = _named(order, wish) or _of_kind(order, _matching(wish.goods, shop))
    if len(lines) != 1:
        return None
    (line,) = lines
    found = alternatives(line, wish, shop)
    if len(found) != 1:
        return found or None
    (new,) = found
    pieces = {line.sku: 0, new.sku: line.quantity}
    words = say("changes.to.swap", new=new.name, old=line.name)
    return _changed(order, pieces, {new.sku: new}, words)


def _express(order: Order, wish: Wish, shop: Shop) -> Amended:
    return _delivered(order, "express")


def _standard(order: Order, wish: Wish, shop: Shop) -> Amended:
    return _delivered(order, "standard")


def _delivered(order: Order, delivery: Delivery) -> Change:
    return Change(
        delivery=delivery,
        difference=_fee(delivery) - _fee(order.delivery),
        same=delivery == order.delivery,
        words=say(f"changes.to_delivery.{delivery}"),
    )


def _fee(delivery: Delivery) -> int:
    """What a way of delivery costs on top, in cents."""
    return policy().fee("express").cents if delivery == "express" else 0


def _recounted(order: Order, line: OrderLine, count: int) -> Change:
    words = say("changes.to.count", goods=pieces_of(count, line.name), before=line.quantity)
    return _changed(order, {line.sku: count}, {}, words)


def _changed(
    order: Order, pieces: dict[str, int], products: Mapping[str, Product], words: str
) -> Change:
    empty = all(pieces.get(line.sku, 1) == 0 for line in order.lines) and not products
    lines = () if empty else changed_lines(order, pieces, products)
    return Change(
        pieces=pieces,
        difference=price(lines, order.delivery) - price(order.lines, order.delivery),
        same=lines == order.lines,
        nothing_left=empty,
        words=words,
    )


def _named(order: Order, wish: Wish) -> Sequence[OrderLine]:
    """The lines that are meant; of an order with a single one that one."""
    meant = [line for line in order.lines if any(called(line, one) for one in wish.goods)]
    return meant or (order.lines if len(order.lines) == 1 and not wish.goods else ())


def _of_kind(order: Order, products: Iterable[Product]) -> Sequence[OrderLine]:
    kinds = {product.category for product in products}
    return [line for line in order.lines if line.category in kinds]


def _matching(goods: Iterable[str], shop: Shop) -> list[Product]:
    """What is called exactly so, else what fits all that was named, else any of it."""
    names = tuple(goods)
    known = (product for products in shop.values() for product in products)
    if exactly := {product.sku: product for product in known if product.name in names}:
        return list(exactly.values())
    found = [{product.sku: product for product in shop.get(one, ())} for one in names]
    every = [
        one for sku, one in (found[0] if found else {}).items() if all(sku in by for by in found)
    ]
    return every or [product for by in found for product in by.values()]


def _nearest(
    products: Iterable[Product], price: int, figures: Collection[str]
) -> tuple[Product, ...]:
    """Those in stock of the measures named, if any has them, whose prices are nearest."""
    there = [product for product in products if product.in_stock != 0]
    measured = [one for one in there if set(figures) <= set(one.name.split())]
    ranked = sorted(measured or there, key=lambda one: (abs(one.price - price), one.sku))
    return tuple(ranked[:_CHOICES])


_AMEND: Mapping[WishKind, Callable[[Order, Wish, Shop], Amended]] = {
    "add": _add,
    "remove": _remove,
    "count": _count,
    "swap": _swap,
    "express": _express,
    "standard": _standard,
}

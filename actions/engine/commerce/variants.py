"""Choice of a variant for a line: the one that fits, several that tie, or the nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from actions.crm.records.goods import Product
from actions.crm.records.order import OrderLine
from actions.engine.commerce.scales import amount, scale
from actions.engine.commerce.vocabulary import Vocabulary
from actions.engine.commerce.wish import Step, Wish

PRICE = "price"
"""What a near miss gives up where it costs more than was said."""
_NEAREST = 5


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """A line's product for another one. `changes` are (old, new) by option.

    `unasked` are those changes that the wish did not name; `difference` in cents for all pieces of
    the line, above zero to be paid; `gives_up` says of a near miss which options differ from the
    wish (`price` where it is that).
    """

    line: OrderLine
    product: Product
    changes: Mapping[str, tuple[str, str]]
    unasked: tuple[str, ...]
    difference: int
    gives_up: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the shop has for a wish. `best` are equally good: one is the answer, several are to be
    chosen from by `apart`, the options that tell them apart.

    `fitting` are all that fulfil it, best first; `nearest` only where none does. `fallback` counts
    how many of the customer's alternatives were gone through; `kept` where the last of them was
    to leave the line as it is.
    """

    best: tuple[Swap, ...] = ()
    fitting: tuple[Swap, ...] = ()
    apart: tuple[str, ...] = ()
    nearest: tuple[Swap, ...] = ()
    fallback: int = 0
    kept: bool = False


class _Family(msgspec.Struct, frozen=True, kw_only=True):
    """A line, what it can become, and the order of each option's values."""

    line: OrderLine
    products: tuple[Product, ...]
    scales: Mapping[str, Mapping[str, float]]


def find_variants(
    line: OrderLine, wish: Wish, variants: Sequence[Product], vocabulary: Vocabulary
) -> Found:
    """What of the line's family that can be had fulfils the wish; never the same item again."""
    family = _family(line, variants, vocabulary)
    first, passed = wish, 0
    while True:
        fitting = [one for one in family.products if not _misses(one, wish, family)]
        if fitting and not wish.again:
            return _found(fitting, wish, family, passed)
        if wish.fallback is None:
            break
        wish, passed = wish.fallback, passed + 1
    near = sorted(family.products, key=lambda one: _distance(one, first, family))[:_NEAREST]
    swaps = tuple(_swap(one, first, family) for one in near)
    return Found(nearest=_least(swaps), fallback=passed, kept=wish.else_keep)


def can_be_had(product: Product) -> bool:
    """Whether the shop has it; where it does not say, it is taken to."""
    return product.in_stock != 0


def _family(line: OrderLine, variants: Sequence[Product], vocabulary: Vocabulary) -> _Family:
    values: dict[str, dict[str, None]] = {}
    for options in (line.options, *(one.options for one in variants)):
        for option, value in options.items():
            values.setdefault(option, {})[value] = None
    return _Family(
        line=line,
        products=tuple(one for one in variants if can_be_had(one) and one.sku != line.sku),
        scales={option: scale(option, each, vocabulary) for option, each in values.items()},
    )


def _misses(product: Product, wish: Wish, family: _Family) -> tuple[str, ...]:
    """The options by which a product fails the wish, and `price`; empty where it fits."""
    if wish.sku is not None:
        return () if product.sku == wish.sku else ("sku",)
    return tuple(dict.fromkeys(_failing(product, wish, family)))


def _failing(product: Product, wish: Wish, family: _Family) -> Iterator[str]:
    has, had = product.options, family.line.options
    yield from (one.option for one in wish.wanted if has.get(one.option) not in one.values)
    yield from (one.option for one in wish.refused if has.get(one.option) in one.values)
    yield from (one.option for one in wish.steps if not _steps_so(product, one, family))
    kept = {*had} - wish.named - wish.free if wish.keep_rest else set()
    yield from (name for name in sorted(kept | wish.kept) if has.get(name) != had.get(name))
    if wish.below is not None and product.price >= wish.below:
        yield PRICE


def _steps_so(product: Product, step: Step, family: _Family) -> bool:
    """Whether a product lies where the step leads, seen from what the customer has."""
    ranks = family.scales.get(step.option, {})
    old, new = family.line.options.get(step.option, ""), product.options.get(step.option, "")
    if old not in ranks or new not in ranks:
        return False
    moved = (ranks[new] - ranks[old]) * step.direction
    if step.far:
        return moved >= 0
    if step.by is None or moved <= 0:
        return moved > 0
    if step.counted:
        return abs((amount(new) or 0) - (amount(old) or 0)) == step.by
    places = sorted(set(ranks.values()))
    return abs(places.index(ranks[new]) - places.index(ranks[old])) == step.by


def _found(fitting: Sequence[Product], wish: Wish, family: _Family, passed: int) -> Found:
    rank = {one.sku: _rank(one, wish, family) for one in fitting}
    ordered = sorted(fitting, key=lambda one: rank[one.sku])
    best = [one for one in ordered if rank[one.sku] == rank[ordered[0].sku]]
    return Found(
        best=tuple(_swap(one, wish, family) for one in best),
        fitting=tuple(_swap(one, wish, family) for one in ordered),
        apart=_apart(best),
        fallback=passed,
    )


def _rank(product: Product, wish: Wish, family: _Family) -> tuple[float, ...]:
    """Lower is better: how far a step goes, what is liked, the price, how much stays as it is."""
    return (
        *(_step_rank(product, step, family) for step in wish.steps),
        *(_liking(product, one.option, one.ranks) for one in wish.preferred),
        _price_rank(product, wish),
        0.0 if wish.free_rest or wish.is_empty else float(len(_unasked(product, wish, family))),
    )


def _step_rank(product: Product, step: Step, family: _Family) -> float:
    """The farthest first where it shall go as far as it can, the next one first where near."""
    if not (step.far or step.near):
        return 0.0
    moved = family.scales[step.option][product.options[step.option]] * step.direction
    return -moved if step.far else moved


def _liking(product: Product, option: str, ranks: Sequence[Sequence[str]]) -> float:
    has = product.options.get(option)
    return float(next((place for place, rank in enumerate(ranks) if has in rank), len(ranks)))


def _price_rank(product: Product, wish: Wish) -> float:
    if wish.price is None:
        return 0.0
    return float(product.price if wish.price == "cheapest" else -product.price)


def _unasked(product: Product, wish: Wish, family: _Family) -> tuple[str, ...]:
    """Options that change though nothing was said of them."""
    return tuple(name for name in _changes(product, family) if name not in wish.named)


def _changes(product: Product, family: _Family) -> dict[str, tuple[str, str]]:
    had = family.line.options
    names = dict.fromkeys((*had, *product.options))
    pairs = {name: (had.get(name, ""), product.options.get(name, "")) for name in names}
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}


def _swap(product: Product, wish: Wish, family: _Family) -> Swap:
    return Swap(
        line=family.line,
        product=product,
        changes=_changes(product, family),
        unasked=_unasked(product, wish, family),
        difference=(product.price - family.line.unit_price) * family.line.quantity,
        gives_up=_misses(product, wish, family),
    )


def _apart(products: Sequence[Product]) -> tuple[str, ...]:
    """The options in which these differ."""
    names = dict.fromkeys(name for one in products for name in one.options)
    return tuple(n for n in names if len({one.options.get(n) for one in products}) > 1)


def _distance(product: Product, wish: Wish, family: _Family) -> tuple[float, ...]:
    """How far a product is from the wish: what was asked for counts before what should stay."""
    missed = _misses(product, wish, family)
    return (
        float(len(wish.asked.intersection(missed))),
        float(len(missed)),
        *_rank(product, wish, family),
    )


def _least(swaps: Sequence[Swap]) -> tuple[Swap, ...]:
    """Those that give up as little as the first one."""
    return tuple(one for one in swaps if len(one.gives_up) == len(swaps[0].gives_up))

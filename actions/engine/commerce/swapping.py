"""Choice of what each line shall become: found by the words, or asked among what ties."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from actions.crm.port import Crm
from actions.crm.records.goods import Product
from actions.engine.case.wishes import Matter, Option, Target
from actions.engine.commerce.account import Account, variants_of
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.options import wish_for
from actions.engine.commerce.phrasing import changes, of_options, price
from actions.engine.commerce.variants import Found, Swap, can_be_had, find_variants
from actions.engine.commerce.vocabulary import Vocabulary
from actions.engine.commerce.wish import Wish

_MOST_OPTIONS = 6
AS_ANOTHER = re.compile(
    r"\b(?:same (?:\w+ )?as|like) the (?:other )?(?:one|\w+) (?:that )?(?:I|in|from|which)\b"
    r"|\b(?:type|one|version|kind) (?:that is |which is |that I have )?(?:in|from) (?:my|the)"
    r" (?:other|pending|last|previous)\b",
    re.IGNORECASE,
)
KEEP = "keep"


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A line of which several variants would do, or none: what can be chosen from instead."""

    target: Target
    bought: Bought
    options: tuple[Swap, ...]
    fits: bool
    """Whether these are what was wanted."""
    surprise: bool = False
    """Whether they fit only with something else changed that was not spoken of."""
    silent: bool = False
    """Whether nothing was said of what it shall become."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A matter with what was found; `tie` is the first line that must be asked about.

    `kept` are lines that stay as they are, as nothing else fulfils the wish.
    """

    matter: Matter
    tie: Tie | None = None
    kept: tuple[Bought, ...] = ()
    again: tuple[Bought, ...] = ()
    """Lines of which just the same was wanted once more, which an exchange cannot give."""


async def choose(matter: Matter, account: Account, crm: Crm) -> Chosen:
    """Find the variant of each line that has none yet. Raises `CrmError`."""
    bought = {one.key: account.bought(one) for one in matter.targets}
    variants = await _variants(crm, [one for one in bought.values() if one])
    vocabulary = account.kinds.vocabulary
    kept: list[Bought] = []
    again: list[Bought] = []
    for one in matter.targets:
        line = bought[one.key]
        if line is None or one.sku or one.skipped:
            continue
        products = variants[line.line.family_id or ""]
        if (same := _like_another(one.said, line, account, products)) is not None:
            matter = with_target(matter, replace(one, sku=same))
            continue
        wish = wish_for(one.said, line.line, products, vocabulary, now=one.now)
        found = find_variants(line.line, wish, products, vocabulary)
        if wish.again and wish.fallback is None:
            again.append(line)
            matter = with_target(matter, replace(one, skipped=True))
            continue
        if wish.is_empty:
            return Chosen(matter=matter, tie=_silent(one, line), kept=tuple(kept))
        if _is_cheapest(found, wish):
            kept.append(line)
            matter = with_target(matter, replace(one, skipped=True))
            continue
        if len(found.best) == 1 and _no_surprise(found, wish):
            matter = with_target(matter, replace(one, sku=found.best[0].product.sku))
        elif found.kept or (not found.best and not found.nearest):
            kept.append(line)
            matter = with_target(matter, replace(one, skipped=True))
        else:
            return Chosen(matter=matter, tie=_tie(one, line, found), kept=tuple(kept))
    return Chosen(matter=matter, kept=tuple(kept), again=tuple(again))


def _like_another(
    said: str, line: Bought, account: Account, products: Sequence[Product]
) -> str | None:
    """The item of another line of theirs: “the same as the one in my pending order”."""
    alike = AS_ANOTHER.search(said)
    if alike is None:
        return None
    vocabulary, tail = account.kinds.vocabulary, said[alike.start() :]
    others = {
        other.line.sku: order.status
        for order in account.orders
        for other in account.whole(order.number)
        if other.line.family_id == line.line.family_id and other.line.sku != line.line.sku
    }
    open_, arrived = vocabulary.cue("open"), vocabulary.cue("arrived")
    others = {
        sku: status
        for sku, status in others.items()
        if not (open_.search(tail) and status == "delivered")
        and not (arrived.search(tail) and status != "delivered")
    } or others
    there = [one.sku for one in in_stock(products) if one.sku in others]
    return there[0] if len(there) == 1 else None


def found_for(
    said: str, line: Bought, products: Sequence[Product], vocabulary: Vocabulary
) -> Found:
    """What the shop has for these words."""
    wish = wish_for(said, line.line, products, vocabulary)
    return find_variants(line.line, wish, products, vocabulary)


def with_target(matter: Matter, changed: Target) -> Matter:
    """The matter with one of its targets changed."""
    targets = tuple(changed if one.key == changed.key else one for one in matter.targets)
    return replace(matter, targets=targets)


async def swaps_of(matter: Matter, account: Account, crm: Crm) -> Mapping[str, Swap]:
    """What each line becomes, by the target's key. Raises `CrmError`."""
    lines = {one.key: line for one in matter.targets if (line := account.bought(one))}
    variants = await _variants(crm, lines.values())
    found: dict[str, Swap] = {}
    for one in matter.targets:
        line = lines.get(one.key)
        products = variants[line.line.family_id or ""] if line else ()
        product = next((each for each in products if each.sku == one.sku), None)
        if line and product and not one.skipped:
            found[one.key] = swap(line, product)
    return found


def swap(line: Bought, product: Product) -> Swap:
    """A line's product for another one."""
    old, new = line.line.options, product.options
    names = dict.fromkeys((*old, *new))
    changed = {n: (old.get(n, ""), new.get(n, "")) for n in names if old.get(n) != new.get(n)}
    difference = (product.price - line.line.unit_price) * line.line.quantity
    return Swap(line=line.line, product=product, changes=changed, unasked=(), difference=difference)


def options_of(tie: Tie) -> tuple[Option, ...]:
    """The variants as choices, each with what tells it apart, and its price."""
    shown = tie.options[:_MOST_OPTIONS]
    apart = [
        name
        for name in dict.fromkeys(n for one in shown for n in one.product.options)
        if not tie.fits or len({one.product.options.get(name) for one in shown}) > 1
    ]
    return tuple(
        Option(
            key=one.product.sku,
            title=f"{of_options(one.product.options, apart) or changes(one)}, "
            f"{price(one.product.price, one.product.currency)}",
        )
        for one in shown
    )


def _tie(one: Target, line: Bought, found: Found) -> Tie:
    options = (found.best if len(found.best) > 1 else found.fitting) or found.nearest
    return Tie(
        target=one,
        bought=line,
        options=options,
        fits=bool(found.best),
        surprise=len(found.best) == 1,
    )


def _silent(one: Target, line: Bought) -> Tie:
    return Tie(target=one, bought=line, options=(), fits=False, silent=True)


def _is_cheapest(found: Found, wish: Wish) -> bool:
    """Whether what they have costs no more than the cheapest that it could become."""
    if wish.price != "cheapest" or wish.wanted or wish.refused or wish.steps or wish.kept:
        return False
    return not wish.keep_rest and bool(found.best) and found.best[0].difference >= 0


def _no_surprise(found: Found, wish: Wish) -> bool:
    """Whether nothing becomes otherwise that was not spoken of, where there is a choice."""
    chosen = wish
    for _ in range(found.fallback):
        chosen = chosen.fallback or chosen
    spoken = chosen.free_rest or chosen.price or chosen.sku or chosen.preferred
    return bool(spoken) or not found.best[0].unasked or len(found.fitting) == 1


async def _variants(crm: Crm, lines: Iterable[Bought]) -> Mapping[str, tuple[Product, ...]]:
    """The variants of each family that the lines are of."""
    first = {one.line.family_id or "": one for one in lines}
    found = await asyncio.gather(*(variants_of(crm, one) for one in first.values()))
    return dict(zip(first, found, strict=True))


def in_stock(products: Sequence[Product]) -> tuple[Product, ...]:
    """Those that can be had."""
    return tuple(one for one in products if can_be_had(one))

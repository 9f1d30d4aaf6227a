"""Which lines of a customer's orders a text means, by kind, number, options, price or order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from actions.crm.records.order import Order, OrderLine
from actions.engine.case.reading import ordinal
from actions.engine.commerce.heard import heard
from actions.engine.commerce.kinds import Kinds, Mention
from actions.engine.commerce.regions import Region, regions
from actions.engine.commerce.scales import scale
from actions.engine.commerce.vocabulary import Vocabulary

_OPEN = frozenset({"placed", "paid", "packed"})
_FEW_WORDS = 40


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """A line together with the order it is in."""

    order: Order
    line: OrderLine

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other line."""
        return self.order.number, self.line.id


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """Words that fit several lines, of which fewer are meant."""

    words: str
    candidates: tuple[Bought, ...]


class LinesMeant(msgspec.Struct, frozen=True, kw_only=True):
    """What a text points at. `unknown` are words for goods that these orders do not hold.

    `everything` where whole orders were meant, `but` being the lines excepted from that.
    """

    lines: tuple[Bought, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unknown: tuple[str, ...] = ()
    everything: bool = False
    but: tuple[Bought, ...] = ()


def bought(orders: Iterable[Order]) -> tuple[Bought, ...]:
    """All lines of these orders."""
    return tuple(Bought(order=order, line=line) for order in orders for line in order.lines)


def is_of(line: OrderLine, mention: Mention) -> bool:
    """Whether a line is of a kind that the words stand for."""
    return line.family_id in mention.families or line.category in mention.families


def lines_meant(
    text: str, orders: Sequence[Order], kinds: Kinds, context: Sequence[Bought] = ()
) -> LinesMeant:
    """The lines of these orders that the text means; hand in only orders that the act can touch.

    Order numbers in the text and words like “pending” narrow them further. `context` are the
    lines that were last spoken of, for “both”, “it”, “the other one” and “the blue one”.
    """
    words = kinds.vocabulary
    pool = bought(_orders_named(text, orders, words))
    found = regions(text, kinds)
    roles = _roles(found, text, words)
    told = [one for one, role in zip(found, roles, strict=True) if role == "meant"]
    but = [one for one, role in zip(found, roles, strict=True) if role == "but"]
    if words.cue("everything").search(text) and not told:
        return _everything(text, pool, but, words)
    if not told:
        return _by_context(text, context or pool, words)
    return _named(_Search(text=text, pool=pool, words=words), found, roles)


class _Search(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look for what a text names."""

    text: str
    pool: tuple[Bought, ...]
    words: Vocabulary


def _orders_named(text: str, orders: Sequence[Order], words: Vocabulary) -> Sequence[Order]:
    """Those whose number is in the text, else those in the state that it names, else all."""
    numbers = words.order_numbers(text)
    known = [
        one for one in orders if one.number.lstrip("#").upper() in {n.lstrip("#") for n in numbers}
    ]
    return known or _in_state(text, orders, words)


def _in_state(text: str, orders: Sequence[Order], words: Vocabulary) -> Sequence[Order]:
    open_, arrived = words.cue("open").search(text), words.cue("arrived").search(text)
    if open_ and not arrived:
        return [one for one in orders if one.status in _OPEN] or orders
    if arrived and not open_:
        return [one for one in orders if one.status == "delivered"] or orders
    return orders


def _roles(found: Sequence[Region], text: str, words: Vocabulary) -> list[str]:
    """For each name whether it is meant, excepted (`but`), or tells an order (`beside`)."""
    roles: list[str] = []
    for place, region in enumerate(found):
        role = _own_role(region, text, words)
        if role is None and place and found[place - 1].linked:
            role = roles[-1]
        roles.append(role or "meant")
    return roles


def _own_role(region: Region, text: str, words: Vocabulary) -> str | None:
    before = text[max(0, region.mention.start - _FEW_WORDS) : region.mention.start]
    for cue, role in (("except", "but"), ("together", "beside")):
        for found in words.cue(cue).finditer(before):
            if _only_adjectives(before[found.end() :]):
                return role
    return None


def _only_adjectives(between: str) -> bool:
    return len(between.split()) <= 3 and not re.search(r"[.;!?,(]|\band\b", between)


def _everything(
    text: str, pool: Sequence[Bought], but: Sequence[Region], words: Vocabulary
) -> LinesMeant:
    pool = _latest(text, pool, words)
    spared = [one for one in pool if any(is_of(one.line, region.mention) for region in but)]
    keys = {one.key for one in spared}
    rest = tuple(one for one in pool if one.key not in keys)
    return LinesMeant(lines=rest, everything=True, but=tuple(spared))


def _latest(text: str, pool: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """Only those of the last order, where the text says so."""
    if not pool or not words.cue("latest").search(text):
        return pool
    last = max(one.order.placed_at for one in pool)
    return [one for one in pool if one.order.placed_at == last]


def _named(search: _Search, found: Sequence[Region], roles: Sequence[str]) -> LinesMeant:
    lines: dict[tuple[str, str], Bought] = {}
    unclear: list[Unclear] = []
    unknown: list[str] = []
    beside = [r for r, role in zip(found, roles, strict=True) if role == "beside"]
    for place, (region, role) in enumerate(zip(found, roles, strict=True)):
        if role != "meant":
            continue
        mine = [one for one in search.pool if is_of(one.line, region.mention)]
        mine = _beside(mine, beside, place, found)
        free = [one for one in mine if one.key not in lines] or mine
        if not mine:
            unknown.append(region.mention.words)
            continue
        chosen = _chosen(region, free, search)
        if chosen:
            lines |= {one.key: one for one in chosen}
        else:
            unclear.append(Unclear(words=region.mention.words, candidates=tuple(free)))
    return LinesMeant(lines=tuple(lines.values()), unclear=tuple(unclear), unknown=tuple(unknown))


def _beside(
    mine: list[Bought], beside: Sequence[Region], place: int, found: Sequence[Region]
) -> list[Bought]:
    """Those that came in an order with what is named right after: “received with the lamp”."""
    after = found[place + 1] if place + 1 < len(found) else None
    if after is None or after not in beside:
        return mine
    return [
        one for one in mine if any(is_of(other, after.mention) for other in one.order.lines)
    ] or mine


def _chosen(region: Region, free: Sequence[Bought], search: _Search) -> Sequence[Bought]:
    """Which of several of a kind; empty where the words do not say."""
    if len(free) == 1 or region.mention.theme:
        return free
    narrowed = _described(region.now, free, search.words)
    narrowed = _by_price(f"{region.lead} {region.tail}", narrowed, search.words)
    if len(narrowed) == 1 or _means_all(region, narrowed, search):
        return narrowed
    newest = _latest(f"{region.lead} {region.tail}", narrowed, search.words)
    if len(newest) == 1:
        return newest
    same = {(one.order.number, one.line.sku) for one in narrowed}
    return narrowed[:1] if len(same) == 1 else ()


def _means_all(region: Region, free: Sequence[Bought], search: _Search) -> bool:
    """Whether the words ask for all of a kind: a plural, “all”, “both”, or just their number."""
    lead = region.lead[-_FEW_WORDS:]
    asks = search.words.cue("all", "both").search(lead)
    spelling = search.words.spelling()
    numbers = [spelling.numbers.get(word.casefold()) for word in re.findall(r"\w+", lead)]
    several = any(number == len(free) for number in numbers)
    return bool(region.mention.plural or asks or several)


def _described(now: str, free: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """Those that have what the words name; all where none has, or nothing is named."""
    left = list(free)
    for one in heard(now, _options(free), words):
        if one.move:
            left = _most(left, one.option, one.move, words)
        elif one.value is not None:
            left = [b for b in left if b.line.options.get(one.option) == one.value] or left
    return left


def _options(free: Sequence[Bought]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(option for one in free for option in one.line.options)
    return {
        name: tuple(dict.fromkeys(b.line.options[name] for b in free if name in b.line.options))
        for name in names
    }


def _most(free: Sequence[Bought], option: str, move: int, words: Vocabulary) -> list[Bought]:
    """The larger of two: those farthest along an option."""
    ranks = scale(option, {b.line.options.get(option, "") for b in free}, words)
    placed = {b.key: ranks.get(b.line.options.get(option, "")) for b in free}
    far = max((rank * move for rank in placed.values() if rank is not None), default=None)
    return [b for b in free if placed[b.key] == (far or 0) * move] or list(free)


def _by_price(text: str, free: Sequence[Bought], words: Vocabulary) -> Sequence[Bought]:
    """The dearest or the cheapest of them, where the words say so."""
    for cues, pick in ((("cheapest", "cheaper"), min), (("dearest", "dearer"), max)):
        if words.cue(*cues).search(text):
            price = pick(one.line.unit_price for one in free)
            return [one for one in free if one.line.unit_price == price]
    return free


def _by_context(text: str, free: Sequence[Bought], words: Vocabulary) -> LinesMeant:
    """An answer without a kind: “both”, “the blue one”, “the cheaper”, “the second”."""
    chosen = tuple(_answered(text, free, words))
    if chosen:
        return LinesMeant(lines=chosen)
    return LinesMeant(
        unclear=(Unclear(words=text.strip(), candidates=tuple(free)),) if free else ()
    )


def _answered(text: str, free: Sequence[Bought], words: Vocabulary) -> Iterator[Bought]:
    narrowed = _by_price(text, _described(text, free, words), words) if free else []
    if len(narrowed) < len(free) or len(free) == 1:
        yield from narrowed
    elif words.cue("both", "everything", "all").search(text):
        yield from free
    elif (place := ordinal(text, len(free))) is not None:
        yield free[place]

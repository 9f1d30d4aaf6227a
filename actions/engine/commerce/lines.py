"""Which lines of a customer's orders a text means, by kind, number, options, price or order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from actions.crm.records.order import Order
from actions.engine.commerce.bought import Bought, bought, is_of
from actions.engine.commerce.choosing import chosen_of_kind, newest
from actions.engine.commerce.conditions import clauses
from actions.engine.commerce.kinds import Kinds, mentions
from actions.engine.commerce.orders import numbered, orders_in_question
from actions.engine.commerce.pointing import pointed_at
from actions.engine.commerce.regions import Region, preamble, regions
from actions.engine.commerce.vocabulary import Vocabulary

_Role = Literal["meant", "but", "beside"]
"""What a name is for: it is meant, excepted, or tells of another one in which order it came."""

_LETTERS_BEFORE = 40
_THEM = re.compile(r"\b(?:it|them|these|those|both)\b", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:because|cause|since|as) (?:it|they|that|the)\b[^.;!?,]*", re.IGNORECASE
)
_Keyed = Mapping[tuple[str, str], Bought]


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


class _Search(msgspec.Struct, frozen=True, kw_only=True):
    """What is sought in: `pool` are the lines in question, `rest` all the others, which count where
    the words for an order were not meant so; `context` are those spoken of before."""

    text: str
    pool: tuple[Bought, ...]
    rest: tuple[Bought, ...]
    context: tuple[Bought, ...]
    words: Vocabulary
    orders_named: bool


def lines_meant(
    text: str, orders: Sequence[Order], kinds: Kinds, context: Sequence[Bought] = ()
) -> LinesMeant:
    """The lines of these orders that the text means; hand in only orders that the act can touch.

    Order numbers in the text and words like “pending” narrow them further. `context` are the
    lines that were last spoken of, for “both”, “it”, “the other one” and “the blue one”.
    """
    words = kinds.vocabulary
    pool = bought(orders_in_question(text, orders, words)) or bought(orders)
    keys = {one.key for one in pool}
    search = _Search(
        text=text,
        pool=pool,
        context=tuple(one for one in context if one.key in keys),
        words=words,
        rest=() if numbered(text, orders) else bought(orders),
        orders_named=bool(numbered(text, orders)),
    )
    found = _asked_for(text, kinds)
    roles = _roles(found, search)
    told = [one for one, role in zip(found, roles, strict=True) if role == "meant"]
    but = [one for one, role in zip(found, roles, strict=True) if role == "but"]
    if _is_everything(search, found, told):
        return _everything(search, but)
    if not told and but:
        if left := _without(search.context, but):
            return LinesMeant(lines=left, but=_of_kinds(search.context, but))
        roles = ["meant" if role == "but" else role for role in roles]
    return _named(search, found, roles) if told or but else _unnamed(search)


def _asked_for(text: str, kinds: Kinds) -> Sequence[Region]:
    """The names without those that only lead in: “the lamp works; return the chair”."""
    found, words = _without_reasons(regions(text, kinds), text), kinds.vocabulary
    acts = [words.act(act) for act in words.acts if act != "question"]
    asking = [c for c in clauses(text, words) if any(act.search(c.text) for act in acts)]
    if not asking or _THEM.search(asking[0].text):
        return found
    named = {family for one in mentions(asking[0].text, kinds) for family in one.families}
    start = asking[0].start if named else 0
    return [r for r in found if r.mention.start >= start or named & {*r.mention.families}]


def _without_reasons(found: Sequence[Region], text: str) -> Sequence[Region]:
    """The names but for those that only say why: “the chair, because it goes with the desk”."""
    reasons = [one.span() for one in _BECAUSE.finditer(text)]
    kept = [r for r in found if not any(a <= r.mention.start < b for a, b in reasons)]
    return kept or found


def _of_kinds(lines: Sequence[Bought], but: Sequence[Region]) -> tuple[Bought, ...]:
    return tuple(one for one in lines if any(is_of(one.line, r.mention) for r in but))


def _without(lines: Sequence[Bought], but: Sequence[Region]) -> tuple[Bought, ...]:
    gone = {one.key for one in _of_kinds(lines, but)}
    return tuple(one for one in lines if gone and one.key not in gone)


def _roles(found: Sequence[Region], search: _Search) -> list[_Role]:
    """The role of each name; names joined by “and” alone have the same."""
    apart = search.words.cue("unrelated").search(search.text)
    roles: list[_Role] = []
    for place, region in enumerate(found):
        role = "but" if apart and region.mention.theme else _own_role(region, search)
        if role is None and place and found[place - 1].linked:
            role = roles[-1]
        roles.append(role or "meant")
    return roles


def _own_role(region: Region, search: _Search) -> _Role | None:
    at = region.mention.start
    before = search.text[max(0, at - _LETTERS_BEFORE) : at]
    cues: tuple[tuple[str, _Role], ...] = (("except", "but"), ("together", "beside"))
    for cue, role in cues:
        for found in search.words.cue(cue).finditer(before):
            if _only_adjectives(before[found.end() :]):
                return role
    return None


def _only_adjectives(between: str) -> bool:
    return len(between.split()) <= 3 and not re.search(r"[.;!?,(]|\band\b", between)


def _is_everything(search: _Search, found: Sequence[Region], told: Sequence[Region]) -> bool:
    """Whether whole orders are meant: said so, and before any kind is named."""
    text = preamble(search.text, found) if told else search.text
    if any(one.mention.theme for one in told):
        return False
    if search.context and search.words.cue("all_of_them").search(text):
        return False
    return search.words.cue("everything", "whole_order").search(text) is not None


def _everything(search: _Search, but: Sequence[Region]) -> LinesMeant:
    pool = newest(search.text, search.pool, search.words)
    if search.words.cue("whole_order").search(search.text) and not search.orders_named:
        orders = {one.order.number for one in search.context}
        pool = [one for one in pool if one.order.number in orders] or pool
    spared = _of_kinds(pool, but)
    rest = _without(pool, but) if spared else tuple(pool)
    return LinesMeant(lines=rest, everything=True, but=spared)


def _named(search: _Search, found: Sequence[Region], roles: Sequence[_Role]) -> LinesMeant:
    """The lines of each name; those that are clear help with those that are not."""
    lines = {one.key: one for one in _by_item(search)}
    but = [one for one, role in zip(found, roles, strict=True) if role == "but"]
    spared = {one.key for region in but for one in _picked(region, search)}
    open_: list[tuple[Region, Sequence[Bought]]] = []
    unknown: list[str] = []
    for place, region in enumerate(found):
        if roles[place] != "meant":
            continue
        mine: Sequence[Bought] = _of_kind(search.pool, region) or _of_kind(search.rest, region)
        mine = [one for one in mine if one.key not in spared] or mine
        if place + 1 < len(found) and roles[place + 1] == "beside":
            mine = _beside(mine, found[place + 1])
        free = [one for one in mine if one.key not in lines] or mine
        chosen = chosen_of_kind(region, free, search.context, search.words)
        lines |= {one.key: one for one in chosen}
        if not mine:
            unknown.append(region.mention.words)
        elif not chosen:
            open_.append((region, free))
    unclear = []
    for region, free in open_:
        if with_it := _in_the_same_order(free, lines, search):
            lines |= {with_it.key: with_it}
        else:
            unclear.append(Unclear(words=region.mention.words, candidates=tuple(free)))
    return LinesMeant(lines=tuple(lines.values()), unclear=tuple(unclear), unknown=tuple(unknown))


def _of_kind(pool: Sequence[Bought], region: Region) -> list[Bought]:
    return [one for one in pool if is_of(one.line, region.mention)]


def _in_the_same_order(free: Sequence[Bought], lines: _Keyed, search: _Search) -> Bought | None:
    """The one that came with what else is meant: who names two things thinks of one parcel."""
    if search.words.cue("orders_apart").search(search.text):
        return None
    orders = {one.order.number for one in lines.values()}
    found = [one for one in free if one.order.number in orders]
    return found[0] if len(found) == 1 else None


def _picked(region: Region, search: _Search) -> Sequence[Bought]:
    mine = _of_kind(search.pool, region)
    return chosen_of_kind(region, mine, search.context, search.words)


def _beside(mine: Sequence[Bought], other: Region) -> Sequence[Bought]:
    """Those that came in an order with what is named right after: “received with the lamp”."""
    with_it = [b for b in mine if any(is_of(line, other.mention) for line in b.order.lines)]
    return with_it or mine


def _by_item(search: _Search) -> list[Bought]:
    """Lines whose number of the item, or of its family, is in the text."""
    numbers = set(re.findall(r"[\w-]*\d[\w-]*", search.text))
    return [one for one in search.pool if {one.line.sku, one.line.family_id} & numbers]


def _unnamed(search: _Search) -> LinesMeant:
    """Words without a kind: “both”, “the blue one”, “the cheaper”, “order 1234”, “it”."""
    if items := _by_item(search):
        return LinesMeant(lines=tuple(items))
    if search.orders_named and not search.context:
        return LinesMeant(lines=search.pool, everything=True)
    free = search.context or search.pool
    if search.words.cue("none_of_them").search(search.text):
        return LinesMeant()
    if chosen := pointed_at(search.text, search.pool, search.context, search.words):
        return LinesMeant(lines=tuple(chosen))
    return LinesMeant(
        unclear=(Unclear(words=search.text.strip(), candidates=free),) if free else ()
    )

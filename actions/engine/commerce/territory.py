"""Which words of a text speak of which line, and whether of what it is or shall become."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from actions.crm.records.order import Order
from actions.engine.commerce.bought import Bought, is_of
from actions.engine.commerce.kinds import Kinds, mentions
from actions.engine.commerce.regions import Region, preamble, regions


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one line: `now` describes it as it is, `then` what it shall become."""

    bought: Bought
    now: str
    then: str


def said_of(
    text: str, lines: Sequence[Bought], kinds: Kinds, orders: Sequence[Order] = ()
) -> tuple[Said, ...]:
    """The words of each line; what is said of all (“to the cheapest”) is in each of them.

    `orders` are all of the customer's: only what is in one of them, or in the lines' own, can be
    spoken of beside the lines.
    """
    bought = [line for one in (*orders, *(b.order for b in lines)) for line in one.lines]
    have = {kind for line in bought for kind in (line.family_id, line.category) if kind}
    found = regions(text, kinds, have)
    return tuple(_said(text, one, lines, found, kinds) for one in lines)


def _said(
    text: str, one: Bought, lines: Sequence[Bought], found: Sequence[Region], kinds: Kinds
) -> Said:
    for_all = preamble(text, found)
    mine = [place for place, region in enumerate(found) if is_of(one.line, region.mention)]
    if not mine and not any(is_of(b.line, r.mention) for b in lines for r in found):
        return Said(bought=one, now="", then=" . ".join((for_all, *(r.tail for r in found))))
    if not mine:
        return Said(bought=one, now="", then=f"{for_all} . {_about_its_number(text, one)}")
    own = _own(one, lines, mine)
    now = " ".join(found[place].now for place in own)
    then = " . ".join(_nameless(_then(found, place), one, kinds) for place in own)
    return Said(bought=one, now=now, then=f"{for_all} . {then}" if for_all.strip() else then)


def _nameless(text: str, one: Bought, kinds: Kinds) -> str:
    """The words with “one” for the line's own name: “the same jacket but” is “the same one but”."""
    for mention in reversed(mentions(text, kinds)):
        if is_of(one.line, mention):
            text = f"{text[: mention.start]}one{text[mention.end :]}"
    return text


def _about_its_number(text: str, one: Bought) -> str:
    """The sentences that name the item, or its family, by number."""
    numbers = [number for number in (one.line.sku, one.line.family_id) if number]
    sentences = re.split(r"[.;!?\n]\s", text)
    return " . ".join(each for each in sentences if any(number in each for number in numbers))


def _own(one: Bought, lines: Sequence[Bought], mine: Sequence[int]) -> Sequence[int]:
    """Where several lines of a kind were named one by one, each has the words of its turn."""
    alike = [other for other in lines if other.line.family_id == one.line.family_id]
    if len(alike) < 2 or len(alike) != len(mine):
        return mine
    place = next(i for i, other in enumerate(alike) if other is one)
    return mine[place : place + 1]


def _then(found: Sequence[Region], place: int) -> str:
    """The words after the name, those after a name that it is linked to included."""
    last = place
    while found[last].linked and last + 1 < len(found):
        last += 1
    return found[last].then

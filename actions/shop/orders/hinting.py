"""Which thing of theirs somebody means whose words are not clear, and what about it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

import msgspec

from actions.crm.records.order import Order, OrderLine
from actions.engine.business.hint import Hint
from actions.engine.business.policy import policy
from actions.engine.words.texts import say
from actions.engine.words.wording import day
from actions.shop.orders.parcel import gather

_WORD = re.compile(r"[^\W_]{3,}")
_ALIKE = 0.82
"""How alike two words have to be, so that one is the other mistyped."""
_SHORTEST_TYPED_WRONG = 4
_WHERE = re.compile(
    r"\b(where|wheres|when|whens|arriv\w*|come|coming|came|deliver\w*|get|got|receiv\w*|wait\w*|late|"
    r"track\w*|parcel|package|ship\w*|lost|missing|eta|news|update)\b",
    re.IGNORECASE,
)
_VAGUE = frozenset({"kit", "pack", "with", "the", "and", "for", "gb", "desktop", "core", "pro"})
_UNDER_WAY = ("track_order", "order_missing")
_ARRIVED = ("warranty_claim", "return_item", "order_details_check")


class _Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an order, and how many of the words name it."""

    order: Order
    line: OrderLine
    hits: int

    @property
    def is_under_way(self) -> bool:
        """Whether it has not reached them yet."""
        parcels = [one for one in self.order.shipments if one.id == self.line.shipment_id]
        return not any(one.delivered_at for one in parcels)


def hint(orders: Sequence[Order], text: str, today: date) -> Hint | None:
    """What the words are about; None where they name nothing of theirs, or several things alike."""
    since = today - policy().window("looked_back").span
    recent = [one for one in orders if one.status != "cancelled" and one.placed_on(today) >= since]
    things = list(_named(recent, text))
    best = max((one.hits for one in things), default=0)
    closest = [one for one in things if one.hits == best]
    awaited = [one for one in closest if one.is_under_way]
    meant = awaited if len(awaited) == 1 else closest
    return _hint(meant[0], text, today) if len(meant) == 1 else None


def _named(orders: Iterable[Order], text: str) -> Iterable[_Thing]:
    said = [word.casefold() for word in _WORD.findall(text)]
    for order in orders:
        for line in order.lines:
            if hits := _hits(said, line):
                yield _Thing(order=order, line=line, hits=hits)


def _hits(said: Sequence[str], line: OrderLine) -> int:
    """How many of its words were said, mistyped or not."""
    own = {word.casefold() for word in _WORD.findall(f"{line.name} {line.category}")} - _VAGUE
    return sum(1 for word in own if _is_said(word, said))


def _is_said(word: str, said: Sequence[str]) -> bool:
    if word in said or f"{word}s" in said:
        return True
    long = [one for one in said if len(one) >= _SHORTEST_TYPED_WRONG]
    plain = len(word) >= _SHORTEST_TYPED_WRONG and word.isalpha()
    return plain and bool(get_close_matches(word, long, n=1, cutoff=_ALIKE))


def _hint(thing: _Thing, text: str, today: date) -> Hint:
    goods, number = thing.line.name, thing.order.number
    facts = gather(thing.order, today, (goods,))
    expected = facts.parcel.expected_on if facts.parcel else None
    asks_where = _WHERE.search(text) is not None
    if not thing.is_under_way:
        question = say("hint.arrived", goods=goods)
    elif expected is None:
        question = say("hint.under_way", goods=goods)
    elif facts.late:
        question = say("hint.late", goods=goods, due=day(expected))
    else:
        question = say("hint.due", goods=goods, due=day(expected))
    return Hint(
        intents=_UNDER_WAY[:1] if thing.is_under_way else _ARRIVED,
        product=goods,
        number=number,
        certain=thing.is_under_way and asks_where,
        question=question,
    )

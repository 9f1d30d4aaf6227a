"""Judge of a first message: whether it was understood at once, after one question, or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from scripts.listening.cases import Opening
from scripts.listening.taken import Taken

AT_ONCE = re.compile(r"\bat once\b|\bdirectly\b|^(yes|no)\b", re.IGNORECASE)
"""A best reply that answers and needs nothing of an account."""
_ASKS_WHICH = re.compile(r"\bask\w*\b[^;.]*\b(?:order|number|e-?mail|account)\b", re.IGNORECASE)
NOT_OURS = frozenset({"out_of_scope", "nlu_fallback"})


_WORD = re.compile(r"\w{4,}")
_KEPT = 0.5
"""Of the words of a wish so many must be found again, since a line is cut to the point."""


class Outcome(StrEnum):
    """What came of a first message."""

    AT_ONCE = "at once"
    AFTER_ONE = "after one question"
    PARTLY = "partly"
    MISREAD = "misread"
    REFUSED = "refused though ours"
    NOT_FOUND = "asked in vain"
    UNJUDGED = "unjudged"


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer wrote or pressed, what came back, and what the bot took it for."""

    said: str
    pressed: bool = False
    answer: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    taken: Taken = Taken()
    owner: str = "bot"


def outcome(opening: Opening, exchanges: Sequence[Exchange]) -> Outcome:
    """Of a first message, with at most one answer to a question about its meaning."""
    if not opening.right:
        return Outcome.UNJUDGED
    first = exchanges[0].taken
    if not first.asked_back:
        return _settled(opening, first, Outcome.AT_ONCE)
    if len(exchanges) < 2 or exchanges[1].taken.asked_back:
        return Outcome.NOT_FOUND
    return _settled(opening, exchanges[1].taken, Outcome.AFTER_ONE)


def names_of(taken: Taken) -> frozenset[str]:
    """Everything by which a turn may count as understood: topics, and what was done at once."""
    actions = frozenset(one.removeprefix("action_") for one in taken.actions)
    return frozenset(taken.topics[:1]) | frozenset(taken.kept) | actions


def _settled(opening: Opening, taken: Taken, well: Outcome) -> Outcome:
    names = names_of(taken)
    met = [bool(names & right) for right in opening.right]
    if all(met):
        return well
    if any(met):
        return Outcome.PARTLY
    return Outcome.REFUSED if NOT_OURS & frozenset(taken.topics[:1]) else Outcome.MISREAD


def repeated(exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    """What the bot said twice in the same words."""
    seen: set[str] = set()
    twice = []
    for exchange in exchanges:
        for text in dict.fromkeys(exchange.answer):
            if text in seen:
                twice.append(text)
            seen.add(text)
    return tuple(twice)


def locked(opening: Opening, exchanges: Sequence[Exchange]) -> bool:
    """Whether a general question was answered with a demand for proof of who asks."""
    best = opening.first_best_reply
    general = AT_ONCE.search(best) is not None and _ASKS_WHICH.search(best) is None
    return general and any("identity" in one for one in exchanges[0].taken.responses)


def wish_kept(said: Sequence[str], packet: Mapping[str, Any]) -> bool:
    """Whether a packet quotes what somebody came with, the first or the last that they wrote."""
    summary = packet.get("summary") or {}
    since = [one.get("text") or "" for one in packet.get("said_since") or ()]
    parts = (summary.get("wants") or "", summary.get("situation") or "", since)
    told = " ".join(map(str, parts)).casefold()
    return any(_quoted(words, told) for words in {said[0], said[-1]})


def _quoted(text: str, told: str) -> bool:
    words = set(_WORD.findall(text.casefold()))
    return not words or sum(word in told for word in words) >= _KEPT * min(len(words), 12)

"""A long message cut into wishes: each with its acts, its words and what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from actions.engine.case.order_form import orders_in
from actions.engine.commerce.conditions import Clause, clauses
from actions.engine.commerce.kinds import Kinds, mentions
from actions.engine.commerce.vocabulary import Act, Vocabulary

QUESTION = "question"
"""The act of a sentence that asks and names no other."""
_BREAK = re.compile(r",(?!\d)|\band\b|\bbut\b|\bthen\b|\balso\b|[;()]", re.IGNORECASE)
_LINK = re.compile(r"^[\s,/]*(?:(?:and|or)\s*)?$", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:the|a|an|your|my|our|any|full|total|this|that|of|free|easy|per|last)\s+$", re.IGNORECASE
)
"""What makes `return` or `change` a thing that is spoken of, not one that is asked for."""
_ASKS_FOR_FACTS = re.compile(r"\b(?:how|what|which|when|where)\b", re.IGNORECASE)


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text with one wish.

    `acts` are several only where the customer left it open (“cancel or return”), and none where
    words only describe. `families` are ids in the order they were named. `otherwise` marks what
    shall hold only if the segment before it cannot be done; `condition` are the words of that, or
    of another condition (“if it costs less than $200”).
    """

    acts: tuple[Act, ...]
    text: str
    start: int
    end: int
    order_numbers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    otherwise: bool = False
    condition: str | None = None

    @property
    def act(self) -> Act | None:
        """The act, the first one where it was left open."""
        return self.acts[0] if self.acts else None


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a clause with its acts."""

    acts: tuple[Act, ...]
    start: int
    end: int
    clause: Clause


def segments(text: str, kinds: Kinds) -> tuple[Segment, ...]:
    """The wishes of a message, in its order.

    Words without an act go on with the wish before them, or begin the first one.
    """
    pieces = [
        piece
        for clause in clauses(text, kinds.vocabulary)
        for piece in _pieces(clause, text, kinds.vocabulary)
    ]
    return tuple(_segment(group, text, kinds) for group in _grouped(pieces, text, kinds))


def _pieces(clause: Clause, text: str, words: Vocabulary) -> Iterator[_Piece]:
    """The clause cut before each act but the first."""
    found = list(_acts(clause.text, words))
    if not found and text[clause.end : clause.end + 1] == "?":
        found = [((QUESTION,), 0, 0)]
    starts = [0, *(_cut(clause.text, a[2], b[1]) for a, b in pairwise(found))]
    ends = [*starts[1:], len(clause.text)]
    acts = [one[0] for one in found] or [()]
    for each, start, end in zip(acts, starts, ends, strict=True):
        yield _Piece(acts=each, start=clause.start + start, end=clause.start + end, clause=clause)


def _cut(text: str, end: int, start: int) -> int:
    breaks = [found.start() for found in _BREAK.finditer(text, end, start)]
    return breaks[-1] if breaks else start


def _acts(text: str, words: Vocabulary) -> Iterator[tuple[tuple[Act, ...], int, int]]:
    """Acts with their places; those joined by “or” as one, a repeated one once."""
    group: list[Act] = []
    begun = ended = 0
    for act, start, end in _spoken(text, words):
        if group and (act in group or _LINK.match(text[ended:start])):
            group += [] if act in group else [act]
        else:
            if group:
                yield tuple(group), begun, ended
            group, begun = [act], start
        ended = end
    if group:
        yield tuple(group), begun, ended


def _spoken(text: str, words: Vocabulary) -> Iterator[tuple[Act, int, int]]:
    """What acts the words ask for; of words for two acts the longer ones count.

    “Can you tell me if I can return it” asks for the return, “what does it cost to return” not.
    """
    found = [
        (act, one.start(), one.end())
        for act in words.acts
        for one in words.act(act).finditer(text)
        if not _is_noun(text, one) and not _denied(text[: one.start()], words)
    ]
    spoken: list[tuple[Act, int, int]] = []
    for one in sorted(found, key=lambda one: (one[1], -one[2])):
        if spoken and one[1] < spoken[-1][2]:
            continue
        asked = spoken[-1] if spoken and spoken[-1][0] == QUESTION else None
        if asked and not _BREAK.search(text, asked[2], one[1]):
            if _ASKS_FOR_FACTS.match(text, asked[1]):
                continue
            spoken.pop()
        spoken.append(one)
    yield from spoken


def _is_noun(text: str, found: re.Match[str]) -> bool:
    return " " not in found.group() and _NOUN.search(text[: found.start()]) is not None


def _denied(before: str, words: Vocabulary) -> bool:
    """Whether the act is what shall not be done: “I do not want to return it”."""
    close = " ".join(before.split()[-4:])
    found = list(words.cue("deny").finditer(close))
    return bool(found) and not re.search(r"[,;]|\bbut\b|\band\b", close[found[-1].end() :])


def _grouped(pieces: Sequence[_Piece], text: str, kinds: Kinds) -> Iterator[list[_Piece]]:
    """Pieces of one wish together."""
    group: list[_Piece] = []
    for place, piece in enumerate(pieces):
        opens = bool(piece.acts) and any(one.acts for one in group)
        if group and (opens or _belongs_ahead(place, pieces, group, text, kinds)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _belongs_ahead(
    place: int, pieces: Sequence[_Piece], group: Sequence[_Piece], text: str, kinds: Kinds
) -> bool:
    """Whether words without an act lead in the next wish: they name what only that one names."""
    piece = pieces[place]
    if piece.acts or piece.clause.condition or place + 1 == len(pieces):
        return False
    if not any(one.acts for one in group) or not pieces[place + 1].acts:
        return False
    mine = _families(text[piece.start : piece.end], kinds)
    before = {name for one in group for name in _families(text[one.start : one.end], kinds)}
    return bool(mine) and not before.intersection(mine)


def _families(text: str, kinds: Kinds) -> tuple[str, ...]:
    named = (family for one in mentions(text, kinds) for family in one.families)
    return tuple(dict.fromkeys(named))


def _segment(group: Sequence[_Piece], text: str, kinds: Kinds) -> Segment:
    start, end = group[0].start, group[-1].end
    own = next((one for one in group if one.acts), group[0])
    words = text[start:end]
    return Segment(
        acts=own.acts,
        text=words,
        start=start,
        end=end,
        order_numbers=orders_in(words),
        families=_families(words, kinds),
        otherwise=own.clause.failing,
        condition=own.clause.condition,
    )

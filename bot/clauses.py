"""Segmentation of what a customer wrote into clauses, each with its place in the text.

Between each two words it is asked how strongly they are parted: by a line, by the end of a
sentence, by a word that joins main clauses, by a comma. Goods in a row and side clauses hold
together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from bot import clause_words as grammar
from bot.clause_tokens import Mark, Word, tokens

MOST = 8
"""Clauses of a text at most: the weakest joints of a long one are closed again."""
MOST_JOINTS = 64
"""What comes later in an endless text belongs to its last clause."""
NOT, LOOSELY, JOINED, SENTENCE, LINE = range(5)
"""How strongly words are parted."""
BESIDE_A_QUESTION = 2
"""How much stronger a joint is there: of a story less is lost."""
BEHIND, AHEAD = 40, 12
"""Words that are looked at before and behind a joint: an endless text is read no slower a word."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Where a clause stands. `announced`: it begins with words for something else."""

    start: int
    end: int
    announced: bool = False


class _Joint(msgspec.Struct, frozen=True):
    """The number of the word behind it, and how strongly it parts."""

    at: int
    strength: int


def clauses(text: str) -> tuple[Span, ...]:
    """The clauses of a text in their order, `MOST` at most. They hold all its words."""
    words = tokens(text)
    if not words:
        blank = len(text) - len(text.lstrip())
        return (Span(start=blank, end=len(text.rstrip())),) if text.strip() else ()
    begins = [0, *_strongest(words, list(islice(_joints(words), MOST_JOINTS)))]
    ends = [*begins[1:], len(words)]
    return tuple(_span(text, words, *both) for both in zip(begins, ends, strict=True))


def _span(text: str, words: Sequence[Word], begin: int, end: int) -> Span:
    start = words[begin].begin if begin else len(text) - len(text.lstrip())
    stop = words[end].begin if end < len(words) else len(text)
    found = _plain(words[begin:end])
    return Span(
        start=start,
        end=start + len(text[start:stop].rstrip()),
        announced=begin > 0 and grammar.announces(found),
    )


def _strongest(words: Sequence[Word], joints: list[_Joint]) -> list[int]:
    """Where the clauses begin that are left when the weakest joints are closed."""
    while len(joints) >= MOST:
        edges = [0, *(joint.at for joint in joints), len(words)]
        weights = [_weight(words[edges[n] : edges[n + 2]], joint) for n, joint in enumerate(joints)]
        del joints[weights.index(min(weights))]
    return [joint.at for joint in joints]


def _weight(around: Sequence[Word], joint: _Joint) -> tuple[int, int]:
    asked = any(word.asked for word in around)
    return joint.strength + BESIDE_A_QUESTION * asked, len(around)


def _joints(words: Sequence[Word]) -> Iterator[_Joint]:
    start = 0
    for at, word in enumerate(words[1:], start=1):
        if word.mark is Mark.NONE and word.plain not in grammar.BEGINNING:
            continue
        if strength := _strength(words, start, at):
            yield _Joint(at, strength)
            start = at


def _strength(words: Sequence[Word], start: int, at: int) -> int:
    """How strongly a word is parted from the clause before it."""
    before = words[max(start, at - BEHIND) : at]
    mark, found = words[at].mark, _sentence(words, at)
    if mark is Mark.COUNT:
        return NOT
    if mark is Mark.LINE:
        return LINE
    if mark is Mark.END:
        return NOT if _corrected(before, found) else SENTENCE
    if not _held(before) and _announced(before, found, mark):
        return SENTENCE
    return _within(before, found, mark)


def _within(before: Sequence[Word], found: Sequence[Word], mark: Mark) -> int:
    """How strongly a word within a sentence is parted from what stands before it."""
    left, right = _plain(before), _plain(found)
    if left[-1] in grammar.LEADING:
        return NOT  # it has begun with them
    joined = right[0] in grammar.JOINING
    if mark is Mark.NONE and not joined:
        return LOOSELY if not _held(before) and grammar.runs_on(left, right) else NOT
    strength = JOINED if joined else LOOSELY
    return strength if _parts(before, found, grammar.behind_leading(right)) else NOT


def _parts(before: Sequence[Word], found: Sequence[Word], right: grammar.Words) -> bool:
    """Whether a comma or a joining word parts two main clauses."""
    left = _plain(before)
    if _side(before) or grammar.telling(left):
        return False
    if grammar.short(left):
        return left[-1] in grammar.PLAIN_YES and found[0].plain == "and" and grammar.asks(right)
    if grammar.asks(right) or _asks_on_condition(left, right):
        return True
    if _held(before) or not grammar.whole(left):
        return False
    commanded = grammar.commands(right) and (
        found[0].mark is Mark.COMMA or found[0].plain == "but" or left[0] in grammar.AGREEING
    )
    return commanded or grammar.main(right) or _asks_briefly(before, found)


def _asks_briefly(before: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether it is asked for something else in a few words: and the other one?"""
    return found[0].plain == "and" and found[-1].asked and not grammar.asks(_plain(before))


def _asks_on_condition(left: grammar.Words, right: grammar.Words) -> bool:
    """Whether a question follows that begins with its condition: and if it is lost, can I …"""
    return (
        grammar.whole(left)
        and right[0] in grammar.CONDITIONS
        and any(
            grammar.asks(right[n : n + 2]) for n in range(grammar.SHORTEST_CONDITION, len(right))
        )
    )


def _announced(before: Sequence[Word], found: Sequence[Word], mark: Mark) -> bool:
    right = _plain(found)
    if before[-1].plain in grammar.LEADING or not grammar.announces(right):
        return False
    behind = grammar.behind_leading(right)
    if "also" not in right[: len(right) - len(behind)]:
        return True
    parted = right[0] != "also" or (mark is Mark.COMMA and grammar.whole(_plain(before)))
    return parted and (grammar.main(behind) or grammar.commands(behind))


def _corrected(before: Sequence[Word], found: Sequence[Word]) -> bool:
    """Whether a "no." belongs to what comes instead."""
    right = _plain(found)
    return (
        len(before) == 1
        and before[0].plain in grammar.SHORT
        and (right[0].isdigit() or "not" in right or right[:2] in (["i", "mean"], ["i", "meant"]))
    )


def _side(before: Sequence[Word]) -> bool:
    """Whether a side clause stands before, whose main clause is still to come."""
    return grammar.conditional(_plain(before)) and not any(
        word.mark is Mark.COMMA for word in before[1:]
    )


def _held(before: Sequence[Word]) -> bool:
    """Whether a condition is open, to which what follows may belong."""
    last = next((n for n, word in enumerate(reversed(before)) if word.mark is Mark.COMMA), None)
    since = before if last is None else before[-last - 1 :]
    return any(word.plain in grammar.CONDITIONS for word in since)


def _sentence(words: Sequence[Word], at: int) -> Sequence[Word]:
    """The words from one on to the end of its sentence, a dozen at most."""
    stop = next(
        (n for n in range(at + 1, min(at + AHEAD, len(words))) if words[n].mark >= Mark.END),
        min(at + AHEAD, len(words)),
    )
    return words[at:stop]


def _plain(words: Sequence[Word]) -> list[str]:
    return [word.plain for word in words]

"""Cues: named groups of words that tell something of a message, whatever it is about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import msgspec

from actions.engine.words.phrases import pattern_of

_FARTHEST = 12
"""How many words apart those of one `together` may be."""
_SENTENCES = re.compile(r"[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*")

Span = tuple[int, int]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Where a cue stands in a text; `parts` are its words, several where they stand apart."""

    start: int
    end: int
    parts: tuple[Span, ...]


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which one thing is noticed, in phrase language.

    Any of `words` or `regexes` tells it by itself; of an item of `together`, one of each list has
    to be in the same sentence. What stands in `harmless` only looks like it, unless the cue says
    more than that.
    """

    name: str
    words: tuple[str, ...] = ()
    regexes: tuple[str, ...] = ()
    together: tuple[tuple[tuple[str, ...], ...], ...] = ()
    harmless: tuple[str, ...] = ()

    def found(self, text: str) -> Iterator[Found]:
        """Each place at which a text says it, by its words first."""
        harmless: list[Span] | None = None
        for one in self._anywhere(text):
            if harmless is None:
                harmless = [one.span() for one in pattern_of(self.harmless).finditer(text)]
            if not any(_only_looks_so(part, harmless) for part in one.parts):
                yield one

    def heard(self, text: str) -> str | None:
        """The words that say it first, as they were written; None where nothing does."""
        one = next(self.found(text), None)
        return text[one.start : one.end] if one else None

    def _anywhere(self, text: str) -> Iterator[Found]:
        if pattern_of(self.words, self.regexes).search(text):
            # One by one then: of several that begin alike, all of them together find only one.
            singly = [*(((one,), ()) for one in self.words), ((), self.regexes)]
            for phrases, regexes in singly:
                for found in pattern_of(phrases, regexes).finditer(text):
                    yield _found([found.span()])
        for lists in self.together:
            # Most texts have none of the first list, which is all that is looked for then.
            if all(pattern_of(one).search(text) for one in lists):
                yield from _in_one_sentence(text, lists)


class DangerKind(Cue, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of danger: whose it is, and by which intents it is told as well as by words.

    Those count only beside one of the `hints`, words that are too weak to tell it by themselves.
    `things` are weaker still: they hint only where the message as a whole is about nothing else.
    """

    skill: str = "general"
    intents: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    things: tuple[str, ...] = ()

    def hinted(self, text: str, *, by_things: bool) -> Iterator[Span]:
        """Where a text has one of the hints."""
        hints = (*self.hints, *self.things) if by_things else self.hints
        return (one.span() for one in pattern_of(hints).finditer(text))

    def looks_harmless(self, text: str) -> bool:
        """Whether a text has what only looks like it."""
        return pattern_of(self.harmless).search(text) is not None


class Sign(Cue, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sign of lost patience, and how much heat it adds: 1 is all there can be."""

    weight: float = 0.3


class CueTables(msgspec.Struct, frozen=True, kw_only=True):
    """What a business listens for beside its matters: each table by name, in the order written."""

    dangers: Mapping[str, DangerKind] = {}
    signs: Mapping[str, Sign] = {}
    notices: Mapping[str, Cue] = {}


def _in_one_sentence(text: str, lists: Sequence[tuple[str, ...]]) -> Iterator[Found]:
    for sentence in _SENTENCES.finditer(text):
        where = sentence.span()
        each = ([at.span() for at in pattern_of(one).finditer(text, *where)] for one in lists)
        for parts in product(*each):
            found = _found(parts)
            if text.count(" ", found.start, found.end) <= _FARTHEST:
                yield found


def _found(parts: Sequence[Span]) -> Found:
    return Found(
        start=min(start for start, _ in parts), end=max(end for _, end in parts), parts=(*parts,)
    )


def _only_looks_so(part: Span, harmless: Sequence[Span]) -> bool:
    """Whether something harmless has the words, or a part of them; who says more means more."""
    return any(
        start < part[1] and part[0] < end and not _is_more(part, (start, end))
        for start, end in harmless
    )


def _is_more(part: Span, harmless: Span) -> bool:
    return part != harmless and part[0] <= harmless[0] and harmless[1] <= part[1]

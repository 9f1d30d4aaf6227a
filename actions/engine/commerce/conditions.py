"""Sentences of a text, and what they say shall hold only under a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from actions.engine.commerce.vocabulary import Vocabulary

_SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\d)|(?<=\d)\.(?=\w))+")
_MAIN_CLAUSE = re.compile(
    r",\s+(?=(?:you|i|we|then|please|just|only|no|don't|do not|let|make|use|get|take|go|keep|leave"
    r"|cancel|return|exchange|change|switch|swap|send|give)\b)|\s+then\s+",
    re.IGNORECASE,
)


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a sentence at `start`; `condition` are the words it depends on.

    `failing` where the condition is that something else cannot be had or done.
    """

    text: str
    start: int
    condition: str | None = None
    failing: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)


def clauses(text: str, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    """The text's sentences, those with a condition parted from it; in their order."""
    return tuple(
        clause
        for sentence in _SENTENCE.finditer(text)
        for clause in _parted(sentence.group(), sentence.start(), vocabulary)
        if clause.text.strip(" ,")
    )


def _parted(sentence: str, start: int, vocabulary: Vocabulary) -> Iterator[Clause]:
    if alone := vocabulary.cue("otherwise").search(sentence):
        yield Clause(text=sentence[: alone.start()], start=start)
        rest = sentence[alone.end() :]
        yield Clause(text=rest, start=start + alone.end(), condition=alone.group(), failing=True)
        return
    found = _if(sentence, vocabulary)
    if found is None:
        yield Clause(text=sentence, start=start)
        return
    before, after = sentence[: found.start()], sentence[found.end() :]
    main = _MAIN_CLAUSE.search(after) or re.search(r",\s+", after)
    condition = after[: main.start()] if main else after
    failing = vocabulary.cue("failing").search(condition) is not None
    if main is None:
        yield from _trailing(before, start, condition, failing=failing)
        return
    if before.strip(" ,"):
        yield Clause(text=before, start=start)
    at = start + found.end() + main.end()
    yield Clause(text=after[main.end() :], start=at, condition=condition.strip(), failing=failing)


def _if(sentence: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """The “if” of a condition, not that of “I wonder if”."""
    asking = vocabulary.cue("asking")
    for found in vocabulary.cue("if").finditer(sentence):
        if not any(one.end() == found.start() - 1 for one in asking.finditer(sentence)):
            return found
    return None


def _trailing(before: str, start: int, condition: str, *, failing: bool) -> Iterator[Clause]:
    """`A, or B if A is not there`: only what stands after the last break depends on it."""
    cut = max(before.rfind(", "), before.rfind(" and "), before.rfind(" or ")) if failing else -1
    if cut > 0:
        yield Clause(text=before[:cut], start=start)
    rest = before[max(cut, 0) :]
    yield Clause(text=rest, start=start + max(cut, 0), condition=condition.strip(), failing=failing)

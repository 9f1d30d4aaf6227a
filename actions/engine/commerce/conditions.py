"""Sentences of a text, and what they say shall hold only under a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from actions.engine.commerce.vocabulary import Vocabulary

_SENTENCE = re.compile(r"(?:[^.;!?()\n]|\.(?=\d)|(?<=\d)\.(?=\w))+")
_MAIN_CLAUSE = re.compile(
    r",\s+(?=(?:you|i|we|then|please|just|only|no|don't|do not|let|make|use|get|take|go|keep|leave"
    r"|cancel|return|exchange|change|switch|swap|send|give)\b)|\s+then\s+"
    r"|\s+(?=(?:leave|keep|forget)\s+(?:it|that|them|this|the)\b|please\b)"
    r"|\s+(?=(?:you|i|we)(?:['\u2019](?:d|ll)|\s+(?:want|would|wish|need|like|prefer|will))\b)",
    re.IGNORECASE,
)
_COMMA_BEFORE = re.compile(r",\s+(?:(?:and|but|or|so|then)\s+)?$", re.IGNORECASE)
_SO_OR_NOT = re.compile(r"\s*(?:so|yes|not|no)\b[\s,]*(?:then\s+)?", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_ANYTHING = re.compile(r"(?:thing|one|body|what|where|who)\s*$", re.IGNORECASE)
_IT = re.compile(
    r"\s*(?:(?:that|it|this|they|there|those|these)(?:['\u2019]s|\s+is|\s+are|)\s+)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:(?:also|and|so|or|but)\W*)*", re.IGNORECASE)


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
        for part, start in _before_each_if(sentence.group(), sentence.start(), vocabulary)
        for clause in _parted(part, start, vocabulary)
        if clause.text.strip(" ,")
    )


def _before_each_if(sentence: str, start: int, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """The sentence cut at each “, if”: one may hold several alternatives."""
    cuts = [0]
    for found in vocabulary.cue("if").finditer(sentence):
        comma = _COMMA_BEFORE.search(sentence[: found.start()])
        if comma and comma.start():
            cuts.append(comma.end())
    for begin, end in pairwise((*cuts, len(sentence))):
        yield sentence[begin:end], start + begin


def _parted(sentence: str, start: int, vocabulary: Vocabulary) -> Iterator[Clause]:
    """The sentence's clauses: what comes first, the one that depends, what it depends on."""
    if alone := _otherwise(sentence, vocabulary):
        yield Clause(text=sentence[: alone.start()], start=start)
        yield _clause(sentence, start, alone.end(), alone.group(), failing=True)
        return
    found = _if(sentence, vocabulary)
    if found is None:
        yield Clause(text=sentence, start=start)
        return
    before, after = sentence[: found.start()], sentence[found.end() :]
    turn = _turning(after, vocabulary)
    condition = after[: turn[0]] if turn else after
    failing = vocabulary.cue("failing").search(condition) is not None
    if turn is not None:
        yield Clause(text=before, start=start)
        yield _clause(sentence, start, found.end() + turn[1], condition, failing=failing)
    elif _OPENING.fullmatch(before):
        yield Clause(text=sentence, start=start)
    else:
        yield from _trailing(before, start, condition, failing=failing)


def _turning(after: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Where a condition ends and where what depends on it begins; None where nothing follows."""
    short = _SO_OR_NOT.match(after)
    if short and any(vocabulary.act(act).match(after, short.end()) for act in vocabulary.acts):
        return short.end(), short.end()
    it = _IT.match(after)
    at_once = vocabulary.cue("failed").match(after, it.end() if it else 0)
    if at_once and after[at_once.end() :].strip(" ,"):
        return at_once.end(), at_once.end()
    found = _MAIN_CLAUSE.search(after) or _COMMA.search(after)
    return found.span() if found else None


def _clause(sentence: str, start: int, at: int, condition: str, *, failing: bool) -> Clause:
    """What follows in the sentence at a place, less the comma that parts it."""
    text = sentence[at:]
    at += len(text) - len(text.lstrip(" ,"))
    return Clause(
        text=sentence[at:], start=start + at, condition=condition.strip(" ,"), failing=failing
    )


def _otherwise(sentence: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """“Otherwise”, unless as in “otherwise the same”."""
    found = vocabulary.cue("otherwise").search(sentence)
    same = vocabulary.cue("rest_same").search(sentence)
    if found is None or (same and same.start() == found.start()):
        return None
    return None if _ANYTHING.search(sentence[: found.start()]) else found


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
    yield Clause(
        text=rest, start=start + max(cut, 0), condition=condition.strip(" ,"), failing=failing
    )

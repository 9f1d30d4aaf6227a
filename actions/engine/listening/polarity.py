"""Polarity of what a customer says: meant, denied, or not certain, by the words around it. Pure.

Asked for a span of a text, such as a symptom or a product. A negation inside of the span belongs to
it: in "it doesn't spin", *spin* is denied and *doesn't spin* is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from actions.engine.listening.negation import Scope, scopes
from actions.engine.listening.polarity_words import PolarityWords, polarity_words

Polarity = Literal["said", "denied", "unsure"]
Of = Literal["state", "thing"]
"""Whether a span tells what is so, or names what it is about.

"I never got the lamp" denies that it came, and is about the lamp all the same.
"""
Span = tuple[int, int]

_END = re.compile(r"[.;!?\n,]|\s[-\N{EN DASH}\N{EM DASH}]\s")
_QUOTED = re.compile('["\u201c][^"\u201d]*["\u201d]')
_REPORTED = re.compile(
    r"\b(?:he|she|they|you|colleagues?|agents?|support|shop|makers?|manufacturer|driver|courier"
    r"|friend|website|site|page|form|report|lab|internet|people|somebody|someone)\s+"
    r"(?:\w+\s+)?(?:said|says|say|told|claims?|claimed|reckons?|insists?|wrote|writes)\b",
    re.IGNORECASE,
)
"""Somebody else's word for it, which the customer only passes on."""
_NEARBY = 160
"""How many letters on either side may speak of a span: a long e-mail is not read for each word."""
_REACHES_BACK = 40
"""How many letters before "until" are looked through for what was so then."""


def polarity(text: str, start: int, end: int, of: Of = "state") -> Polarity:
    """What becomes of the span `start` to `end` by the words around it."""
    cut = max(0, start - _NEARBY)
    text, start, end = text[cut : end + _NEARBY], start - cut, end - cut
    if of == "thing":
        return "denied" if _is_set_aside(text, start, end) else "said"
    if _is_unsure(text, start, end):
        return "unsure"
    return "denied" if _is_denied(text, start, end) else "said"


def negated(text: str, start: int, end: int) -> bool:
    """Whether a plain "not" reaches the span; that it is fine, or is over, takes nothing back."""
    cut = max(0, start - _NEARBY)
    text, start, end = text[cut : end + _NEARBY], start - cut, end - cut
    return _takes_back(scopes(text, polarity_words()), start, end)


def tells(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is found where nothing right before it, or said of it, takes it back.

    For words that answer a question, where a "not" farther off is of another one: in "it doesn't
    see my drive" the answer to "Which part?" is told.
    """
    return any(not _is_taken_back(text, *found.span()) for found in pattern.finditer(text))


def things_meant(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The things named in a text that it is about: none denied, and "only the cable" alone."""
    kept = [one for one in spans if polarity(text, *one, of="thing") == "said"]
    alone = [one for one in kept if _is_alone(text, *one)]
    return tuple(alone or kept)


def denies(clause: str) -> bool:
    """Whether a clause only says what is not the matter: "it isn't late", "the fans are fine".

    A trouble that is told by a negation ("it doesn't start") is none of these.
    """
    if "?" in clause:
        return False
    # What somebody else is quoted with denies nothing: they sent it back as "no fault found", or
    # said that it is fine.
    clause = _QUOTED.sub(" ", clause)
    if _REPORTED.search(clause):
        return False
    pieces = [one for one in clause.split(",") if not polarity_words().particle.fullmatch(one)]
    return bool(pieces) and all(map(_piece_denies, pieces))


def _piece_denies(piece: str) -> bool:
    words = polarity_words()
    if words.set_aside.search(piece):
        return True
    troubles = {polarity(piece, *one.span()) for one in words.troubles.finditer(piece)}
    if troubles:
        return troubles == {"denied"}
    return any(one.start == _begin(piece) for one in _called_fine(piece, words))


def _begin(clause: str) -> int:
    return len(clause) - len(clause.lstrip())


def _denials(text: str) -> list[Scope]:
    words = polarity_words()
    return [*scopes(text, words), *_called_fine(text, words), *_over(text, words)]


def _is_taken_back(text: str, start: int, end: int) -> bool:
    words = polarity_words()
    direct = any(
        one.holds(start)
        and one.cue_end <= start
        and words.between.fullmatch(text, one.cue_end, start)
        for one in scopes(text, words)
    )
    return direct or any(one.holds(start) for one in _called_fine(text, words))


def _is_denied(text: str, start: int, end: int) -> bool:
    """Whether a denial of any kind has the span."""
    return _takes_back(_denials(text), start, end)


def _takes_back(denials: Iterable[Scope], start: int, end: int) -> bool:
    """Whether one of them has the span, and is not made of the span's own words."""
    return any(
        one.holds(start) and not (one.cue_start < end and start < one.cue_end) for one in denials
    )


def _called_fine(text: str, words: PolarityWords) -> Iterator[Scope]:
    """What is said to be all right, from the beginning of its clause."""
    denied = list(scopes(text, words))
    for found in words.called_fine.finditer(text):
        begin = _clause_begin(text, found.start(), words)
        if words.question.match(text, begin) or words.wh_question.match(text, begin):
            continue
        taken_back = any(
            one.holds(found.end() - 1) and one.cue_end <= found.start() for one in denied
        )
        taken_back = taken_back or words.no_longer.search(text, found.end()) is not None
        subject = words.no_subject.sub("", text[begin : found.start()])
        if re.search(r"\w", subject) and not taken_back:
            yield Scope(
                start=begin, end=found.start(), cue_start=found.start(), cue_end=found.end()
            )


def _over(text: str, words: PolarityWords) -> Iterator[Scope]:
    """What was so until something happened."""
    denied = list(scopes(text, words))
    for found in words.over.finditer(text):
        begin = max(_clause_begin(text, found.start(), words), found.start() - _REACHES_BACK)
        was = words.was.search(text, begin, found.start())
        if was and not any(one.holds(was.start()) for one in denied):
            at = {"cue_start": found.start(), "cue_end": found.end()}
            yield Scope(start=was.start(), end=found.start(), **at)


def _is_unsure(text: str, start: int, end: int) -> bool:
    """Whether the span stands in a question for a yes or no, or behind a "maybe" or an "if"."""
    words = polarity_words()
    begin = _clause_begin(text, start, words)
    if any(one.end() <= start for one in words.unsure.finditer(text, begin, start)):
        return True
    closed = _END.search(text, end)
    asked = closed is not None and closed.group() == "?"
    return asked and words.question.match(text, begin) is not None


def _is_set_aside(text: str, start: int, end: int) -> bool:
    """Whether a thing is named as the one that is not meant."""
    words = polarity_words()
    before = text[:start]
    if words.except_before.search(before):
        begin = _clause_begin(text, start, words)
        return words.fine.search(text, begin, start) is None
    if words.set_aside_before.search(before):
        return words.still_meant.match(text[end:]) is None
    return any(one.holds(start) for one in _called_fine(text, words))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether "only" stands before a thing, and not before what it does."""
    words = polarity_words()
    before = words.only_before.search(text[:start]) is not None
    return before and words.not_only_of.match(text[end:]) is None


def _clause_begin(text: str, before: int, words: PolarityWords) -> int:
    """Where the clause begins that goes on up to there."""
    ends = [one.end() for one in _END.finditer(text, 0, before)]
    ends += [one.end() for one in words.joints.finditer(text, 0, before)]
    begin = max(ends, default=0)
    return begin + len(text[begin:before]) - len(text[begin:before].lstrip())

"""Cues of what must never be missed: a person, a remedy, a wrong topic. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from actions.engine.listening.polarity import polarity
from actions.engine.words.phrases import pattern_of

_ENGLISH = "en"
_NO = re.compile(r"\bno (more |other |another |further )?$", re.IGNORECASE)
Person = Literal["wants", "refuses"]


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases, and regular expressions for what phrases cannot say."""

    words: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[str]:
        return pattern_of(self.words, self.regex)


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`cues.yml`, where each list says what it is for."""

    wants_person: _Words
    refuses_person: _Words
    no_refusal_before: tuple[str, ...]
    remedies: Mapping[str, _Words]
    remedy_nouns: Mapping[str, tuple[str, ...]]
    not_refused_before: tuple[str, ...]
    leaves: _Words
    the_other: tuple[str, ...]
    settles: tuple[str, ...]


def person(text: str) -> Person | None:
    """Whether a person is wanted or refused; who refuses one does not want another."""
    if _refuses(text):
        return "refuses"
    wanted = (
        polarity(text, *found.span()) for found in _cues().wants_person.pattern.finditer(text)
    )
    return "wants" if any(one != "denied" for one in wanted) else None


def wished(text: str) -> tuple[str, ...]:
    """The remedies that are asked for, by name, in the order of the file."""
    return tuple(name for name, cue in _cues().remedies.items() if _any_said(cue.pattern, text))


def refused(text: str) -> tuple[str, ...]:
    """The remedies that are not wanted, by name."""
    nouns = _cues().remedy_nouns.items()
    return tuple(name for name, words in nouns if _is_refused(pattern_of(words), text))


def leaves_topic(text: str) -> bool:
    """Whether the customer says that they have been misunderstood, or mean something else."""
    return _cues().leaves.pattern.search(text) is not None


def means_the_other(text: str) -> bool:
    """Whether it is about the one that was not spoken of yet."""
    return pattern_of(_cues().the_other).search(text) is not None


def settles(clause: str) -> bool:
    """Whether a clause begins with a yes or a no."""
    return pattern_of(_cues().settles).match(clause.lstrip(" ,.!-")) is not None


def _refuses(text: str) -> bool:
    answers = pattern_of(_cues().no_refusal_before)
    return any(
        answers.match(text[found.end() :].lstrip(" ,")) is None
        for found in _cues().refuses_person.pattern.finditer(text)
    )


def _any_said(pattern: re.Pattern[str], text: str) -> bool:
    return any(one != "denied" for one in _polarities(pattern, text))


def _is_refused(noun: re.Pattern[str], text: str) -> bool:
    """Whether every mention of a remedy is of one that is not wanted."""
    mentions = [_not_wanted(text, *found.span()) for found in noun.finditer(text)]
    return bool(mentions) and all(mentions)


def _not_wanted(text: str, start: int, end: int) -> bool:
    if polarity(text, start, end, of="thing") == "denied":
        return True
    waited_for = pattern_of(_cues().not_refused_before).match(text[end:].lstrip())
    return _NO.search(text, 0, start) is not None and waited_for is None


def _polarities(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (polarity(text, *found.span()) for found in pattern.finditer(text))


@cache
def _cues(language: str = _ENGLISH) -> _File:
    """The cues of a language, read once; English is what there is."""
    path = Path(__file__).parent / language / "cues.yml"
    return msgspec.yaml.decode(path.read_bytes(), type=_File)

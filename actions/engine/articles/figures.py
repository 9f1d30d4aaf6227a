"""Rule of what articles may not say: figures that the policy decides otherwise. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from contracts.articles import Article
from contracts.policy_figures import PREFIX

_FILE = Path(__file__).parent / "en" / "figures.yml"
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen"),
)
_TENS = {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_NUMBERS = dict(zip(_WORDS, range(1, 15), strict=True)) | _TENS
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_DASH = "\N{EN DASH}"
_SPAN = re.compile(
    rf"\b(?:(?P<least>{_NUMBER})\s?(?:[-{_DASH}]|to|or|and)\s?)?(?P<most>{_NUMBER})[ -]"
    r"(?P<working>working |business )?(?P<unit>minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[€$£]\s?(?P<before>\d[\d,]*(?:\.\d+)?)|\b(?P<after>\d[\d,]*(?:\.\d+)?)\s?€")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_IN_MINUTES = {
    "minute": 1,
    "hour": 60,
    "day": 1_440,
    "week": 10_080,
    "month": 43_200,
    "year": 525_600,
}

Kind = Literal["time that passes", "working days", "amount", "time of day"]


class Figure(msgspec.Struct, frozen=True):
    """Something counted, as it is written; `values` are one, or the two ends of a range."""

    kind: Kind
    values: tuple[int, ...]
    words: str


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """What an article says in a line, and which figure of the policy says otherwise."""

    article: Article
    line: int
    words: str
    name: str
    decided: str


class Cue(msgspec.Struct, frozen=True):
    """What a sentence has to hold to be about a figure: a word of each group, none of `none`."""

    groups: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()

    def fits(self, words: Sequence[str]) -> bool:
        """Whether a sentence of these words, in small letters, is about it."""
        if any(word.startswith(self.none) for word in words) and self.none:
            return False
        return all(any(word.startswith(group) for word in words) for group in self.groups)


Cues = Mapping[str, tuple[Cue, ...]]


@cache
def usual_cues() -> Cues:
    """Those of figures that most businesses have, in English."""
    return read_cues(_FILE.read_bytes())


def read_cues(content: bytes) -> Cues:
    """What a file says. Raises `msgspec.DecodeError` for one that is not of its form."""
    told = msgspec.yaml.decode(content, type=dict[str, tuple[str, ...]])
    return {name: tuple(map(_cue, lines)) for name, lines in told.items()}


def contradictions(
    articles: Iterable[Article], figures: Mapping[str, str], cues: Cues
) -> Iterator[Contradiction]:
    """What articles say otherwise than the policy, whose `figures` are said by name."""
    decided = {
        name: figures_in(figures[PREFIX + name]) for name in cues if PREFIX + name in figures
    }
    for article in articles:
        for passage in article.passages:
            for unit in passage.units:
                said = figures_in(unit.text)
                words = _words(f"{passage.heading} {unit.text}" if unit.starts else unit.text)
                for name in _about(words, cues) if said else ():
                    if wrong := _otherwise(said, decided.get(name, ())):
                        yield Contradiction(
                            article=article,
                            line=unit.line,
                            words=wrong.words,
                            name=name,
                            decided=figures[PREFIX + name],
                        )


def figures_in(text: str) -> tuple[Figure, ...]:
    """Everything counted in a text."""
    found = [(one.start(), _span(one)) for one in _SPAN.finditer(text)]
    found += [(one.start(), _amount(one)) for one in _AMOUNT.finditer(text)]
    found += [
        (one.start(), Figure("time of day", (int(one[1]) * 60 + int(one[2]),), one[0]))
        for one in _TIME.finditer(text)
    ]
    return tuple(figure for _, figure in sorted(found, key=lambda both: both[0]))


def _about(words: Sequence[str], cues: Cues) -> Iterator[str]:
    return (name for name, some in cues.items() if any(cue.fits(words) for cue in some))


def _otherwise(said: Sequence[Figure], decided: Sequence[Figure]) -> Figure | None:
    """The first figure of the policy's kind, where none of those said is the policy's."""
    kinds = {one.kind for one in decided}
    same = [one for one in said if one.kind in kinds]
    values = {value for one in decided for value in one.values}
    agreed = any(values.intersection(one.values) for one in same)
    return None if agreed else next(iter(same), None)


def _span(found: re.Match[str]) -> Figure:
    unit = _IN_MINUTES[found["unit"].lower()]
    numbers = [_number(found[end]) for end in ("least", "most") if found[end]]
    kind: Kind = "working days" if found["working"] else "time that passes"
    return Figure(kind, tuple(int(number * unit) for number in numbers), found[0])


def _amount(found: re.Match[str]) -> Figure:
    digits = (found["before"] or found["after"]).replace(",", "")
    return Figure("amount", (int(Decimal(digits) * 100),), found[0])


def _number(written: str) -> float:
    return float(_NUMBERS.get(written.lower(), 0) or written)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _cue(line: str) -> Cue:
    groups = line.split()
    needed = tuple(tuple(one.split("|")) for one in groups if not one.startswith("-"))
    none = tuple(word for one in groups if one.startswith("-") for word in one[1:].split("|"))
    return Cue(needed, none)

"""Words of a text in a form that compares: case, plural, hyphens and units set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+\d+|[^\W\d_]+(?:'[^\W\d_]+)?|%")
_ENDINGS = (
    (re.compile(r"(?<=[^aeiou])ies$"), "y"),
    (re.compile(r"(?<=[lr])ves$"), "f"),
    (re.compile(r"(?<=x)es$|(?<=ss|zz|ch|sh)es$"), ""),
    (re.compile(r"(?<![sui])s$"), ""),
)
_SHORTEST_PLURAL = 4


class Token(msgspec.Struct, frozen=True):
    """A word as it compares, and where it stands in the text."""

    norm: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a number in digits."""
        return self.norm[0].isdigit()


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """How words are brought to one form: numbers to digits, units to one name."""

    numbers: Mapping[str, int] = {}
    units: Mapping[str, str] = {}


def tokens(text: str, spelling: Spelling) -> tuple[Token, ...]:
    """The text's words: `17-inch` and `17 inches` give the same two, `8GB` is `8` and `gb`."""
    return tuple(_tokens(text, spelling))


def joined(parts: Sequence[Token]) -> str:
    """The words as one, so that `t-shirt`, `tshirt` and `T Shirts` are equal."""
    return "".join(part.norm for part in parts)


def singular(word: str) -> str:
    """The word without a regular plural ending, in small letters."""
    word = word.casefold().removesuffix("'s")
    if len(word) < _SHORTEST_PLURAL:
        return word
    for ending, instead in _ENDINGS:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


def _tokens(text: str, spelling: Spelling) -> Iterator[Token]:
    after_number = False
    for found in _PIECE.finditer(text):
        norm = singular(found.group().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        norm = str(spelling.numbers.get(norm, norm))
        if after_number:
            norm = spelling.units.get(norm, norm)
        after_number = norm[0].isdigit()
        yield Token(norm, found.start(), found.end())


@lru_cache(maxsize=512)
def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these phrases as words of their own; `…` in one stands for a few words of a clause."""
    longest_first = sorted(phrases, key=len, reverse=True)
    alternatives = "|".join(map(_spelled, longest_first)) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _spelled(phrase: str) -> str:
    """The phrase as a pattern: any space between its words, either apostrophe or none."""
    gap = r"(?:\s+(?!and\b|or\b)[^\s.;,!?]+){0,7}?"
    words = (re.escape(word).replace("'", "['\u2019]?") for word in phrase.split())
    parts = [gap if word == "…" else word for word in words]
    return r"\s+".join(parts).replace(rf"\s+{gap}", gap)

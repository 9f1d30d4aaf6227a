"""Tokens of what a customer wrote, each with the mark that stands before it.

Numbers, addresses of pages and of mail, and abbreviations are one token each, so that none of their
points ends a sentence.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from itertools import takewhile

import msgspec

WRAPPED = 50
"""Letters of a line from which on it may have been broken by a program."""

_ABBREVIATED = (
    r"(?i:mr|mrs|dr|prof|st|nr|vs|tel|ref|approx|incl|excl|e\.g|i\.e)\."
    r"|(?i:etc|inc|ltd|max|min|a\.m|p\.m)\.(?!\s+[A-Z]|\s*$)|(?i:no)\.(?=\s*\d)"
)
_TOKEN = re.compile(
    r"https?://\S*[^\s.,;!?)]|\bwww\.\S*[^\s.,;!?)]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|uk|de|fr|es|eu|io|shop|info)\b(?:/\S*[\w/])?"
    rf"|\b(?:{_ABBREVIATED})"
    r"|\b[A-Z]\.(?=\s*[A-Z][a-z])"
    r"|\d+(?:[.,:/]\d+)+"
    r"|\w+(?:['\u2019]\w+)*"
)
_APOSTROPHE = re.compile("['\u2019]")
_COMMA = re.compile(r",|\s[-\u2013\u2014]+\s|\.\.|\u2026|\u2014")
_END = re.compile(r"[!?;]|(?<!\.)\.(?!\.)(?=\s)")
_COUNTED = re.compile(r"(?P<open>\(?)(?P<count>\d{1,2}|[a-h])(?P<close>[.)])(?=\s)", re.IGNORECASE)


class Mark(enum.IntEnum):
    """What parts a word from the one before it, from nothing to the next item of a list."""

    COUNT = -1
    """That one is the number of an item, which this word belongs to."""
    NONE = 0
    COMMA = 1
    END = 2
    LINE = 3


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word in small letters, without apostrophes. A clause with it in front has its `begin`."""

    plain: str
    begin: int
    end: int
    mark: Mark
    asked: bool = False
    """Whether a question mark follows at once."""


def tokens(text: str) -> list[Word]:
    """The words of a text in their order."""
    found = list(_TOKEN.finditer(text))
    counts = _counts(text)
    return [_word(text, found, at, counts) for at in range(len(found))]


def _word(text: str, found: list[re.Match[str]], at: int, counts: frozenset[int]) -> Word:
    one = found[at]
    last = found[at - 1].end() if at else 0
    before = text[last : one.start()]
    after = text[one.end() : one.end() + 3].lstrip(" )\"'")
    return Word(
        plain=_APOSTROPHE.sub("", one.group().casefold()),
        begin=last + _opening(before),
        end=one.end(),
        mark=_mark(text, found, at, counts),
        asked=after.startswith("?"),
    )


def _mark(text: str, found: list[re.Match[str]], at: int, counts: frozenset[int]) -> Mark:
    if at == 0:
        return Mark.NONE
    last, one = found[at - 1], found[at]
    gap = text[last.end() : one.start()]
    if last.start() in counts:
        return Mark.COUNT
    if one.start() in counts or ("\n" in gap and not _wrapped(text, last.end(), one.start())):
        return Mark.LINE
    if _END.search(gap) or _glued(last.group(), gap, one.group()):
        return Mark.END
    return Mark.COMMA if _COMMA.search(gap) else Mark.NONE


def _opening(gap: str) -> int:
    """How much of what stands before a word belongs to the word before it."""
    blank = re.search(r"\s+", gap)
    return blank.end() if blank else len(gap)


def _wrapped(text: str, last: int, start: int) -> bool:
    """Whether a line ends here for its length alone."""
    line = text[text.rfind("\n", 0, last) + 1 : last]
    gap = text[last:start]
    return len(line) >= WRAPPED and gap.strip(" ") == "\n" and text[start].islower()


def _glued(last: str, gap: str, one: str) -> bool:
    """Whether a sentence ends at a point without a blank behind it."""
    return gap == "." and last.islower() and len(last) > 2 and one[0].isupper()


def _counts(text: str) -> frozenset[int]:
    """Where the numbers of a list's items stand: at least two of them, the first and the second."""
    rows: dict[str, dict[str, int]] = {}
    for one in _COUNTED.finditer(text):
        if one.start() == 0 or text[one.start() - 1].isspace():
            kind = f"{one['open']}{one['close']}{one['count'].isdigit()}"
            rows.setdefault(kind, {}).setdefault(one["count"].lower(), one.start("count"))
    return frozenset(
        at
        for row in rows.values()
        if {"1", "2"} <= row.keys() or {"a", "b"} <= row.keys()
        for at in _in_turn(row)
    )


def _in_turn(row: dict[str, int]) -> Iterator[int]:
    """The places of numbers that follow each other."""
    expected = iter("abcdefgh") if "a" in row else map(str, range(1, 100))
    for count in takewhile(row.__contains__, expected):
        yield row[count]

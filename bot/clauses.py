"""Segmentation of what a customer wrote into clauses, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

MOST = 8
"""Into how many clauses a text is taken apart at most; the last holds what is left."""

_ANNOUNCED = re.compile(
    r"(?:(?:and|but|oh|so|ps|btw)[\s,]+)*"
    r"(?:also|another\s+thing|one\s+more\s+thing|on\s+top\s+of\s+that|secondly"
    r"|the\s+second\s+thing|besides|apart\s+from\s+that|while\s+i'?m\s+at\s+it|btw|by\s+the\s+way)"
    r"\b[\s,:]*",
    re.IGNORECASE,
)
_JOINT = re.compile(
    rf"(?<=[.!?;])\s+|\n+|[\s,]+(?={_ANNOUNCED.pattern})"
    r"|,?\s+(?=(?:and|but)\s+(?:i|i'm|can|could|how|what|where|when|please|your|do)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"[\s,./]*(?:(?:and|but|oh|so|ps|btw)\b[\s,]*)*", re.IGNORECASE)


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Where a clause stands; from `said` on it says its thing, behind words that only lead to it.

    `announced`: those words say that something else begins.
    """

    start: int
    end: int
    said: int
    announced: bool = False


def clauses(text: str) -> tuple[Span, ...]:
    """The clauses of a text in their order. They hold all its words and never overlap."""
    return tuple(_span(text, start, end) for start, end in _stretches(text))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start, found = 0, 0
    for joint in _JOINT.finditer(text):
        if (
            found + 1 < MOST
            and _worded(text[start : joint.start()])
            and _worded(text[joint.end() :])
        ):
            yield start, joint.start()
            start, found = joint.end(), found + 1
    if text[start:].strip():
        yield start, len(text)


def _worded(text: str) -> bool:
    """Whether it holds more than words that only lead to something."""
    return _LEADING.fullmatch(text) is None and any(map(str.isalnum, text))


def _span(text: str, start: int, end: int) -> Span:
    announced = _ANNOUNCED.match(text, start, end)
    leading = announced or _LEADING.match(text, start, end)
    said = leading.end() if leading and _worded(text[leading.end() : end]) else start
    return Span(start=start, end=end, said=said, announced=announced is not None)

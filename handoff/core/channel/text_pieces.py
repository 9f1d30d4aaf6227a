"""Pure rules of splitting: words cut to what a channel takes, without losing any."""

from __future__ import annotations

import re

from handoff.core import texts

_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s"), re.compile(r"\s"))
"""Where a text may be cut, best first: paragraphs, lines, sentences, words."""


def split(text: str, limit: int) -> tuple[str, ...]:
    """The text in pieces of at most `limit` characters, cut where a reader would pause."""
    pieces, rest = [], text.strip()
    while len(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return tuple(piece for piece in (*pieces, rest) if piece)


def shorten(text: str, limit: int) -> str:
    """The text on one line, its end left out when it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def numbered(question: str, titles: tuple[str, ...]) -> str:
    """A question with its choices, to be answered with their number."""
    choices = "\n".join(f"{place}. {title}" for place, title in enumerate(titles, 1))
    return f"{question or texts.CHOOSE}\n\n{choices}\n\n{texts.REPLY_WITH_NUMBER}"


def _cut(text: str, limit: int) -> int:
    """Where to cut, not before the middle unless there is no other place."""
    head = text[: limit + 1]
    for end in _ENDS:
        places = [found.start() for found in end.finditer(head) if 0 < found.start() <= limit]
        if places and (places[-1] >= limit // 2 or end is _ENDS[-1]):
            return places[-1]
    return limit

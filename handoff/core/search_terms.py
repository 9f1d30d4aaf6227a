"""Query parser: what somebody searches for, in words, and where a text has them. Pure.

Letters count without their case and accents. A word finds every word that begins with it; words in
quotes must follow each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

MOST = 10
"""Terms of one search; further ones are left out."""
AROUND = 60
"""Characters of a text that are shown before its first hit."""
SHOWN = 220
"""Characters of a text that are shown in all."""

_QUOTED = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")

Term = tuple[str, ...]
"""Words that follow each other; one alone stands for all that begin with it."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a text; `hit` is what was searched for."""

    text: str
    hit: bool


def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of a search, plain; a word such as `NW-4711` is a phrase of its parts."""
    found = (tuple(_words(quoted or word)) for quoted, word in _QUOTED.findall(text))
    return tuple(term for term in found if term)[:MOST]


def for_sqlite(terms: tuple[Term, ...]) -> str:
    """The terms as FTS5's MATCH takes them."""
    return " AND ".join(f'"{" ".join(term)}"*' for term in terms)


def for_postgres(terms: tuple[Term, ...]) -> str:
    """The terms as `to_tsquery` takes them."""
    return " & ".join(f"({' <-> '.join((*term[:-1], f'{term[-1]}:*'))})" for term in terms)


def pieces_of(text: str, terms: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The text around its first hit, cut where hits begin and end."""
    wanted = tuple(word for term in terms for word in term)
    hits = [found.span() for found in _WORD.finditer(text) if plain(found[0]).startswith(wanted)]
    start = max(0, hits[0][0] - AROUND) if wanted and hits else 0
    shown = text[start : start + SHOWN]
    inside = [(a - start, b - start) for a, b in hits] if wanted else []
    return tuple(_cut(shown, [span for span in inside if span[1] <= len(shown)], start > 0))


def plain(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).lower()


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def _cut(shown: str, hits: list[tuple[int, int]], later: bool) -> Iterator[Piece]:
    if later:
        yield Piece(text="… ", hit=False)
    end = 0
    for start, stop in hits:
        if start > end:
            yield Piece(text=shown[end:start], hit=False)
        yield Piece(text=shown[start:stop], hit=True)
        end = stop
    if end < len(shown):
        yield Piece(text=shown[end:], hit=False)

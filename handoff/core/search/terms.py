"""Query parser: what somebody searches for, in words, and where a text has them. Pure.

Letters count as `words_of` folds them. A word finds every word that begins with it; words in quotes
must follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from handoff.core.search.words import coded, tokens_of

MOST = 10
"""Terms of one search; further ones are left out."""
AROUND = 60
"""Characters of a text that are shown before its first hit."""
SHOWN = 220
"""Characters of a text that are shown in all."""

_QUOTED = re.compile(r'"([^"]*)"|(\S+)')

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
    return " AND ".join(f'"{" ".join(map(coded, term))}"*' for term in terms)


def for_postgres(terms: tuple[Term, ...]) -> str:
    """The terms as `to_tsquery` takes them."""
    coded_terms = (tuple(map(coded, term)) for term in terms)
    return " & ".join(f"({' <-> '.join((*term[:-1], f'{term[-1]}:*'))})" for term in coded_terms)


def pieces_of(text: str, terms: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The text around its first hit, cut where hits begin and end."""
    wanted = tuple(word for term in terms for word in term)
    hits = [token.span for token in tokens_of(text) if wanted and token.word.startswith(wanted)]
    start = max(0, hits[0][0] - AROUND) if hits else 0
    shown = text[start : start + SHOWN]
    inside = [(a - start, b - start) for a, b in _joined(hits)]
    return tuple(_cut(shown, [span for span in inside if span[1] <= len(shown)], start > 0))


def _words(text: str) -> list[str]:
    return [token.word for token in tokens_of(text)]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits that touch are one: words of scripts without blanks are found letter by letter."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


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

"""Splitter of prose into its sentences, which are told word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSING = "\"')\\]\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_OPENING = "\"'(\\[\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_CAPITAL = r"A-Z\u00c0-\u00d6\u00d8-\u00de0-9\u00bf\u00a1\u20ac\u00a3$"
_END = re.compile(rf"[.!?\u2026]+[{_CLOSING}]*(?=\s+[{_OPENING}]*[{_CAPITAL}])")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|incl|excl|min|max|nos?|vs|mrs?|ms|dr|st|fig|tel|bzw|ca|nr|str"
    r"|z\.\s?b|d\.\s?h|ggf|inkl|zzgl|evtl|usw|p\.\s?ej|sra?|uds?|art|n\u00fam)"
    r"|\b[A-Z]|(?:^|\s)\d{1,2})\.$",
    re.IGNORECASE,
)
"""What ends with a full stop and ends no sentence, in the languages of articles."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph in their order; joined by blanks they are the paragraph."""
    return tuple(_cut(" ".join(text.split())))


def _cut(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        said = text[start : end.end()]
        if not _SHORTENED.search(said):
            yield said.strip()
            start = end.end()
    if rest := text[start:].strip():
        yield rest

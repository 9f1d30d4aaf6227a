"""Splitter of prose into its sentences, which are told word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-ZÀ-ÖØ-Þ0-9¿¡€£$])")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|incl|excl|min|max|no|nos|vs|mr|mrs|ms|dr|st|fig|tel|z\.\s?b|d\.\s?h"
    r"|bzw|ca|nr|str|ggf|inkl|zzgl|evtl|usw|p\.\s?ej|sr|sra|ud|uds|art|núm)|\b[A-Z]|(?:^|\s)\d{1,2})\.$",
    re.IGNORECASE,
)
"""What ends with a full stop and ends no sentence, in the languages that articles are written in."""


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

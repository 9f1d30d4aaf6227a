"""Detection of wishes by their words: what shall be done, whatever the sentence was taken for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from actions.engine.words.phrases import pattern_of

_ENGLISH = "en"
_TELLING = 3
"""So many words that are not bare say something."""
_FEW = 7
"""A remedy among so many words at most is wanted without saying so."""


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`wishing.yml`, where each list says what it is for."""

    remedies: tuple[str, ...]
    wanting: tuple[str, ...]
    wished: tuple[str, ...]
    bare: tuple[str, ...]
    leads: tuple[str, ...]


def wishes(text: str) -> bool:
    """Whether something shall be done, or shall not; what is only asked about is no wish."""
    words = _words()
    if pattern_of(words.wished).search(text):
        return True
    if not pattern_of(words.remedies).search(text):
        return False
    if pattern_of(words.wanting).search(text):
        return True
    return len(text.split()) <= _FEW and "?" not in text


def only_leads(text: str) -> bool:
    """Whether it says nothing by itself: a greeting, or that something else comes."""
    words = re.sub(r"^\W+|\W+$", "", text)
    return not words or pattern_of(_words().leads).fullmatch(words) is not None


def says_more(text: str) -> bool:
    """Whether a wish for a person says anything of what it is about."""
    bare = {one.replace("'", "") for one in _words().bare}
    said = text.casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return sum(word not in bare for word in re.findall(r"\w+", said)) >= _TELLING


@cache
def _words(language: str = _ENGLISH) -> _File:
    """The words of a language; English is what there is. Read once, at the first use."""
    path = Path(__file__).parent / language / "wishing.yml"
    return msgspec.yaml.decode(path.read_bytes(), type=_File)

"""Words by which customers ask of goods and of places, in every shop."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Literal

import msgspec

from actions.engine.words.phrases import pattern_of

_FILE = Path(__file__).parent / "en" / "asking.yml"
OfGoods = Literal["fits", "warranty", "alternatives", "stock", "box", "price"]
OF_GOODS: tuple[OfGoods, ...] = ("fits", "warranty", "alternatives", "stock", "box", "price")
"""What may be asked of goods, what is told by more first."""


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases that ask for one thing: `sure` ones whatever was said before, `words` otherwise."""

    sure: tuple[str, ...]
    words: tuple[str, ...]

    def found(self, text: str, *, loosely: bool) -> bool:
        """Whether a text has one of them; `loosely`, also one that may mean something else."""
        phrases = (*self.sure, *self.words) if loosely else self.sure
        return pattern_of(phrases).search(text) is not None


class FactWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them; `countries` has other names of a country by its code."""

    warranty: Words
    stock: Words
    price: Words
    alternatives: Words
    fits: Words
    box: Words
    ship: Words
    owned: tuple[str, ...]
    countries: Mapping[str, tuple[str, ...]]

    @property
    def of_ones_own(self) -> Pattern[str]:
        """What says that it is about something that somebody has."""
        return pattern_of(self.owned)


@cache
def fact_words() -> FactWords:
    """Those of English."""
    return msgspec.yaml.decode(_FILE.read_bytes(), type=FactWords)

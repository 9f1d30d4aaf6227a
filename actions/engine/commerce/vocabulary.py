"""Reader of a business's `vocabulary.yml`: how customers call kinds of goods, options and values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

Act = str
"""What a customer wants done: `cancel`, `return`, `exchange`, `change_items`, … as the file has it."""


class OptionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one option is spoken of.

    `words` are other names of it. `more` and `less` compare along `orders`, each of which lists
    values from the least to the most; values with numbers order themselves.
    """

    words: list[str] = []
    more: list[str] = []
    less: list[str] = []
    orders: list[list[str]] = []


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a shop's customers. What the catalogue itself says need not be here.

    `kinds` has other words for a family, by its name in the catalogue; one word may be said of
    several. `themes` name several kinds at once (`gaming`). `values` has other words for a value
    of an option, `units` for a unit (`ft: [foot, feet]`). `acts` and `cues` are what steers a
    sentence, `order_number` the pattern of the company's order numbers.
    """

    order_number: str = r"#?\d{5}"
    kinds: dict[str, list[str]] = {}
    themes: dict[str, list[str]] = {}
    options: dict[str, OptionWords] = {}
    values: dict[str, list[str]] = {}
    units: dict[str, list[str]] = {}
    numbers: dict[str, int] = {}
    acts: dict[Act, list[str]] = {}
    cues: dict[str, list[str]] = {}


class VocabularyRefused(Exception):
    """A vocabulary that contradicts itself; the message has a line for each problem."""


def read_vocabulary(path: Path) -> Vocabulary:
    """The file's words on top of the engine's English. Raises `VocabularyRefused`."""
    raise NotImplementedError


def merged(base: Vocabulary, own: Vocabulary) -> Vocabulary:
    """Both together; where both have words for a thing, all of them hold."""
    raise NotImplementedError


def problems_with(vocabulary: Vocabulary, catalogue: Mapping[str, str]) -> tuple[str, ...]:
    """What names something that the catalogue (family id -> name) does not have."""
    raise NotImplementedError

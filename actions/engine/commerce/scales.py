"""Order of an option's values: by the vocabulary's list, else by the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from actions.engine.commerce.tokens import singular
from actions.engine.commerce.vocabulary import OptionWords, Vocabulary

NONE = frozenset({"none", "no", "without"})
"""Values that say that there is nothing of it, which is less than anything."""
YES = frozenset({"yes", "true", "with"})
"""Values that say that there is."""
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)")
_TIMES = {"tb": 1000.0, "kg": 1000.0, "l": 1000.0, "m": 100.0, "k": 1000.0}
"""What larger units hold of the smaller one that shops use beside them."""


def scale(option: str, values: Collection[str], vocabulary: Vocabulary) -> Mapping[str, float]:
    """Each value's rank, lowest first; empty where these values have no order."""
    nothing = {value: -1.0 for value in values if value.casefold() in NONE}
    rest = [value for value in values if value not in nothing]
    words = vocabulary.options.get(option.casefold(), OptionWords())
    for order in words.orders:
        places = {name.casefold(): float(place) for place, name in enumerate(order)}
        if all(value.casefold() in places for value in values):
            return {value: places[value.casefold()] for value in values}
        if rest and all(value.casefold() in places for value in rest):
            return nothing | {value: places[value.casefold()] for value in rest}
    numbers = {value: _number(value) for value in rest}
    ranked = {value: number for value, number in numbers.items() if number is not None}
    return nothing | ranked if rest and len(ranked) == len(rest) else {}


def amount(value: str) -> float | None:
    """The number that a value begins with: `500` of `500ml`."""
    found = _NUMBER.search(value)
    return float(found.group(1).replace(",", ".")) if found else None


def _number(value: str) -> float | None:
    found = _NUMBER.search(value)
    if found is None:
        return None
    unit = singular(found.group(2))
    times = _TIMES.get(unit, 1.0)
    return float(found.group(1).replace(",", ".")) * times

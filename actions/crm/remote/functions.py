"""Functions of a mapping's expressions that JMESPath itself does not have.

All of them give null where they are given null, so that what a system leaves out stays left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision
from jmespath.functions import Functions, signature

_ANY: Mapping[str, list[str]] = {"types": []}


class MappingFunctions(Functions):
    """JMESPath's functions and those of mappings; amounts are of one currency."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._unit = Decimal(10) ** get_currency_precision(currency)

    @signature(_ANY)
    def _func_cents(self, amount: Any) -> int | None:
        """`1999` for `19.99` or `"19.99"`: the smallest unit of the currency."""
        if amount is None:
            return None
        try:
            exact = Decimal(str(amount)) * self._unit
        except InvalidOperation:
            raise ValueError("cents() was given what is no amount") from None
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

    @signature(_ANY)
    def _func_amount(self, cents: Any) -> float | None:
        """`19.99` for `1999`."""
        return None if cents is None else float(Decimal(int(cents)) / self._unit)

    @signature(_ANY)
    def _func_negative(self, number: Any) -> Any:
        """The number below zero."""
        return None if number is None else -number

    @signature(_ANY)
    def _func_lower(self, text: Any) -> str | None:
        """The text without capitals."""
        return None if text is None else str(text).casefold()

    @signature(_ANY)
    def _func_upper(self, text: Any) -> str | None:
        """The text in capitals."""
        return None if text is None else str(text).upper()

    @signature(_ANY)
    def _func_trim(self, text: Any) -> str | None:
        """The text without blanks around it."""
        return None if text is None else str(text).strip()

    @signature(_ANY, _ANY)
    def _func_without_prefix(self, prefix: Any, text: Any) -> str | None:
        """`W12` for `#W12`."""
        return None if text is None else str(text).strip().removeprefix(str(prefix))

    @signature(_ANY, _ANY)
    def _func_split(self, separator: Any, text: Any) -> list[str] | None:
        """The parts of a text."""
        return None if text is None else [one.strip() for one in str(text).split(str(separator))]

    @signature(_ANY, _ANY)
    def _func_joined(self, separator: Any, parts: Any) -> str | None:
        """The parts that are there, in one text; null where none is."""
        there = [str(part) for part in parts or () if part not in (None, "")]
        return str(separator).join(there) or None

    @signature(_ANY)
    def _func_entries(self, pairs: Any) -> list[dict[str, Any]] | None:
        """`[{key: …, value: …}, …]` of an object."""
        if pairs is None:
            return None
        return [{"key": key, "value": value} for key, value in pairs.items()]

    @signature(_ANY)
    def _func_numbered(self, elements: Any) -> list[dict[str, Any]] | None:
        """`[{index: 0, value: …}, …]` of a list."""
        if elements is None:
            return None
        return [{"index": index, "value": value} for index, value in enumerate(elements)]

    @signature(_ANY, _ANY)
    def _func_first(self, elements: Any, count: Any) -> list[Any] | None:
        """As many elements from the beginning."""
        return None if elements is None else list(elements)[: int(count)]

    @signature(_ANY, _ANY, _ANY)
    def _func_having(self, elements: Any, field: Any, words: Any) -> list[Any] | None:
        """Elements whose field holds every word, compared without case."""
        if elements is None:
            return None
        wanted = str(words).casefold().split()
        return [one for one in elements if wanted and _holds(str(one[field]), wanted)]


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text.casefold() for word in words)


KNOWN = frozenset(MappingFunctions.FUNCTION_TABLE)
"""Names that an expression may call."""

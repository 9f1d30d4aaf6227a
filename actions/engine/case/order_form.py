"""Form of order numbers: how a company's customers write them, and as the CRM has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from contracts.business import OrderNumbers


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A number in a text: as the CRM has it, and from where to where it stands there."""

    number: str
    start: int
    end: int


class OrderForm:
    """Finds order numbers that stand alone, with `#` before them or without."""

    def __init__(self, numbers: OrderNumbers) -> None:
        self._one = re.compile(f"(?P<whole>{numbers.pattern})", re.IGNORECASE)
        self._in_text = re.compile(
            rf"(?<![\w-])(?:#\s?)??{self._one.pattern}(?![\w-])", re.IGNORECASE
        )
        self._example = numbers.example

    def found(self, text: str) -> Iterator[Found]:
        """Every number in a text, in its order."""
        for match in self._in_text.finditer(text):
            start, end = match.span("whole")
            yield Found(number=self._number(match), start=start, end=end)

    def bare(self, said: str) -> str:
        """A number that stands for itself, as a button or an entity has it."""
        match = self._one.fullmatch(said.strip()) or self._one.fullmatch(said.lstrip("# "))
        return self._number(match) if match else said.lstrip("# ")

    def _number(self, match: re.Match[str]) -> str:
        """What the CRM calls it: the part in brackets, with the example's letters, big or small."""
        inner = match.group(2) if match.re.groups > 1 else None
        number = inner or match["whole"]
        if self._example == self._example.upper():
            return number.upper()
        return number.lower() if self._example == self._example.lower() else number


class _Held:
    """Holds the form of the one business of this process, because words are read everywhere."""

    form = OrderForm(OrderNumbers())


def order_form() -> OrderForm:
    """How order numbers look in the business that is in use; five digits before there is one."""
    return _Held.form


def orders_in(text: str) -> tuple[str, ...]:
    """The order numbers in a text as the CRM has them, each once, in the order said."""
    return tuple(dict.fromkeys(one.number for one in order_form().found(text)))


def use(numbers: OrderNumbers) -> None:
    """Read order numbers of that form from now on."""
    _Held.form = OrderForm(numbers)

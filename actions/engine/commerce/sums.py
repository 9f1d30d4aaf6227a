"""Sums that customers ask for, in cents: of orders, of lines, of swaps, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.commerce.lines import Bought
from actions.engine.commerce.variants import Swap
from actions.engine.commerce.vocabulary import Vocabulary

SumAsked = Literal["refund", "difference", "order_total", "spent", "savings", "count", "balance"]


def lines_total(bought: Iterable[Bought]) -> int:
    """What these lines cost together."""
    raise NotImplementedError


def orders_total(orders: Iterable[Order]) -> int:
    """What these orders cost together."""
    raise NotImplementedError


def difference(swaps: Iterable[Swap]) -> int:
    """What all swaps cost more (above zero) or less together."""
    raise NotImplementedError


def total_after(order: Order, swaps: Iterable[Swap]) -> int:
    """The order's total once these swaps are done."""
    raise NotImplementedError


def remaining(order: Order, taken: Iterable[Bought]) -> int:
    """What the rest of an order costs without these lines."""
    raise NotImplementedError


def available(variants: Iterable[Product]) -> int:
    """How many of these variants can be had."""
    raise NotImplementedError


def sums_asked(text: str, vocabulary: Vocabulary) -> tuple[SumAsked, ...]:
    """Which sums a text asks for, in its order."""
    raise NotImplementedError


def dearest(bought: Sequence[Bought]) -> Bought | None:
    """The most expensive line by the price of one piece."""
    raise NotImplementedError

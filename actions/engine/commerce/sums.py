"""Sums that customers ask for, in cents: of orders, of lines, of swaps, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.variants import Swap, can_be_had
from actions.engine.commerce.vocabulary import Vocabulary

SumAsked = Literal["refund", "difference", "order", "spent", "savings", "count", "balance", "rest"]
"""What is asked for: money back in all, what a change costs, an order's total, all that was paid
for a kind, what is saved, how many variants there are, what is left on a card, what the rest of an
order costs."""


def lines_total(lines: Iterable[Bought]) -> int:
    """What these lines cost together."""
    return sum(one.line.unit_price * one.line.quantity for one in lines)


def orders_total(orders: Iterable[Order]) -> int:
    """What these orders cost together, counting each once."""
    return sum({one.number: one.total for one in orders}.values())


def difference(swaps: Iterable[Swap]) -> int:
    """What all swaps cost more (above zero) or less together."""
    return sum(one.difference for one in swaps)


def total_after(order: Order, swaps: Iterable[Swap]) -> int:
    """The order's total once those of the swaps that are of its lines are done."""
    own = {line.id for line in order.lines}
    return order.total + difference(one for one in swaps if one.line.id in own)


def remaining(order: Order, taken: Iterable[Bought]) -> int:
    """What the rest of an order costs without these of its lines."""
    return order.total - lines_total(one for one in taken if one.order.number == order.number)


def refund_total(cancelled: Iterable[Order], returned: Iterable[Bought]) -> int:
    """What comes back in all: cancelled orders as a whole, and lines returned of other orders."""
    orders = {one.number: one for one in cancelled}
    return orders_total(orders.values()) + lines_total(
        one for one in returned if one.order.number not in orders
    )


def available(variants: Iterable[Product]) -> int:
    """How many of these variants can be had."""
    return sum(1 for one in variants if can_be_had(one))


def dearest(lines: Iterable[Bought]) -> Bought | None:
    """The most expensive line by the price of one piece; None of none."""
    return max(lines, key=lambda one: one.line.unit_price, default=None)


def sums_asked(text: str, vocabulary: Vocabulary) -> tuple[SumAsked, ...]:
    """Which sums a text asks for, in its order; of words for two sums the longer ones count."""
    found: list[tuple[int, int, SumAsked]] = []
    for asked in get_args(SumAsked):
        if match := vocabulary.cue(f"sum_{asked}").search(text):
            found.append((match.start(), -match.end(), asked))
    asked_for: list[SumAsked] = []
    end = 0
    for start, stop, asked in sorted(found):
        if start >= end:
            asked_for.append(asked)
            end = -stop
    return tuple(asked_for)

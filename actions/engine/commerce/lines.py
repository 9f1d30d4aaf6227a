"""Which lines of a customer's orders a text means, by kind, number, options, price or order."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from actions.crm.records.order import Order, OrderLine
from actions.engine.commerce.kinds import Kinds


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """A line together with the order it is in."""

    order: Order
    line: OrderLine


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """Words that fit several lines; one of them is meant, or as many as `words` say."""

    words: str
    candidates: tuple[Bought, ...]


class LinesMeant(msgspec.Struct, frozen=True, kw_only=True):
    """What a text points at. `unknown` are words for goods that the orders do not hold.

    `everything` where whole orders were meant, `but` being the lines excepted from that.
    """

    lines: tuple[Bought, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unknown: tuple[str, ...] = ()
    everything: bool = False
    but: tuple[Bought, ...] = ()


def lines_meant(text: str, orders: Sequence[Order], kinds: Kinds) -> LinesMeant:
    """The lines of these orders that the text means; hand in only orders that the act can touch.

    Order numbers and words like “pending” or “my last order” in the text narrow them further.
    """
    raise NotImplementedError

"""A line of an order together with the order, as customers speak of what they bought."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from actions.crm.records.order import Order, OrderLine
from actions.engine.commerce.kinds import Mention


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """A line together with the order it is in."""

    order: Order
    line: OrderLine

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other line."""
        return self.order.number, self.line.id


def bought(orders: Iterable[Order]) -> tuple[Bought, ...]:
    """All lines of these orders."""
    return tuple(Bought(order=order, line=line) for order in orders for line in order.lines)


def is_of(line: OrderLine, mention: Mention) -> bool:
    """Whether a line is of a kind that the words stand for."""
    return line.family_id in mention.families or line.category in mention.families

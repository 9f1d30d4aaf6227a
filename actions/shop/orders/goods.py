"""Items of an order, and where they stand between being ordered and being paid back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Literal, TypeVar

import msgspec

from actions.crm.records.order import Order, OrderLine
from actions.crm.records.parcel import Shipment
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Exchange, Replacement, Return
from actions.engine.business.policy import policy
from actions.engine.case.case import Candidate
from actions.engine.words.texts import say
from actions.engine.words.wording import listed
from actions.shop.orders import parcel

Stand = Literal[
    "cancelled",
    "refunded",
    "refund_due",
    "refund_overdue",
    "coming_back",
    "booked_in",
    "with_us",
    "replaced",
    "to_pay",
    "to_send",
    "to_send_in_part",
    "sent_in_part",
    "on_the_way",
    "lost",
    "arrived",
    "kept",
]

_R = TypeVar("_R", Return, Refund)
_LOST = frozenset({"lost", "gone_quiet", "not_found"})
_REPLACED = frozenset({"replaced", "replacement_late"})


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an order that are meant, on a given day."""

    order: Order
    lines: tuple[OrderLine, ...]
    today: date

    @property
    def name(self) -> str:
        """What they are."""
        return listed([line.name for line in self.lines])

    @property
    def value(self) -> int:
        """What they cost, in cents."""
        return sum(line.unit_price * line.quantity for line in self.lines)

    @property
    def parcels(self) -> tuple[Shipment, ...]:
        """The parcels that they travel in."""
        ids = {line.shipment_id for line in self.lines}
        return tuple(one for one in self.order.shipments if one.id in ids)

    @property
    def arrived_on(self) -> date | None:
        """The day on which the last of them was delivered; None while one is missing."""
        days = [one.delivered_at.date() for one in self.parcels if one.delivered_at]
        packed = all(line.shipment_id for line in self.lines)
        return max(days) if days and packed and len(days) == len(self.parcels) else None

    def returned(self) -> Goods:
        """Those of them that were sent back; all where none was."""
        ids = self.sent_back.line_ids if self.sent_back else ()
        lines = tuple(line for line in self.lines if line.id in ids)
        return msgspec.structs.replace(self, lines=lines or self.lines)

    @property
    def sent_back(self) -> Return | None:
        """The last time they were sent back."""
        return self._last(self.order.returns)

    @property
    def refund(self) -> Refund | None:
        """The last time their price was given back."""
        return self._last(self.order.refunds)

    def _last(self, records: Sequence[_R]) -> _R | None:
        ids = {line.id for line in self.lines}
        return next((known for known in reversed(records) if ids & set(known.line_ids)), None)


def goods_of(order: Order, wanted: Sequence[str], today: date) -> Goods:
    """The items that were named; all where none was."""
    lines = exactly(order, wanted) or parcel.meant(order, wanted) or order.lines
    return Goods(order=order, lines=lines, today=today)


def exactly(order: Order, wanted: Sequence[str]) -> tuple[OrderLine, ...]:
    """The items called by their full names."""
    return tuple(line for line in order.lines if line.name in wanted)


def in_question(order: Order, wanted: Sequence[str]) -> tuple[Candidate, ...]:
    """The items to choose from where it is open which one is meant; else none."""
    if exactly(order, wanted):
        return ()
    lines = parcel.meant(order, wanted) or order.lines
    return tuple(candidate(order, (line,)) for line in lines) if len(lines) > 1 else ()


def stand_of(goods: Goods) -> Stand:
    """Where they stand; what was decided on counts before what travels."""
    if goods.refund is not None:
        return _stand_of_refund(goods.refund, goods.today)
    if goods.order.status == "cancelled":
        return "cancelled"
    if goods.sent_back is not None:
        return stand_of_return(goods.order, goods.sent_back)
    cause = parcel.cause_of(parcel.gather(goods.order, goods.today, _names(goods)))
    if cause in _REPLACED:
        return "replaced"
    if goods.arrived_on is not None:
        recent = goods.today - goods.arrived_on <= policy().window("return").span
        return "arrived" if recent else "kept"
    if cause in _LOST:
        return "lost"
    return _stand_before_arrival(goods)


def stand_of_return(order: Order, back: Return) -> Stand:
    """Where goods are that were sent back; once here, their price is owed or they are worked on.

    What is exchanged or was sent anew is not paid back, nor is what came for the warranty's sake:
    that is, after the time to change one's mind.
    """
    if back.received_at is None:
        return "coming_back"
    made_good: list[Replacement | Exchange] = [*order.replacements, *order.exchanges]
    if any(set(back.line_ids) & set(one.line_ids) for one in made_good):
        return "with_us"
    lines = tuple(line for line in order.lines if line.id in back.line_ids)
    arrived = Goods(order=order, lines=lines, today=back.received_at.date()).arrived_on
    window = policy().window("return").span
    opened = back.opened_at.date() if back.opened_at else None
    late = arrived is not None and opened is not None and opened - arrived > window
    return "with_us" if late else "booked_in"


def candidates(
    orders: Iterable[Order],
    wanted: Sequence[str],
    today: date,
    *,
    likely: Collection[str],
    recent: str,
) -> list[Candidate]:
    """Orders that hold what was named, newest first; those that stand likely, if any.

    `recent` names the window of the policy in which they were placed.
    """
    since = today - policy().window(recent).span
    found = [
        goods_of(order, wanted, today)
        for order in orders
        if order.placed_on(today) >= since
        and (not wanted or exactly(order, wanted) or parcel.meant(order, wanted))
    ]
    fitting = [goods for goods in found if stand_of(goods) in likely]
    return [candidate(goods.order, goods.lines) for goods in fitting or found]


def candidate(order: Order, lines: Sequence[OrderLine]) -> Candidate:
    """The order by the goods in it that are meant."""
    return Candidate(
        number=order.number,
        product=_called(lines[0].name, len(lines) - 1),
        placed_on=order.day_placed,
        category=lines[0].category,
        price=sum(line.unit_price * line.quantity for line in lines),
    )


def _called(first: str, more: int) -> str:
    return say("goods.with_more", first=first, count=more) if more else first


def pieces(lines: Iterable[OrderLine]) -> dict[str, int]:
    """How many of each SKU."""
    count: dict[str, int] = {}
    for line in lines:
        count[line.sku] = count.get(line.sku, 0) + line.quantity
    return count


def _stand_of_refund(refund: Refund, today: date) -> Stand:
    if refund.paid_at is not None:
        return "refunded"
    overdue = refund.due_by is not None and refund.due_by < today
    return "refund_overdue" if overdue else "refund_due"


def _stand_before_arrival(goods: Goods) -> Stand:
    left = [one for one in goods.order.shipments if one.shipped_at is not None]
    if not left:
        if len(goods.lines) < len(goods.order.lines):
            return "to_send_in_part"
        return "to_pay" if goods.order.status == "placed" else "to_send"
    if any(one.shipped_at is None for one in goods.parcels) or not goods.parcels:
        return "sent_in_part"
    return "on_the_way"


def _names(goods: Goods) -> tuple[str, ...]:
    return tuple(line.name for line in goods.lines)

"""Days that a shop's system does not tell: the bot finds the same, and says what it can."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.records.order import Order
from actions.crm.records.parcel import Shipment
from actions.engine.answers import choosing
from actions.engine.talk import choices
from actions.shop.orders import changing, details, goods, order_missing, track_order
from handoff.core.invitations import has_late

TODAY = date(2026, 3, 20)
ORDERS = demo_dataset(TODAY).orders
FINDERS = (order_missing.diagnose, track_order.diagnose, details._diagnose, changing._diagnose)


def untold(order: Order) -> Order:
    """The order of a system that tells no day that it need not tell."""
    return replace(
        order,
        placed_at=None,
        shipments=tuple(replace(one, expected_on=None) for one in order.shipments),
        returns=tuple(replace(one, send_by=None, opened_at=None) for one in order.returns),
        refunds=tuple(replace(one, due_by=None) for one in order.refunds),
        exchanges=tuple(replace(one, send_by=None) for one in order.exchanges),
    )


def found(order: Order) -> Iterator[str]:
    """What the bot says of it, whatever it is asked."""
    for diagnose in FINDERS:
        yield diagnose(order, TODAY, wanted=()).explanation


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order.number} {order.status}")
def test_every_order_is_told_of_without_them(order: Order) -> None:
    """No sentence names a day that nobody knows, or has a hole where one was."""
    for words in found(untold(order)):
        assert words
        assert not [hole for hole in ("None", " ,", " .", "by soon", "  ") if hole in words]


def test_known_days_are_said() -> None:
    """Where the system tells them, nothing has changed."""
    with_days = [words for order in ORDERS for words in found(order)]
    assert [words for words in with_days if ", placed " in words]


def test_nothing_is_late_that_was_never_promised() -> None:
    """A parcel without a promised day, and a refund without one, are under way."""
    shipped = next(one for one in ORDERS if one.status == "shipped")
    parcel: Shipment = replace(shipped.shipments[0], delivered_at=None, expected_on=None)
    assert not has_late([replace(shipped, shipments=(parcel,))], TODAY)
    owed = next(one for one in ORDERS if any(not each.paid_at for each in one.refunds))
    stands = goods.stand_of(goods.goods_of(untold(owed), (), TODAY))
    assert stands != "refund_overdue"


def test_an_order_without_its_day_may_be_chosen() -> None:
    """By number and goods, on the button and on the card; it counts as old."""
    order = ORDERS[0]
    known, unknown = (goods.candidate(one, order.lines) for one in (order, untold(order)))
    assert unknown.placed_on is None
    assert choosing.label(unknown) == choosing.label(known).rpartition(",")[0]
    assert choices._ordered(unknown) == ""
    assert choosing._day(unknown) < choosing._day(known)

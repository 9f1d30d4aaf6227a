"""The situations that an order of the demo shop can be in. Numbers are days before today."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from actions.crm.dataset import Parcel
from actions.crm.records.order import OrderStatus
from actions.crm.records.parcel import ShipmentStatus
from actions.crm.records.record import Record

SEVERAL_CARDS = 10
"""How many customers have two graphics cards on the way."""

_CARRIERS = ("Northway", "Parcelix", "Bluebird Express", "Swiftline", "Heron Freight")


Extra = Literal[
    "trace",
    "replacement",
    "ticket",
    "refund",
    "refunded",
    "declined",
    "held_twice",
    "charged_twice",
    "cheaper_now",
    "booked_in",
    "none",
]


class Shape(Record, frozen=True, kw_only=True):
    """An order's situation before it belongs to anyone. Numbers are days before today."""

    placed: int
    status: OrderStatus
    parcels: tuple[Parcel, ...] = ()
    extra: Extra = "none"
    sold_out: bool = False
    graphics_card: bool = False
    lines: int | None = None


Shaping = Callable[[random.Random], Shape]


def _parcel(
    rng: random.Random,
    status: ShipmentStatus,
    *,
    shipped: int | None,
    expected: int,
    scanned: int | None = None,
    lines: tuple[int, ...] | None = None,
) -> Parcel:
    return Parcel(
        carrier=rng.choice(_CARRIERS),
        status=status,
        shipped=shipped,
        expected=expected,
        scanned=scanned,
        delivered=scanned if status == "delivered" else None,
        lines=lines,
    )


def _delivered(rng: random.Random, days_ago: int) -> Parcel:
    shipped = days_ago + rng.randrange(1, 4)
    expected = days_ago + rng.choice((-1, 0, 0, 0, 1))
    return _parcel(rng, "delivered", shipped=shipped, expected=expected, scanned=days_ago)


def delivered_between(youngest: int, oldest: int) -> Shaping:
    def shape(rng: random.Random) -> Shape:
        parcel = _delivered(rng, rng.randrange(youngest, oldest))
        return Shape(placed=(parcel.shipped or 0) + 1, status="delivered", parcels=(parcel,))

    return shape


def _not_received(rng: random.Random) -> Shape:
    parcel = _delivered(rng, rng.randrange(1, 4))
    placed = (parcel.shipped or 0) + 1
    return Shape(placed=placed, status="delivered", parcels=(parcel,), extra="ticket")


def _on_time(rng: random.Random) -> Shape:
    shipped, expected = rng.randrange(1, 4), -rng.randrange(4)
    parcel = _parcel(rng, "in_transit", shipped=shipped, expected=expected, scanned=1)
    return Shape(placed=shipped + 1, status="shipped", parcels=(parcel,))


def two_cards(rng: random.Random) -> Shape:
    shape = _on_time(rng)
    return Shape(
        placed=shape.placed, status=shape.status, parcels=shape.parcels, graphics_card=True
    )


def _out_for_delivery(rng: random.Random) -> Shape:
    parcel = _parcel(rng, "out_for_delivery", shipped=3, expected=0, scanned=1)
    return Shape(placed=4, status="shipped", parcels=(parcel,))


def _late(rng: random.Random) -> Shape:
    expected = rng.randrange(2, 9)
    scanned = max(expected - rng.randrange(-1, 3), 1)
    status: ShipmentStatus = rng.choice(("in_transit", "delayed"))
    shipped = max(expected, scanned) + 2
    parcel = _parcel(rng, status, shipped=shipped, expected=expected, scanned=scanned)
    return Shape(placed=shipped + 1, status="shipped", parcels=(parcel,))


def _stale(rng: random.Random, status: ShipmentStatus) -> Parcel:
    """A parcel that was due long ago and got stuck."""
    expected = rng.randrange(8, 16)
    return _parcel(rng, status, shipped=expected + 3, expected=expected, scanned=expected + 1)


def _lost(rng: random.Random) -> Shape:
    parcel = _stale(rng, "lost")
    return Shape(placed=parcel.expected + 4, status="shipped", parcels=(parcel,))


def _replaced(rng: random.Random) -> Shape:
    parcel = _stale(rng, "lost")
    return Shape(
        placed=parcel.expected + 4, status="shipped", parcels=(parcel,), extra="replacement"
    )


def _traced(rng: random.Random) -> Shape:
    parcel = _stale(rng, "delayed")
    return Shape(placed=parcel.expected + 4, status="shipped", parcels=(parcel,), extra="trace")


def _sent_back(rng: random.Random) -> Shape:
    scanned = rng.randrange(1, 9)
    parcel = _parcel(
        rng, "returned_to_sender", shipped=scanned + 6, expected=scanned + 3, scanned=scanned
    )
    return Shape(placed=scanned + 7, status="shipped", parcels=(parcel,))


def _unpacked(rng: random.Random) -> Shape:
    return Shape(placed=rng.randrange(1, 4), status="paid")


def _unpaid(rng: random.Random) -> Shape:
    return Shape(placed=rng.randrange(1, 8), status="placed")


def _waiting_for_stock(rng: random.Random) -> Shape:
    return Shape(placed=rng.randrange(5, 16), status="paid", sold_out=True)


def _packed(rng: random.Random) -> Shape:
    parcel = _parcel(rng, "label_created", shipped=None, expected=-rng.randrange(1, 4))
    return Shape(placed=rng.randrange(1, 3), status="packed", parcels=(parcel,))


def _cancelled(rng: random.Random) -> Shape:
    return Shape(placed=rng.randrange(2, 400), status="cancelled")


def _partial(rng: random.Random) -> Shape:
    parcel = _parcel(rng, "in_transit", shipped=2, expected=-1, scanned=1, lines=(0,))
    return Shape(placed=rng.randrange(3, 8), status="shipped", parcels=(parcel,), lines=3)


def _refund_pending(rng: random.Random) -> Shape:
    parcel = _delivered(rng, rng.randrange(15, 40))
    placed = (parcel.shipped or 0) + 1
    return Shape(placed=placed, status="returned", parcels=(parcel,), extra="refund")


def _refunded(rng: random.Random) -> Shape:
    parcel = _delivered(rng, rng.randrange(40, 300))
    placed = (parcel.shipped or 0) + 1
    return Shape(placed=placed, status="returned", parcels=(parcel,), extra="refunded")


def _declined(rng: random.Random) -> Shape:
    return Shape(placed=rng.randrange(1, 7), status="placed", extra="declined")


def _held_twice(rng: random.Random) -> Shape:
    return replace(_on_time(rng), extra="held_twice")


def _charged_twice(rng: random.Random) -> Shape:
    return replace(delivered_between(3, 30)(rng), extra="charged_twice")


def _cheaper_now(rng: random.Random) -> Shape:
    return replace(delivered_between(1, 25)(rng), extra="cheaper_now")


def _booked_in(rng: random.Random) -> Shape:
    parcel = _delivered(rng, rng.randrange(15, 40))
    placed = (parcel.shipped or 0) + 1
    return Shape(placed=placed, status="returned", parcels=(parcel,), extra="booked_in")


SITUATIONS: tuple[tuple[Shaping, int], ...] = (
    (delivered_between(5, 20), 240),
    (_not_received, 30),
    (_on_time, 170),
    (two_cards, 2 * SEVERAL_CARDS),
    (_out_for_delivery, 30),
    (_late, 90),
    (_lost, 30),
    (_replaced, 25),
    (_traced, 25),
    (_sent_back, 25),
    (_unpaid, 25),
    (_unpacked, 60),
    (_waiting_for_stock, 30),
    (_packed, 40),
    (_cancelled, 60),
    (_partial, 40),
    (_refund_pending, 30),
    (_refunded, 40),
    (_declined, 20),
    (_held_twice, 20),
    (_charged_twice, 15),
    (_cheaper_now, 30),
    (_booked_in, 20),
)
"""How many orders are in which situation; all others were delivered long ago."""

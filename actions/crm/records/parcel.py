"""Parcels, and what their carriers say of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from actions.crm.records.record import Record

ShipmentStatus = Literal[
    "label_created",
    "in_transit",
    "out_for_delivery",
    "delayed",
    "delivered",
    "lost",
    "returned_to_sender",
]


class Scan(Record, frozen=True, kw_only=True):
    """A carrier's scan of a parcel."""

    at: datetime
    place: str
    text: str


class Shipment(Record, frozen=True, kw_only=True):
    """A parcel. `expected_on` is the day promised to the customer, where the system keeps one."""

    id: str
    carrier: str
    tracking_code: str
    status: ShipmentStatus
    shipped_at: datetime | None
    expected_on: date | None = None
    delivered_at: datetime | None = None
    last_scan: Scan | None = None


class Trace(Record, frozen=True, kw_only=True):
    """An inquiry with the carrier after a parcel; `answer_by` is None where no day is agreed on."""

    reference: str
    order_number: str
    shipment_id: str
    reason: str
    opened_at: datetime
    answer_by: date | None = None

"""Complaints: what the company had to answer for, each with its root cause."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from actions.crm.records.record import Record

ComplaintKind = Literal["delivery", "goods", "money", "service"]
RootCause = Literal[
    "carrier_delay",
    "carrier_loss",
    "carrier_misdelivery",
    "warehouse_delay",
    "packing_error",
    "damaged_in_transit",
    "faulty_product",
    "refund_delay",
    "billing_error",
    "system_failure",
    "service_failure",
    "other",
]
ComplaintState = Literal["open", "settled"]


class Complaint(Record, frozen=True, kw_only=True):
    """One fault in one conversation. `customer_id` is None for a visitor whom nobody knows."""

    reference: str
    kind: ComplaintKind
    root_cause: RootCause
    conversation_id: str
    opened_at: datetime
    state: ComplaintState = "open"
    customer_id: str | None = None
    order_number: str | None = None
    carrier: str | None = None
    product: str | None = None


class Settlement(Record, frozen=True, kw_only=True):
    """The complaints of a conversation were made good at that moment."""

    conversation_id: str
    settled_at: datetime

"""What makes good an order that went wrong."""

from __future__ import annotations

from datetime import date, datetime

from actions.crm.records.record import Record


class Replacement(Record, frozen=True, kw_only=True):
    """Goods sent again free of charge; `arrives_by` is None where no day is promised."""

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    reason: str
    created_at: datetime
    arrives_by: date | None = None


class Return(Record, frozen=True, kw_only=True):
    """Goods on their way back to the shop; the label that was mailed is good until `send_by`, or
    without end where that is None.

    `opened_at` is None where the system does not tell, `received_at` until they are booked in.
    """

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    reason: str
    opened_at: datetime | None = None
    send_by: date | None = None
    received_at: datetime | None = None


class Exchange(Record, frozen=True, kw_only=True):
    """Goods that come back for other ones, which are reserved and leave once the old ones are here.

    `return_reference` and `send_by` are of the label that was mailed. `difference` in cents: above
    zero it is due before the new ones leave, below zero it is given back then.
    """

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    return_reference: str
    sku: str
    name: str
    quantity: int
    difference: int
    opened_at: datetime | None = None
    send_by: date | None = None

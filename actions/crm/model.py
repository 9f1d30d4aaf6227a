"""The customer's history as the desk sees it, whichever CRM it lives in.

All times are timezone-aware and in UTC. All amounts are integer cents of `currency`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

Tier = Literal["standard", "plus", "business"]
OrderStatus = Literal["placed", "paid", "packed", "shipped", "delivered", "cancelled", "returned"]
ShipmentStatus = Literal[
    "label_created",
    "in_transit",
    "out_for_delivery",
    "delayed",
    "delivered",
    "lost",
    "returned_to_sender",
]
TicketStatus = Literal["open", "pending", "solved"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all CRM records: immutable, keyword-only, JSON by msgspec."""


class Address(Record, frozen=True, kw_only=True):
    """A postal address; `postcode` is one of the two secrets of an order challenge."""

    street: str
    city: str
    postcode: str
    country: str


class Customer(Record, frozen=True, kw_only=True):
    """A person who has an account at the shop. `tier` is what they are entitled to."""

    id: str
    name: str
    email: str
    phone: str | None
    tier: Tier
    language: str
    since: date
    address: Address
    two_factor: bool = False
    newsletter: bool = False


class Product(Record, frozen=True, kw_only=True):
    """Something the shop sells. `category` is singular and lower case: `graphics card`."""

    sku: str
    name: str
    category: str
    price: int
    currency: str
    warranty_months: int
    in_stock: int
    restock_on: date | None = None


class OrderLine(Record, frozen=True, kw_only=True):
    """One position of an order; `shipment_id` is None until it is packed."""

    id: str
    sku: str
    name: str
    category: str
    quantity: int
    unit_price: int
    shipment_id: str | None = None


class Scan(Record, frozen=True, kw_only=True):
    """A carrier's scan of a parcel."""

    at: datetime
    place: str
    text: str


class Shipment(Record, frozen=True, kw_only=True):
    """A parcel. `expected_on` is the day promised to the customer."""

    id: str
    carrier: str
    tracking_code: str
    status: ShipmentStatus
    shipped_at: datetime | None
    expected_on: date
    delivered_at: datetime | None = None
    last_scan: Scan | None = None


class Trace(Record, frozen=True, kw_only=True):
    """An inquiry with the carrier after a parcel; the carrier answers by `answer_by`."""

    reference: str
    order_number: str
    shipment_id: str
    reason: str
    opened_at: datetime
    answer_by: date


class Replacement(Record, frozen=True, kw_only=True):
    """Goods sent again free of charge, due at the customer's by `arrives_by`."""

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    reason: str
    created_at: datetime
    arrives_by: date


class Return(Record, frozen=True, kw_only=True):
    """Goods on their way back to the shop; the label that was mailed is good until `send_by`."""

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    reason: str
    opened_at: datetime
    send_by: date


class Refund(Record, frozen=True, kw_only=True):
    """Money back, to the way it was paid; `paid_at` is None until it has left the shop."""

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    amount: int
    currency: str
    reason: str
    requested_at: datetime
    due_by: date
    paid_at: datetime | None = None


class Cancellation(Record, frozen=True, kw_only=True):
    """An order that will not be sent. `refund` is None where nothing was paid."""

    order_number: str
    reason: str
    cancelled_at: datetime
    refund: Refund | None = None


class Redirection(Record, frozen=True, kw_only=True):
    """Another address for an order that has not left."""

    order_number: str
    ship_to: Address
    changed_at: datetime


class Order(Record, frozen=True, kw_only=True):
    """An order with all that belongs to it. `number` is what customers quote, such as `10432`."""

    number: str
    customer_id: str
    placed_at: datetime
    status: OrderStatus
    ship_to: Address
    currency: str
    total: int
    payment: str
    lines: tuple[OrderLine, ...]
    shipments: tuple[Shipment, ...]
    traces: tuple[Trace, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    returns: tuple[Return, ...] = ()
    refunds: tuple[Refund, ...] = ()


class Ticket(Record, frozen=True, kw_only=True):
    """A case in the CRM. `reference` is what a customer may quote."""

    reference: str
    customer_id: str
    subject: str
    body: str
    kind: str
    status: TicketStatus
    opened_at: datetime
    updated_at: datetime
    order_number: str | None = None
    conversation_id: str | None = None


class Note(Record, frozen=True, kw_only=True):
    """An entry in the customer's history; `author` is `bot` or an agent's name."""

    id: str
    customer_id: str
    text: str
    author: str
    at: datetime
    order_number: str | None = None
    conversation_id: str | None = None


class Rating(Record, frozen=True, kw_only=True):
    """How the customer found it, 1 (bad) to 5 (good); `about` is `bot` or `agent`."""

    id: str
    customer_id: str | None
    conversation_id: str
    about: Literal["bot", "agent"]
    score: int
    comment: str
    at: datetime


class Voucher(Record, frozen=True, kw_only=True):
    """Money off the next order."""

    code: str
    customer_id: str
    amount: int
    currency: str
    reason: str
    issued_at: datetime
    expires_on: date
    order_number: str | None = None
    redeemed: bool = False

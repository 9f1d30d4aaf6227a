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
Delivery = Literal["standard", "express"]
TicketStatus = Literal["open", "pending", "solved"]
PaymentState = Literal["authorised", "captured", "failed", "released", "refunded"]
PaymentProblem = Literal["declined", "limit", "expired_card", "not_confirmed"]


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
    """Goods on their way back to the shop; the label that was mailed is good until `send_by`.

    `received_at` is None until they are booked in.
    """

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    reason: str
    opened_at: datetime
    send_by: date
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
    send_by: date
    sku: str
    name: str
    quantity: int
    difference: int
    opened_at: datetime


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


class OrderChange(Record, frozen=True, kw_only=True):
    """What an order that has not left holds from now on, and how it is delivered.

    `difference` to the total before, in cents: below zero it is given back by `refund` where it was
    paid, above zero it is still to be paid.
    """

    order_number: str
    lines: tuple[OrderLine, ...]
    delivery: Delivery
    total: int
    difference: int
    changed_at: datetime
    refund: Refund | None = None


class Payment(Record, frozen=True, kw_only=True):
    """A try to pay for an order. What is authorised is only held, until `releases_on` at most.

    `problem` says why a payment failed.
    """

    reference: str
    order_number: str
    method: str
    state: PaymentState
    amount: int
    currency: str
    at: datetime
    releases_on: date | None = None
    problem: PaymentProblem | None = None


class Repayment(Record, frozen=True, kw_only=True):
    """A payment that was one too many, given back."""

    order_number: str
    payment_reference: str
    refund: Refund


class PaymentRequest(Record, frozen=True, kw_only=True):
    """A link to pay for an order, mailed to the customer; the goods are kept until `pay_by`.

    `amount` in cents: the whole of it, or what came on top by a change.
    """

    order_number: str
    amount: int
    sent_at: datetime
    pay_by: date


class Billing(Record, frozen=True, kw_only=True):
    """Whom an invoice names: name and address in one line, and a company's VAT number."""

    name: str
    vat_id: str | None = None


class Invoice(Record, frozen=True, kw_only=True):
    """The bill for an order. `corrects` is the number of the one that it takes the place of."""

    number: str
    order_number: str
    issued_on: date
    amount: int
    currency: str
    billed_to: Billing
    mailed_at: datetime
    corrects: str | None = None


class Order(Record, frozen=True, kw_only=True):
    """An order with all that belongs to it. `number` is what customers quote, such as `10432`.

    `reserved_until` is the last day on which goods are kept for an order that is not paid.
    """

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
    payments: tuple[Payment, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    reserved_until: date | None = None
    promo_code: str | None = None
    exchanges: tuple[Exchange, ...] = ()
    delivery: Delivery = "standard"


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


class Promotion(Record, frozen=True, kw_only=True):
    """A code that every customer may use once: `amount` off a basket worth `minimum` or more.

    Goods of the `excluded` categories do not count.
    """

    code: str
    amount: int
    currency: str
    minimum: int
    starts_on: date
    ends_on: date
    excluded: tuple[str, ...] = ()

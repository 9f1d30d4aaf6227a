"""Orders with all that belongs to them, and what becomes of those that have not left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from actions.crm.records.customer import Address
from actions.crm.records.parcel import Shipment, Trace
from actions.crm.records.payment import Invoice, Payment, Refund
from actions.crm.records.record import Record
from actions.crm.records.remedy import Exchange, Replacement, Return

OrderStatus = Literal["placed", "paid", "packed", "shipped", "delivered", "cancelled", "returned"]
Delivery = Literal["standard", "express"]


class OrderLine(Record, frozen=True, kw_only=True):
    """One position of an order; `shipment_id` is None until it is packed.

    `family_id` and `options` are those of the product.
    """

    id: str
    sku: str
    name: str
    category: str
    quantity: int
    unit_price: int
    shipment_id: str | None = None
    family_id: str | None = None
    options: Mapping[str, str] = {}

    def __hash__(self) -> int:
        """By what tells it from others: a mapping has no hash."""
        return hash((self.id, self.sku, self.quantity))


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


class Order(Record, frozen=True, kw_only=True):
    """An order with all that belongs to it. `number` is what customers quote, such as `10432`.

    `placed_at` is None where the shop's system does not tell. `reserved_until` is the last day on
    which goods are kept for an order that is not paid.
    """

    number: str
    customer_id: str
    status: OrderStatus
    ship_to: Address
    currency: str
    total: int
    payment: str
    lines: tuple[OrderLine, ...]
    shipments: tuple[Shipment, ...]
    placed_at: datetime | None = None
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

    @property
    def day_placed(self) -> date | None:
        """The day on which it was placed; None where the shop's system does not tell."""
        return self.placed_at.date() if self.placed_at is not None else None

    def placed_on(self, otherwise: date) -> date:
        """The day on which it was placed; `otherwise` where the shop's system does not tell."""
        return self.day_placed or otherwise

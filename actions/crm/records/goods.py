"""What the shop sells, and what makes it cheaper."""

from __future__ import annotations

from datetime import date, datetime

from actions.crm.records.record import Record


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

"""What the shop sells, and what makes it cheaper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from actions.crm.records.record import Record


class Family(Record, frozen=True, kw_only=True):
    """What products are variants of, say one keyboard in its colours."""

    id: str
    name: str


class Product(Record, frozen=True, kw_only=True):
    """Something the shop sells. `category` is singular and lower case: `graphics card`.

    `options` tell it from other products of its family: `{"colour": "white"}`; `specifications` are
    its data sheet, `{"length": "285 mm"}`, in which lists are written with commas.
    `warranty_months` and `in_stock` are None where the system does not tell.
    """

    sku: str
    name: str
    category: str
    price: int
    currency: str
    warranty_months: int | None = None
    in_stock: int | None = None
    restock_on: date | None = None
    family_id: str | None = None
    options: Mapping[str, str] = {}
    specifications: Mapping[str, str] = {}

    def __hash__(self) -> int:
        """By what tells it from others: a mapping has no hash."""
        return hash((self.sku, self.price, self.in_stock))


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

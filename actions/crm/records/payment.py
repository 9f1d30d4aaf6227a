"""Payments and invoices of orders, and what is given back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from actions.crm.records.record import Record

PaymentState = Literal["authorised", "captured", "failed", "released", "refunded"]
MethodKind = Literal["card", "paypal", "gift_card", "invoice", "other"]
PaymentProblem = Literal["declined", "limit", "expired_card", "not_confirmed"]


class Refund(Record, frozen=True, kw_only=True):
    """Money back, to the way it was paid; `paid_at` is None until it has left the shop.

    `due_by` is None where the system promises no day.
    """

    reference: str
    order_number: str
    line_ids: tuple[str, ...]
    amount: int
    currency: str
    reason: str
    requested_at: datetime
    due_by: date | None = None
    paid_at: datetime | None = None


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


class PaymentMethod(Record, frozen=True, kw_only=True):
    """A way to pay that a customer has. `label` is what they know it by: `Visa ending in 4242`.

    `balance` in cents is what is left on it; None where the shop does not know or keeps none.
    """

    id: str
    kind: MethodKind
    label: str
    balance: int | None = None

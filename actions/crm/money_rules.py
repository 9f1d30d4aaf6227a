"""The embedded CRM's rules for payments and invoices: pure functions, as in `rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from actions.crm.errors import CrmRefused
from actions.crm.records.order import Order
from actions.crm.records.payment import (
    Billing,
    Invoice,
    MethodKind,
    PaymentMethod,
    PaymentRequest,
    Repayment,
)
from actions.crm.rules import found, money_back, reference
from actions.crm.working_days import add_working_days

PAYMENT_WORKING_DAYS = 3
"""How long goods are kept for an order whose customer was asked to pay again."""
_KINDS: Mapping[str, MethodKind] = {
    "credit card": "card",
    "PayPal": "paypal",
    "invoice": "invoice",
}


def promo_code(text: str) -> str:
    """`SPRING10` for ` spring 10`."""
    return "".join(text.split()).upper()


def repayment(
    order: Order, payment_reference: str, *, reason: str, now: datetime, entropy: bytes
) -> Repayment:
    """Give back a payment that the order does not need."""
    known = next((one for one in order.payments if one.reference == payment_reference), None)
    payment = found(known, f"payment {payment_reference} in order {order.number}")
    if payment.state != "captured":
        raise CrmRefused(f"Payment {payment_reference} was not taken, or is given back already.")
    if captured(order) - payment.amount < order.total:
        raise CrmRefused(f"Order {order.number} would not be paid without {payment_reference}.")
    return Repayment(
        order_number=order.number,
        payment_reference=payment_reference,
        refund=money_back(order, payment.amount, (), reason=reason, now=now, entropy=entropy),
    )


def captured(order: Order) -> int:
    """What was taken for an order and not given back, in cents."""
    return sum(one.amount for one in order.payments if one.state == "captured")


def payment_methods(orders: Iterable[Order]) -> tuple[PaymentMethod, ...]:
    """The ways that orders were paid, each once, in the orders' sequence."""
    ways = dict.fromkeys(order.payment for order in orders)
    return tuple(PaymentMethod(id=way, kind=_KINDS.get(way, "other"), label=way) for way in ways)


def refuse_another_way(order: Order, method_id: str | None) -> None:
    """`CrmRefused` for money that is to go or come another way than the order was paid."""
    if method_id not in (None, order.payment):
        raise CrmRefused(f"Money of order {order.number} goes by {order.payment} alone.")


def still_owed(order: Order) -> int:
    """What is to be paid before an order leaves, in cents; 0 once it does not wait for money."""
    if order.status not in ("placed", "paid"):
        return 0
    held = sum(one.amount for one in order.payments if one.state in ("authorised", "captured"))
    return max(0, order.total - held)


def payment_request(order: Order, *, now: datetime) -> PaymentRequest:
    """Ask for a payment that did not come, or for what a change made dearer."""
    if still_owed(order) <= 0:
        raise CrmRefused(f"Order {order.number} does not wait for a payment.")
    kept_until = order.reserved_until or now.date()
    if kept_until < now.date():
        raise CrmRefused(f"The goods of order {order.number} are no longer kept.")
    new = add_working_days(now.date(), PAYMENT_WORKING_DAYS)
    return PaymentRequest(
        order_number=order.number,
        amount=still_owed(order),
        sent_at=now,
        pay_by=max(kept_until, new),
    )


def sent_invoice(
    order: Order, billed_to: Billing | None, *, now: datetime, entropy: bytes
) -> Invoice:
    """The last invoice of an order, mailed again; a corrected one where it names someone else."""
    if not order.invoices:
        raise CrmRefused(f"Order {order.number} has no invoice yet.")
    last = order.invoices[-1]
    if billed_to is None:
        return replace(last, mailed_at=now)
    return replace(
        last,
        number=reference("IN", entropy),
        issued_on=now.date(),
        billed_to=billed_to,
        mailed_at=now,
        corrects=last.number,
    )

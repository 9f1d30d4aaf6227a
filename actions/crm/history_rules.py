"""The embedded CRM's rules for what is kept of a customer: pure functions, as in `rules`."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions.crm.errors import CrmNotFound, CrmRefused
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Voucher
from actions.crm.records.history import Note, Ticket
from actions.crm.records.order import Order
from actions.crm.rules import reference
from contracts.region import CURRENCY

VOUCHER_VALIDITY = timedelta(days=365)


def ticket(
    customer: Customer,
    order: Order | None,
    *,
    subject: str,
    body: str,
    kind: str,
    conversation_id: str | None,
    now: datetime,
    entropy: bytes,
) -> Ticket:
    """File a case."""
    return Ticket(
        reference=reference("TK", entropy),
        customer_id=customer.id,
        subject=subject,
        body=body,
        kind=kind,
        status="open",
        opened_at=now,
        updated_at=now,
        order_number=own_number(customer, order),
        conversation_id=conversation_id,
    )


def note(
    customer: Customer,
    order: Order | None,
    *,
    text: str,
    author: str,
    conversation_id: str | None,
    now: datetime,
    entropy: bytes,
) -> Note:
    """Write into a customer's history."""
    return Note(
        id=reference("NT", entropy),
        customer_id=customer.id,
        text=text,
        author=author,
        at=now,
        order_number=own_number(customer, order),
        conversation_id=conversation_id,
    )


def check_score(score: int) -> None:
    """`ValueError` unless 1 ≤ score ≤ 5."""
    if not 1 <= score <= 5:
        raise ValueError(f"a score is 1 to 5, not {score}")


def voucher(
    customer: Customer,
    order: Order | None,
    *,
    amount: int,
    reason: str,
    now: datetime,
    entropy: bytes,
) -> Voucher:
    """Give money off the next order; `amount` in cents."""
    if amount <= 0:
        raise CrmRefused("A voucher needs an amount above zero.")
    return Voucher(
        code=reference("VC", entropy),
        customer_id=customer.id,
        amount=amount,
        currency=CURRENCY,
        reason=reason,
        issued_at=now,
        expires_on=now.date() + VOUCHER_VALIDITY,
        order_number=own_number(customer, order),
    )


def own_number(customer: Customer, order: Order | None) -> str | None:
    """The order's number, provided it is this customer's; another's is not found for them."""
    if order is None:
        return None
    if order.customer_id != customer.id:
        raise CrmNotFound(f"The CRM has no order {order.number} of customer {customer.id}.")
    return order.number

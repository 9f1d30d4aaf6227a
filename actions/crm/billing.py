"""Payments and invoices of the demo shop's orders: what their status implies, and what went wrong.

Money is held when an order is placed, and taken when its parcels leave; then there is an invoice.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import cast

from msgspec.structs import replace

from actions.crm.records.customer import Customer
from actions.crm.records.order import Order
from actions.crm.records.payment import Billing, Invoice, Payment, PaymentProblem, PaymentState

RESERVED_FOR = timedelta(days=7)
"""How long the goods of an unpaid order are kept."""
HELD_FOR = timedelta(days=7)
"""After so long a bank lets go of money that was held and not taken."""
_MINUTE = timedelta(minutes=1)
_AT_ONCE = frozenset({"bank transfer", "instalments"})


def billed(order: Order, customer: Customer) -> Order:
    """The order with the payments and the invoice that belong to its status."""
    if order.status == "placed":
        return replace(order, reserved_until=_placed_at(order).date() + RESERVED_FOR)
    left = [one.shipped_at for one in order.shipments if one.shipped_at is not None]
    if not left:
        return replace(order, payments=(_before_it_left(order),))
    return replace(order, payments=_taken(order), invoices=(_invoice(order, customer, min(left)),))


def declined(order: Order, problem: PaymentProblem) -> Order:
    """The order, unpaid, with a payment that did not go through."""
    tried = _payment(order, "failed", order.total, _placed_at(order) + _MINUTE, problem=problem)
    return replace(order, payments=(tried,))


def held_twice(order: Order, until: date) -> Order:
    """The order with its amount held a second time, as when a payment is confirmed twice."""
    again = _payment(
        order, "authorised", order.total, _placed_at(order) + 2 * _MINUTE, releases_on=until
    )
    return _with(order, again)


def charged_twice(order: Order) -> Order:
    """The order with its last payment taken once more."""
    last = order.payments[-1]
    return _with(order, replace(last, at=last.at + _MINUTE))


def _before_it_left(order: Order) -> Payment:
    states: dict[bool, PaymentState] = {True: "captured", False: "authorised"}
    state = "released" if order.status == "cancelled" else states[order.payment in _AT_ONCE]
    held = _placed_at(order).date() + HELD_FOR if state == "authorised" else None
    return _payment(order, state, order.total, _placed_at(order) + _MINUTE, releases_on=held)


def _taken(order: Order) -> tuple[Payment, ...]:
    """A payment for each parcel that left, and what is held for the rest."""
    if order.payment in _AT_ONCE:
        return (_payment(order, "captured", order.total, _placed_at(order) + _MINUTE),)
    payments, rest = [], order.total
    for parcel in order.shipments:
        if parcel.shipped_at is None:
            continue
        lines = [line for line in order.lines if line.shipment_id == parcel.id]
        amount = sum(line.unit_price * line.quantity for line in lines)
        payments.append(_payment(order, "captured", amount, parcel.shipped_at))
        rest -= amount
    if rest:
        until = payments[-1].at.date() + HELD_FOR
        held = _payment(order, "authorised", rest, _placed_at(order) + _MINUTE, releases_on=until)
        payments.insert(0, held)
    return tuple(
        replace(payment, reference=_reference(order, position))
        for position, payment in enumerate(payments)
    )


def _invoice(order: Order, customer: Customer, left: datetime) -> Invoice:
    where = customer.address
    return Invoice(
        number=f"IN-{order.number}",
        order_number=order.number,
        issued_on=left.date(),
        amount=order.total,
        currency=order.currency,
        billed_to=Billing(name=f"{customer.name}, {where.street}, {where.postcode} {where.city}"),
        mailed_at=left,
    )


def _placed_at(order: Order) -> datetime:
    """When it was placed, which every order of the demo has."""
    return cast("datetime", order.placed_at)


def _payment(
    order: Order,
    state: PaymentState,
    amount: int,
    at: datetime,
    *,
    releases_on: date | None = None,
    problem: PaymentProblem | None = None,
) -> Payment:
    return Payment(
        reference=_reference(order, 0),
        order_number=order.number,
        method=order.payment,
        state=state,
        amount=amount,
        currency=order.currency,
        at=at,
        releases_on=releases_on,
        problem=problem,
    )


def _with(order: Order, payment: Payment) -> Order:
    """The order with one payment more, oldest first."""
    numbered = replace(payment, reference=_reference(order, len(order.payments)))
    payments = sorted((*order.payments, numbered), key=lambda one: one.at)
    return replace(order, payments=tuple(payments))


def _reference(order: Order, position: int) -> str:
    return f"P{order.number}-{position + 1}"

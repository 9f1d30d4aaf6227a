"""What the desk needs of a CRM. Kept small, so that any CRM can stand behind it.

Every method may raise `CrmUnavailable` and takes at most three seconds. Every writing method takes
an `idempotency_key` (`turn_id:action:target`), unique in the CRM's store: a repeat with the same
key changes nothing and returns the first result, a key used for another kind of write raises
`CrmKeyReused`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from actions.crm.model import (
    Address,
    Cancellation,
    Customer,
    Note,
    Order,
    Product,
    Rating,
    Redirection,
    Refund,
    Replacement,
    Return,
    Ticket,
    Trace,
    Voucher,
)


class Crm(Protocol):
    """A customer-relationship system, seen through what a support desk asks of it."""

    async def ping(self) -> None:
        """Return when the CRM answers."""

    async def close(self) -> None:
        """Give back connections. Safe to call twice."""

    async def customer(self, customer_id: str) -> Customer | None:
        """The customer with that id."""

    async def customer_by_email(self, email: str) -> Customer | None:
        """The customer with that e-mail address, compared without case and surrounding blanks."""

    async def customer_by_phone(self, phone: str) -> Customer | None:
        """The customer with that number, digits compared, with or without the leading plus."""

    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """The customer's orders, newest first."""

    async def order(self, number: str) -> Order | None:
        """The order with that number, compared without blanks and a leading `#`."""

    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Ticket, ...]:
        """The customer's tickets, last updated first."""

    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Note, ...]:
        """The customer's notes, newest first."""

    async def ratings(self, conversation_id: str) -> tuple[Rating, ...]:
        """Ratings given in a conversation, oldest first."""

    async def vouchers(self, customer_id: str) -> tuple[Voucher, ...]:
        """The customer's vouchers, newest first."""

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """Products whose name, category or SKU holds every word of the query, best match first."""

    async def open_trace(
        self, order_number: str, shipment_id: str, *, reason: str, idempotency_key: str
    ) -> Trace:
        """Ask the carrier where a parcel is.

        Raises `CrmNotFound` for an unknown order or shipment, `CrmRefused` where a trace of that
        shipment is open already or it was delivered more than 60 days ago.
        """

    async def create_replacement(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Replacement:
        """Send lines of an order again, free of charge.

        Raises `CrmNotFound` for an unknown order or line, `CrmRefused` where a line was replaced
        before, is out of stock, no line is named, or the order is cancelled.
        """

    async def open_return(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Return:
        """Announce goods that come back, and mail the customer a label for them.

        Raises `CrmNotFound` for an unknown order or line, `CrmRefused` where a line has not been
        delivered, is on its way back already, or no line is named.
        """

    async def refund(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Refund:
        """Give back what lines of an order cost.

        Raises `CrmNotFound` for an unknown order or line, `CrmRefused` where a line was refunded
        or replaced before, was never paid, or no line is named.
        """

    async def cancel_order(
        self, order_number: str, *, reason: str, idempotency_key: str
    ) -> Cancellation:
        """Cancel a whole order and give back what was paid.

        Raises `CrmNotFound` for an unknown order, `CrmRefused` where it was cancelled before or
        a parcel of it has left.
        """

    async def redirect_order(
        self, order_number: str, ship_to: Address, *, idempotency_key: str
    ) -> Redirection:
        """Send an order to another address.

        Raises `CrmNotFound` for an unknown order, `CrmRefused` where it is cancelled or a parcel
        of it has left.
        """

    async def open_ticket(
        self,
        customer_id: str,
        *,
        subject: str,
        body: str,
        kind: str,
        idempotency_key: str,
        order_number: str | None = None,
        conversation_id: str | None = None,
    ) -> Ticket:
        """File a case. Raises `CrmNotFound` for an unknown customer or an order not theirs."""

    async def add_note(
        self,
        customer_id: str,
        *,
        text: str,
        author: str,
        idempotency_key: str,
        order_number: str | None = None,
        conversation_id: str | None = None,
    ) -> Note:
        """Write into the customer's history.

        Raises `CrmNotFound` for an unknown customer or an order not theirs.
        """

    async def add_rating(
        self,
        *,
        customer_id: str | None,
        conversation_id: str,
        about: Literal["bot", "agent"],
        score: int,
        comment: str,
        idempotency_key: str,
    ) -> Rating:
        """Keep a rating; `ValueError` unless 1 ≤ score ≤ 5.

        Raises `CrmNotFound` for an unknown customer.
        """

    async def issue_voucher(
        self,
        customer_id: str,
        *,
        amount: int,
        reason: str,
        idempotency_key: str,
        order_number: str | None = None,
    ) -> Voucher:
        """Give money off the next order, in cents.

        Raises `CrmNotFound` for an unknown customer or an order not theirs, `CrmRefused` for an
        amount that is not above zero.
        """

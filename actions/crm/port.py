"""What the desk needs of a CRM. Kept small, so that any CRM can stand behind it.

Every method may raise `CrmUnavailable` and takes at most three seconds. Every writing method takes
an `idempotency_key` (`turn_id:action:target`), unique in the CRM's store: a repeat with the same
key changes nothing and returns the first result, a key used for another kind of write raises
`CrmKeyReused`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from actions.crm.challenge import Challenge
from actions.crm.complaint import Complaint, ComplaintKind, RootCause, Settlement
from actions.crm.incident import Incident, IncidentDraft
from actions.crm.model import (
    Address,
    Billing,
    Cancellation,
    Customer,
    Delivery,
    Exchange,
    Invoice,
    Note,
    Order,
    OrderChange,
    PaymentRequest,
    Product,
    Promotion,
    Rating,
    Redirection,
    Refund,
    Repayment,
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

    async def promotion(self, code: str) -> Promotion | None:
        """The promotion with that code, compared without case and blanks."""

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """Products whose name, category or SKU holds every word of the query, best match first."""

    async def incidents(
        self, *, at: datetime | None = None, limit: int = 100
    ) -> tuple[Incident, ...]:
        """Incidents, last begun first; only those in force at that moment where one is given."""

    async def complaints(self, since: datetime, until: datetime) -> tuple[Complaint, ...]:
        """Complaints opened from `since` until before `until`, oldest first."""

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

    async def open_exchange(
        self, order_number: str, line_id: str, sku: str, *, reason: str, idempotency_key: str
    ) -> Exchange:
        """Open a return of a line, and reserve as many pieces of another product for it.

        Raises `CrmNotFound` for an unknown order, line or SKU, `CrmRefused` where `open_return`
        does, or where there is too little of the new product in stock.
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

    async def change_order(
        self,
        order_number: str,
        pieces: Mapping[str, int],
        *,
        delivery: Delivery | None = None,
        reason: str,
        idempotency_key: str,
    ) -> OrderChange:
        """Change what an order holds, or how it is delivered, as long as nobody packs it.

        `pieces` says how many of a SKU it shall hold, 0 for none; SKUs that are not named stay as
        they are. What is new costs today's price; what was in it before keeps its own.

        Raises `CrmNotFound` for an unknown order or SKU, `CrmRefused` where the order is cancelled
        or packed, a line of it was replaced or refunded, there is too little in stock, nothing
        would be left of it, nothing would change, or express does not go to its country.
        """

    async def refund_payment(
        self, order_number: str, payment_reference: str, *, reason: str, idempotency_key: str
    ) -> Repayment:
        """Give back a payment that was one too many.

        Raises `CrmNotFound` for an unknown order or payment, `CrmRefused` where it was not
        captured, or the order would not be paid without it.
        """

    async def request_payment(self, order_number: str, *, idempotency_key: str) -> PaymentRequest:
        """Mail the customer a link to pay for an order, and keep the goods for it a little longer.

        Where a change has made a paid order dearer, the link is for the difference.

        Raises `CrmNotFound` for an unknown order, `CrmRefused` where it does not wait for a
        payment, or its goods are no longer kept.
        """

    async def send_invoice(
        self, order_number: str, *, billed_to: Billing | None = None, idempotency_key: str
    ) -> Invoice:
        """Mail the customer an order's invoice; with `billed_to`, a corrected one.

        Raises `CrmNotFound` for an unknown order, `CrmRefused` where it has no invoice yet.
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

    async def add_incident(
        self, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """Let the bot know of an incident.

        Raises `CrmRefused` for one that concerns nobody in particular or ends before it starts.
        """

    async def change_incident(
        self, incident_id: str, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """Say something else of it. Raises `CrmNotFound`, and what `add_incident` raises."""

    async def end_incident(
        self, incident_id: str, *, editor: str, idempotency_key: str
    ) -> Incident:
        """It is over now; one that was over stays as it is. Raises `CrmNotFound`."""

    async def file_complaint(
        self,
        *,
        kind: ComplaintKind,
        root_cause: RootCause,
        conversation_id: str,
        idempotency_key: str,
        found_at: datetime | None = None,
        customer_id: str | None = None,
        order_number: str | None = None,
        carrier: str | None = None,
        product: str | None = None,
    ) -> Complaint:
        """Keep what the company has to answer for, found at that time or just now.

        Raises `CrmNotFound` for an unknown customer or an order not theirs.
        """

    async def settle_complaints(self, conversation_id: str, *, idempotency_key: str) -> Settlement:
        """What was complained of in the conversation was made good."""

    async def challenge(
        self,
        order_number: str,
        postcode: str,
        *,
        conversation_id: str,
        client: str | None,
        idempotency_key: str,
    ) -> Challenge:
        """Try two secrets of an order: five failed tries an hour for each order, existing or not,
        each conversation, and each `client` (a mark of where somebody writes from).
        """

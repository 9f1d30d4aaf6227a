"""The money facet of the CRM port: payments and invoices."""

from __future__ import annotations

from typing import Protocol

from actions.crm.facets.facet import Facet
from actions.crm.records.payment import Billing, Invoice, PaymentMethod, PaymentRequest, Repayment


class Money(Facet, Protocol):
    """Payments and invoices."""

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

    async def payment_methods(self, customer_id: str) -> tuple[PaymentMethod, ...]:
        """The ways to pay that the customer has with the shop; none for an unknown customer."""

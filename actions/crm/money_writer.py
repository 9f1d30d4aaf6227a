"""What payments and invoices of the embedded CRM mean, whichever store they live in."""

from __future__ import annotations

from actions.crm import money_rules
from actions.crm.records.payment import Billing, Invoice, PaymentRequest, Repayment
from actions.crm.writer import Ledger, Writer, entropy, known_order


class MoneyWriter(Writer):
    """The part of the `Crm` port that does it."""

    async def refund_payment(
        self, order_number: str, payment_reference: str, *, reason: str, idempotency_key: str
    ) -> Repayment:
        """See `Money.refund_payment`."""

        async def make(ledger: Ledger) -> Repayment:
            order = await known_order(ledger, order_number)
            repayment = money_rules.repayment(
                order, payment_reference, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(repayment)
            return repayment

        return await self._once(idempotency_key, Repayment, make)

    async def request_payment(self, order_number: str, *, idempotency_key: str) -> PaymentRequest:
        """See `Money.request_payment`."""

        async def make(ledger: Ledger) -> PaymentRequest:
            order = await known_order(ledger, order_number)
            request = money_rules.payment_request(order, now=self._clock())
            await ledger.keep(request)
            return request

        return await self._once(idempotency_key, PaymentRequest, make)

    async def send_invoice(
        self, order_number: str, *, billed_to: Billing | None = None, idempotency_key: str
    ) -> Invoice:
        """See `Money.send_invoice`."""

        async def make(ledger: Ledger) -> Invoice:
            order = await known_order(ledger, order_number)
            invoice = money_rules.sent_invoice(
                order, billed_to, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(invoice)
            return invoice

        return await self._once(idempotency_key, Invoice, make)

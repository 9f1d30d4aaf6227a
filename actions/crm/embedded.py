"""What writing to the embedded CRM means, said once for every store that it can live in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Literal

from actions.crm import change_rules, history_rules, money_rules, rules
from actions.crm.desk_writer import DeskWriter
from actions.crm.model import (
    Address,
    Billing,
    Cancellation,
    Delivery,
    Exchange,
    Invoice,
    Note,
    OrderChange,
    PaymentRequest,
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
from actions.crm.writer import Ledger, entropy, known_customer, known_order, named_order


class EmbeddedCrm(DeskWriter):
    """The writing half of the `Crm` port; stores add reading, and `_once`."""

    @abstractmethod
    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""

    async def open_trace(
        self, order_number: str, shipment_id: str, *, reason: str, idempotency_key: str
    ) -> Trace:
        """See `Crm.open_trace`."""

        async def make(ledger: Ledger) -> Trace:
            order = await known_order(ledger, order_number)
            trace = rules.trace(
                order, shipment_id, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(trace)
            return trace

        return await self._once(idempotency_key, Trace, make)

    async def create_replacement(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Replacement:
        """See `Crm.create_replacement`."""

        async def make(ledger: Ledger) -> Replacement:
            order = await known_order(ledger, order_number)
            pieces = rules.pieces(rules.chosen_lines(order, line_ids))
            replacement = rules.replacement(
                order,
                line_ids,
                stock=await _stock(ledger, pieces),
                reason=reason,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(replacement)
            await ledger.take(pieces)
            return replacement

        return await self._once(idempotency_key, Replacement, make)

    async def open_return(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Return:
        """See `Crm.open_return`."""

        async def make(ledger: Ledger) -> Return:
            order = await known_order(ledger, order_number)
            opened = rules.opened_return(
                order, line_ids, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(opened)
            return opened

        return await self._once(idempotency_key, Return, make)

    async def open_exchange(
        self, order_number: str, line_id: str, sku: str, *, reason: str, idempotency_key: str
    ) -> Exchange:
        """See `Crm.open_exchange`."""

        async def make(ledger: Ledger) -> Exchange:
            order, now = await known_order(ledger, order_number), self._clock()
            product = rules.found((await ledger.stocked([sku])).get(sku), f"product {sku}")
            sent_back = rules.opened_return(
                order, [line_id], reason=reason, now=now, entropy=entropy()
            )
            exchange = rules.exchange(order, sent_back, product, now=now, entropy=entropy())
            await ledger.keep(sent_back)
            await ledger.keep(exchange)
            await ledger.take({sku: exchange.quantity})
            return exchange

        return await self._once(idempotency_key, Exchange, make)

    async def refund(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Refund:
        """See `Crm.refund`."""

        async def make(ledger: Ledger) -> Refund:
            order = await known_order(ledger, order_number)
            refund = rules.refund(
                order, line_ids, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(refund)
            return refund

        return await self._once(idempotency_key, Refund, make)

    async def cancel_order(
        self, order_number: str, *, reason: str, idempotency_key: str
    ) -> Cancellation:
        """See `Crm.cancel_order`."""

        async def make(ledger: Ledger) -> Cancellation:
            order = await known_order(ledger, order_number)
            cancellation = rules.cancellation(
                order, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(cancellation)
            return cancellation

        return await self._once(idempotency_key, Cancellation, make)

    async def redirect_order(
        self, order_number: str, ship_to: Address, *, idempotency_key: str
    ) -> Redirection:
        """See `Crm.redirect_order`."""

        async def make(ledger: Ledger) -> Redirection:
            order = await known_order(ledger, order_number)
            redirection = rules.redirection(order, ship_to, now=self._clock())
            await ledger.keep(redirection)
            return redirection

        return await self._once(idempotency_key, Redirection, make)

    async def change_order(
        self,
        order_number: str,
        pieces: Mapping[str, int],
        *,
        delivery: Delivery | None = None,
        reason: str,
        idempotency_key: str,
    ) -> OrderChange:
        """See `Crm.change_order`."""

        async def make(ledger: Ledger) -> OrderChange:
            order = await known_order(ledger, order_number)
            change = change_rules.order_change(
                order,
                pieces,
                delivery=delivery,
                products=await ledger.stocked(sorted(pieces)),
                reason=reason,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(change)
            await ledger.take(change_rules.more_pieces(order, change.lines))
            return change

        return await self._once(idempotency_key, OrderChange, make)

    async def refund_payment(
        self, order_number: str, payment_reference: str, *, reason: str, idempotency_key: str
    ) -> Repayment:
        """See `Crm.refund_payment`."""

        async def make(ledger: Ledger) -> Repayment:
            order = await known_order(ledger, order_number)
            repayment = money_rules.repayment(
                order, payment_reference, reason=reason, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(repayment)
            return repayment

        return await self._once(idempotency_key, Repayment, make)

    async def request_payment(self, order_number: str, *, idempotency_key: str) -> PaymentRequest:
        """See `Crm.request_payment`."""

        async def make(ledger: Ledger) -> PaymentRequest:
            order = await known_order(ledger, order_number)
            request = money_rules.payment_request(order, now=self._clock())
            await ledger.keep(request)
            return request

        return await self._once(idempotency_key, PaymentRequest, make)

    async def send_invoice(
        self, order_number: str, *, billed_to: Billing | None = None, idempotency_key: str
    ) -> Invoice:
        """See `Crm.send_invoice`."""

        async def make(ledger: Ledger) -> Invoice:
            order = await known_order(ledger, order_number)
            invoice = money_rules.sent_invoice(
                order, billed_to, now=self._clock(), entropy=entropy()
            )
            await ledger.keep(invoice)
            return invoice

        return await self._once(idempotency_key, Invoice, make)

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
        """See `Crm.open_ticket`."""

        async def make(ledger: Ledger) -> Ticket:
            ticket = history_rules.ticket(
                await known_customer(ledger, customer_id),
                await named_order(ledger, order_number),
                subject=subject,
                body=body,
                kind=kind,
                conversation_id=conversation_id,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(ticket)
            return ticket

        return await self._once(idempotency_key, Ticket, make)

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
        """See `Crm.add_note`."""

        async def make(ledger: Ledger) -> Note:
            note = history_rules.note(
                await known_customer(ledger, customer_id),
                await named_order(ledger, order_number),
                text=text,
                author=author,
                conversation_id=conversation_id,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(note)
            return note

        return await self._once(idempotency_key, Note, make)

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
        """See `Crm.add_rating`."""
        history_rules.check_score(score)

        async def make(ledger: Ledger) -> Rating:
            rating = history_rules.rating(
                None if customer_id is None else await known_customer(ledger, customer_id),
                conversation_id=conversation_id,
                about=about,
                score=score,
                comment=comment,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(rating)
            return rating

        return await self._once(idempotency_key, Rating, make)

    async def issue_voucher(
        self,
        customer_id: str,
        *,
        amount: int,
        reason: str,
        idempotency_key: str,
        order_number: str | None = None,
    ) -> Voucher:
        """See `Crm.issue_voucher`."""

        async def make(ledger: Ledger) -> Voucher:
            voucher = history_rules.voucher(
                await known_customer(ledger, customer_id),
                await named_order(ledger, order_number),
                amount=amount,
                reason=reason,
                now=self._clock(),
                entropy=entropy(),
            )
            await ledger.keep(voucher)
            return voucher

        return await self._once(idempotency_key, Voucher, make)


async def _stock(ledger: Ledger, pieces: Mapping[str, int]) -> Mapping[str, int]:
    known = await ledger.stocked(sorted(pieces))
    return {sku: product.in_stock for sku, product in known.items()}

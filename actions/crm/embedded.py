"""What writing to the embedded CRM means, said once for every store that it can live in."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Literal, Protocol, TypeVar

from actions.crm import challenge, incident, rules
from actions.crm.challenge import Challenge, Failed
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
    Rating,
    Record,
    Redirection,
    Refund,
    Repayment,
    Replacement,
    Return,
    Ticket,
    Trace,
    Voucher,
)

Clock = Callable[[], datetime]

_R = TypeVar("_R", bound=Record)


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(timezone.utc)


class Ledger(Protocol):
    """One write transaction of a store."""

    async def customer(self, customer_id: str) -> Customer | None:
        """The customer with that id."""

    async def order(self, number: str) -> Order | None:
        """The order with that number, held until the transaction ends."""

    async def stocked(self, skus: Sequence[str]) -> Mapping[str, Product]:
        """The products of these SKUs, held until the transaction ends."""

    async def take(self, pieces: Mapping[str, int]) -> None:
        """Take pieces out of stock; put back where a count is below zero."""

    async def incident(self, incident_id: str) -> Incident | None:
        """The incident with that id, held until the transaction ends."""

    async def failed_tries(self, subjects: Sequence[str], now: datetime) -> Failed:
        """Failed tries of each subject, held until the transaction ends."""

    async def keep(self, record: Record) -> None:
        """Store a new record or a changed incident, or carry out what it says of others."""


class EmbeddedCrm(ABC):
    """The writing half of the `Crm` port; stores add reading, and `_once`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @abstractmethod
    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""

    @abstractmethod
    async def _once(self, key: str, kind: type[_R], make: Callable[[Ledger], Awaitable[_R]]) -> _R:
        """Run `make` in one transaction with its key, or return what the key's first run made."""

    async def open_trace(
        self, order_number: str, shipment_id: str, *, reason: str, idempotency_key: str
    ) -> Trace:
        """See `Crm.open_trace`."""

        async def make(ledger: Ledger) -> Trace:
            order = await _order(ledger, order_number)
            trace = rules.trace(
                order, shipment_id, reason=reason, now=self._clock(), entropy=_entropy()
            )
            await ledger.keep(trace)
            return trace

        return await self._once(idempotency_key, Trace, make)

    async def create_replacement(
        self, order_number: str, line_ids: Sequence[str], *, reason: str, idempotency_key: str
    ) -> Replacement:
        """See `Crm.create_replacement`."""

        async def make(ledger: Ledger) -> Replacement:
            order = await _order(ledger, order_number)
            pieces = rules.pieces(rules.chosen_lines(order, line_ids))
            replacement = rules.replacement(
                order,
                line_ids,
                stock=await _stock(ledger, pieces),
                reason=reason,
                now=self._clock(),
                entropy=_entropy(),
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
            order = await _order(ledger, order_number)
            opened = rules.opened_return(
                order, line_ids, reason=reason, now=self._clock(), entropy=_entropy()
            )
            await ledger.keep(opened)
            return opened

        return await self._once(idempotency_key, Return, make)

    async def open_exchange(
        self, order_number: str, line_id: str, sku: str, *, reason: str, idempotency_key: str
    ) -> Exchange:
        """See `Crm.open_exchange`."""

        async def make(ledger: Ledger) -> Exchange:
            order, now = await _order(ledger, order_number), self._clock()
            product = rules.found((await ledger.stocked([sku])).get(sku), f"product {sku}")
            sent_back = rules.opened_return(
                order, [line_id], reason=reason, now=now, entropy=_entropy()
            )
            exchange = rules.exchange(order, sent_back, product, now=now, entropy=_entropy())
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
            order = await _order(ledger, order_number)
            refund = rules.refund(
                order, line_ids, reason=reason, now=self._clock(), entropy=_entropy()
            )
            await ledger.keep(refund)
            return refund

        return await self._once(idempotency_key, Refund, make)

    async def cancel_order(
        self, order_number: str, *, reason: str, idempotency_key: str
    ) -> Cancellation:
        """See `Crm.cancel_order`."""

        async def make(ledger: Ledger) -> Cancellation:
            order = await _order(ledger, order_number)
            cancellation = rules.cancellation(
                order, reason=reason, now=self._clock(), entropy=_entropy()
            )
            await ledger.keep(cancellation)
            return cancellation

        return await self._once(idempotency_key, Cancellation, make)

    async def redirect_order(
        self, order_number: str, ship_to: Address, *, idempotency_key: str
    ) -> Redirection:
        """See `Crm.redirect_order`."""

        async def make(ledger: Ledger) -> Redirection:
            order = await _order(ledger, order_number)
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
            order = await _order(ledger, order_number)
            change = rules.order_change(
                order,
                pieces,
                delivery=delivery,
                products=await ledger.stocked(sorted(pieces)),
                reason=reason,
                now=self._clock(),
                entropy=_entropy(),
            )
            await ledger.keep(change)
            await ledger.take(rules.more_pieces(order, change.lines))
            return change

        return await self._once(idempotency_key, OrderChange, make)

    async def refund_payment(
        self, order_number: str, payment_reference: str, *, reason: str, idempotency_key: str
    ) -> Repayment:
        """See `Crm.refund_payment`."""

        async def make(ledger: Ledger) -> Repayment:
            order = await _order(ledger, order_number)
            repayment = rules.repayment(
                order, payment_reference, reason=reason, now=self._clock(), entropy=_entropy()
            )
            await ledger.keep(repayment)
            return repayment

        return await self._once(idempotency_key, Repayment, make)

    async def request_payment(self, order_number: str, *, idempotency_key: str) -> PaymentRequest:
        """See `Crm.request_payment`."""

        async def make(ledger: Ledger) -> PaymentRequest:
            order = await _order(ledger, order_number)
            request = rules.payment_request(order, now=self._clock())
            await ledger.keep(request)
            return request

        return await self._once(idempotency_key, PaymentRequest, make)

    async def send_invoice(
        self, order_number: str, *, billed_to: Billing | None = None, idempotency_key: str
    ) -> Invoice:
        """See `Crm.send_invoice`."""

        async def make(ledger: Ledger) -> Invoice:
            order = await _order(ledger, order_number)
            invoice = rules.sent_invoice(order, billed_to, now=self._clock(), entropy=_entropy())
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
            ticket = rules.ticket(
                await _customer(ledger, customer_id),
                await _named_order(ledger, order_number),
                subject=subject,
                body=body,
                kind=kind,
                conversation_id=conversation_id,
                now=self._clock(),
                entropy=_entropy(),
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
            note = rules.note(
                await _customer(ledger, customer_id),
                await _named_order(ledger, order_number),
                text=text,
                author=author,
                conversation_id=conversation_id,
                now=self._clock(),
                entropy=_entropy(),
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
        rules.check_score(score)

        async def make(ledger: Ledger) -> Rating:
            rating = rules.rating(
                None if customer_id is None else await _customer(ledger, customer_id),
                conversation_id=conversation_id,
                about=about,
                score=score,
                comment=comment,
                now=self._clock(),
                entropy=_entropy(),
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
            voucher = rules.voucher(
                await _customer(ledger, customer_id),
                await _named_order(ledger, order_number),
                amount=amount,
                reason=reason,
                now=self._clock(),
                entropy=_entropy(),
            )
            await ledger.keep(voucher)
            return voucher

        return await self._once(idempotency_key, Voucher, make)

    async def add_incident(
        self, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Crm.add_incident`."""

        async def make(ledger: Ledger) -> Incident:
            reference = rules.reference("IN", _entropy())
            return await self._keep_incident(ledger, draft, reference, editor)

        return await self._once(idempotency_key, Incident, make)

    async def change_incident(
        self, incident_id: str, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Crm.change_incident`."""

        async def make(ledger: Ledger) -> Incident:
            await _incident(ledger, incident_id)
            return await self._keep_incident(ledger, draft, incident_id, editor)

        return await self._once(idempotency_key, Incident, make)

    async def end_incident(
        self, incident_id: str, *, editor: str, idempotency_key: str
    ) -> Incident:
        """See `Crm.end_incident`."""

        async def make(ledger: Ledger) -> Incident:
            known = await _incident(ledger, incident_id)
            ended = incident.ended(known, editor=editor, now=self._clock())
            await ledger.keep(ended)
            return ended

        return await self._once(idempotency_key, Incident, make)

    async def _keep_incident(
        self, ledger: Ledger, draft: IncidentDraft, incident_id: str, editor: str
    ) -> Incident:
        kept = incident.kept(draft, incident_id=incident_id, editor=editor, now=self._clock())
        await ledger.keep(kept)
        return kept

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
        """See `Crm.file_complaint`."""

        async def make(ledger: Ledger) -> Complaint:
            if customer_id is not None:
                customer = await _customer(ledger, customer_id)
                rules.own_number(customer, await _named_order(ledger, order_number))
            complaint = Complaint(
                reference=rules.reference("CP", _entropy()),
                kind=kind,
                root_cause=root_cause,
                conversation_id=conversation_id,
                opened_at=found_at or self._clock(),
                customer_id=customer_id,
                order_number=order_number,
                carrier=carrier,
                product=product,
            )
            await ledger.keep(complaint)
            return complaint

        return await self._once(idempotency_key, Complaint, make)

    async def settle_complaints(self, conversation_id: str, *, idempotency_key: str) -> Settlement:
        """See `Crm.settle_complaints`."""

        async def make(ledger: Ledger) -> Settlement:
            settled = Settlement(conversation_id=conversation_id, settled_at=self._clock())
            await ledger.keep(settled)
            return settled

        return await self._once(idempotency_key, Settlement, make)

    async def challenge(
        self,
        order_number: str,
        postcode: str,
        *,
        conversation_id: str,
        client: str | None,
        idempotency_key: str,
    ) -> Challenge:
        """See `Crm.challenge`."""

        async def make(ledger: Ledger) -> Challenge:
            now, number = self._clock(), rules.order_number(order_number)
            subjects = challenge.subjects(number, conversation_id, client)
            failed = challenge.recent(await ledger.failed_tries(subjects, now), now)
            result = challenge.judged(await ledger.order(number), postcode, failed)
            if result.outcome == "mismatched":
                await ledger.keep(challenge.counted(failed, subjects, now))
            return result

        return await self._once(idempotency_key, Challenge, make)


async def _incident(ledger: Ledger, incident_id: str) -> Incident:
    return rules.found(await ledger.incident(incident_id), f"incident {incident_id}")


async def _customer(ledger: Ledger, customer_id: str) -> Customer:
    return rules.found(await ledger.customer(customer_id), f"customer {customer_id}")


async def _order(ledger: Ledger, number: str) -> Order:
    return rules.found(await ledger.order(rules.order_number(number)), f"order {number}")


async def _stock(ledger: Ledger, pieces: Mapping[str, int]) -> Mapping[str, int]:
    known = await ledger.stocked(sorted(pieces))
    return {sku: product.in_stock for sku, product in known.items()}


async def _named_order(ledger: Ledger, number: str | None) -> Order | None:
    return None if number is None else await _order(ledger, number)


def _entropy() -> bytes:
    return secrets.token_bytes(rules.ENTROPY_BYTES)

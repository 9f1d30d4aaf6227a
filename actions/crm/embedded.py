"""What writing to the embedded CRM means, said once for every store that it can live in."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Literal, Protocol, TypeVar

from actions.crm import rules
from actions.crm.model import (
    Address,
    Cancellation,
    Customer,
    Note,
    Order,
    Rating,
    Record,
    Redirection,
    Refund,
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

    async def stock(self, skus: Sequence[str]) -> Mapping[str, int]:
        """Pieces in stock, held until the transaction ends."""

    async def take(self, pieces: Mapping[str, int]) -> None:
        """Take pieces out of stock."""

    async def keep(self, record: Record) -> None:
        """Store a new record, or carry out a cancellation or redirection."""


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
                stock=await ledger.stock(sorted(pieces)),
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


async def _customer(ledger: Ledger, customer_id: str) -> Customer:
    return rules.found(await ledger.customer(customer_id), f"customer {customer_id}")


async def _order(ledger: Ledger, number: str) -> Order:
    return rules.found(await ledger.order(rules.order_number(number)), f"order {number}")


async def _named_order(ledger: Ledger, number: str | None) -> Order | None:
    return None if number is None else await _order(ledger, number)


def _entropy() -> bytes:
    return secrets.token_bytes(rules.ENTROPY_BYTES)

"""A write transaction of the embedded CRM, and what every kind of write has in common."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from actions.crm import matching, rules
from actions.crm.challenge import Failed
from actions.crm.incident import Incident
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.crm.records.record import Record

Clock = Callable[[], datetime]

_R = TypeVar("_R", bound=Record)


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


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


class Writer(ABC):
    """Writes that happen once for each idempotency key; stores say how."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @abstractmethod
    async def _once(self, key: str, kind: type[_R], make: Callable[[Ledger], Awaitable[_R]]) -> _R:
        """Run `make` in one transaction with its key, or return what the key's first run made."""


async def known_customer(ledger: Ledger, customer_id: str) -> Customer:
    """The customer with that id. Raises `CrmNotFound`."""
    return rules.found(await ledger.customer(customer_id), f"customer {customer_id}")


async def known_order(ledger: Ledger, number: str) -> Order:
    """The order with that number. Raises `CrmNotFound`."""
    return rules.found(await ledger.order(matching.order_number(number)), f"order {number}")


async def named_order(ledger: Ledger, number: str | None) -> Order | None:
    """The order that is named, if one is. Raises `CrmNotFound`."""
    return None if number is None else await known_order(ledger, number)


def entropy() -> bytes:
    """What a new reference is made of."""
    return secrets.token_bytes(rules.ENTROPY_BYTES)

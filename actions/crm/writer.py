"""A write transaction of the embedded CRM, and what every kind of write has in common."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Protocol

from actions.crm import matching, rules
from actions.crm.once_per_key import OncePerKey
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.crm.records.record import Record


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

    async def keep(self, record: Record) -> None:
        """Store a new record or a changed customer, or carry out what it says of others."""


class Writer(OncePerKey[Ledger]):
    """Writes into a shop's store."""


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

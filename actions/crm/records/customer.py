"""Customers of the shop, and where they live."""

from __future__ import annotations

from datetime import date

from actions.crm.records.record import Record

Tier = str
"""What a customer is entitled to, by a name of the business's policy."""


class Address(Record, frozen=True, kw_only=True):
    """A postal address; `postcode` is one of the two secrets of an order challenge.

    `region` is the state or province, where addresses have one.
    """

    street: str
    city: str
    postcode: str
    country: str
    region: str | None = None


class Customer(Record, frozen=True, kw_only=True):
    """A person who has an account at the shop. `tier` is what they are entitled to."""

    id: str
    name: str
    email: str
    phone: str | None
    tier: Tier
    language: str
    address: Address
    since: date | None = None
    two_factor: bool = False
    newsletter: bool = False

"""The kinds of columns that the embedded CRM's tables are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal


class Texts(TypeDecorator):
    """A tuple of texts, kept as JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Any) -> list[str] | None:
        """JSON knows lists alone."""
        return None if value is None else list(value)

    def process_result_value(self, value: list[str] | None, dialect: Any) -> tuple[str, ...] | None:
        """Records are immutable."""
        return None if value is None else tuple(value)


class Options(TypeDecorator):
    """Names and values of a product, kept as JSON; nothing where there is none."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Any) -> Any:
        """A plain object."""
        return dict(value or {})

    def process_result_value(self, value: dict[str, str] | None, dialect: Any) -> dict[str, str]:
        """Rows from before there was such a column have none."""
        return value or {}


class Times(TypeDecorator):
    """A tuple of times with a zone, kept as JSON."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(
        self, value: tuple[datetime, ...] | None, dialect: Any
    ) -> list[str] | None:
        """JSON knows no times."""
        return None if value is None else [at.isoformat() for at in value]

    def process_result_value(
        self, value: list[str] | None, dialect: Any
    ) -> tuple[datetime, ...] | None:
        """Records are immutable."""
        return None if value is None else tuple(map(datetime.fromisoformat, value))


metadata = sa.MetaData()
"""Knows all tables once their modules are imported, as `actions.crm.schema` does."""


def text(name: str, *rest: Any, nullable: bool = False, **options: Any) -> sa.Column:
    """A text, which is there unless `nullable` says so; `rest` are its constraints."""
    return sa.Column(name, sa.Text, *rest, nullable=nullable, **options)


def cents(name: str) -> sa.Column:
    """An amount of money, below zero too."""
    return sa.Column(name, sa.Integer, nullable=False, info=NOT_PERSONAL)


def count(name: str, least: int) -> sa.Column:
    """A whole number that is never below `least`."""
    return sa.Column(
        name,
        sa.Integer,
        sa.CheckConstraint(f"{name} >= {least}"),
        nullable=False,
        info=NOT_PERSONAL,
    )


def day(name: str, *, nullable: bool = False) -> sa.Column:
    """A day without a time."""
    return sa.Column(name, sa.Date, nullable=nullable, info=NOT_PERSONAL)


def time(name: str, *, nullable: bool = False) -> sa.Column:
    """A moment, kept in UTC."""
    return sa.Column(name, UtcTime, nullable=nullable, info=NOT_PERSONAL)


def flag(name: str) -> sa.Column:
    """True or false."""
    return sa.Column(name, sa.Boolean, nullable=False, info=NOT_PERSONAL)


def customer_id(*, nullable: bool = False) -> sa.Column:
    """The customer that a row belongs to."""
    return text(
        "customer_id",
        sa.ForeignKey("customers.id"),
        nullable=nullable,
        index=True,
        info=NOT_PERSONAL,
    )


def order_number(*, nullable: bool = False, index: bool = False) -> sa.Column:
    """The order that a row belongs to."""
    return text(
        "order_number",
        sa.ForeignKey("orders.number"),
        nullable=nullable,
        index=index,
        info=NOT_PERSONAL,
    )


def address() -> tuple[sa.Column, ...]:
    """A postal address."""
    info = personal("contact", "to send what they bought", "shop")
    places = (text(name, info=info) for name in ("street", "city", "postcode"))
    # A country alone names nobody, and rules ask for it.
    country = text("country", info=NOT_PERSONAL)
    return *places, country, text("region", nullable=True, info=info)

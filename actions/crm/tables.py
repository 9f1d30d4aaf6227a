"""The embedded CRM's tables. What the rules refuse for good, the database refuses as well."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeDecorator

from actions.crm.utc_time import UtcTime


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


def bring_up(connection: sa.engine.Connection) -> None:
    """Create the tables and the columns that are missing; what is there stays as it is."""
    metadata.create_all(connection)
    there = sa.inspect(connection)
    for table in metadata.sorted_tables:
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                new = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(sa.DDL(f"ALTER TABLE {table.name} ADD COLUMN {new}"))


def _text(name: str, *rest: Any, nullable: bool = False, **options: Any) -> sa.Column:
    return sa.Column(name, sa.Text, *rest, nullable=nullable, **options)


def _cents(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False)


def _count(name: str, least: int) -> sa.Column:
    return sa.Column(name, sa.Integer, sa.CheckConstraint(f"{name} >= {least}"), nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date, nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, UtcTime, nullable=nullable)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False)


def _customer_id(*, nullable: bool = False) -> sa.Column:
    return _text("customer_id", sa.ForeignKey("customers.id"), nullable=nullable, index=True)


def _order_number(*, nullable: bool = False, index: bool = False) -> sa.Column:
    return _text("order_number", sa.ForeignKey("orders.number"), nullable=nullable, index=index)


def _address() -> tuple[sa.Column, ...]:
    return _text("street"), _text("city"), _text("postcode"), _text("country")


meta = sa.Table("meta", metadata, _text("name", primary_key=True), _text("value"))

customers = sa.Table(
    "customers",
    metadata,
    _text("id", primary_key=True),
    _text("name"),
    _text("email"),
    _text("email_key", unique=True),
    _text("phone", nullable=True),
    _text("phone_key", nullable=True, unique=True),
    _text("tier"),
    _text("language"),
    _day("since"),
    *_address(),
    _flag("two_factor"),
    _flag("newsletter"),
)

products = sa.Table(
    "products",
    metadata,
    _text("sku", primary_key=True),
    _text("name"),
    _text("category"),
    _text("search_text"),
    _cents("price"),
    _text("currency"),
    _count("warranty_months", 0),
    _count("in_stock", 0),
    _day("restock_on", nullable=True),
)

orders = sa.Table(
    "orders",
    metadata,
    _text("number", primary_key=True),
    _customer_id(),
    _time("placed_at"),
    _text("status"),
    *_address(),
    _text("currency"),
    _cents("total"),
    _text("payment"),
    _day("reserved_until", nullable=True),
    _text("promo_code", nullable=True),
    _text("delivery", server_default="standard"),
)

shipments = sa.Table(
    "shipments",
    metadata,
    _text("id", primary_key=True),
    _order_number(index=True),
    _count("position", 0),
    _text("carrier"),
    _text("tracking_code"),
    _text("status"),
    _time("shipped_at", nullable=True),
    _day("expected_on"),
    _time("delivered_at", nullable=True),
)

order_lines = sa.Table(
    "order_lines",
    metadata,
    _text("id", primary_key=True),
    _order_number(index=True),
    _count("position", 0),
    _text("sku"),
    _text("name"),
    _text("category"),
    _count("quantity", 1),
    _cents("unit_price"),
    _text("shipment_id", sa.ForeignKey("shipments.id"), nullable=True),
)

scans = sa.Table(
    "scans",
    metadata,
    _text("shipment_id", sa.ForeignKey("shipments.id"), primary_key=True),
    sa.Column("at", UtcTime, primary_key=True),
    _text("place"),
    _text("text"),
)

traces = sa.Table(
    "traces",
    metadata,
    _text("reference", primary_key=True),
    _order_number(index=True),
    _text("shipment_id", sa.ForeignKey("shipments.id"), unique=True),
    _text("reason"),
    _time("opened_at"),
    _day("answer_by"),
)

replacements = sa.Table(
    "replacements",
    metadata,
    _text("reference", primary_key=True),
    _order_number(index=True),
    _text("reason"),
    _time("created_at"),
    _day("arrives_by"),
)

replaced_lines = sa.Table(
    "replaced_lines",
    metadata,
    _text("line_id", sa.ForeignKey("order_lines.id"), primary_key=True),
    _text("reference", sa.ForeignKey("replacements.reference"), index=True),
    _count("position", 0),
)

returns = sa.Table(
    "returns",
    metadata,
    _text("reference", primary_key=True),
    _order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False),
    _text("reason"),
    _time("opened_at"),
    _day("send_by"),
    _time("received_at", nullable=True),
)

refunds = sa.Table(
    "refunds",
    metadata,
    _text("reference", primary_key=True),
    _order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False),
    _count("amount", 0),
    _text("currency"),
    _text("reason"),
    _time("requested_at"),
    _day("due_by"),
    _time("paid_at", nullable=True),
)

payments = sa.Table(
    "payments",
    metadata,
    _text("reference", primary_key=True),
    _order_number(index=True),
    _text("method"),
    _text("state"),
    _count("amount", 0),
    _text("currency"),
    _time("at"),
    _day("releases_on", nullable=True),
    _text("problem", nullable=True),
)

invoices = sa.Table(
    "invoices",
    metadata,
    _text("number", primary_key=True),
    _order_number(index=True),
    _day("issued_on"),
    _count("amount", 0),
    _text("currency"),
    _text("name"),
    _text("vat_id", nullable=True),
    _time("mailed_at"),
    _text("corrects", sa.ForeignKey("invoices.number"), nullable=True, unique=True),
)

exchanges = sa.Table(
    "exchanges",
    metadata,
    _text("reference", primary_key=True),
    _order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False),
    _text("return_reference", sa.ForeignKey("returns.reference")),
    _day("send_by"),
    _text("sku"),
    _text("name"),
    _count("quantity", 1),
    _cents("difference"),
    _time("opened_at"),
)

tickets = sa.Table(
    "tickets",
    metadata,
    _text("reference", primary_key=True),
    _customer_id(),
    _text("subject"),
    _text("body"),
    _text("kind"),
    _text("status"),
    _time("opened_at"),
    _time("updated_at"),
    _order_number(nullable=True),
    _text("conversation_id", nullable=True),
)

notes = sa.Table(
    "notes",
    metadata,
    _text("id", primary_key=True),
    _customer_id(),
    _text("text"),
    _text("author"),
    _time("at"),
    _order_number(nullable=True),
    _text("conversation_id", nullable=True),
)

ratings = sa.Table(
    "ratings",
    metadata,
    _text("id", primary_key=True),
    _customer_id(nullable=True),
    _text("conversation_id", index=True),
    _text("about"),
    sa.Column("score", sa.Integer, sa.CheckConstraint("score BETWEEN 1 AND 5"), nullable=False),
    _text("comment"),
    _time("at"),
)

vouchers = sa.Table(
    "vouchers",
    metadata,
    _text("code", primary_key=True),
    _customer_id(),
    _count("amount", 1),
    _text("currency"),
    _text("reason"),
    _time("issued_at"),
    _day("expires_on"),
    _order_number(nullable=True),
    _flag("redeemed"),
)

promotions = sa.Table(
    "promotions",
    metadata,
    _text("code", primary_key=True),
    _count("amount", 1),
    _text("currency"),
    _count("minimum", 0),
    _day("starts_on"),
    _day("ends_on"),
    sa.Column("excluded", Texts, nullable=False),
)

incidents = sa.Table(
    "incidents",
    metadata,
    _text("id", primary_key=True),
    _text("title"),
    _text("told"),
    _text("cause"),
    _time("starts_at"),
    _time("ends_at", nullable=True),
    sa.Column("topics", Texts, nullable=False),
    _text("carrier", nullable=True),
    _text("country", nullable=True),
    sa.Column("postcodes", Texts, nullable=False),
    _text("product", nullable=True),
    _text("payment", nullable=True),
    _text("edited_by"),
    _time("edited_at"),
)

complaints = sa.Table(
    "complaints",
    metadata,
    _text("reference", primary_key=True),
    _text("kind"),
    _text("root_cause"),
    _text("conversation_id", index=True),
    _time("opened_at"),
    _text("state"),
    _customer_id(nullable=True),
    _order_number(nullable=True),
    _text("carrier", nullable=True),
    _text("product", nullable=True),
    sa.Index("ix_complaints_opened_at", "opened_at"),
)

identity_tries = sa.Table(
    "identity_tries",
    metadata,
    _text("subject", primary_key=True),
    sa.Column("failed_at", Times, nullable=False),
    sa.Column("counts_until", UtcTime, nullable=False, index=True),
)

writes = sa.Table(
    "writes",
    metadata,
    _text("idempotency_key", primary_key=True),
    _text("kind"),
    sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
    _time("at"),
)

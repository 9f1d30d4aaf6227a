"""The embedded CRM's tables. What the rules refuse for good, the database refuses as well."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.columns import (
    Options,
    Texts,
    address,
    cents,
    count,
    customer_id,
    day,
    flag,
    metadata,
    order_number,
    text,
    time,
)
from actions.crm.utc_time import UtcTime

meta = sa.Table("meta", metadata, text("name", primary_key=True), text("value"))

customers = sa.Table(
    "customers",
    metadata,
    text("id", primary_key=True),
    text("name"),
    text("email"),
    text("email_key", unique=True),
    text("phone", nullable=True),
    text("phone_key", nullable=True, unique=True),
    text("tier"),
    text("language"),
    day("since"),
    *address(),
    flag("two_factor"),
    flag("newsletter"),
)

products = sa.Table(
    "products",
    metadata,
    text("sku", primary_key=True),
    text("name"),
    text("category"),
    text("search_text"),
    cents("price"),
    text("currency"),
    count("warranty_months", 0),
    count("in_stock", 0),
    day("restock_on", nullable=True),
    text("family_id", nullable=True),
    sa.Column("options", Options, nullable=True),
    sa.Column("specifications", Options, nullable=True),
)

orders = sa.Table(
    "orders",
    metadata,
    text("number", primary_key=True),
    customer_id(),
    time("placed_at"),
    text("status"),
    *address(),
    text("currency"),
    cents("total"),
    text("payment"),
    day("reserved_until", nullable=True),
    text("promo_code", nullable=True),
    text("delivery", server_default="standard"),
)

shipments = sa.Table(
    "shipments",
    metadata,
    text("id", primary_key=True),
    order_number(index=True),
    count("position", 0),
    text("carrier"),
    text("tracking_code"),
    text("status"),
    time("shipped_at", nullable=True),
    day("expected_on"),
    time("delivered_at", nullable=True),
)

order_lines = sa.Table(
    "order_lines",
    metadata,
    text("id", primary_key=True),
    order_number(index=True),
    count("position", 0),
    text("sku"),
    text("name"),
    text("category"),
    count("quantity", 1),
    cents("unit_price"),
    text("shipment_id", sa.ForeignKey("shipments.id"), nullable=True),
    text("family_id", nullable=True),
    sa.Column("options", Options, nullable=True),
)

scans = sa.Table(
    "scans",
    metadata,
    text("shipment_id", sa.ForeignKey("shipments.id"), primary_key=True),
    sa.Column("at", UtcTime, primary_key=True),
    text("place"),
    text("text"),
)

traces = sa.Table(
    "traces",
    metadata,
    text("reference", primary_key=True),
    order_number(index=True),
    text("shipment_id", sa.ForeignKey("shipments.id"), unique=True),
    text("reason"),
    time("opened_at"),
    day("answer_by"),
)

replacements = sa.Table(
    "replacements",
    metadata,
    text("reference", primary_key=True),
    order_number(index=True),
    text("reason"),
    time("created_at"),
    day("arrives_by"),
)

replaced_lines = sa.Table(
    "replaced_lines",
    metadata,
    text("line_id", sa.ForeignKey("order_lines.id"), primary_key=True),
    text("reference", sa.ForeignKey("replacements.reference"), index=True),
    count("position", 0),
)

returns = sa.Table(
    "returns",
    metadata,
    text("reference", primary_key=True),
    order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False),
    text("reason"),
    time("opened_at"),
    day("send_by"),
    time("received_at", nullable=True),
)

refunds = sa.Table(
    "refunds",
    metadata,
    text("reference", primary_key=True),
    order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False),
    count("amount", 0),
    text("currency"),
    text("reason"),
    time("requested_at"),
    day("due_by"),
    time("paid_at", nullable=True),
)

payments = sa.Table(
    "payments",
    metadata,
    text("reference", primary_key=True),
    order_number(index=True),
    text("method"),
    text("state"),
    count("amount", 0),
    text("currency"),
    time("at"),
    day("releases_on", nullable=True),
    text("problem", nullable=True),
)

invoices = sa.Table(
    "invoices",
    metadata,
    text("number", primary_key=True),
    order_number(index=True),
    day("issued_on"),
    count("amount", 0),
    text("currency"),
    text("name"),
    text("vat_id", nullable=True),
    time("mailed_at"),
    text("corrects", sa.ForeignKey("invoices.number"), nullable=True, unique=True),
)

exchanges = sa.Table(
    "exchanges",
    metadata,
    text("reference", primary_key=True),
    order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False),
    text("return_reference", sa.ForeignKey("returns.reference")),
    day("send_by"),
    text("sku"),
    text("name"),
    count("quantity", 1),
    cents("difference"),
    time("opened_at"),
)

tickets = sa.Table(
    "tickets",
    metadata,
    text("reference", primary_key=True),
    customer_id(),
    text("subject"),
    text("body"),
    text("kind"),
    text("status"),
    time("opened_at"),
    time("updated_at"),
    order_number(nullable=True),
    text("conversation_id", nullable=True),
)

notes = sa.Table(
    "notes",
    metadata,
    text("id", primary_key=True),
    customer_id(),
    text("text"),
    text("author"),
    time("at"),
    order_number(nullable=True),
    text("conversation_id", nullable=True),
)

vouchers = sa.Table(
    "vouchers",
    metadata,
    text("code", primary_key=True),
    customer_id(),
    count("amount", 1),
    text("currency"),
    text("reason"),
    time("issued_at"),
    day("expires_on"),
    order_number(nullable=True),
    flag("redeemed"),
)

promotions = sa.Table(
    "promotions",
    metadata,
    text("code", primary_key=True),
    count("amount", 1),
    text("currency"),
    count("minimum", 0),
    day("starts_on"),
    day("ends_on"),
    sa.Column("excluded", Texts, nullable=False),
)

writes = sa.Table(
    "writes",
    metadata,
    text("idempotency_key", primary_key=True),
    text("kind"),
    sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
    time("at"),
)

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
from contracts.personal_data import NOT_PERSONAL, personal

_SERVING = "to serve what they bought"
_WROTE = personal("words", _SERVING, "shop")
_GAVE = personal("contact", _SERVING, "shop")

meta = sa.Table(
    "meta",
    metadata,
    text("name", primary_key=True, info=NOT_PERSONAL),
    text("value", info=NOT_PERSONAL),
)

customers = sa.Table(
    "customers",
    metadata,
    text("id", primary_key=True, info=NOT_PERSONAL),
    text("name", info=personal("name", _SERVING, "shop")),
    text("email", info=_GAVE),
    text("email_key", unique=True, info=_GAVE),
    text("phone", nullable=True, info=_GAVE),
    text("phone_key", nullable=True, unique=True, info=_GAVE),
    text("tier", info=NOT_PERSONAL),
    text("language", info=NOT_PERSONAL),
    day("since"),
    *address(),
    flag("two_factor"),
    flag("newsletter"),
)

products = sa.Table(
    "products",
    metadata,
    text("sku", primary_key=True, info=NOT_PERSONAL),
    text("name", info=NOT_PERSONAL),
    text("category", info=NOT_PERSONAL),
    text("search_text", info=NOT_PERSONAL),
    cents("price"),
    text("currency", info=NOT_PERSONAL),
    count("warranty_months", 0),
    count("in_stock", 0),
    day("restock_on", nullable=True),
    text("family_id", nullable=True, info=NOT_PERSONAL),
    sa.Column("options", Options, nullable=True, info=NOT_PERSONAL),
    sa.Column("specifications", Options, nullable=True, info=NOT_PERSONAL),
)

orders = sa.Table(
    "orders",
    metadata,
    text("number", primary_key=True, info=NOT_PERSONAL),
    customer_id(),
    time("placed_at"),
    text("status", info=NOT_PERSONAL),
    *address(),
    text("currency", info=NOT_PERSONAL),
    cents("total"),
    text("payment", info=NOT_PERSONAL),
    day("reserved_until", nullable=True),
    text("promo_code", nullable=True, info=NOT_PERSONAL),
    text("delivery", server_default="standard", info=NOT_PERSONAL),
)

shipments = sa.Table(
    "shipments",
    metadata,
    text("id", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    count("position", 0),
    text("carrier", info=NOT_PERSONAL),
    text("tracking_code", info=personal("identifier", _SERVING, "shop")),
    text("status", info=NOT_PERSONAL),
    time("shipped_at", nullable=True),
    day("expected_on"),
    time("delivered_at", nullable=True),
)

order_lines = sa.Table(
    "order_lines",
    metadata,
    text("id", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    count("position", 0),
    text("sku", info=NOT_PERSONAL),
    text("name", info=NOT_PERSONAL),
    text("category", info=NOT_PERSONAL),
    count("quantity", 1),
    cents("unit_price"),
    text("shipment_id", sa.ForeignKey("shipments.id"), nullable=True, info=NOT_PERSONAL),
    text("family_id", nullable=True, info=NOT_PERSONAL),
    sa.Column("options", Options, nullable=True, info=NOT_PERSONAL),
)

scans = sa.Table(
    "scans",
    metadata,
    text("shipment_id", sa.ForeignKey("shipments.id"), primary_key=True, info=NOT_PERSONAL),
    sa.Column("at", UtcTime, primary_key=True, info=NOT_PERSONAL),
    text("place", info=personal("behaviour", _SERVING, "shop")),
    text("text", info=personal("behaviour", _SERVING, "shop")),
)

traces = sa.Table(
    "traces",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    text("shipment_id", sa.ForeignKey("shipments.id"), unique=True, info=NOT_PERSONAL),
    text("reason", info=_WROTE),
    time("opened_at"),
    day("answer_by"),
)

replacements = sa.Table(
    "replacements",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    text("reason", info=_WROTE),
    time("created_at"),
    day("arrives_by"),
)

replaced_lines = sa.Table(
    "replaced_lines",
    metadata,
    text("line_id", sa.ForeignKey("order_lines.id"), primary_key=True, info=NOT_PERSONAL),
    text("reference", sa.ForeignKey("replacements.reference"), index=True, info=NOT_PERSONAL),
    count("position", 0),
)

returns = sa.Table(
    "returns",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False, info=NOT_PERSONAL),
    text("reason", info=_WROTE),
    time("opened_at"),
    day("send_by"),
    time("received_at", nullable=True),
)

refunds = sa.Table(
    "refunds",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False, info=NOT_PERSONAL),
    count("amount", 0),
    text("currency", info=NOT_PERSONAL),
    text("reason", info=_WROTE),
    time("requested_at"),
    day("due_by"),
    time("paid_at", nullable=True),
)

payments = sa.Table(
    "payments",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    text("method", info=NOT_PERSONAL),
    text("state", info=NOT_PERSONAL),
    count("amount", 0),
    text("currency", info=NOT_PERSONAL),
    time("at"),
    day("releases_on", nullable=True),
    text("problem", nullable=True, info=NOT_PERSONAL),
)

invoices = sa.Table(
    "invoices",
    metadata,
    text("number", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    day("issued_on"),
    count("amount", 0),
    text("currency", info=NOT_PERSONAL),
    text("name", info=personal("name", "to keep the books", "books")),
    text("vat_id", nullable=True, info=personal("identifier", "to keep the books", "books")),
    time("mailed_at"),
    text(
        "corrects", sa.ForeignKey("invoices.number"), nullable=True, unique=True, info=NOT_PERSONAL
    ),
)

exchanges = sa.Table(
    "exchanges",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    order_number(index=True),
    sa.Column("line_ids", Texts, nullable=False, info=NOT_PERSONAL),
    text("return_reference", sa.ForeignKey("returns.reference"), info=NOT_PERSONAL),
    day("send_by"),
    text("sku", info=NOT_PERSONAL),
    text("name", info=NOT_PERSONAL),
    count("quantity", 1),
    cents("difference"),
    time("opened_at"),
)

tickets = sa.Table(
    "tickets",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    customer_id(),
    text("subject", info=_WROTE),
    text("body", info=_WROTE),
    text("kind", info=NOT_PERSONAL),
    text("status", info=NOT_PERSONAL),
    time("opened_at"),
    time("updated_at"),
    order_number(nullable=True),
    text("conversation_id", nullable=True, info=NOT_PERSONAL),
)

notes = sa.Table(
    "notes",
    metadata,
    text("id", primary_key=True, info=NOT_PERSONAL),
    customer_id(),
    text("text", info=_WROTE),
    text("author", info=personal("name", _SERVING, "shop", about="colleague")),
    time("at"),
    order_number(nullable=True),
    text("conversation_id", nullable=True, info=NOT_PERSONAL),
)

vouchers = sa.Table(
    "vouchers",
    metadata,
    text("code", primary_key=True, info=NOT_PERSONAL),
    customer_id(),
    count("amount", 1),
    text("currency", info=NOT_PERSONAL),
    text("reason", info=_WROTE),
    time("issued_at"),
    day("expires_on"),
    order_number(nullable=True),
    flag("redeemed"),
)

promotions = sa.Table(
    "promotions",
    metadata,
    text("code", primary_key=True, info=NOT_PERSONAL),
    count("amount", 1),
    text("currency", info=NOT_PERSONAL),
    count("minimum", 0),
    day("starts_on"),
    day("ends_on"),
    sa.Column("excluded", Texts, nullable=False, info=NOT_PERSONAL),
)

writes = sa.Table(
    "writes",
    metadata,
    # It ends with what is written to: an order, a customer.
    text(
        "idempotency_key",
        primary_key=True,
        info=personal("identifier", "to write once", "shop"),
    ),
    text("kind", info=NOT_PERSONAL),
    sa.Column("result", sa.JSON(none_as_null=True), nullable=True, info=_WROTE),
    time("at"),
)

"""The desk's own books in the embedded CRM: what it owes no other system, and asks none for."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.columns import Texts, Times, customer_id, metadata, order_number, text, time
from actions.crm.utc_time import UtcTime

ratings = sa.Table(
    "ratings",
    metadata,
    text("id", primary_key=True),
    customer_id(nullable=True),
    text("conversation_id", index=True),
    text("about"),
    sa.Column("score", sa.Integer, sa.CheckConstraint("score BETWEEN 1 AND 5"), nullable=False),
    text("comment"),
    time("at"),
)

incidents = sa.Table(
    "incidents",
    metadata,
    text("id", primary_key=True),
    text("title"),
    text("told"),
    text("cause"),
    time("starts_at"),
    time("ends_at", nullable=True),
    sa.Column("topics", Texts, nullable=False),
    text("carrier", nullable=True),
    text("country", nullable=True),
    sa.Column("postcodes", Texts, nullable=False),
    text("product", nullable=True),
    text("payment", nullable=True),
    text("edited_by"),
    time("edited_at"),
)

complaints = sa.Table(
    "complaints",
    metadata,
    text("reference", primary_key=True),
    text("kind"),
    text("root_cause"),
    text("conversation_id", index=True),
    time("opened_at"),
    text("state"),
    customer_id(nullable=True),
    order_number(nullable=True),
    text("carrier", nullable=True),
    text("product", nullable=True),
    sa.Index("ix_complaints_opened_at", "opened_at"),
)

identity_tries = sa.Table(
    "identity_tries",
    metadata,
    text("subject", primary_key=True),
    sa.Column("failed_at", Times, nullable=False),
    sa.Column("counts_until", UtcTime, nullable=False, index=True),
)

writes = sa.Table(
    "writes",
    metadata,
    text("idempotency_key", primary_key=True),
    text("kind"),
    sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
    time("at"),
)

"""The tables of the desk's own records. None points into a shop's, which may be anywhere."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.columns import Texts, Times, text, time
from actions.crm.utc_time import UtcTime

metadata = sa.MetaData()

ratings = sa.Table(
    "ratings",
    metadata,
    text("id", primary_key=True),
    text("customer_id", nullable=True, index=True),
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
    text("customer_id", nullable=True, index=True),
    text("order_number", nullable=True),
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

record_keys = sa.Table(
    "record_keys",
    metadata,
    text("idempotency_key", primary_key=True),
    text("kind"),
    sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
    time("at"),
)

write_ledger = sa.Table(
    "write_ledger",
    metadata,
    text("key", primary_key=True),
    text("act"),
    text("target"),
    text("request_digest", index=True),
    text("state"),
    time("tried_at"),
    sa.Column("request", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
    sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
    text("remote_id", nullable=True),
    text("reason"),
    text("conversation_id", nullable=True, index=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("looks", sa.Integer, nullable=False),
    # Only what somebody has to look after is in the index.
    time("due_at", nullable=True),
    sa.Column("owed", sa.Boolean, nullable=False),
    sa.CheckConstraint("state IN ('begun', 'done', 'uncertain', 'failed')", name="state"),
    sa.Index(
        "ix_write_ledger_due_at",
        "due_at",
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    ),
)

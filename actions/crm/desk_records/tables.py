"""The tables of the desk's own records. None points into a shop's, which may be anywhere."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.columns import Texts, Times, text, time
from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal

_BETTER = "to see where help is not good"
_WHOSE = personal("identifier", _BETTER, "records")
_ONCE = "to write into other systems once"
# It ends with what is written to: an order, a customer.
_KEY = personal("identifier", _ONCE, "writes")

metadata = sa.MetaData()

ratings = sa.Table(
    "ratings",
    metadata,
    text("id", primary_key=True, info=NOT_PERSONAL),
    text("customer_id", nullable=True, index=True, info=_WHOSE),
    text("conversation_id", index=True, info=NOT_PERSONAL),
    text("about", info=NOT_PERSONAL),
    sa.Column(
        "score",
        sa.Integer,
        sa.CheckConstraint("score BETWEEN 1 AND 5"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    text("comment", info=personal("words", _BETTER, "records")),
    time("at"),
)

incidents = sa.Table(
    "incidents",
    metadata,
    text("id", primary_key=True, info=NOT_PERSONAL),
    text("title", info=NOT_PERSONAL),
    text("told", info=NOT_PERSONAL),
    text("cause", info=NOT_PERSONAL),
    time("starts_at"),
    time("ends_at", nullable=True),
    sa.Column("topics", Texts, nullable=False, info=NOT_PERSONAL),
    text("carrier", nullable=True, info=NOT_PERSONAL),
    text("country", nullable=True, info=NOT_PERSONAL),
    sa.Column("postcodes", Texts, nullable=False, info=NOT_PERSONAL),
    text("product", nullable=True, info=NOT_PERSONAL),
    text("payment", nullable=True, info=NOT_PERSONAL),
    text("edited_by", info=personal("name", "to ask who wrote it", "records", about="colleague")),
    time("edited_at"),
)

complaints = sa.Table(
    "complaints",
    metadata,
    text("reference", primary_key=True, info=NOT_PERSONAL),
    text("kind", info=NOT_PERSONAL),
    text("root_cause", info=NOT_PERSONAL),
    text("conversation_id", index=True, info=NOT_PERSONAL),
    time("opened_at"),
    text("state", info=NOT_PERSONAL),
    text("customer_id", nullable=True, index=True, info=_WHOSE),
    text("order_number", nullable=True, info=_WHOSE),
    text("carrier", nullable=True, info=NOT_PERSONAL),
    text("product", nullable=True, info=NOT_PERSONAL),
    sa.Index("ix_complaints_opened_at", "opened_at"),
)

identity_tries = sa.Table(
    "identity_tries",
    metadata,
    text(
        "subject",
        primary_key=True,
        info=personal("identifier", "to bound tries of identity", "tries"),
    ),
    sa.Column(
        "failed_at",
        Times,
        nullable=False,
        info=personal("behaviour", "to bound tries of identity", "tries"),
    ),
    sa.Column("counts_until", UtcTime, nullable=False, index=True, info=NOT_PERSONAL),
)

record_keys = sa.Table(
    "record_keys",
    metadata,
    text("idempotency_key", primary_key=True, info=_KEY),
    text("kind", info=NOT_PERSONAL),
    sa.Column(
        "result",
        sa.JSON(none_as_null=True),
        nullable=True,
        info=personal("words", _ONCE, "records"),
    ),
    time("at"),
)

write_ledger = sa.Table(
    "write_ledger",
    metadata,
    text("key", primary_key=True, info=_KEY),
    text("act", info=NOT_PERSONAL),
    text("target", info=personal("identifier", _ONCE, "writes")),
    text("request_digest", index=True, info=NOT_PERSONAL),
    text("state", info=NOT_PERSONAL),
    time("tried_at"),
    sa.Column(
        "request",
        sa.JSON(none_as_null=True),
        nullable=True,
        info=personal("words", _ONCE, "writes"),
    ),
    sa.Column(
        "before", sa.JSON(none_as_null=True), nullable=True, info=personal("words", _ONCE, "writes")
    ),
    sa.Column(
        "result", sa.JSON(none_as_null=True), nullable=True, info=personal("words", _ONCE, "writes")
    ),
    text("remote_id", nullable=True, info=personal("identifier", _ONCE, "writes")),
    text("reason", info=NOT_PERSONAL),
    text("conversation_id", nullable=True, index=True, info=NOT_PERSONAL),
    sa.Column("tries", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("looks", sa.Integer, nullable=False, info=NOT_PERSONAL),
    # Only what somebody has to look after is in the index.
    time("due_at", nullable=True),
    sa.Column("owed", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    sa.CheckConstraint("state IN ('begun', 'done', 'uncertain', 'failed')", name="state"),
    sa.Index(
        "ix_write_ledger_due_at",
        "due_at",
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    ),
)

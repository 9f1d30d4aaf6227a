"""Schema of what goes in and out: transactional outbox, webhook inbox, addresses, CRM tasks."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal
from handoff.store.tables.metadata import metadata, plain_names

_REACHING = "to answer where they wrote"
_TOLD = "to do once and in order what a platform tells"
_OWED = "to tell the CRM what it is owed"
_FORGOTTEN = personal("words", "to find what is to be forgotten", "erasure")
_ASKED_BY = personal("name", "to show who had somebody erased", "audit", about="colleague")

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column(
        "message_id",
        sa.String(40),
        sa.ForeignKey("messages.id"),
        nullable=False,
        unique=True,
        info=NOT_PERSONAL,
    ),
    sa.Column("conversation_id", sa.String(40), nullable=False, info=NOT_PERSONAL),
    sa.Column("channel", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column(
        "address", sa.String(200), nullable=False, info=personal("contact", _REACHING, "delivery")
    ),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("attempts", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("due_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("error", sa.String(200), info=NOT_PERSONAL),
    sa.CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
    sa.Index("ix_outbox_due", "state", "due_at"),
    sa.Index("ix_outbox_conversation", "conversation_id", "state", "id"),
)

# What concerns the same customer, or comes from the same conversation, is done in order.
crm_tasks = sa.Table(
    "crm_tasks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column("idempotency_key", sa.String(120), nullable=False, unique=True, info=NOT_PERSONAL),
    sa.Column("kind", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("payload", sa.JSON, nullable=False, info=personal("words", _OWED, "delivery")),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("attempts", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("due_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("error", sa.String(200), info=NOT_PERSONAL),
    sa.Column("customer_id", sa.String(100), info=personal("identifier", _OWED, "delivery")),
    sa.Column("conversation_id", sa.String(40), info=NOT_PERSONAL),
    sa.CheckConstraint("state IN ('queued', 'done', 'failed')", name="state"),
    sa.Index("ix_crm_tasks_due", "state", "due_at"),
    sa.Index("ix_crm_tasks_customer", "customer_id", "state", "id"),
    sa.Index("ix_crm_tasks_conversation", "conversation_id", "state", "id"),
)

# What the platforms have told us, each key once. What has the same `lane` is done in order.
updates = sa.Table(
    "updates",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column("channel", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("key", sa.String(400), nullable=False, info=NOT_PERSONAL),
    sa.Column("lane", sa.String(400), nullable=False, info=NOT_PERSONAL),
    sa.Column("body", sa.JSON, nullable=False, info=personal("words", _TOLD, "webhooks")),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("attempts", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("due_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("error", sa.String(200), info=NOT_PERSONAL),
    sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),
    sa.UniqueConstraint("channel", "key"),
    sa.Index("ix_updates_due", "state", "due_at"),
    sa.Index("ix_updates_lane", "channel", "lane", "state", "at"),
)

# Where a customer can be reached, and who the CRM says they are there.
addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("channel", sa.String(20), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "address",
        sa.String(200),
        primary_key=True,
        info=personal("contact", _REACHING, "addresses"),
    ),
    sa.Column("platform_id", sa.String(200), info=personal("contact", _REACHING, "addresses")),
    sa.Column("customer_id", sa.String(100), info=personal("identifier", _REACHING, "addresses")),
    sa.Column("customer_name", sa.String(200), info=personal("name", _REACHING, "addresses")),
    sa.Column("how", sa.String(40), info=NOT_PERSONAL),
    sa.Column(
        "seen_at", UtcTime, nullable=False, info=personal("behaviour", _REACHING, "addresses")
    ),
    sa.Index("ix_addresses_platform", "channel", "platform_id"),
    sa.Index("ix_addresses_customer", "customer_id"),
)

# The sends that one message took, so that none is sent again when a later one has to be.
parts = sa.Table(
    "parts",
    metadata,
    sa.Column(
        "message_id",
        sa.String(40),
        sa.ForeignKey("messages.id"),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column("part", sa.Integer, primary_key=True, info=NOT_PERSONAL),
    sa.Column("of", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("channel", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column(
        "provider_id",
        sa.String(300),
        nullable=False,
        info=personal("identifier", "to know which of it has arrived", "delivery"),
    ),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("sent_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.CheckConstraint("state IN ('sent', 'delivered', 'read', 'failed')", name="state"),
    sa.UniqueConstraint("channel", "provider_id"),
)

# Channels that send nothing until a person has mended them.
stopped_channels = sa.Table(
    "stopped_channels",
    metadata,
    sa.Column("channel", sa.String(20), primary_key=True, info=NOT_PERSONAL),
    sa.Column("code", sa.String(40), nullable=False, info=NOT_PERSONAL),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
)

# What was taken back or erased and is still elsewhere: a file, words that the bot has heard, or
# with `store` all that somebody else holds of `what`.
redactions = sa.Table(
    "redactions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column("conversation_id", sa.String(40), nullable=False, info=NOT_PERSONAL),
    sa.Column("file", sa.String(40), info=NOT_PERSONAL),
    sa.Column("old", sa.Text, info=_FORGOTTEN),
    sa.Column("new", sa.Text, info=_FORGOTTEN),
    sa.Column("attempts", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("due_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("erasure_id", sa.String(40), info=NOT_PERSONAL),
    sa.Column("store", sa.String(20), info=NOT_PERSONAL),
    sa.Column("what", sa.Text, info=_FORGOTTEN),
    sa.Index("ix_redactions_due", "due_at"),
    sa.Index("ix_redactions_erasure", "erasure_id"),
)

# Who was erased, by nothing that says who it was. `marks` are random ids and keyed digests.
erasures = sa.Table(
    "erasures",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column("asked_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("asked_by", sa.String(200), nullable=False, info=_ASKED_BY),
    sa.Column("marks", sa.JSON, nullable=False, info=NOT_PERSONAL),
    sa.Column("receipts", sa.JSON, nullable=False, info=NOT_PERSONAL),
    sa.Column("done_at", UtcTime, info=NOT_PERSONAL),
    sa.Index("ix_erasures_asked", "asked_at"),
)

plain_names(outbox, crm_tasks, updates, addresses, parts, stopped_channels, redactions, erasures)

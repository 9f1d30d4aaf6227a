"""Schema of what agents work with: canned replies, labels, who has what on the screen."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from handoff.store.tables.metadata import metadata, plain_names

canned_replies = sa.Table(
    "canned_replies",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("title", sa.String(60), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("edited_by", sa.String(200), nullable=False),
    sa.Column("edited_at", UtcTime, nullable=False),
)

labels = sa.Table(
    "labels",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(40), nullable=False, unique=True),
    sa.Column("edited_by", sa.String(200), nullable=False),
    sa.Column("edited_at", UtcTime, nullable=False),
)

# The same as the conversations say themselves, where it can be searched for.
conversation_labels = sa.Table(
    "conversation_labels",
    metadata,
    sa.Column(
        "conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), primary_key=True
    ),
    sa.Column("label_id", sa.String(40), sa.ForeignKey("labels.id"), primary_key=True),
    sa.Index("ix_conversation_labels_label", "label_id"),
)

# Which conversation each console shows right now.
readers = sa.Table(
    "readers",
    metadata,
    sa.Column("sid", sa.String(40), primary_key=True),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("writing", sa.String(20)),
    sa.Column("seen_at", UtcTime, nullable=False),
    sa.CheckConstraint("writing IN ('reply', 'note')", name="writing"),
    sa.Index("ix_readers_conversation", "conversation_id"),
)

plain_names(canned_replies, labels, conversation_labels, readers)

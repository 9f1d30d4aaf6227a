"""Schema of what agents work with: canned replies, labels, who has what on the screen."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal
from handoff.store.tables.metadata import metadata, plain_names

_EDITOR = personal("name", "to ask who wrote it", "accounts", about="colleague")
_READS = personal("behaviour", "to show who is looking", "accounts", about="colleague")

canned_replies = sa.Table(
    "canned_replies",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column("title", sa.String(60), nullable=False, unique=True, info=NOT_PERSONAL),
    sa.Column("text", sa.Text, nullable=False, info=NOT_PERSONAL),
    sa.Column("edited_by", sa.String(200), nullable=False, info=_EDITOR),
    sa.Column("edited_at", UtcTime, nullable=False, info=NOT_PERSONAL),
)

labels = sa.Table(
    "labels",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column("name", sa.String(40), nullable=False, unique=True, info=NOT_PERSONAL),
    sa.Column("edited_by", sa.String(200), nullable=False, info=_EDITOR),
    sa.Column("edited_at", UtcTime, nullable=False, info=NOT_PERSONAL),
)

skills = sa.Table(
    "skills",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True, info=NOT_PERSONAL),
    sa.Column("edited_by", sa.String(200), nullable=False, info=_EDITOR),
    sa.Column("edited_at", UtcTime, nullable=False, info=NOT_PERSONAL),
)

# The same as the conversations say themselves, where it can be searched for.
conversation_labels = sa.Table(
    "conversation_labels",
    metadata,
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column(
        "label_id", sa.String(40), sa.ForeignKey("labels.id"), primary_key=True, info=NOT_PERSONAL
    ),
    sa.Index("ix_conversation_labels_label", "label_id"),
)

# Which conversation each console shows right now.
readers = sa.Table(
    "readers",
    metadata,
    sa.Column("sid", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("writing", sa.String(20), info=_READS),
    sa.Column("seen_at", UtcTime, nullable=False, info=_READS),
    sa.CheckConstraint("writing IN ('reply', 'note')", name="writing"),
    sa.Index("ix_readers_conversation", "conversation_id"),
)

plain_names(canned_replies, labels, conversation_labels, readers)

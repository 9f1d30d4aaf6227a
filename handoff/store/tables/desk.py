"""The tables of the desk's own affairs: who did what, what agents say of cases, where they look."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from handoff.store.tables.main import metadata, plain_names

# Who saw what of customers, and who changed what. Written before it is done, and never rewritten
# but for the code of a refusal.
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", UtcTime, nullable=False),
    # None stands for a program, or for somebody who is not logged in.
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id")),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("act", sa.String(40), nullable=False),
    sa.Column("conversation_id", sa.String(40)),
    sa.Column("about", sa.String(400)),
    sa.Column("refused", sa.String(40)),
    sa.Index("ix_audit_agent", "agent_id", "id"),
    sa.Index("ix_audit_conversation", "conversation_id", "id"),
    sa.Index("ix_audit_act", "act", "id"),
    sa.Index("ix_audit_at", "at"),
    sqlite_autoincrement=True,
)

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

# What agents let the bot ask for them. The case stays theirs until `outcome` says what came of it.
bot_tasks = sa.Table(
    "bot_tasks",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), nullable=False),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("asked_at", UtcTime, nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    sa.Column("outcome", sa.String(20)),
    sa.CheckConstraint("(outcome IS NULL) = (ended_at IS NULL)", name="ended"),
    sa.Index("ix_bot_tasks_handoff", "handoff_id"),
    sa.Index("ix_bot_tasks_due", "outcome", "due_at"),
    sa.Index(
        "uq_bot_tasks_one_open",
        "conversation_id",
        unique=True,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    ),
)

plain_names(audit, canned_replies, labels, conversation_labels, readers, bot_tasks)

"""Schema of cases: handoffs, their offers, what their customers and agents were told."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal
from handoff.store.tables.metadata import metadata, plain_names

_HELPING = "to help with what they came for"
_SAID = personal("words", _HELPING, "conversations")

_WAITS = "state IN ('queued', 'offered')"
# Literally the condition of ix_handoffs_waiting: with parameters SQLite would not use the index.
WAITS = sa.text(f"handoffs.{_WAITS}")
"""Which cases wait for an agent."""

handoffs = sa.Table(
    "handoffs",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("idempotency_key", sa.String(100), nullable=False, unique=True, info=NOT_PERSONAL),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("reason", sa.String(40), nullable=False, info=NOT_PERSONAL),
    sa.Column("skill", sa.String(60), nullable=False, info=NOT_PERSONAL),
    sa.Column("priority", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("packet", sa.JSON, nullable=False, info=_SAID),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), info=NOT_PERSONAL),
    sa.Column("created_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("assigned_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("ended_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("disposition", sa.String(40), info=NOT_PERSONAL),
    sa.Column("closing_note", sa.Text, info=_SAID),
    sa.Column("rating", sa.Integer, info=NOT_PERSONAL),
    sa.Column("more_skills", sa.JSON, nullable=False, info=NOT_PERSONAL),
    sa.Column("preferred_id", sa.String(40), sa.ForeignKey("agents.id"), info=NOT_PERSONAL),
    sa.Column("queued_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    # The queue is served in this order; see routing.counts_from.
    sa.Column("counts_from", UtcTime, nullable=False, info=NOT_PERSONAL),
    # How the customer felt, as the packet says; beside it so that it can be searched for.
    sa.Column("mood", sa.String(20), info=personal("behaviour", _HELPING, "conversations")),
    sa.CheckConstraint(
        "state IN ('queued', 'offered', 'assigned', 'resolved', 'abandoned')", name="state"
    ),
    sa.CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 5", name="rating"),
    sa.CheckConstraint(
        f"({_WAITS} AND agent_id IS NULL)"
        " OR (state IN ('assigned', 'resolved') AND agent_id IS NOT NULL)"
        " OR state = 'abandoned'",
        name="agent_fits_state",
    ),
    sa.Index("ix_handoffs_state", "state", "created_at"),
    # Wide enough that reports read no rows, which are as large as their packets.
    sa.Index("ix_handoffs_created", "created_at", "id", "skill", "state"),
    sa.Index("ix_handoffs_conversation", "conversation_id", "created_at", "id", "reason"),
    sa.Index(
        "ix_handoffs_ended",
        *("state", "ended_at", "id", "conversation_id", "skill", "agent_id"),
        *("disposition", "rating"),
    ),
    sa.Index(
        "ix_handoffs_waiting",
        *("counts_from", "id", "skill", "queued_at"),
        sqlite_where=sa.text(_WAITS),
        postgresql_where=sa.text(_WAITS),
    ),
    sa.Index(
        "uq_handoffs_one_open",
        "conversation_id",
        unique=True,
        sqlite_where=sa.text("state IN ('queued', 'offered', 'assigned')"),
        postgresql_where=sa.text("state IN ('queued', 'offered', 'assigned')"),
    ),
)

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("created_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("expires_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("ended_at", UtcTime, info=NOT_PERSONAL),
    sa.CheckConstraint(
        "state IN ('pending', 'accepted', 'declined', 'expired', 'withdrawn', 'returned')",
        name="state",
    ),
    sa.Index("ix_offers_handoff", "handoff_id", "created_at"),
    sa.Index("ix_offers_agent", "agent_id", "state"),
    sa.Index("ix_offers_due", "state", "expires_at"),
    sa.Index(
        "uq_offers_one_live",
        "handoff_id",
        unique=True,
        sqlite_where=sa.text("state IN ('pending', 'accepted')"),
        postgresql_where=sa.text("state IN ('pending', 'accepted')"),
    ),
)

# What a customer in the queue has heard; one row for each stay there.
waits = sa.Table(
    "waits",
    metadata,
    sa.Column(
        "handoff_id",
        sa.String(40),
        sa.ForeignKey("handoffs.id"),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column("position", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("told_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("acknowledged", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("way_out", sa.Boolean, nullable=False, info=NOT_PERSONAL),
)

# Who was told that their silence is about to end a conversation, by which message.
idle_warnings = sa.Table(
    "idle_warnings",
    metadata,
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column("seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column(
        "conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), info=NOT_PERSONAL
    ),
    sa.Column("seq", sa.Integer, info=NOT_PERSONAL),
    sa.Column("text", sa.Text, nullable=False, info=_SAID),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("seen", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    sa.Index("ix_notices_agent", "agent_id", "seen", "at"),
)

# What agents let the bot ask for them. The case stays theirs until `outcome` says what came of it.
bot_tasks = sa.Table(
    "bot_tasks",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column(
        "handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column("kind", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("question", sa.Text, nullable=False, info=_SAID),
    sa.Column("asked_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("due_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("ended_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("outcome", sa.String(20), info=NOT_PERSONAL),
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

# What the bot heard that a case is about.
handoff_topics = sa.Table(
    "handoff_topics",
    metadata,
    sa.Column(
        "handoff_id",
        sa.String(40),
        sa.ForeignKey("handoffs.id"),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column("topic", sa.String(100), primary_key=True, info=NOT_PERSONAL),
    sa.Index("ix_handoff_topics_topic", "topic"),
)

plain_names(handoffs, offers, waits, idle_warnings, notices, bot_tasks, handoff_topics)

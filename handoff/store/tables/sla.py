"""Schema of waiting: each case's SLA timer, the waits that were answered, the work on them."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL
from handoff.store.tables.metadata import metadata, plain_names

# One row for each case; `spent` and all other seconds are of the skill's opening time.
clocks = sa.Table(
    "clocks",
    metadata,
    sa.Column(
        "handoff_id",
        sa.String(40),
        sa.ForeignKey("handoffs.id"),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("skill", sa.String(60), nullable=False, info=NOT_PERSONAL),
    sa.Column("priority", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), info=NOT_PERSONAL),
    sa.Column("waits_since", UtcTime, info=NOT_PERSONAL),
    sa.Column("held_since", UtcTime, info=NOT_PERSONAL),
    sa.Column("answered", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    sa.Column("spent", sa.Integer, nullable=False, info=NOT_PERSONAL),
    # When the answer that is next and the resolution are near and are missed.
    sa.Column("answer_warn_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("answer_due_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("resolution_warn_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("resolution_due_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("ended_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("ended_why", sa.String(20), info=NOT_PERSONAL),
    # Whether it was resolved in time; None where nothing was promised.
    sa.Column("in_time", sa.Boolean, info=NOT_PERSONAL),
    sa.CheckConstraint("held_since IS NULL OR waits_since IS NOT NULL", name="held_while_waiting"),
    sa.CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ended_why"),
    sa.Index(
        "uq_clocks_one_open",
        "conversation_id",
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    ),
)

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column(
        "handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column("target", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("since", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("seconds", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("in_time", sa.Boolean, info=NOT_PERSONAL),
    sa.CheckConstraint("target IN ('first_answer', 'next_answer')", name="target"),
    sa.Index("ix_answers_at", "at", "target", "seconds"),
    sa.Index("ix_answers_handoff", "handoff_id"),
)

# What agents' handle time is made of.
stints = sa.Table(
    "stints",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column(
        "handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column("since", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("until", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("seconds", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Index("ix_stints_handoff", "handoff_id", "agent_id", "seconds"),
)

plain_names(clocks, answers, stints)

"""Clocks of cases, since when agents are there, topics of conversations; indices for reports"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0045"
down_revision = "0042"
branch_labels = None
depends_on = None

ON_A_CONDITION = (
    (
        "ix_conversations_customer",
        "conversations",
        ["customer_id", "id"],
        "customer_id IS NOT NULL",
    ),
    ("ix_conversations_bot", "conversations", ["updated_at"], "owner = 'bot'"),
    ("ix_messages_ratings", "messages", ["at"], "kind = 'rating'"),
)

WIDER = {
    ("conversations", "where"): (["channel", "address", "updated_at"], ["id"]),
    ("handoffs", "created"): (["created_at", "id"], ["skill", "state"]),
    ("handoffs", "conversation"): (["conversation_id", "created_at"], ["id", "reason"]),
    ("handoffs", "ended"): (
        ["state", "ended_at"],
        ["id", "conversation_id", "skill", "agent_id", "disposition", "rating"],
    ),
}
"""What these indices were made of, and what makes them wide enough for reports."""

WAITING = ["counts_from", "id"]


def upgrade() -> None:
    """Forward."""

    op.add_column("agents", sa.Column("presence_since", UtcTime(), nullable=True))
    op.add_column("conversations", sa.Column("topic", sa.String(length=100), nullable=True))
    op.create_index("ix_conversations_opened", "conversations", ["opened_at", "topic", "id"])
    for (table, name), (columns, more) in WIDER.items():
        op.drop_index(f"ix_{table}_{name}", table)
        op.create_index(f"ix_{table}_{name}", table, columns + more)
    _index_waiting([*WAITING, "skill", "queued_at"])
    for name, table, columns, condition in ON_A_CONDITION:
        where = sa.text(condition)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    _create_clocks()
    _create_answers()
    _create_stints()


def downgrade() -> None:
    """Back."""

    for table in ("stints", "answers", "clocks"):
        op.drop_table(table)
    for name, table, _, _ in ON_A_CONDITION:
        op.drop_index(name, table)
    for (table, name), (columns, _) in WIDER.items():
        op.drop_index(f"ix_{table}_{name}", table)
        op.create_index(f"ix_{table}_{name}", table, columns)
    _index_waiting(WAITING)
    op.drop_index("ix_conversations_opened", "conversations")
    op.drop_column("conversations", "topic")
    op.drop_column("agents", "presence_since")


def _index_waiting(columns: list[str]) -> None:
    where = sa.text("state IN ('queued', 'offered')")
    op.drop_index("ix_handoffs_waiting", "handoffs")
    op.create_index(
        "ix_handoffs_waiting", "handoffs", columns, sqlite_where=where, postgresql_where=where
    )


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _create_clocks() -> None:
    op.create_table(
        "clocks",
        sa.Column("handoff_id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("skill", sa.String(length=60), nullable=False),
        sa.Column("priority", sa.String(length=20), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=True),
        sa.Column("waits_since", UtcTime(), nullable=True),
        sa.Column("held_since", UtcTime(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("answer_warn_at", UtcTime(), nullable=True),
        sa.Column("answer_due_at", UtcTime(), nullable=True),
        sa.Column("resolution_warn_at", UtcTime(), nullable=True),
        sa.Column("resolution_due_at", UtcTime(), nullable=True),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("ended_why", sa.String(length=20), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "held_since IS NULL OR waits_since IS NOT NULL",
            name=op.f("ck_clocks_held_while_waiting"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_why IS NULL)", name=op.f("ck_clocks_ended_why")
        ),
        _of("clocks", "handoff_id", "handoffs"),
        _of("clocks", "conversation_id", "conversations"),
        _of("clocks", "agent_id", "agents"),
        sa.PrimaryKeyConstraint("handoff_id", name=op.f("pk_clocks")),
    )
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_clocks_one_open",
        "clocks",
        ["conversation_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("handoff_id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "target IN ('first_answer', 'next_answer')", name=op.f("ck_answers_target")
        ),
        _of("answers", "handoff_id", "handoffs"),
        _of("answers", "agent_id", "agents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index("ix_answers_at", "answers", ["at", "target", "seconds"])
    op.create_index("ix_answers_handoff", "answers", ["handoff_id"])


def _create_stints() -> None:
    op.create_table(
        "stints",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("handoff_id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        _of("stints", "handoff_id", "handoffs"),
        _of("stints", "agent_id", "agents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stints")),
    )
    op.create_index("ix_stints_handoff", "stints", ["handoff_id", "agent_id", "seconds"])

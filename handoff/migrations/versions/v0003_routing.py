"""Routing, the waiting customer, notices, and a log that cannot have gaps"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WAITING = sa.text("state IN ('queued', 'offered')")
HAS_AGENT = sa.text("agent_id IS NOT NULL")
OFFER_STATES = "state IN ('pending', 'accepted', 'declined', 'expired', 'withdrawn', 'returned')"
OLD_OFFER_STATES = "state IN ('pending', 'accepted', 'declined', 'expired')"
AGENT_FITS_STATE = (
    "(state IN ('queued', 'offered') AND agent_id IS NULL)"
    " OR (state IN ('assigned', 'resolved') AND agent_id IS NOT NULL)"
    " OR state = 'abandoned'"
)


def upgrade() -> None:
    """Forward."""

    # Their form has changed: pages that ask for older ones take a fresh snapshot.
    op.execute("DELETE FROM events")
    with op.batch_alter_table("agents") as batch_op:
        batch_op.add_column(sa.Column("missed", sa.Integer, nullable=False, server_default="0"))
    op.create_index(
        "ix_conversations_agent",
        "conversations",
        ["agent_id"],
        sqlite_where=HAS_AGENT,
        postgresql_where=HAS_AGENT,
    )
    op.create_index("ix_outbox_conversation", "outbox", ["conversation_id", "state", "id"])
    _upgrade_messages()
    _upgrade_handoffs()
    with op.batch_alter_table("offers") as batch_op:
        batch_op.drop_constraint(op.f("ck_offers_state"), type_="check")
        batch_op.create_check_constraint(op.f("ck_offers_state"), OFFER_STATES)
        batch_op.create_index("ix_offers_handoff", ["handoff_id", "created_at"])
        batch_op.create_index("ix_offers_agent", ["agent_id", "state"])
        batch_op.create_index("ix_offers_due", ["state", "expires_at"])
    _create_tables()


def _upgrade_messages() -> None:
    with op.batch_alter_table("messages", recreate="auto") as batch_op:
        previous = sa.Computed("NULLIF(seq - 1, 0)", persisted=True)
        batch_op.add_column(sa.Column("previous_seq", sa.Integer, previous))
        batch_op.create_check_constraint(op.f("ck_messages_seq"), "seq > 0")
        batch_op.create_foreign_key(
            op.f("fk_messages_previous_seq_messages"),
            "messages",
            ["conversation_id", "previous_seq"],
            ["conversation_id", "seq"],
        )


def _upgrade_handoffs() -> None:
    with op.batch_alter_table("handoffs") as batch_op:
        batch_op.add_column(sa.Column("more_skills", sa.JSON))
        batch_op.add_column(sa.Column("preferred_id", sa.String(length=40)))
        batch_op.add_column(sa.Column("queued_at", UtcTime()))
        batch_op.add_column(sa.Column("counts_from", UtcTime()))
    # What waits already counts from its beginning, whatever its priority.
    op.execute(
        "UPDATE handoffs SET more_skills = '[]', queued_at = created_at, counts_from = created_at"
    )
    with op.batch_alter_table("handoffs") as batch_op:
        for name, kind in (
            ("more_skills", sa.JSON()),
            ("queued_at", UtcTime()),
            ("counts_from", UtcTime()),
        ):
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.create_foreign_key(
            op.f("fk_handoffs_preferred_id_agents"), "agents", ["preferred_id"], ["id"]
        )
        batch_op.create_check_constraint(op.f("ck_handoffs_agent_fits_state"), AGENT_FITS_STATE)
        batch_op.create_index("ix_handoffs_created", ["created_at", "id"])
        batch_op.create_index("ix_handoffs_conversation", ["conversation_id", "created_at"])
        batch_op.create_index("ix_handoffs_ended", ["state", "ended_at"])
    op.create_index(
        "ix_handoffs_waiting",
        "handoffs",
        ["counts_from", "id"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def _create_tables() -> None:
    op.create_table(
        "waits",
        sa.Column("handoff_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcTime(), nullable=False),
        sa.Column("thanked", sa.Boolean(), nullable=False),
        sa.Column("way_out", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name=op.f("fk_waits_handoff_id_handoffs")
        ),
        sa.PrimaryKeyConstraint("handoff_id", name=op.f("pk_waits")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name=op.f("fk_notices_agent_id_agents")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_notices_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index("ix_notices_agent", "notices", ["agent_id", "seen", "at"])


def downgrade() -> None:
    """Back. What has ended in a way that is new counts as expired."""

    op.execute("DELETE FROM events")
    op.drop_table("notices")
    op.drop_table("waits")
    op.execute("UPDATE offers SET state = 'expired' WHERE state IN ('withdrawn', 'returned')")
    with op.batch_alter_table("offers") as batch_op:
        batch_op.drop_index("ix_offers_due")
        batch_op.drop_index("ix_offers_agent")
        batch_op.drop_index("ix_offers_handoff")
        batch_op.drop_constraint(op.f("ck_offers_state"), type_="check")
        batch_op.create_check_constraint(op.f("ck_offers_state"), OLD_OFFER_STATES)
    with op.batch_alter_table("handoffs") as batch_op:
        for name in ("waiting", "ended", "conversation", "created"):
            batch_op.drop_index(f"ix_handoffs_{name}")
        batch_op.drop_constraint(op.f("ck_handoffs_agent_fits_state"), type_="check")
        batch_op.drop_constraint(op.f("fk_handoffs_preferred_id_agents"), type_="foreignkey")
        for name in ("counts_from", "queued_at", "preferred_id", "more_skills"):
            batch_op.drop_column(name)
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_constraint(op.f("fk_messages_previous_seq_messages"), type_="foreignkey")
        batch_op.drop_constraint(op.f("ck_messages_seq"), type_="check")
        batch_op.drop_column("previous_seq")
    op.drop_index("ix_outbox_conversation", "outbox")
    op.drop_index("ix_conversations_agent", "conversations")
    with op.batch_alter_table("agents") as batch_op:
        batch_op.drop_column("missed")

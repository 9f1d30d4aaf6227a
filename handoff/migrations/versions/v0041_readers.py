"""Who reads along in a conversation, and notices of what a note says to somebody"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "readers",
        sa.Column("sid", sa.String(length=40), nullable=False),
        sa.Column("agent_id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("writing", sa.String(length=20), nullable=True),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.CheckConstraint("writing IN ('reply', 'note')", name=op.f("ck_readers_writing")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name=op.f("fk_readers_agent_id_agents")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_readers_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_readers")),
    )
    op.create_index("ix_readers_conversation", "readers", ["conversation_id"])
    op.add_column("notices", sa.Column("seq", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back."""

    op.drop_column("notices", "seq")
    op.drop_table("readers")

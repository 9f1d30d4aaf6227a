"""Who may not write here, with what they wrote since; which silent customers were warned"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0068"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "blocks",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("spam", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("customer_name", sa.String(length=200), nullable=True),
        sa.Column("by_id", sa.String(length=40), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("until", UtcTime(), nullable=True),
        sa.Column("lifted_at", UtcTime(), nullable=True),
        sa.Column("lifted_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "scope IN ('address', 'mark', 'customer')", name=op.f("ck_blocks_scope")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_blocks_conversation_id_conversations"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["agents.id"], name=op.f("fk_blocks_by_id_agents")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    op.create_index("ix_blocks_value", "blocks", ["value"])
    op.create_index("ix_blocks_conversation", "blocks", ["conversation_id", "spam"])
    op.create_table(
        "blocked_messages",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("block_id", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_blocked_messages_block_id_blocks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked_messages")),
        sa.UniqueConstraint("block_id", "client_id", name="uq_blocked_messages_client"),
    )
    op.create_table(
        "idle_warnings",
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_idle_warnings_conversation_id_conversations"),
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_idle_warnings")),
    )


def downgrade() -> None:
    """Back, to a desk where everybody may write, and cases stay open whatever customers do."""

    op.drop_table("idle_warnings")
    op.drop_table("blocked_messages")
    op.drop_table("blocks")

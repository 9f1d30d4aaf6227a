"""Which silent customers were told that their case is about to be closed"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

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
    """Back, to cases that stay open whatever their customers do."""

    op.drop_table("idle_warnings")

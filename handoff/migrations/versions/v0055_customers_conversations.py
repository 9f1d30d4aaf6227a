"""Conversations by customer"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0050"
branch_labels = None
depends_on = None

KNOWN = sa.text("customer_id IS NOT NULL")


def upgrade() -> None:
    """Forward."""

    op.create_index(
        "ix_conversations_customer",
        "conversations",
        ["customer_id", "opened_at"],
        sqlite_where=KNOWN,
        postgresql_where=KNOWN,
    )


def downgrade() -> None:
    """Back."""

    op.drop_index("ix_conversations_customer", "conversations")

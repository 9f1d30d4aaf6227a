"""Indexes of what is at rest: retention finds the next words to forget without reading all rows"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0062"
branch_labels = None
depends_on = None

CLOSED = "owner = 'closed' AND substr(address, 1, 7) <> 'erased:'"
KNOWN = "request IS NOT NULL"


def upgrade() -> None:
    """Forward."""

    for name, table, column, where in (
        ("ix_conversations_closed", "conversations", "closed_at", CLOSED),
        ("ix_turns_known", "turns", "ended_at", KNOWN),
    ):
        condition = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    """Back."""

    op.drop_index("ix_turns_known", "turns")
    op.drop_index("ix_conversations_closed", "conversations")

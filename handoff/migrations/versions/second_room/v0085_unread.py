"""How many lines of the customer the agent who has a conversation has not read"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    # Not in a batch, which would make the table anew without its triggers.
    unread = sa.Column("unread", sa.Integer, nullable=False, server_default="0")
    op.add_column("conversations", unread)


def downgrade() -> None:
    """Back."""

    op.drop_column("conversations", "unread")

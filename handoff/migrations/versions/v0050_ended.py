"""Conversations that their customer has ended, and ratings of the bot"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    ended = sa.Column("ended", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("conversations", ended)
    op.add_column("conversations", sa.Column("rating", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Back, without ratings of the bot."""

    # No batch: SQLite would make the table anew, without the triggers of the search.
    op.drop_column("conversations", "rating")
    op.drop_column("conversations", "ended")

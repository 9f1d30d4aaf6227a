"""How many lines of the customer the agent who has a conversation has not read"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    with op.batch_alter_table("conversations") as batch_op:
        batch_op.add_column(sa.Column("unread", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Back."""

    with op.batch_alter_table("conversations") as batch_op:
        batch_op.drop_column("unread")

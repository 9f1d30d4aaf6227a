"""For whom each message speaks, and since when links into a conversation hold"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0053"
branch_labels = None
depends_on = None

# What waits for the bot speaks for whom its conversation knew; nothing older is asked for it.
_WAITING = """
UPDATE messages SET
  level = c.level, how = c.how, scope = c.scope, customer_id = c.customer_id
FROM conversations AS c
WHERE c.id = messages.conversation_id AND messages.for_bot AND messages.seq > c.handled_seq
"""
_COLUMNS = (("customer_id", 100), ("level", 20), ("how", 40), ("scope", 100))


def upgrade() -> None:
    """Forward."""

    for name, length in _COLUMNS:
        op.add_column("messages", sa.Column(name, sa.String(length=length), nullable=True))
    links = sa.Column("link_epoch", sa.Integer(), server_default="0", nullable=False)
    op.add_column("conversations", links)
    op.execute(_WAITING)


def downgrade() -> None:
    """Back, to what a conversation knows by the time of a turn."""

    # No batch: SQLite would make the table anew, without the triggers of the search.
    op.drop_column("conversations", "link_epoch")
    for name, _ in reversed(_COLUMNS):
        op.drop_column("messages", name)

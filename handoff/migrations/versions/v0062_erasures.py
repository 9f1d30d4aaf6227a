"""Erasures: who was forgotten, and where it is owed; webhooks under digests; what is at rest"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime
from handoff.core.channel.loose_json import digest

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

COLUMNS = ("erasure_id", "store", "what")
CLOSED = "owner = 'closed' AND substr(address, 1, 7) <> 'erased:'"
KNOWN = "request IS NOT NULL"


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "erasures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("asked_at", UtcTime(), nullable=False),
        sa.Column("asked_by", sa.String(length=200), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("receipts", sa.JSON(), nullable=False),
        sa.Column("done_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_asked", "erasures", ["asked_at"])
    op.add_column("redactions", sa.Column("erasure_id", sa.String(length=40), nullable=True))
    op.add_column("redactions", sa.Column("store", sa.String(length=20), nullable=True))
    op.add_column("redactions", sa.Column("what", sa.Text(), nullable=True))
    op.create_index("ix_redactions_erasure", "redactions", ["erasure_id"])
    # Retention finds the next words to forget without reading all rows.
    for name, table, column, where in (
        ("ix_conversations_closed", "conversations", "closed_at", CLOSED),
        ("ix_turns_known", "turns", "ended_at", KNOWN),
    ):
        condition = sa.text(where)
        op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)
    _digest_webhooks()


def downgrade() -> None:
    """Back."""

    op.drop_index("ix_turns_known", "turns")
    op.drop_index("ix_conversations_closed", "conversations")
    op.drop_index("ix_redactions_erasure", "redactions")
    for name in COLUMNS:
        op.execute(sa.text(f"ALTER TABLE redactions DROP COLUMN {name}"))
    op.drop_table("erasures")


def _digest_webhooks() -> None:
    """What was kept before names its customers in keys and lanes."""
    updates = sa.table("updates", sa.column("id"), sa.column("key"), sa.column("lane"))
    bind = op.get_bind()
    for row in bind.execute(sa.select(updates)).all():
        kind, _, key = row.key.partition(":")
        values = {"key": f"{kind}:{_digested(key)}", "lane": _digested(row.lane)}
        bind.execute(updates.update().where(updates.c.id == row.id).values(**values))


def _digested(text: str) -> str:
    return text if text.startswith("sha256:") else digest(text)

"""WhatsApp and Messenger: updates, addresses, sends, stopped channels, the reply window"""

import sqlalchemy as sa
from alembic import op

from actions.crm.utc_time import UtcTime

revision = "0020"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""

    op.create_table(
        "updates",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("lane", sa.String(length=400), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name=op.f("ck_updates_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_updates")),
        sa.UniqueConstraint("channel", "key", name=op.f("uq_updates_channel")),
    )
    with op.batch_alter_table("updates", schema=None) as batch_op:
        batch_op.create_index("ix_updates_due", ["state", "due_at"], unique=False)
        batch_op.create_index("ix_updates_lane", ["channel", "lane", "state", "at"], unique=False)
    op.create_table(
        "addresses",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("platform_id", sa.String(length=200), nullable=True),
        sa.Column("customer_id", sa.String(length=100), nullable=True),
        sa.Column("customer_name", sa.String(length=200), nullable=True),
        sa.Column("how", sa.String(length=40), nullable=True),
        sa.Column("seen_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_addresses")),
    )
    with op.batch_alter_table("addresses", schema=None) as batch_op:
        batch_op.create_index("ix_addresses_platform", ["channel", "platform_id"], unique=False)
        batch_op.create_index("ix_addresses_customer", ["customer_id"], unique=False)
    op.create_table(
        "parts",
        sa.Column("message_id", sa.String(length=40), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("provider_id", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("sent_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('sent', 'delivered', 'read', 'failed')", name=op.f("ck_parts_state")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_parts_message_id_messages")
        ),
        sa.PrimaryKeyConstraint("message_id", "part", name=op.f("pk_parts")),
        sa.UniqueConstraint("channel", "provider_id", name=op.f("uq_parts_channel")),
    )
    op.create_table(
        "stopped_channels",
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_stopped_channels")),
    )
    op.add_column("conversations", sa.Column("reply_window_until", UtcTime(), nullable=True))


def downgrade() -> None:
    """Back."""

    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("reply_window_until")
    op.drop_table("stopped_channels")
    op.drop_table("parts")
    op.drop_table("addresses")
    op.drop_table("updates")

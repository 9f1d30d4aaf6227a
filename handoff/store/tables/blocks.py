"""Schema of blocks: who may not write here, and what they have written since."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from handoff.store.tables.metadata import metadata, plain_names

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("scope", sa.String(20), nullable=False),
    # None: on each channel.
    sa.Column("channel", sa.String(20)),
    # An address, the mark of where somebody writes from, or the CRM's id of a customer.
    sa.Column("value", sa.String(200), nullable=False),
    sa.Column("spam", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("customer_name", sa.String(200)),
    sa.Column("by_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("by_name", sa.String(200), nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("until", UtcTime),
    sa.Column("lifted_at", UtcTime),
    sa.Column("lifted_by", sa.String(200)),
    sa.CheckConstraint("scope IN ('address', 'mark', 'customer')", name="scope"),
    sa.Index("ix_blocks_value", "value"),
    sa.Index("ix_blocks_conversation", "conversation_id", "spam"),
)

# What whoever is blocked has written: in no conversation, and read by nobody but supervisors.
blocked_messages = sa.Table(
    "blocked_messages",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("block_id", sa.String(40), sa.ForeignKey("blocks.id"), nullable=False),
    sa.Column("client_id", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.UniqueConstraint("block_id", "client_id", name="uq_blocked_messages_client"),
)

plain_names(blocks, blocked_messages)

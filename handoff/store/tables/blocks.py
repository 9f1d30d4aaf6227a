"""Schema of blocks: who may not write here, and what they have written since."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal
from handoff.store.tables.metadata import metadata, plain_names

_WHO = personal("identifier", "to know whom not to listen to", "conversations")
_WHY = personal("words", "to say why somebody is not listened to", "conversations")
_SAID = personal("words", "to judge whether a block is right", "conversations")
_NAME = personal("name", "to tell blocks from each other", "conversations")
_BY = personal("name", "to say who blocked, and who lifted it", "conversations", about="colleague")

blocks = sa.Table(
    "blocks",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column("scope", sa.String(20), nullable=False, info=NOT_PERSONAL),
    # None: on each channel.
    sa.Column("channel", sa.String(20), info=NOT_PERSONAL),
    # An address, the mark of where somebody writes from, or the CRM's id of a customer.
    sa.Column("value", sa.String(200), nullable=False, info=_WHO),
    sa.Column("spam", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    sa.Column("reason", sa.Text, nullable=False, info=_WHY),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("customer_name", sa.String(200), info=_NAME),
    sa.Column(
        "by_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column("by_name", sa.String(200), nullable=False, info=_BY),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("until", UtcTime, info=NOT_PERSONAL),
    sa.Column("lifted_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("lifted_by", sa.String(200), info=_BY),
    sa.CheckConstraint("scope IN ('address', 'mark', 'customer')", name="scope"),
    sa.Index("ix_blocks_value", "value"),
    sa.Index("ix_blocks_conversation", "conversation_id", "spam"),
)

# What whoever is blocked has written: in no conversation, and read by nobody but supervisors.
blocked_messages = sa.Table(
    "blocked_messages",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column(
        "block_id", sa.String(40), sa.ForeignKey("blocks.id"), nullable=False, info=NOT_PERSONAL
    ),
    sa.Column("client_id", sa.String(200), nullable=False, info=_WHO),
    sa.Column("text", sa.Text, nullable=False, info=_SAID),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.UniqueConstraint("block_id", "client_id", name="uq_blocked_messages_client"),
)

plain_names(blocks, blocked_messages)

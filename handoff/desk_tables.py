"""The tables of the desk's own affairs: who did what, and what agents like to say."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from handoff.tables import metadata, plain_names

# Who saw what of customers, and who changed what. Written before it is done, and never rewritten
# but for the code of a refusal.
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", UtcTime, nullable=False),
    # None stands for a program, or for somebody who is not logged in.
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id")),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("act", sa.String(40), nullable=False),
    sa.Column("conversation_id", sa.String(40)),
    sa.Column("about", sa.String(400)),
    sa.Column("refused", sa.String(40)),
    sa.Index("ix_audit_agent", "agent_id", "id"),
    sa.Index("ix_audit_conversation", "conversation_id", "id"),
    sa.Index("ix_audit_act", "act", "id"),
    sa.Index("ix_audit_at", "at"),
    sqlite_autoincrement=True,
)

canned_replies = sa.Table(
    "canned_replies",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("title", sa.String(60), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("edited_by", sa.String(200), nullable=False),
    sa.Column("edited_at", UtcTime, nullable=False),
)

plain_names(audit, canned_replies)

"""The tables that searching needs beside those of what is searched."""

from __future__ import annotations

import sqlalchemy as sa

from handoff.store.tables.main import metadata, plain_names

# Each message's text, and under seq 0 the conversation's customer. Written by triggers on both
# tables; its words are indexed by FTS5, or by PostgreSQL's tsvector.
search_texts = sa.Table(
    "search_texts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("conversation_id", "seq"),
)

# What the bot heard that a case is about.
handoff_topics = sa.Table(
    "handoff_topics",
    metadata,
    sa.Column("handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), primary_key=True),
    sa.Column("topic", sa.String(100), primary_key=True),
    sa.Index("ix_handoff_topics_topic", "topic"),
)

plain_names(search_texts, handoff_topics)

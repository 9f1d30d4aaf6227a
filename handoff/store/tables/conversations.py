"""Schema of the conversation log: conversations, their messages, and the bot's turns."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal
from handoff.store.tables.metadata import metadata, plain_names

_HELPING = "to help with what they came for"
_SAID = personal("words", _HELPING, "conversations")
_WHO = personal("identifier", "to look into their own data alone", "conversations")
_NAME = personal("name", "to call them by it", "conversations")
_SENT = personal("identifier", "to keep what was sent twice once", "conversations")
_ASKED = personal("words", "to ask the bot again where it failed", "turns")

# Literally the conditions of ix_conversations_closed and ix_turns_known, as with WAITS of cases.
_CLOSED = "owner = 'closed' AND substr(address, 1, 7) <> 'erased:'"
CLOSED = sa.text(
    _CLOSED.replace("owner", "conversations.owner").replace("addr", "conversations.addr")
)
"""Which conversations have ended and still have their words."""
_KNOWN = "request IS NOT NULL"
KNOWN = sa.text(f"turns.{_KNOWN}")
"""Which turns are still known word by word."""

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column("channel", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column(
        "address",
        sa.String(200),
        nullable=False,
        info=personal("contact", "to answer where they wrote", "conversations"),
    ),
    sa.Column("customer_id", sa.String(100), info=_WHO),
    sa.Column("customer_name", sa.String(200), info=_NAME),
    sa.Column("level", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("how", sa.String(40), info=NOT_PERSONAL),
    sa.Column("scope", sa.String(100), info=_WHO),
    sa.Column("owner", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("epoch", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), info=NOT_PERSONAL),
    sa.Column("last_seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("question_seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    # Messages of the customer up to here need no bot turn any more.
    sa.Column("handled_seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    # The bot knows of everything up to here.
    sa.Column("known_seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("locale", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column(
        "page",
        sa.JSON,
        nullable=False,
        info=personal("behaviour", "to see what they were looking at", "conversations"),
    ),
    sa.Column("opened_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("updated_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("closed_at", UtcTime, info=NOT_PERSONAL),
    # The customer closed it themselves.
    sa.Column("ended", sa.Boolean, nullable=False, server_default=sa.false(), info=NOT_PERSONAL),
    # How they found the bot's help; an agent's is rated at the handoff.
    sa.Column("rating", sa.Integer, info=NOT_PERSONAL),
    sa.Column("previous_id", sa.String(40), sa.ForeignKey("conversations.id"), info=NOT_PERSONAL),
    sa.Column("reply_window_until", UtcTime, info=NOT_PERSONAL),
    sa.Column(
        "client",
        sa.String(64),
        info=personal("device", "to bound tries of identity", "conversations"),
    ),
    # What the customer came for, as the bot understood it first.
    sa.Column("topic", sa.String(100), info=NOT_PERSONAL),
    # Ids; conversation_labels has the same for the search.
    sa.Column("labels", sa.JSON, nullable=False, server_default="[]", info=NOT_PERSONAL),
    # What the bot asks here for an agent; no case waits for anybody meanwhile.
    sa.Column("task_id", sa.String(40), info=NOT_PERSONAL),
    # Lines of the customer that the agent who has it has not read.
    sa.Column("unread", sa.Integer, nullable=False, server_default="0", info=NOT_PERSONAL),
    # Raised by what ends all links into it.
    sa.Column("link_epoch", sa.Integer, nullable=False, server_default="0", info=NOT_PERSONAL),
    sa.CheckConstraint("owner IN ('bot', 'queue', 'agent', 'closed')", name="owner"),
    sa.CheckConstraint("(owner = 'agent') = (agent_id IS NOT NULL)", name="agent_has_id"),
    # These three are wide enough that reports read no rows.
    sa.Index("ix_conversations_where", "channel", "address", "updated_at", "id"),
    sa.Index("ix_conversations_opened", "opened_at", "topic", "id"),
    sa.Index(
        "ix_conversations_customer",
        "customer_id",
        "id",
        sqlite_where=sa.text("customer_id IS NOT NULL"),
        postgresql_where=sa.text("customer_id IS NOT NULL"),
    ),
    sa.Index(
        "ix_conversations_bot",
        "updated_at",
        sqlite_where=sa.text("owner = 'bot'"),
        postgresql_where=sa.text("owner = 'bot'"),
    ),
    sa.Index(
        "ix_conversations_closed",
        "closed_at",
        sqlite_where=sa.text(_CLOSED),
        postgresql_where=sa.text(_CLOSED),
    ),
    sa.Index(
        "ix_conversations_agent",
        "agent_id",
        sqlite_where=sa.text("agent_id IS NOT NULL"),
        postgresql_where=sa.text("agent_id IS NOT NULL"),
    ),
    sa.Index(
        "uq_conversations_one_open",
        "channel",
        "address",
        unique=True,
        sqlite_where=sa.text("owner <> 'closed'"),
        postgresql_where=sa.text("owner <> 'closed'"),
    ),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("author_kind", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("author_id", sa.String(100), info=_WHO),
    sa.Column("author_name", sa.String(200), info=_NAME),
    sa.Column("kind", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("channel", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("text", sa.Text, info=_SAID),
    sa.Column("content", sa.JSON, nullable=False, info=_SAID),
    sa.Column("client_id", sa.String(200), info=_SENT),
    sa.Column("provider_id", sa.String(300), info=_SENT),
    sa.Column("turn_id", sa.String(40), info=NOT_PERSONAL),
    sa.Column("state", sa.String(20), info=NOT_PERSONAL),
    sa.Column("for_bot", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    # For whom it speaks, or of the bot whom it answers.
    sa.Column("customer_id", sa.String(100), info=_WHO),
    sa.Column("level", sa.String(20), info=NOT_PERSONAL),
    sa.Column("how", sa.String(40), info=NOT_PERSONAL),
    sa.Column("scope", sa.String(100), info=_WHO),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    # The number before, so that the database itself refuses a gap.
    sa.Column(
        "previous_seq",
        sa.Integer,
        sa.Computed("NULLIF(seq - 1, 0)", persisted=True),
        info=NOT_PERSONAL,
    ),
    sa.CheckConstraint("seq > 0", name="seq"),
    sa.UniqueConstraint("conversation_id", "seq"),
    sa.Index(
        "ix_messages_ratings",
        "at",
        sqlite_where=sa.text("kind = 'rating'"),
        postgresql_where=sa.text("kind = 'rating'"),
    ),
    sa.ForeignKeyConstraint(
        ["conversation_id", "previous_seq"],
        ["messages.conversation_id", "messages.seq"],
        name="fk_messages_previous_seq_messages",
    ),
    sa.Index(
        "uq_messages_client",
        "conversation_id",
        "client_id",
        unique=True,
        sqlite_where=sa.text("client_id IS NOT NULL"),
        postgresql_where=sa.text("client_id IS NOT NULL"),
    ),
    sa.Index(
        "uq_messages_provider",
        "channel",
        "provider_id",
        unique=True,
        sqlite_where=sa.text("provider_id IS NOT NULL"),
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    ),
)

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("epoch", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("first_seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("last_seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("request", sa.JSON, info=_ASKED),
    sa.Column("state", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("attempts", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("due_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("told", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("parses", sa.JSON, info=_ASKED),
    sa.Column("error", sa.String(200), info=NOT_PERSONAL),
    sa.Column("created_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("ended_at", UtcTime, info=NOT_PERSONAL),
    sa.CheckConstraint(
        "state IN ('waiting', 'running', 'done', 'dropped', 'failed')", name="state"
    ),
    sa.Index("ix_turns_due", "state", "due_at"),
    sa.Index("ix_turns_conversation", "conversation_id", "created_at"),
    sa.Index(
        "ix_turns_known",
        "ended_at",
        sqlite_where=sa.text(_KNOWN),
        postgresql_where=sa.text(_KNOWN),
    ),
    # One turn at a time: the next one is made when this one has ended.
    sa.Index(
        "uq_turns_one_open",
        "conversation_id",
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'running')"),
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    ),
)

# Each message's text, and under seq 0 the conversation's customer. Written by triggers on both
# tables; its words are indexed by FTS5, or by PostgreSQL's tsvector.
search_texts = sa.Table(
    "search_texts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column(
        "conversation_id",
        sa.String(40),
        sa.ForeignKey("conversations.id"),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("seq", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column(
        "text", sa.Text, nullable=False, info=personal("words", "to find it again", "conversations")
    ),
    # As `words_of` folds them; NULL until that is done.
    sa.Column("words", sa.Text, info=personal("words", "to find it again", "conversations")),
    sa.UniqueConstraint("conversation_id", "seq"),
    sa.Index(
        "ix_search_texts_unread",
        "id",
        sqlite_where=sa.text("words IS NULL"),
        postgresql_where=sa.text("words IS NULL"),
    ),
)

plain_names(conversations, messages, turns, search_texts)

"""The bridge's tables. What must never be true of the data is forbidden here, not only in code."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

agents = sa.Table(
    "agents",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("email", sa.String(320), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("skills", sa.JSON, nullable=False),
    sa.Column("capacity", sa.Integer, nullable=False),
    sa.Column("presence", sa.String(20), nullable=False),
    sa.Column("idle_since", UtcTime, nullable=False),
    sa.Column("presence_since", UtcTime),
    sa.Column("seen_at", UtcTime, nullable=False),
    sa.Column("missed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("disabled", sa.Boolean, nullable=False),
    # Raised by whatever ends all logins of the account.
    sa.Column("login_epoch", sa.Integer, nullable=False, server_default="1"),
)

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("customer_id", sa.String(100)),
    sa.Column("customer_name", sa.String(200)),
    sa.Column("level", sa.String(20), nullable=False),
    sa.Column("how", sa.String(40)),
    sa.Column("scope", sa.String(100)),
    sa.Column("owner", sa.String(20), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id")),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("question_seq", sa.Integer, nullable=False),
    # Messages of the customer up to here need no bot turn any more.
    sa.Column("handled_seq", sa.Integer, nullable=False),
    # The bot knows of everything up to here.
    sa.Column("known_seq", sa.Integer, nullable=False),
    sa.Column("locale", sa.String(20), nullable=False),
    sa.Column("page", sa.JSON, nullable=False),
    sa.Column("opened_at", UtcTime, nullable=False),
    sa.Column("updated_at", UtcTime, nullable=False),
    sa.Column("closed_at", UtcTime),
    # The customer closed it themselves.
    sa.Column("ended", sa.Boolean, nullable=False, server_default=sa.false()),
    # How they found the bot's help; an agent's is rated at the handoff.
    sa.Column("rating", sa.Integer),
    sa.Column("previous_id", sa.String(40), sa.ForeignKey("conversations.id")),
    sa.Column("reply_window_until", UtcTime),
    sa.Column("client", sa.String(64)),
    # What the customer came for, as the bot understood it first.
    sa.Column("topic", sa.String(100)),
    # Ids; conversation_labels has the same for the search.
    sa.Column("labels", sa.JSON, nullable=False, server_default="[]"),
    # What the bot asks here for an agent; no case waits for anybody meanwhile.
    sa.Column("task_id", sa.String(40)),
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
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("author_kind", sa.String(20), nullable=False),
    sa.Column("author_id", sa.String(100)),
    sa.Column("author_name", sa.String(200)),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("text", sa.Text),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("client_id", sa.String(200)),
    sa.Column("provider_id", sa.String(300)),
    sa.Column("turn_id", sa.String(40)),
    sa.Column("state", sa.String(20)),
    sa.Column("for_bot", sa.Boolean, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    # The number before, so that the database itself refuses a gap.
    sa.Column("previous_seq", sa.Integer, sa.Computed("NULLIF(seq - 1, 0)", persisted=True)),
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

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column(
        "message_id", sa.String(40), sa.ForeignKey("messages.id"), nullable=False, unique=True
    ),
    sa.Column("conversation_id", sa.String(40), nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("address", sa.String(200), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("error", sa.String(200)),
    sa.CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
    sa.Index("ix_outbox_due", "state", "due_at"),
    sa.Index("ix_outbox_conversation", "conversation_id", "state", "id"),
)

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("first_seq", sa.Integer, nullable=False),
    sa.Column("last_seq", sa.Integer, nullable=False),
    sa.Column("request", sa.JSON),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("told", sa.Integer, nullable=False),
    sa.Column("parses", sa.JSON),
    sa.Column("error", sa.String(200)),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    sa.CheckConstraint(
        "state IN ('waiting', 'running', 'done', 'dropped', 'failed')", name="state"
    ),
    sa.Index("ix_turns_due", "state", "due_at"),
    sa.Index("ix_turns_conversation", "conversation_id", "created_at"),
    # One turn at a time: the next one is made when this one has ended.
    sa.Index(
        "uq_turns_one_open",
        "conversation_id",
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'running')"),
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    ),
)

handoffs = sa.Table(
    "handoffs",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False),
    sa.Column("idempotency_key", sa.String(100), nullable=False, unique=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(40), nullable=False),
    sa.Column("skill", sa.String(60), nullable=False),
    sa.Column("priority", sa.String(20), nullable=False),
    sa.Column("packet", sa.JSON, nullable=False),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id")),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("assigned_at", UtcTime),
    sa.Column("ended_at", UtcTime),
    sa.Column("disposition", sa.String(40)),
    sa.Column("closing_note", sa.Text),
    sa.Column("rating", sa.Integer),
    sa.Column("more_skills", sa.JSON, nullable=False),
    sa.Column("preferred_id", sa.String(40), sa.ForeignKey("agents.id")),
    sa.Column("queued_at", UtcTime, nullable=False),
    # The queue is served in this order; see routing.counts_from.
    sa.Column("counts_from", UtcTime, nullable=False),
    # How the customer felt, as the packet says; beside it so that it can be searched for.
    sa.Column("mood", sa.String(20)),
    sa.CheckConstraint(
        "state IN ('queued', 'offered', 'assigned', 'resolved', 'abandoned')", name="state"
    ),
    sa.CheckConstraint("rating IS NULL OR rating BETWEEN 1 AND 5", name="rating"),
    sa.CheckConstraint(
        "(state IN ('queued', 'offered') AND agent_id IS NULL)"
        " OR (state IN ('assigned', 'resolved') AND agent_id IS NOT NULL)"
        " OR state = 'abandoned'",
        name="agent_fits_state",
    ),
    sa.Index("ix_handoffs_state", "state", "created_at"),
    # Wide enough that reports read no rows, which are as large as their packets.
    sa.Index("ix_handoffs_created", "created_at", "id", "skill", "state"),
    sa.Index("ix_handoffs_conversation", "conversation_id", "created_at", "id", "reason"),
    sa.Index(
        "ix_handoffs_ended",
        *("state", "ended_at", "id", "conversation_id", "skill", "agent_id"),
        *("disposition", "rating"),
    ),
    sa.Index(
        "ix_handoffs_waiting",
        *("counts_from", "id", "skill", "queued_at"),
        sqlite_where=sa.text("state IN ('queued', 'offered')"),
        postgresql_where=sa.text("state IN ('queued', 'offered')"),
    ),
    sa.Index(
        "uq_handoffs_one_open",
        "conversation_id",
        unique=True,
        sqlite_where=sa.text("state IN ('queued', 'offered', 'assigned')"),
        postgresql_where=sa.text("state IN ('queued', 'offered', 'assigned')"),
    ),
)

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), nullable=False),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("ended_at", UtcTime),
    sa.CheckConstraint(
        "state IN ('pending', 'accepted', 'declined', 'expired', 'withdrawn', 'returned')",
        name="state",
    ),
    sa.Index("ix_offers_handoff", "handoff_id", "created_at"),
    sa.Index("ix_offers_agent", "agent_id", "state"),
    sa.Index("ix_offers_due", "state", "expires_at"),
    sa.Index(
        "uq_offers_one_live",
        "handoff_id",
        unique=True,
        sqlite_where=sa.text("state IN ('pending', 'accepted')"),
        postgresql_where=sa.text("state IN ('pending', 'accepted')"),
    ),
)

# What a customer in the queue has heard; one row for each stay there.
waits = sa.Table(
    "waits",
    metadata,
    sa.Column("handoff_id", sa.String(40), sa.ForeignKey("handoffs.id"), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("told_at", UtcTime, nullable=False),
    sa.Column("thanked", sa.Boolean, nullable=False),
    sa.Column("way_out", sa.Boolean, nullable=False),
)

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False),
    sa.Column("conversation_id", sa.String(40), sa.ForeignKey("conversations.id")),
    sa.Column("seq", sa.Integer),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("seen", sa.Boolean, nullable=False),
    sa.Index("ix_notices_agent", "agent_id", "seen", "at"),
)

crm_tasks = sa.Table(
    "crm_tasks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("idempotency_key", sa.String(120), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("error", sa.String(200)),
    sa.CheckConstraint("state IN ('queued', 'done', 'failed')", name="state"),
    sa.Index("ix_crm_tasks_due", "state", "due_at"),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("cursor", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)


def plain_names(*tables: sa.Table) -> None:
    """SQLAlchemy 1.4 makes names a kind of string that msgspec refuses as a key of a row."""
    for column in (column for table in tables for column in table.columns):
        column.name = str(column.name)


plain_names(*metadata.tables.values())

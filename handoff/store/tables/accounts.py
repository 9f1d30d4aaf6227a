"""Schema of who may do what at the desk: accounts, tokens of programs, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.utc_time import UtcTime
from contracts.personal_data import NOT_PERSONAL, personal
from handoff.store.tables.metadata import metadata, plain_names

_ACCOUNT = "to tell who may do what at the desk"
_NAME = personal("name", _ACCOUNT, "accounts", about="colleague")
_LOGIN = personal("credential", "to let a colleague in", "accounts", about="colleague")
_SEEN = personal("behaviour", "to give cases to who is there", "accounts", about="colleague")
_AUDITED = "to show who saw and who changed what"

agents = sa.Table(
    "agents",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "email",
        sa.String(320),
        nullable=False,
        unique=True,
        info=personal("contact", _ACCOUNT, "accounts", about="colleague"),
    ),
    sa.Column("name", sa.String(200), nullable=False, info=_NAME),
    sa.Column("password_hash", sa.String(200), nullable=False, info=_LOGIN),
    sa.Column("role", sa.String(20), nullable=False, info=NOT_PERSONAL),
    sa.Column("skills", sa.JSON, nullable=False, info=NOT_PERSONAL),
    sa.Column("capacity", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("presence", sa.String(20), nullable=False, info=_SEEN),
    sa.Column("idle_since", UtcTime, nullable=False, info=_SEEN),
    sa.Column("presence_since", UtcTime, info=_SEEN),
    sa.Column("seen_at", UtcTime, nullable=False, info=_SEEN),
    sa.Column("missed", sa.Integer, nullable=False, server_default="0", info=_SEEN),
    sa.Column("disabled", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    # Raised by whatever ends all logins of the account.
    sa.Column("login_epoch", sa.Integer, nullable=False, server_default="1", info=NOT_PERSONAL),
)

# A browser that an agent is logged in with.
logins = sa.Table(
    "logins",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), nullable=False, info=NOT_PERSONAL
    ),
    # The account's login_epoch when it began.
    sa.Column("epoch", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column(
        "device",
        sa.String(200),
        nullable=False,
        info=personal("device", "to tell own logins apart", "accounts", about="colleague"),
    ),
    sa.Column("began_at", UtcTime, nullable=False, info=_SEEN),
    sa.Column("seen_at", UtcTime, nullable=False, info=_SEEN),
    # When its person last showed their password.
    sa.Column("confirmed_at", UtcTime, nullable=False, info=_SEEN),
    sa.Column("ended_at", UtcTime, info=_SEEN),
    sa.Index("ix_logins_agent", "agent_id", "seen_at"),
)

second_factors = sa.Table(
    "second_factors",
    metadata,
    sa.Column(
        "agent_id", sa.String(40), sa.ForeignKey("agents.id"), primary_key=True, info=NOT_PERSONAL
    ),
    sa.Column("secret", sa.String(64), nullable=False, info=_LOGIN),
    sa.Column("on", sa.Boolean, nullable=False, info=NOT_PERSONAL),
    # Of the last code that was taken.
    sa.Column("last_step", sa.Integer, nullable=False, info=NOT_PERSONAL),
    # Hashes of recovery codes that are left.
    sa.Column("recovery", sa.JSON, nullable=False, info=_LOGIN),
)

# When a customer was signed out of every page: what vouched for them before holds no longer.
customer_sign_outs = sa.Table(
    "customer_sign_outs",
    metadata,
    sa.Column(
        "customer_id",
        sa.String(100),
        primary_key=True,
        info=personal("identifier", "to end what vouched for them", "conversations"),
    ),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
)

# Who saw what of customers, and who changed what. Written before it is done, and never rewritten
# but for the code of a refusal.
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True, info=NOT_PERSONAL),
    sa.Column("at", UtcTime, nullable=False, info=NOT_PERSONAL),
    # None stands for a program, or for somebody who is not logged in.
    sa.Column("agent_id", sa.String(40), sa.ForeignKey("agents.id"), info=NOT_PERSONAL),
    sa.Column(
        "name",
        sa.String(200),
        nullable=False,
        info=personal("name", _AUDITED, "audit", about="colleague"),
    ),
    sa.Column("act", sa.String(40), nullable=False, info=NOT_PERSONAL),
    sa.Column("conversation_id", sa.String(40), info=NOT_PERSONAL),
    sa.Column("about", sa.String(400), info=personal("words", _AUDITED, "audit")),
    sa.Column("refused", sa.String(40), info=NOT_PERSONAL),
    sa.Index("ix_audit_agent", "agent_id", "id"),
    sa.Index("ix_audit_conversation", "conversation_id", "id"),
    sa.Index("ix_audit_act", "act", "id"),
    sa.Index("ix_audit_at", "at"),
    sqlite_autoincrement=True,
)

# Of a token there is only a hash. One that was revoked stays, for what the audit log says of it.
api_tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, info=NOT_PERSONAL),
    sa.Column("name", sa.String(60), nullable=False, info=NOT_PERSONAL),
    sa.Column("hash", sa.String(64), nullable=False, unique=True, info=NOT_PERSONAL),
    sa.Column("scopes", sa.JSON, nullable=False, info=NOT_PERSONAL),
    sa.Column("made_by", sa.String(200), nullable=False, info=_NAME),
    sa.Column("made_at", UtcTime, nullable=False, info=NOT_PERSONAL),
    sa.Column("used_at", UtcTime, info=NOT_PERSONAL),
    sa.Column("revoked_at", UtcTime, info=NOT_PERSONAL),
    sa.Index(
        "ix_api_tokens_name",
        "name",
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    ),
)

plain_names(agents, api_tokens, audit, customer_sign_outs, logins, second_factors)

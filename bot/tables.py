"""The tables of the tracker store."""

from __future__ import annotations

import sqlalchemy as sa

from contracts.personal_data import NOT_PERSONAL, personal

_SAID = personal("words", "to know what a conversation is about", "turns")

metadata = sa.MetaData()

# A save is one turn and raises the version by one. `snapshot` holds the events that rebuild the
# state as it was after `snapshot_version`; a retrieve reads them and the events saved since.
trackers = sa.Table(
    "bot_trackers",
    metadata,
    sa.Column("conversation_id", sa.Text, primary_key=True, info=NOT_PERSONAL),
    sa.Column("version", sa.Integer, nullable=False, info=NOT_PERSONAL),
    sa.Column("snapshot", sa.Text, nullable=False, server_default="[]", info=_SAID),
    sa.Column(
        "snapshot_version", sa.Integer, nullable=False, server_default="0", info=NOT_PERSONAL
    ),
)

# Every event of every conversation, for ever; `position` counts within its save.
events = sa.Table(
    "bot_events",
    metadata,
    sa.Column(
        "conversation_id",
        sa.Text,
        sa.ForeignKey(trackers.c.conversation_id),
        primary_key=True,
        info=NOT_PERSONAL,
    ),
    sa.Column("version", sa.Integer, primary_key=True, info=NOT_PERSONAL),
    sa.Column("position", sa.Integer, primary_key=True, info=NOT_PERSONAL),
    sa.Column("type", sa.Text, nullable=False, info=NOT_PERSONAL),
    sa.Column("data", sa.Text, nullable=False, info=_SAID),
)

# The answer to each finished turn, so that a repeated turn gets it again.
turns = sa.Table(
    "bot_turns",
    metadata,
    sa.Column("turn_id", sa.Text, primary_key=True, info=NOT_PERSONAL),
    sa.Column(
        "conversation_id",
        sa.Text,
        sa.ForeignKey(trackers.c.conversation_id),
        nullable=False,
        info=NOT_PERSONAL,
    ),
    sa.Column("response", sa.LargeBinary, nullable=False, info=_SAID),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, info=NOT_PERSONAL),
)

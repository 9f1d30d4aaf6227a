"""Memory of the tracker store told or dropped: what is known of conversations, all or nothing."""

from __future__ import annotations

import contextlib
import json
import sqlite3

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import tables
from contracts.forgetting import Remembered

WAIT_SECONDS = 10.0


def recall(connection: Connection, conversation_id: str) -> Remembered:
    """Everything that is stored of a conversation; nothing of one that is unknown."""
    events, turns = tables.events, tables.turns
    said = sa.select(events.c.data).where(events.c.conversation_id == conversation_id)
    said = said.order_by(events.c.version, events.c.position)
    answered = sa.select(turns.c.response).where(turns.c.conversation_id == conversation_id)
    kept = sa.select(tables.trackers.c.snapshot).where(
        tables.trackers.c.conversation_id == conversation_id
    )
    snapshot = connection.execute(kept).scalar_one_or_none() or "[]"
    return Remembered(
        events=tuple(json.loads(data) for data in connection.execute(said).scalars()),
        snapshot=tuple(json.loads(snapshot)),
        answers=tuple(json.loads(bytes(one)) for one in connection.execute(answered).scalars()),
    )


def forget(connection: Connection, conversation_id: str) -> None:
    """Drop all that is stored of a conversation, and let nobody go on with it.

    The version rises: a turn that is under way has read the one before, and is not saved.
    """
    for table in (tables.events, tables.turns):
        connection.execute(sa.delete(table).where(table.c.conversation_id == conversation_id))
    table = tables.trackers
    mine = table.c.conversation_id == conversation_id
    version = connection.execute(sa.select(table.c.version).where(mine)).scalar_one_or_none()
    now = {"version": (version or 0) + 1, "snapshot": "[]", "snapshot_version": (version or 0) + 1}
    if version is None:
        connection.execute(sa.insert(table).values(conversation_id=conversation_id, **now))
    else:
        connection.execute(sa.update(table).where(mine).values(**now))


def compact(engine: Engine) -> None:
    """Leave nothing of it in free pages of SQLite's file, nor in the log beside it."""
    if engine.dialect.name != "sqlite":
        return
    connection = sqlite3.connect(
        str(engine.url.database), timeout=WAIT_SECONDS, isolation_level=None
    )
    with contextlib.closing(connection):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

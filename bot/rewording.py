"""Eraser of the tracker store: a message's old words go from events, snapshots and answers."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot import tables
from contracts.rewording import Rewording, reworded


def reword(connection: Connection, told: Rewording) -> None:
    """Put new words for old ones into all that is stored of a conversation."""
    if not told.old.strip():
        return
    _reword_events(connection, told)
    _reword_snapshot(connection, told)
    _reword_answers(connection, told)


def _reword_events(connection: Connection, told: Rewording) -> None:
    table = tables.events
    mine = table.c.conversation_id == told.conversation_id
    rows = connection.execute(
        sa.select(table.c.version, table.c.position, table.c.data).where(mine)
    )
    for version, position, data in rows.all():
        changed = _changed(data, told)
        if changed is not None:
            which = (table.c.version == version) & (table.c.position == position)
            connection.execute(sa.update(table).where(mine & which).values(data=changed))


def _reword_snapshot(connection: Connection, told: Rewording) -> None:
    table = tables.trackers
    mine = table.c.conversation_id == told.conversation_id
    snapshot = connection.execute(sa.select(table.c.snapshot).where(mine)).scalar_one_or_none()
    changed = None if snapshot is None else _changed(snapshot, told)
    if changed is not None:
        connection.execute(sa.update(table).where(mine).values(snapshot=changed))


def _reword_answers(connection: Connection, told: Rewording) -> None:
    table = tables.turns
    mine = table.c.conversation_id == told.conversation_id
    rows = connection.execute(sa.select(table.c.turn_id, table.c.response).where(mine))
    for turn_id, response in rows.all():
        changed = _changed(bytes(response).decode(), told)
        if changed is not None:
            which = table.c.turn_id == turn_id
            connection.execute(sa.update(table).where(which).values(response=changed.encode()))


def _changed(data: str, told: Rewording) -> str | None:
    """The data with new words; None where it has no old ones."""
    before = json.loads(data)
    after = reworded(before, told.old, told.new)
    return None if after == before else json.dumps(after, ensure_ascii=False)

"""Rewording of the embedded CRM's history: what customers took back is in no note and no ticket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import queries, tables
from actions.crm.records.history import Note, Ticket
from contracts.rewording import reworded

_R = TypeVar("_R")
_SAYING = {tables.notes: ("text",), tables.tickets: ("subject", "body")}
_TEXT = "text"
"""The name by which short words are found in a field, too."""


async def reword(connection: AsyncConnection, conversation_id: str, old: str, new: str) -> int:
    """Change the rows of a conversation, and the answers that are kept for repeats of writes."""
    changed = 0
    for table, names in _SAYING.items():
        of_it = sa.select(table).where(table.c.conversation_id == conversation_id)
        for row in await queries.fetch(connection, of_it.with_for_update()):
            if now := dict(_changes(row, names, old, new)):
                [key] = table.primary_key.columns
                await connection.execute(sa.update(table).where(key == row[key.name]).values(now))
                changed += 1
    await _reword_answers(connection, conversation_id, old, new)
    return changed


def of_record(record: _R, conversation_id: str, old: str, new: str) -> _R:
    """The same of one record, where it is a note or a ticket of that conversation."""
    if not isinstance(record, Note | Ticket) or record.conversation_id != conversation_id:
        return record
    names = _SAYING[tables.notes if isinstance(record, Note) else tables.tickets]
    return msgspec.structs.replace(
        record, **dict(_changes(msgspec.structs.asdict(record), names, old, new))
    )


def _changes(
    row: Mapping[str, Any], names: tuple[str, ...], old: str, new: str
) -> Iterator[tuple[str, str]]:
    for name in names:
        if (now := reworded(row[name], old, new, _TEXT)) != row[name]:
            yield name, now


async def _reword_answers(
    connection: AsyncConnection, conversation_id: str, old: str, new: str
) -> None:
    table = tables.writes
    kinds = [kind.__name__ for kind in (Note, Ticket)]
    about = sa.cast(table.c.result, sa.Text).contains(conversation_id, autoescape=True)
    query = sa.select(table).where(table.c.kind.in_(kinds) & about)
    for row in await queries.fetch(connection, query):
        names = tuple(name for name in ("text", "subject", "body") if name in row["result"])
        if now := dict(_changes(row["result"], names, old, new)):
            own = table.c.idempotency_key == row["idempotency_key"]
            result = {**row["result"], **now}
            await connection.execute(sa.update(table).where(own).values(result=result))

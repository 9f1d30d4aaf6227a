"""Event log in SQL: how a transaction's events are written, and read in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.events import Event, Recorded
from handoff.store.tables.metadata import events


async def write(connection: AsyncConnection, happened: Sequence[Event]) -> tuple[Recorded, ...]:
    """Write events under the next cursors. The caller sees to it that nobody else writes some."""
    now = datetime.now(UTC)
    rows: dict[str, Any] = {}
    for place, event in enumerate(happened):
        rows |= {f"body_{place}": event, f"at_{place}": now}
    sqlite = connection.dialect.name == "sqlite"
    done = await connection.execute(_insert(len(happened), sqlite=sqlite), rows)
    # Those of one statement follow each other.
    first = done.lastrowid - len(happened) + 1 if sqlite else min(done.scalars())
    return tuple(Recorded(cursor=c, event=e) for c, e in enumerate(happened, first))


async def last(connection: AsyncConnection) -> int:
    """The cursor of the last event; 0 when there is none."""
    return int(await connection.scalar(sa.select(sa.func.max(events.c.cursor))) or 0)


async def is_known(connection: AsyncConnection, cursor: int) -> bool:
    """Whether there is an event of that cursor still; 0 stands before all of them."""
    of_it = sa.select(events.c.cursor).where(events.c.cursor == cursor)
    return cursor == 0 or await connection.scalar(of_it) is not None


async def after(connection: AsyncConnection, cursor: int, limit: int) -> tuple[Recorded, ...]:
    """The first events behind `cursor`, oldest first."""
    rows = await connection.execute(
        sa.select(events.c.cursor, events.c.body)
        .where(events.c.cursor > cursor)
        .order_by(events.c.cursor)
        .limit(limit)
    )
    return tuple(Recorded(cursor=c, event=msgspec.convert(b, Event)) for c, b in rows)


async def naming(
    connection: AsyncConnection, conversation_id: str
) -> tuple[tuple[int, dict[str, Any]], ...]:
    """Cursor and body of each event of a conversation."""
    told = sa.cast(events.c.body, sa.Text).contains(conversation_id, autoescape=True)
    rows = await connection.execute(sa.select(events.c.cursor, events.c.body).where(told))
    return tuple((row.cursor, row.body) for row in rows)


async def rewrite(connection: AsyncConnection, cursor: int, body: dict[str, Any]) -> None:
    """Let an event say less than it did; its place stays."""
    await connection.execute(events.update().where(events.c.cursor == cursor).values(body=body))


@lru_cache(maxsize=100)
def _insert(count: int, *, sqlite: bool) -> sa.sql.elements.TextClause:
    """Write so many events; as text, because SQLAlchemy compiles its own kind anew each time."""
    rows = ", ".join(f"(:body_{place}, :at_{place})" for place in range(count))
    types = {"body": events.c.body.type, "at": events.c.at.type}
    return sa.text(
        f"INSERT INTO events (body, at) VALUES {rows}{'' if sqlite else ' RETURNING cursor'}"  # noqa: S608 - no value is in it
    ).bindparams(
        *(
            sa.bindparam(f"{name}_{place}", type_=kind)
            for place in range(count)
            for name, kind in types.items()
        )
    )

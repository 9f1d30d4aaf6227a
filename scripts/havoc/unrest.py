"""What keeps the desk from coming to rest, row by row."""

from __future__ import annotations

from collections.abc import AsyncIterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.store.db.database import Database
from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import handoffs, offers
from handoff.store.tables.conversations import turns
from handoff.store.tables.delivery import outbox

MOST = 20
"""Lines of each kind."""

_WAITING: dict[str, sa.sql.Select] = {
    "turn": sa.select(
        *(turns.c[name] for name in ("id", "conversation_id", "state", "attempts", "error")),
        *(turns.c[name] for name in ("due_at", "created_at")),
    ).where(turns.c.state.in_(["waiting", "running"])),
    "outbox": sa.select(
        *(outbox.c[name] for name in ("id", "conversation_id", "channel", "attempts", "error")),
        outbox.c.due_at,
    ).where(outbox.c.state == "queued"),
    "handoff": sa.select(
        *(handoffs.c[name] for name in ("id", "conversation_id", "state", "skill", "queued_at"))
    ).where(handoffs.c.state.in_(["queued", "offered"])),
    "offer": sa.select(
        *(offers.c[name] for name in ("id", "handoff_id", "agent_id", "expires_at"))
    ).where(offers.c.state == "pending"),
    "agent": sa.select(*(agents.c[name] for name in ("id", "presence", "capacity", "seen_at"))),
}


async def describe(db: Database) -> list[str]:
    """A line for each turn, message, case and offer that waits, and for each agent."""
    async with db.read() as connection:
        return [
            line
            for kind, query in _WAITING.items()
            async for line in _lines(connection, kind, query)
        ]


async def _lines(
    connection: AsyncConnection, kind: str, query: sa.sql.Select
) -> AsyncIterator[str]:
    rows = await connection.execute(query.limit(MOST))
    for row in rows.mappings():
        yield f"{kind} " + " ".join(f"{name}={value}" for name, value in row.items())

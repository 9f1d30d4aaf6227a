"""Query of positions in the queue: how many wait, who stands where, how fast it moves."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.store.cases.waiting_line import behind
from handoff.store.tables.cases import WAITS, handoffs


async def count_waiting(connection: AsyncConnection) -> int:
    """How many wait."""
    return int(
        await connection.scalar(sa.select(sa.func.count()).select_from(handoffs).where(WAITS))
    )


async def places(connection: AsyncConnection) -> dict[str, int]:
    """The place in the queue, from 1, of each conversation that waits."""
    rows = await connection.execute(
        sa.select(handoffs.c.conversation_id)
        .where(WAITS)
        .order_by(handoffs.c.counts_from, handoffs.c.id)
    )
    return {row.conversation_id: place for place, row in enumerate(rows, start=1)}


async def position(connection: AsyncConnection, conversation_id: str) -> int | None:
    """The conversation's place in the queue from 1; None when it does not wait."""
    mine = await connection.scalar(
        sa.select(handoffs.c.id).where(WAITS & (handoffs.c.conversation_id == conversation_id))
    )
    if mine is None:
        return None
    after = await connection.scalar(
        sa.select(sa.func.count()).select_from(handoffs).where(WAITS & behind(mine))
    )
    return await count_waiting(connection) - int(after)


async def served_in(
    connection: AsyncConnection, since: datetime, *, limit: int = 20
) -> tuple[timedelta, ...]:
    """How long the last cases that were resolved since then took their agents, latest first."""
    rows = await connection.execute(
        sa.select(handoffs.c.assigned_at, handoffs.c.ended_at)
        .where((handoffs.c.state == "resolved") & (handoffs.c.ended_at >= since))
        .order_by(handoffs.c.ended_at.desc())
        .limit(limit)
    )
    return tuple(row.ended_at - row.assigned_at for row in rows)

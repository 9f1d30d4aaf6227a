"""Read model of how the desk stands right now, in numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.model import Target
from handoff.store.db.aggregates import count_where
from handoff.store.db.database import Database
from handoff.store.delivery import dead_letters
from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import WAITS, bot_tasks, handoffs, offers
from handoff.store.tables.conversations import turns
from handoff.store.tables.delivery import crm_tasks, outbox, updates
from handoff.store.tables.sla import clocks

Pressure = Literal["near", "missed"]

_QUEUED = outbox.c.state == "queued"
_OPEN = turns.c.state.in_(("waiting", "running"))
WAITING: dict[str, tuple[sa.Table, Any]] = {
    "turns": (turns, _OPEN),
    "webhooks": (updates, updates.c.state == "waiting"),
    "outbox": (outbox, _QUEUED),
    "crm_tasks": (crm_tasks, crm_tasks.c.state == "queued"),
    "bot_task_deadlines": (bot_tasks, bot_tasks.c.outcome.is_(None)),
}
"""The tables of the jobs, and what has not been done in them."""


class Gauges(msgspec.Struct, frozen=True, kw_only=True):
    """Counts, and the age in seconds of the oldest of what waits (0 when nothing does)."""

    queue: int
    queue_age: float
    offers: int
    outbox: int
    outbox_age: float
    held: int
    dead_letters: int
    turns: int
    turns_age: float
    crm_tasks: int
    crm_tasks_failed: int
    late: dict[str, float]
    """For each kind of job in rows: the seconds that the oldest due one has been due."""
    agents: dict[str, int]
    targets: dict[tuple[Target, Pressure], int]
    """Open cases that are near one of the targets, or have missed it."""


async def read(db: Database, now: datetime) -> Gauges:
    """Read all of it in one view of the data."""
    async with db.read() as connection:

        async def count(table: sa.Table, where: object) -> int:
            query = sa.select(sa.func.count()).select_from(table).where(where)
            return int(await connection.scalar(query))

        async def age(column: sa.Column, where: object) -> float:
            oldest = await connection.scalar(sa.select(sa.func.min(column)).where(where))
            return 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())

        there = await connection.execute(
            sa.select(agents.c.presence, sa.func.count().label("count"))
            .where(agents.c.disabled.is_(False))
            .group_by(agents.c.presence)
        )
        return Gauges(
            queue=await count(handoffs, WAITS),
            queue_age=await age(handoffs.c.queued_at, WAITS),
            offers=await count(offers, offers.c.state == "pending"),
            outbox=await count(outbox, _QUEUED),
            outbox_age=await age(outbox.c.due_at, _QUEUED),
            held=await count(outbox, dead_letters.HELD),
            dead_letters=await count(outbox, dead_letters.GIVEN_UP),
            turns=await count(turns, _OPEN),
            turns_age=await age(turns.c.created_at, _OPEN),
            crm_tasks=await count(crm_tasks, crm_tasks.c.state == "queued"),
            crm_tasks_failed=await count(crm_tasks, crm_tasks.c.state == "failed"),
            late={kind: await age(table.c.due_at, left) for kind, (table, left) in WAITING.items()},
            agents={row["presence"]: int(row["count"]) for row in there.mappings()},
            targets=await _targets(connection, now),
        )


async def _targets(
    connection: AsyncConnection, now: datetime
) -> dict[tuple[Target, Pressure], int]:
    first = clocks.c.answered.is_(False)
    kinds: tuple[tuple[Target, str, Any], ...] = (
        ("first_answer", "answer", first),
        ("next_answer", "answer", ~first),
        ("resolution", "resolution", sa.true()),
    )
    sums: dict[tuple[Target, Pressure], Any] = {}
    for target, kind, of in kinds:
        missed = clocks.c[f"{kind}_due_at"] <= now
        sums[target, "missed"] = of & missed
        sums[target, "near"] = of & ~missed & (clocks.c[f"{kind}_warn_at"] <= now)
    counted = [sa.func.coalesce(count_where(fits), 0) for fits in sums.values()]
    row = (await connection.execute(sa.select(*counted).where(clocks.c.ended_at.is_(None)))).one()
    return {key: int(count) for key, count in zip(sums, row, strict=True)}

"""How the desk stands right now, in numbers."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa

from handoff import dead_letters
from handoff.database import Database
from handoff.tables import agents, crm_tasks, handoffs, offers, outbox, turns


class Standing(msgspec.Struct, frozen=True, kw_only=True):
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
    agents: dict[str, int]


async def read(db: Database, now: datetime) -> Standing:
    """Read all of it in one view of the data."""
    waits = sa.text("handoffs.state IN ('queued', 'offered')")
    async with db.read() as connection:

        async def count(table: sa.Table, where: object) -> int:
            query = sa.select(sa.func.count()).select_from(table).where(where)
            return int(await connection.scalar(query))

        async def age(column: sa.Column, where: object) -> float:
            oldest = await connection.scalar(sa.select(sa.func.min(column)).where(where))
            return 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())

        queued = outbox.c.state == "queued"
        undone = turns.c.state.in_(("waiting", "running"))
        there = await connection.execute(
            sa.select(agents.c.presence, sa.func.count().label("count"))
            .where(agents.c.disabled.is_(False))
            .group_by(agents.c.presence)
        )
        return Standing(
            queue=await count(handoffs, waits),
            queue_age=await age(handoffs.c.queued_at, waits),
            offers=await count(offers, offers.c.state == "pending"),
            outbox=await count(outbox, queued),
            outbox_age=await age(outbox.c.due_at, queued),
            held=await count(outbox, dead_letters.HELD),
            dead_letters=await count(outbox, dead_letters.GIVEN_UP),
            turns=await count(turns, undone),
            turns_age=await age(turns.c.created_at, undone),
            crm_tasks=await count(crm_tasks, crm_tasks.c.state == "queued"),
            crm_tasks_failed=await count(crm_tasks, crm_tasks.c.state == "failed"),
            agents={row["presence"]: int(row["count"]) for row in there.mappings()},
        )

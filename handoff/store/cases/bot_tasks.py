"""Repository of bot tasks, in SQL: each question a row that is open until it has an end."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.bot_task_rules import Kind, Outcome
from handoff.store.db.database import WriteTx
from handoff.store.tables.cases import bot_tasks


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A question that has not come back yet."""

    id: str
    conversation_id: str
    handoff_id: str
    agent_id: str
    kind: Kind
    question: str
    asked_at: datetime
    due_at: datetime


_OPEN = sa.select(*(bot_tasks.c[name] for name in Task.__struct_fields__)).where(
    bot_tasks.c.outcome.is_(None)
)


async def add(tx: WriteTx, task: Task) -> None:
    """Keep a question that is being asked."""
    await tx.connection.execute(bot_tasks.insert().values(**msgspec.structs.asdict(task)))


async def find(connection: AsyncConnection, task_id: str | None) -> Task | None:
    """The question with that id, as long as it is open."""
    rows = await connection.execute(_OPEN.where(bot_tasks.c.id == task_id))
    row = rows.mappings().first()
    return None if row is None else msgspec.convert(dict(row), Task)


async def due(connection: AsyncConnection, now: datetime, *, limit: int) -> tuple[Task, ...]:
    """Open questions whose time is up, those that have waited longest first."""
    late = _OPEN.where(bot_tasks.c.due_at <= now).order_by(bot_tasks.c.due_at).limit(limit)
    rows = await connection.execute(late)
    return tuple(msgspec.convert(dict(row), Task) for row in rows.mappings())


async def end(tx: WriteTx, task_id: str, outcome: Outcome, now: datetime) -> None:
    """Note what became of a question; one that has ended before stays as it is."""
    still = (bot_tasks.c.id == task_id) & bot_tasks.c.outcome.is_(None)
    await tx.connection.execute(
        bot_tasks.update().where(still).values(outcome=outcome, ended_at=now)
    )

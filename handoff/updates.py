"""What the platforms told us, in SQL: kept before it is answered for, done in order, once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import Channel
from handoff.database import Database, WriteTx
from handoff.tables import updates

KEPT = timedelta(days=10)
"""So long a key is remembered; the platforms repeat themselves for up to seven days."""
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be done, in the order of `at` within its `lane`."""

    key: str
    lane: str
    at: datetime
    body: dict[str, Any]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An update that waits."""

    id: int
    channel: Channel
    attempts: int
    body: dict[str, Any]


class _Batch:
    """The updates of one webhook; `known` is how many were not new, once they are committed."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.known: int | None = None


class Updates:
    """The inbox of the platforms' webhooks."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._turn = asyncio.Lock()
        self._waiting: list[_Batch] = []

    async def keep(self, channel: Channel, told: Sequence[Update], now: datetime) -> int:
        """Commit what is new of it; returns how many updates were not.

        What comes while another commit is on its way goes along with the next one.
        """
        batch = _Batch([_row(channel, update, now) for update in told])
        if not batch.rows:
            return 0
        self._waiting.append(batch)
        try:
            async with self._turn:
                if batch.known is None:
                    await self._write(batch)
        finally:
            if batch in self._waiting:
                self._waiting.remove(batch)
        return batch.known or 0

    async def _write(self, mine: _Batch) -> None:
        try:
            await self._commit(None)
        except SQLAlchemyError:
            # One that cannot be stored must not fail the others.
            await self._commit(mine)

    async def _commit(self, only: _Batch | None) -> None:
        """Commit one batch, or everything that waits by the time that it can be written."""
        async with self._db.write() as tx:
            taken = list(self._waiting) if only is None else [only]
            known = [await _insert(tx, batch.rows) for batch in taken]
        self._waiting = [batch for batch in self._waiting if batch not in taken]
        for batch, count in zip(taken, known, strict=True):
            batch.known = count

    async def due(self, now: datetime, *, limit: int) -> tuple[Kept, ...]:
        """The first of each lane that waits, where it is due."""
        async with self._db.read() as connection:
            return await _heads(connection, now, limit)

    async def done(self, update_id: int) -> None:
        """It was done. Its words are in the log now and are not kept twice."""
        await self._set(update_id, state="done", body={}, error=None)

    async def put_off(self, update_id: int, *, until: datetime, attempts: int, error: str) -> None:
        """It could not be done yet."""
        await self._set(update_id, due_at=until, attempts=attempts, error=error[:200])

    async def failed(self, update_id: int, error: str) -> None:
        """It cannot be done; it is kept for people to look at."""
        await self._set(update_id, state="failed", error=error[:200])

    async def forget(self, now: datetime) -> None:
        """Drop what is so old that it cannot come again."""
        async with self._db.write() as tx:
            old = (updates.c.due_at < now - KEPT) & (updates.c.state != "waiting")
            await tx.connection.execute(updates.delete().where(old))

    async def _set(self, update_id: int, **values: Any) -> None:
        async with self._db.write() as tx:
            await tx.connection.execute(
                updates.update().where(updates.c.id == update_id).values(**values)
            )


def _row(channel: Channel, update: Update, now: datetime) -> dict[str, Any]:
    return {
        "channel": channel,
        "state": "waiting",
        "attempts": 0,
        "due_at": now,
        **msgspec.structs.asdict(update),
    }


async def _insert(tx: WriteTx, rows: list[dict[str, Any]]) -> int:
    """Insert what is new; returns how many rows were not."""
    insert = _INSERT[tx.connection.dialect.name](updates).on_conflict_do_nothing()
    done = [await tx.connection.execute(insert.values(row)) for row in rows]
    return sum(not each.rowcount for each in done)


async def _heads(connection: AsyncConnection, now: datetime, limit: int) -> tuple[Kept, ...]:
    earlier = updates.alias()
    before = sa.exists().where(
        (earlier.c.channel == updates.c.channel)
        & (earlier.c.lane == updates.c.lane)
        & (earlier.c.state == "waiting")
        & (
            (earlier.c.at < updates.c.at)
            | ((earlier.c.at == updates.c.at) & (earlier.c.id < updates.c.id))
        )
    )
    rows = await connection.execute(
        sa.select(updates.c.id, updates.c.channel, updates.c.attempts, updates.c.body)
        .where((updates.c.state == "waiting") & (updates.c.due_at <= now) & ~before)
        .order_by(updates.c.id)
        .limit(limit)
    )
    return tuple(msgspec.convert(dict(row), Kept) for row in rows.mappings())

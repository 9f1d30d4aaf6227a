"""Webhook inbox in SQL: what platforms told us, kept before it is answered, done in order, once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from contracts.turn import Channel
from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup, set_within
from handoff.store.tables.delivery import updates

_KEEP = {
    "sqlite": sqlite.insert(updates).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(updates).on_conflict_do_nothing(),
}
_WAITING = updates.c.state == "waiting"
_earlier = updates.alias()
_FIRST_OF_LANE = ~sa.exists().where(
    (_earlier.c.channel == updates.c.channel)
    & (_earlier.c.lane == updates.c.lane)
    & (_earlier.c.state == "waiting")
    & (
        (_earlier.c.at < updates.c.at)
        | ((_earlier.c.at == updates.c.at) & (_earlier.c.id < updates.c.id))
    )
)


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
    lane: str
    due_at: datetime
    attempts: int
    body: dict[str, Any]


_KEPT = sa.select(*(updates.c[name] for name in Kept.__struct_fields__))
_DUE = (
    _KEPT.where(_WAITING & (updates.c.due_at <= sa.bindparam("now")) & _FIRST_OF_LANE)
    .order_by(updates.c.id)
    .limit(sa.bindparam("limit"))
)
_NEXT = (
    _KEPT.where(
        _WAITING
        & (updates.c.channel == sa.bindparam("channel"))
        & (updates.c.lane == sa.bindparam("lane"))
    )
    .order_by(updates.c.at, updates.c.id)
    .limit(sa.bindparam("limit"))
)


class _Batch:
    """The updates of one webhook."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.kept = False


class WebhookInbox:
    """The inbox of the platforms' webhooks."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._turn = asyncio.Lock()
        self._waiting: list[_Batch] = []
        self._quiet = asyncio.Event()

    def wakeup(self) -> Wakeup:
        """Wakes whoever does the updates, at each commit of some."""
        return Wakeup().on(self._db, updates)

    async def keep(self, channel: Channel, told: Sequence[Update], now: datetime) -> None:
        """Commit what is new of it.

        What comes while another commit is on its way goes along with the next one.
        """
        batch = _Batch([_row(channel, update, now) for update in told])
        if not batch.rows:
            return
        self._waiting.append(batch)
        self._quiet.clear()
        try:
            async with self._turn:
                if not batch.kept:
                    await self._write(batch)
        finally:
            if batch in self._waiting:
                self._waiting.remove(batch)
            if not self._waiting:
                self._quiet.set()

    async def until_quiet(self, *, at_most: float) -> None:
        """Give way to webhooks that are waiting to be kept, for so many seconds at most."""
        if self._waiting:
            await set_within(self._quiet, at_most)

    async def _write(self, mine: _Batch) -> None:
        try:
            await self._commit(None)
        except SQLAlchemyError:
            # One that cannot be stored must not fail the others.
            await self._commit(mine)

    async def _commit(self, only: _Batch | None) -> None:
        """Commit one batch, or everything that waits by the time that it can be written."""
        async with self._db.write(urgent=True) as tx:
            taken = list(self._waiting) if only is None else [only]
            keep = _KEEP[tx.connection.dialect.name]
            await tx.connection.execute(keep, [row for batch in taken for row in batch.rows])
            tx.queue(updates)
        self._waiting = [batch for batch in self._waiting if batch not in taken]
        for batch in taken:
            batch.kept = True

    async def due(self, now: datetime, *, limit: int) -> tuple[Kept, ...]:
        """The first of each lane that waits, where it is due."""
        return await self._read(_DUE, now=now, limit=limit)

    async def waiting(self, channel: Channel, lane: str, *, limit: int) -> tuple[Kept, ...]:
        """What waits in a lane, due or not, in the order in which it is to be done."""
        return await self._read(_NEXT, channel=channel, lane=lane, limit=limit)

    async def done(self, update_ids: Sequence[int]) -> None:
        """They were done. Their words are in the log now and are not kept twice."""
        await self._set(update_ids, state="done", body={}, error=None)

    async def put_off(self, update_id: int, *, until: datetime, attempts: int, error: str) -> None:
        """It could not be done yet."""
        await self._set([update_id], due_at=until, attempts=attempts, error=error[:200])

    async def failed(self, update_id: int, error: str) -> None:
        """It cannot be done; it is kept for people to look at."""
        await self._set([update_id], state="failed", error=error[:200])

    async def _read(self, query: Any, **values: Any) -> tuple[Kept, ...]:
        async with self._db.read() as connection:
            rows = await connection.execute(query, values)
            return tuple(msgspec.convert(dict(row), Kept) for row in rows.mappings())

    async def _set(self, update_ids: Sequence[int], **values: Any) -> None:
        async with self._db.write() as tx:
            await tx.connection.execute(
                updates.update().where(updates.c.id.in_(list(update_ids))).values(**values)
            )


def _row(channel: Channel, update: Update, now: datetime) -> dict[str, Any]:
    return {
        "channel": channel,
        "state": "waiting",
        "attempts": 0,
        "due_at": now,
        **msgspec.structs.asdict(update),
    }

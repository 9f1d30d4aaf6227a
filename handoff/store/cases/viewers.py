"""Repository of viewers: who has which conversation on the screen, and what they write there.

In the database, so that a console hears of readers at another bridge as it hears of all else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.clock import Clock
from handoff.core.events import ViewersChanged
from handoff.core.model import Viewer, Writing
from handoff.store.conversations import log
from handoff.store.db.database import Database, WriteTx
from handoff.store.tables.agent_tools import readers

_ROW = sa.select(readers.c.conversation_id, readers.c.writing).where(
    readers.c.sid == sa.bindparam("sid")
)


class Viewers:
    """Keeps what each console shows."""

    def __init__(self, db: Database, clock: Clock, *, lost_after: timedelta) -> None:
        self._db = db
        self._clock = clock
        self._lost_after = lost_after

    async def look(
        self, sid: str, agent_id: str, conversation_id: str | None, writing: Writing | None = None
    ) -> None:
        """A console shows this conversation now, or none. Raises `NotFound`."""
        async with self._db.read() as connection:
            before = (await connection.execute(_ROW, {"sid": sid})).first()
        if before is not None and before.conversation_id != conversation_id:
            await self._leave(before.conversation_id, readers.c.sid == sid)
        if conversation_id is None or before == (conversation_id, writing):
            return
        async with self._db.write() as tx:
            await log.lock(tx, conversation_id)
            await tx.connection.execute(readers.delete().where(readers.c.sid == sid))
            await tx.connection.execute(
                readers.insert().values(
                    sid=sid,
                    agent_id=agent_id,
                    conversation_id=conversation_id,
                    writing=writing,
                    seen_at=self._clock(),
                )
            )
            await _record(tx, conversation_id)

    async def gone(self, sid: str) -> None:
        """A console is gone."""
        await self.look(sid, "", None)

    async def keep(self, sids: Sequence[str]) -> None:
        """These consoles are still there; those that nobody says this of are gone after a while."""
        now = self._clock()
        if sids:
            async with self._db.write() as tx:
                here = readers.c.sid.in_(list(sids))
                await tx.connection.execute(readers.update().where(here).values(seen_at=now))
        lost = readers.c.seen_at < now - self._lost_after
        async with self._db.read() as connection:
            left = await connection.execute(sa.select(readers.c.conversation_id).where(lost))
        for conversation_id in sorted(set(left.scalars())):
            await self._leave(conversation_id, lost)

    async def of(self, conversation_id: str) -> tuple[Viewer, ...]:
        """Who has it open."""
        async with self._db.read() as connection:
            return await _of(connection, conversation_id)

    async def _leave(self, conversation_id: str, which: sa.sql.ColumnElement[bool]) -> None:
        async with self._db.write() as tx:
            # With the lock two who come and go at once each see what the other did.
            await log.lock(tx, conversation_id)
            here = (readers.c.conversation_id == conversation_id) & which
            await tx.connection.execute(readers.delete().where(here))
            await _record(tx, conversation_id)


async def _record(tx: WriteTx, conversation_id: str) -> None:
    now = await _of(tx.connection, conversation_id)
    tx.record(ViewersChanged(conversation_id=conversation_id, readers=now))


async def _of(connection: AsyncConnection, conversation_id: str) -> tuple[Viewer, ...]:
    """Each agent once, whatever the number of their consoles; a reply tells more than a note."""
    rows = await connection.execute(
        sa.select(readers.c.agent_id, sa.func.max(readers.c.writing).label("writing"))
        .where(readers.c.conversation_id == conversation_id)
        .group_by(readers.c.agent_id)
        .order_by(readers.c.agent_id)
    )
    return tuple(Viewer(agent_id=row.agent_id, writing=row.writing) for row in rows)

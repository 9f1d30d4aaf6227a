"""Instance lock by PostgreSQL: many bridges that share a Redis, or a single one without."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.errors import Misconfigured
from handoff.store.db.database import Database

KEY = 7_303_555
"""Of PostgreSQL's advisory lock that a bridge keeps for as long as it runs."""
TRIES = 20
PAUSE_SECONDS = 0.25
"""A bridge that was just killed seems to be there for a moment: how often one tries, how slowly."""
LOOK_SECONDS = 2.0

_ALONE = (
    "Another bridge is running on this database, and without REDIS_URL there can be only one: its "
    "pages would not hear of what this one does. Stop that one, or set REDIS_URL for both."
)
_SHARED = (
    "A bridge without REDIS_URL is running on this database: its pages would not hear of what this "
    "one does. Stop that one, or set REDIS_URL for it, too."
)
_log = structlog.get_logger(__name__)


class InstanceLock:
    """A bridge's claim on its database: `shares` it with others, or has it for itself."""

    def __init__(self, db: Database, *, shares: bool) -> None:
        self._db = db
        self._shares = shares
        self._held = AsyncExitStack()
        self._connection: AsyncConnection | None = None

    async def take(self) -> None:
        """Take it, or raise `Misconfigured` when a bridge that does not share is in the way."""
        for _ in range(TRIES):
            if await self._try():
                return
            await asyncio.sleep(PAUSE_SECONDS)
        raise Misconfigured(_SHARED if self._shares else _ALONE)

    async def keep(self) -> None:
        """Take it again where the database has dropped the connection; due every `LOOK_SECONDS`."""
        if not await self._is_ours() and not await self._try():
            _log.error("another_bridge", advice=_SHARED if self._shares else _ALONE)

    async def give_back(self) -> None:
        """Let others have it."""
        self._connection = None
        await self._held.aclose()

    async def _try(self) -> bool:
        await self.give_back()
        holding = self._db.holding(KEY, shared=self._shares)
        self._connection = await self._held.enter_async_context(holding)
        return self._connection is not None

    async def _is_ours(self) -> bool:
        if self._connection is None:
            return False
        try:
            await self._connection.execute(sa.select(1))
        except (SQLAlchemyError, OSError):
            return False
        return True

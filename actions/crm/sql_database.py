"""One database behind adapters of ours: its pool, its one writer, and a deadline for each call."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Collection, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm.engine import driver_errors, open_engine, reading, writing
from actions.crm.errors import CrmUnavailable
from actions.crm.sqlite_pages import compact

DEADLINE_SECONDS = 3.0

_WAIT_SHARE = 0.8
"""Of the deadline: SQLite should give up before we do, so that nothing is left hanging."""

_T = TypeVar("_T")


class Schema(Protocol):
    """What a module says of its tables."""

    def is_behind(self, connection: sa.Connection) -> bool:
        """Whether something is missing in a database."""

    def bring_up(self, connection: sa.Connection) -> None:
        """Create it."""


class SqlDatabase:
    """The database that `url` names: `sqlite:///path` or `postgresql://…`; connects when used.

    Raises `CrmMisconfigured` for any other URL; the error calls it by the name of its `setting`.
    """

    def __init__(self, url: str, *, deadline: float, setting: str = "CRM_URL") -> None:
        self.engine = open_engine(url, wait=deadline * _WAIT_SHARE, setting=setting)
        self._deadline = deadline
        # SQLite has one writer: waiting here is fair, waiting in its busy loop is not.
        self._writer = asyncio.Lock() if self.engine.dialect.name == "sqlite" else None
        self._running: set[asyncio.Task[Any]] = set()

    async def close(self) -> None:
        """Give back connections. Safe to call twice."""
        await self.bounded(self._dispose(tuple(self._running)))

    async def _dispose(self, abandoned: Collection[asyncio.Task[Any]]) -> None:
        """Let what was given up clear up first: a connection in use is not closed with the pool."""
        await asyncio.gather(*abandoned, return_exceptions=True)
        await self.engine.dispose()

    async def reading(self, work: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        """Do it in a transaction that only reads."""
        async with reading(self.engine) as connection:
            return await work(connection)

    async def writing(self, work: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        """Do it in a transaction that may write, and commit."""
        async with AsyncExitStack() as stack:
            if self._writer is not None:
                await stack.enter_async_context(self._writer)
            return await work(await stack.enter_async_context(writing(self.engine)))

    async def compact(self) -> None:
        """Leave nothing that is free in SQLite's file; takes as long as it takes.

        Raises `CrmUnavailable` where it cannot be done yet.
        """
        if self._writer is None:
            return
        async with self._writer:
            try:
                done = await asyncio.to_thread(compact, str(self.engine.url.database))
            except sqlite3.Error as exc:
                raise CrmUnavailable("SQLite's file is in use.") from exc
        if not done:
            raise CrmUnavailable("SQLite's log is still being read.")

    async def bounded(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Wait for it no longer than the deadline, not even for its clearing up.

        Raises `CrmUnavailable` then, and where the database does not do its work.
        """
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            async with asyncio.timeout(self._deadline):
                return await asyncio.shield(task)
        except TimeoutError as exc:
            raise CrmUnavailable(f"The CRM did not answer in {self._deadline:g} s.") from exc
        except driver_errors() as exc:
            raise CrmUnavailable from exc
        finally:
            task.cancel()

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever gave up waiting has raised its own error already


class UpToDate:
    """Brings the tables of a store up with its first use in a process; most often they are."""

    def __init__(self, database: SqlDatabase, schema: Schema) -> None:
        self._database = database
        self._schema = schema
        self._done = False
        self._doing = asyncio.Lock()

    async def ensure(self) -> None:
        """Return when they are."""
        async with self._doing:
            if self._done:
                return
            if await self._database.reading(lambda c: c.run_sync(self._schema.is_behind)):
                await self.bring_up()
            self._done = True

    async def bring_up(self) -> None:
        """Do it, whatever they are; takes as long as it takes."""
        await self._database.writing(lambda c: c.run_sync(self._schema.bring_up))
        self._done = True

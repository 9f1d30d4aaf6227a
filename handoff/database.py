"""The bridge's database: write transactions that publish their events once they are committed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timezone
from typing import Any

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from handoff.errors import Misconfigured
from handoff.events import Event, Recorded
from handoff.one_writer import OneWriter
from handoff.sqlite_driver import BEGIN, BEGIN_WRITING, Driver
from handoff.tables import events

Listener = Callable[[tuple[Recorded, ...]], None]

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
EVENTS_LOCK = 7_303_551
"""Key of PostgreSQL's advisory lock that makes cursors commit in their order."""
_RECORD = events.insert()

_log = structlog.get_logger(__name__)


def async_url(url: str) -> URL:
    """The URL with the driver that the bridge uses; raises `Misconfigured` for other databases."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend not in DRIVERS:
        raise Misconfigured(
            f"DATABASE_URL names {backend!r}: write sqlite:///path or postgresql://…"
        )
    return parsed.set(drivername=DRIVERS[backend])


class WriteTx:
    """A write transaction. What it records is published after its commit, in order."""

    def __init__(self, connection: AsyncConnection, *, ordered: bool) -> None:
        self.connection = connection
        self._must_lock = ordered
        self._recorded: list[Recorded] = []

    async def record(self, event: Event) -> None:
        """Write an event under the next cursor."""
        await self.line_up()
        now = datetime.now(timezone.utc)
        row = await self.connection.execute(
            _RECORD, {"body": msgspec.to_builtins(event), "at": now}
        )
        self._recorded.append(Recorded(cursor=row.inserted_primary_key[0], event=event))

    async def line_up(self) -> None:
        """Take the transaction's place in the order of events; `record` does it by itself.

        To be called before a row is written that others write after they have recorded something.
        """
        if self._must_lock:
            # Without this lock a smaller cursor could become visible after a larger one.
            await self.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(EVENTS_LOCK)))
            self._must_lock = False

    @property
    def recorded(self) -> tuple[Recorded, ...]:
        """What has been recorded so far."""
        return tuple(self._recorded)


class Database:
    """One pool of connections, one way to write, one way to read, one stream of events."""

    def __init__(self, url: str) -> None:
        self._url = async_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _engine(self._url, sqlite=self.is_sqlite)
        # SQLite has one writer: waiting here is fair and cheap, waiting in its busy loop neither.
        self._writer: OneWriter | None = OneWriter() if self.is_sqlite else None
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` in the event loop with the events of each commit; it must not block."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[WriteTx]:
        """A transaction that holds the write lock from its start; commits unless it raises.

        What is `urgent` goes before everything else that waits to be written.
        """
        async with AsyncExitStack() as stack:
            if self._writer is not None:
                await stack.enter_async_context(self._writer.turn(urgent=urgent))
            connection = await stack.enter_async_context(self._connection())
            await connection.execution_options(warmdesk_write=True)
            async with connection.begin():
                tx = WriteTx(connection, ordered=not self.is_sqlite)
                yield tx
        self._publish(tx.recorded)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A consistent view of the data."""
        async with self._connection() as connection, connection.begin():
            yield connection

    async def cursor(self) -> int:
        """The cursor of the last event; 0 when there is none."""
        async with self.read() as connection:
            return int(await connection.scalar(sa.select(sa.func.max(events.c.cursor))) or 0)

    async def events_after(self, cursor: int, *, limit: int = 500) -> tuple[Recorded, ...] | None:
        """Events behind `cursor`, oldest first; None when it is unknown or too far back."""
        async with self.read() as connection:
            known = await connection.scalar(
                sa.select(events.c.cursor).where(events.c.cursor == cursor)
            )
            if cursor != 0 and known is None:
                return None
            rows = await connection.execute(
                sa.select(events.c.cursor, events.c.body)
                .where(events.c.cursor > cursor)
                .order_by(events.c.cursor)
                .limit(limit + 1)
            )
            found = [Recorded(cursor=c, event=msgspec.convert(b, Event)) for c, b in rows]
        return None if len(found) > limit else tuple(found)

    async def ping(self) -> None:
        """Return when the database answers; raises SQLAlchemy's errors."""
        async with self.read() as connection:
            await connection.execute(sa.select(1))

    async def close(self) -> None:
        """Give all connections back."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[AsyncConnection]:
        """A connection of the pool, given back even when it is cancelled while it is being made."""
        making = asyncio.ensure_future(self._engine.connect().start())
        try:
            connection = await asyncio.shield(making)
        except asyncio.CancelledError:
            # Left alone, its thread would outlive the event loop.
            await (await making).close()
            raise
        try:
            yield connection
        finally:
            await asyncio.shield(connection.close())

    def _publish(self, recorded: Sequence[Recorded]) -> None:
        for listener in self._listeners:
            try:
                listener(tuple(recorded))
            except Exception:  # noqa: BLE001 - one deaf listener must not silence the others
                _log.exception("listener_failed")


def _engine(url: URL, *, sqlite: bool) -> AsyncEngine:
    # What is stored is personal, and an error with its parameters ends up in a log.
    options: dict[str, Any] = {
        "future": True,
        "hide_parameters": True,
        "pool_pre_ping": not sqlite,
    }
    if sqlite:
        options |= {
            "module": Driver(),
            "poolclass": sa.pool.AsyncAdaptedQueuePool,
            "connect_args": {"timeout": 10},
        }
    engine = create_async_engine(url, pool_size=8, max_overflow=8, **options)
    if sqlite:
        sa.event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        sa.event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Durable and concurrent: a commit survives a power cut, readers never wait for the writer."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """A write takes the lock at its start: of two that read first, one would be lost."""
    writes = connection.get_execution_options().get("warmdesk_write", False)
    connection.exec_driver_sql(BEGIN_WRITING if writes else BEGIN)

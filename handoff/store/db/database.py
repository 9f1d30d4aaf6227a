"""The bridge's database: write transactions that publish their events once they are committed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from handoff.core.channel.profile import NO_CHANNELS, Catalogue
from handoff.core.errors import Misconfigured
from handoff.core.events import Event, Recorded
from handoff.store.db.one_writer import OneWriter
from handoff.store.db.sqlite_driver import OneTrip
from handoff.store.tables.metadata import events

Listener = Callable[[tuple[Recorded, ...]], None]
Alarm = Callable[[], None]

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
EVENTS_LOCK = 7_303_551
"""Key of PostgreSQL's advisory lock that makes cursors commit in their order."""

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

    def __init__(
        self,
        connection: AsyncConnection,
        *,
        ordered: bool,
        channels: Catalogue = NO_CHANNELS,
        consequences: Sequence[Consequence] = (),
    ) -> None:
        self.connection = connection
        self.channels = channels
        self.queued_in: set[sa.Table] = set()
        self._must_lock = ordered
        self._consequences = consequences
        self._events: list[Event] = []

    def record(self, event: Event) -> None:
        """Have an event written under the next cursor, at the transaction's end."""
        self._events.append(event)

    def queue(self, table: sa.Table) -> None:
        """Tell the workers of a table, after the commit, that there is something to do."""
        self.queued_in.add(table)

    async def line_up(self) -> None:
        """Take the transaction's place in the order of events; its end does it by itself.

        To be called before a row is written that transactions of other conversations write, too.
        """
        if self._must_lock:
            # Without this lock a smaller cursor could become visible after a larger one.
            await self.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(EVENTS_LOCK)))
            self._must_lock = False

    async def end(self) -> tuple[Recorded, ...]:
        """Write what was recorded, as late as can be: the order of events is everybody's."""
        if not self._events:
            return ()
        happened = tuple(self._events)
        for consequence in self._consequences:
            await consequence(self, happened)
        await self.line_up()
        now = datetime.now(timezone.utc)
        rows: dict[str, Any] = {}
        for place, event in enumerate(self._events):
            rows |= {f"body_{place}": event, f"at_{place}": now}
        sqlite = self.connection.dialect.name == "sqlite"
        done = await self.connection.execute(_insert(len(self._events), sqlite=sqlite), rows)
        # Nobody else writes events meanwhile: those of one statement follow each other.
        first = done.lastrowid - len(self._events) + 1 if sqlite else min(done.scalars())
        return tuple(Recorded(cursor=c, event=e) for c, e in enumerate(self._events, first))


@lru_cache(maxsize=100)
def _insert(count: int, *, sqlite: bool) -> sa.sql.elements.TextClause:
    """Write so many events; as text, because SQLAlchemy compiles its own kind anew each time."""
    rows = ", ".join(f"(:body_{place}, :at_{place})" for place in range(count))
    types = {"body": events.c.body.type, "at": events.c.at.type}
    return sa.text(
        f"INSERT INTO events (body, at) VALUES {rows}{'' if sqlite else ' RETURNING cursor'}"  # noqa: S608 - no value is in it
    ).bindparams(
        *(
            sa.bindparam(f"{name}_{place}", type_=kind)
            for place in range(count)
            for name, kind in types.items()
        )
    )


Consequence = Callable[[WriteTx, tuple[Event, ...]], Awaitable[None]]
"""What has to be true as well once these events are; it may write, and record events of its own."""


class Database:
    """One pool of connections, one way to write, one way to read, one stream of events.

    `channels` are those whose messages it keeps: what a transaction sets in motion depends on them.
    """

    def __init__(self, url: str, channels: Catalogue = NO_CHANNELS) -> None:
        self.channels = channels
        self._url = async_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _engine(self._url, sqlite=self.is_sqlite)
        # SQLite has one writer: waiting here is fair and cheap, waiting in its busy loop neither.
        self._writer: OneWriter | None = OneWriter() if self.is_sqlite else None
        self._listeners: list[Listener] = []
        self._own: list[Listener] = []
        self._announce: Alarm | None = None
        self._alarms: dict[sa.Table, list[Alarm]] = defaultdict(list)
        self._consequences: list[Consequence] = []

    def subscribe(self, listener: Listener, *, own: bool = False) -> None:
        """Call `listener` in the event loop with the events of each commit; it must not block.

        Commits of other bridges come, too, where there are any; with `own` only those of this one.
        """
        (self._own if own else self._listeners).append(listener)

    def follow_up(self, consequence: Consequence) -> None:
        """Have this done at the end of each transaction, inside it, with what it has recorded."""
        self._consequences.append(consequence)

    def follow(self, announce: Alarm) -> None:
        """Leave publishing to somebody who calls `publish`; they are told of each commit."""
        self._announce = announce

    def on_work(self, table: sa.Table, alarm: Alarm) -> None:
        """Call `alarm` after each commit that left something to do in that table."""
        self._alarms[table].append(alarm)

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
                tx = WriteTx(
                    connection,
                    ordered=not self.is_sqlite,
                    channels=self.channels,
                    consequences=self._consequences,
                )
                yield tx
                recorded = await tx.end()
        if recorded:
            self._committed(recorded)
        for alarm in (alarm for table in tx.queued_in for alarm in self._alarms[table]):
            alarm()

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
            found = await _after(connection, cursor, limit + 1)
        return None if len(found) > limit else found

    async def next_events(self, cursor: int, *, limit: int) -> tuple[Recorded, ...]:
        """The first events behind `cursor`."""
        async with self.read() as connection:
            return await _after(connection, cursor, limit)

    @asynccontextmanager
    async def alone(self, key: int) -> AsyncIterator[bool]:
        """Whether no other bridge is inside a block of this key; does not wait for it to leave.

        A bridge that dies inside has left: its connection is gone.
        """
        if self.is_sqlite:
            yield True
            return
        async with self.read() as connection:
            taken = sa.func.pg_try_advisory_xact_lock(sa.literal(key, sa.BigInteger))
            yield bool(await connection.scalar(sa.select(taken)))

    @asynccontextmanager
    async def holding(self, key: int, *, shared: bool) -> AsyncIterator[AsyncConnection | None]:
        """A connection that keeps a lock of PostgreSQL; None while somebody else has the lock.

        A `shared` one is kept by many at once.
        """
        take = sa.func.pg_try_advisory_lock_shared if shared else sa.func.pg_try_advisory_lock
        async with self._connection() as connection:
            # Without a transaction, which must not be open for as long as a bridge runs.
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            try:
                taken = await connection.scalar(sa.select(take(sa.literal(key, sa.BigInteger))))
                yield connection if taken else None
            finally:
                # The lock ends with its connection, which is no use to anybody else.
                await connection.invalidate()

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

    def publish(self, recorded: tuple[Recorded, ...]) -> None:
        """Tell everybody who has subscribed."""
        _tell(self._listeners, recorded)

    def _committed(self, recorded: tuple[Recorded, ...]) -> None:
        _tell(self._own, recorded)
        if self._announce is None:
            self.publish(recorded)
        else:
            self._announce()


def _tell(listeners: Sequence[Listener], recorded: tuple[Recorded, ...]) -> None:
    for listener in listeners:
        try:
            listener(recorded)
        except Exception:  # noqa: BLE001 - one deaf listener must not silence the others
            _log.exception("listener_failed")


async def _after(connection: AsyncConnection, cursor: int, limit: int) -> tuple[Recorded, ...]:
    rows = await connection.execute(
        sa.select(events.c.cursor, events.c.body)
        .where(events.c.cursor > cursor)
        .order_by(events.c.cursor)
        .limit(limit)
    )
    return tuple(Recorded(cursor=c, event=msgspec.convert(b, Event)) for c, b in rows)


def _engine(url: URL, *, sqlite: bool) -> AsyncEngine:
    # What is stored is personal, and an error with its parameters ends up in a log.
    options: dict[str, Any] = {
        "future": True,
        "hide_parameters": True,
        "json_serializer": lambda value: msgspec.json.encode(value).decode(),
        "json_deserializer": msgspec.json.decode,
    }
    if sqlite:
        options |= {
            "poolclass": sa.pool.AsyncAdaptedQueuePool,
            "connect_args": {"timeout": 10},
            "module": OneTrip(),
        }
    engine = create_async_engine(url, pool_size=8, max_overflow=8, **options)
    if sqlite:
        sa.event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        sa.event.listen(engine.sync_engine, "begin", _begin_sqlite)
    else:
        sa.event.listen(engine.sync_engine, "connect", _prepare_postgresql)
        sa.event.listen(engine.sync_engine, "checkout", _must_be_open)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """Compiling a report's questions takes PostgreSQL longer than answering them."""
    cursor = connection.cursor()
    cursor.execute("SET jit = off")
    cursor.close()
    connection.commit()


def _must_be_open(connection: Any, _record: Any, _proxy: Any) -> None:
    """When the server has hung up, on one connection or all, new ones are made.

    Looking costs nothing; asking the server each time would be a round trip for each transaction.
    """
    if connection._connection.is_closed():
        raise sa.exc.InvalidatePoolError


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
    begins = "BEGIN IMMEDIATE" if writes else "BEGIN"
    connection.connection.dbapi_connection.begins = begins

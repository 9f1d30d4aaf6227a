"""Unit of work: write transactions that publish their events once they are committed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm.sqlite_pages import compact
from handoff.core.channel.profile import NO_CHANNELS, Catalogue
from handoff.core.events import Event, Recorded
from handoff.core.model import BOT_NAME
from handoff.store.db import event_rows
from handoff.store.db.engine import async_url, open_engine
from handoff.store.db.one_writer import OneWriter

Listener = Callable[[tuple[Recorded, ...]], None]
Alarm = Callable[[], None]
EVENTS_LOCK = 7_303_551
"""Key of PostgreSQL's advisory lock that makes cursors commit in their order."""

_log = structlog.get_logger(__name__)


class WriteTx:
    """A write transaction. What it records is published after its commit, in order."""

    def __init__(
        self,
        connection: AsyncConnection,
        *,
        ordered: bool,
        channels: Catalogue = NO_CHANNELS,
        bot_name: str = BOT_NAME,
        consequences: Sequence[Consequence] = (),
    ) -> None:
        self.connection = connection
        self.channels = channels
        self.bot_name = bot_name
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
        return await event_rows.write(self.connection, self._events)


Consequence = Callable[[WriteTx, tuple[Event, ...]], Awaitable[None]]
"""What has to be true as well once these events are; it may write, and record events of its own."""


class Database:
    """One pool of connections, one way to write, one way to read, one stream of events.

    `channels` are those whose messages it keeps: what a transaction sets in motion depends on them.
    `bot_name` is the name that the bot's messages are kept under.
    """

    def __init__(
        self, url: str, channels: Catalogue = NO_CHANNELS, *, bot_name: str = BOT_NAME
    ) -> None:
        self.channels = channels
        self.bot_name = bot_name
        self._url = async_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = open_engine(self._url, sqlite=self.is_sqlite)
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
                    bot_name=self.bot_name,
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
            return await event_rows.last(connection)

    async def events_after(self, cursor: int, *, limit: int = 500) -> tuple[Recorded, ...] | None:
        """Events behind `cursor`, oldest first; None when it is unknown or too far back."""
        async with self.read() as connection:
            if not await event_rows.is_known(connection, cursor):
                return None
            found = await event_rows.after(connection, cursor, limit + 1)
        return None if len(found) > limit else found

    async def next_events(self, cursor: int, *, limit: int) -> tuple[Recorded, ...]:
        """The first events behind `cursor`."""
        async with self.read() as connection:
            return await event_rows.after(connection, cursor, limit)

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

    async def compact(self) -> bool:
        """Leave nothing in SQLite's file that is free in it; False where that cannot be done yet.

        Nobody writes meanwhile, which takes as long as copying the file.
        """
        if self._writer is None:
            return True
        async with self._writer.turn():
            try:
                return await asyncio.to_thread(compact, str(self._url.database))
            except sqlite3.OperationalError as exc:
                _log.warning("compacting_delayed", error=exc.sqlite_errorname)
                return False

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

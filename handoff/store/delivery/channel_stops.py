"""Circuit breaker of channels, in SQL: nothing goes out on a stopped one, and nothing is lost."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core.events import ChannelChanged
from handoff.core.model import StoppedChannel
from handoff.store.db.database import Database
from handoff.store.tables.delivery import outbox, stopped_channels

_log = structlog.get_logger(__name__)


async def stopped(connection: AsyncConnection) -> tuple[StoppedChannel, ...]:
    """The channels that send nothing now."""
    rows = await connection.execute(sa.select(stopped_channels).order_by("channel"))
    return tuple(msgspec.convert(dict(row), StoppedChannel) for row in rows.mappings())


async def stopped_now(db: Database) -> tuple[StoppedChannel, ...]:
    """The same, for whoever has no transaction of their own."""
    async with db.read() as connection:
        return await stopped(connection)


async def stop(db: Database, channel: Channel, code: str, now: datetime) -> None:
    """Send nothing more on the channel, and raise an alert; a second stop changes nothing."""
    async with db.write() as tx:
        # Another bridge may have been refused at the same moment.
        await tx.line_up()
        if any(each.channel == channel for each in await stopped(tx.connection)):
            return
        halted = StoppedChannel(channel=channel, code=code, at=now)
        await tx.connection.execute(
            stopped_channels.insert().values(**msgspec.structs.asdict(halted))
        )
        tx.record(ChannelChanged(channel=channel, stopped=halted))
    _log.error("channel_stopped", channel=channel, code=code)


async def resume(db: Database, channel: Channel, now: datetime) -> bool:
    """Let what waits go out, in its order; False when the channel was not stopped."""
    async with db.write() as tx:
        gone = await tx.connection.execute(
            stopped_channels.delete().where(stopped_channels.c.channel == channel)
        )
        if not gone.rowcount:
            return False
        await tx.connection.execute(
            outbox.update()
            .where((outbox.c.channel == channel) & (outbox.c.state == "queued"))
            .values(due_at=now)
        )
        tx.queue(outbox)
        tx.record(ChannelChanged(channel=channel))
    _log.info("channel_resumed", channel=channel)
    return True

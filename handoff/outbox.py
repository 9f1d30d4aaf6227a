"""The way out: every message to a customer, in order, until its channel has taken it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import Channel
from handoff import amendments, log, stops
from handoff.channels.base import ChannelPort, LineStopped, Undelivered
from handoff.database import Database
from handoff.events import ChannelChanged, MessageAdded, MessageUpdated
from handoff.tables import messages, outbox, stopped_channels
from handoff.waking import Waker

RETRY_FIRST = timedelta(seconds=1)
RETRY_MOST = timedelta(minutes=5)
MAX_ATTEMPTS = 12
AT_ONCE = 64

_log = structlog.get_logger(__name__)

_HEADS = (
    sa.select(sa.func.min(outbox.c.id))
    .where(outbox.c.state == "queued")
    .group_by(outbox.c.conversation_id)
)
_DUE_HEADS = (
    sa.select(outbox, messages.c.seq)
    .join(messages, messages.c.id == outbox.c.message_id)
    .where(
        outbox.c.id.in_(_HEADS)
        & (outbox.c.due_at <= sa.bindparam("now"))
        & outbox.c.channel.not_in(sa.select(stopped_channels.c.channel))
    )
    .order_by(outbox.c.id)
    .limit(sa.bindparam("limit"))
)
_TAKEN = outbox.update().where(outbox.c.id == sa.bindparam("which"))


class OutboxWorker:
    """Sends the oldest message of each conversation that has one due, again and again."""

    def __init__(
        self, db: Database, clock: Callable[[], datetime], channels: Mapping[Channel, ChannelPort]
    ) -> None:
        self._db = db
        self._clock = clock
        self._channels = channels
        self._waker = Waker(db, MessageAdded, MessageUpdated, ChannelChanged)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            if not await self.run_due():
                await self._waker.wait(timeout=1.0)

    async def run_due(self) -> int:
        """Send what is due now, one message a conversation; returns how many were tried."""
        async with self._db.read() as connection:
            heads = await _due_heads(connection, self._clock())
        await asyncio.gather(*(self._send(head) for head in heads))
        return len(heads)

    async def _send(self, head: Any) -> None:
        async with self._db.read() as connection:
            message = await log.at_seq(connection, head.conversation_id, head.seq)
        if message is None:
            raise LookupError("a queued message is not in the log")
        try:
            provider_id = await self._channel(head.channel).send(message, head.address)
        except LineStopped as failure:
            await stops.stop(self._db, head.channel, failure.code, self._clock())
        except Undelivered as failure:
            await self._delay(head, failure)
        except Exception:  # noqa: BLE001 - one message that a channel trips over must not stop all
            _log.exception("channel_broke", conversation_id=head.conversation_id)
            await self._delay(head, Undelivered("internal", retry=True))
        else:
            await self._sent(head, provider_id)

    def _channel(self, name: Channel) -> ChannelPort:
        if name not in self._channels:
            raise Undelivered("channel_off", retry=True)
        return self._channels[name]

    async def _sent(self, head: Any, provider_id: str | None) -> None:
        async with self._db.write() as tx:
            await log.lock(tx, head.conversation_id)
            await tx.connection.execute(_TAKEN, {"which": head.id, "state": "sent", "error": None})
            if provider_id is not None:
                await tx.connection.execute(
                    messages.update()
                    .where(messages.c.id == head.message_id)
                    .values(provider_id=provider_id)
                )
            await log.mark(tx, head.conversation_id, "sent", up_to=head.seq, only=head.seq)

    async def _delay(self, head: Any, failure: Undelivered) -> None:
        """Try later, or give the message up and say so in the transcript."""
        attempts = head.attempts + failure.counts
        lost = not failure.retry or attempts >= MAX_ATTEMPTS
        _log.warning(
            "message_undelivered",
            conversation_id=head.conversation_id,
            code=failure.code,
            attempts=attempts,
            given_up=lost,
        )
        async with self._db.write() as tx:
            await log.lock(tx, head.conversation_id)
            await tx.connection.execute(
                outbox.update()
                .where(outbox.c.id == head.id)
                .values(
                    state="failed" if lost else "queued",
                    attempts=attempts,
                    error=failure.code,
                    due_at=self._clock() + max(failure.after, _backoff(attempts, failure.growth)),
                )
            )
            if lost:
                await log.mark(tx, head.conversation_id, "failed", up_to=head.seq, only=head.seq)
                await amendments.note(tx, head.conversation_id, head.seq, undelivered=failure.code)


async def _due_heads(connection: AsyncConnection, now: datetime) -> list[Any]:
    """The oldest unsent message of each conversation, where it is due."""
    return list((await connection.execute(_DUE_HEADS, {"now": now, "limit": AT_ONCE})).all())


def _backoff(attempts: int, growth: int) -> timedelta:
    """Longer each time, with jitter so that a thousand retries don't come at once."""
    longest: timedelta = min(RETRY_FIRST * growth ** max(attempts - 1, 0), RETRY_MOST)
    return longest * (0.5 + secrets.randbelow(1000) / 2000)

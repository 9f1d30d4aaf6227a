"""The way out: every message to a customer, in order, until its channel has taken it."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import Channel
from handoff.core.channel.port import ChannelPort, LineStopped, Undelivered
from handoff.core.model import Message
from handoff.store.conversations import delivery_states, drafts, log
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Waker
from handoff.store.delivery import amendments, channel_stops
from handoff.store.tables.conversations import messages
from handoff.store.tables.delivery import outbox, stopped_channels

RETRY_FIRST = timedelta(seconds=1)
RETRY_MOST = timedelta(minutes=5)
MAX_ATTEMPTS = 12
AT_ONCE = 64
"""A channel with so many sends under way starts no more."""
LEASE = timedelta(seconds=15)
"""So long after its last sign of life another bridge may send what a bridge was sending."""
SIGN_SECONDS = 5.0
_WAY = outbox.c.conversation_id + "/" + outbox.c.channel

_log = structlog.get_logger(__name__)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The oldest unsent message of a conversation. `id` is its place in the outbox.

    The channel of `message` is the one that it goes out on, which the customer may have changed
    since it was written.
    """

    id: int
    address: str
    attempts: int
    message: Message


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What came of handing a message over."""

    head: Head
    provider_id: str | None = None
    failure: Undelivered | None = None


class OutboxWorker:
    """Sends the oldest message of each conversation that has one due, again and again.

    Nobody waits for a send but what follows it in its conversation on the same channel, and a
    channel that has too many under way.
    """

    def __init__(
        self, db: Database, clock: Callable[[], datetime], channels: Mapping[Channel, ChannelPort]
    ) -> None:
        self._db = db
        self._clock = clock
        self._channels = channels
        self._waker = Waker(db, outbox)
        self._sending: dict[asyncio.Task[Sent], Head] = {}

    async def run(self) -> None:
        """Until cancelled."""
        async with self._at_work():
            while True:
                settled = await self._settle()
                if not (await self._start_due() or settled):
                    await self._waker.wait(timeout=1.0)

    async def run_due(self) -> int:
        """Send what is due now, one message a conversation; returns how many were tried."""
        async with self._at_work():
            started = await self._start_due()
            while self._sending:
                await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
                await self._settle()
        return started

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[None]:
        """Hold what is being sent; at the end it is left to the next start."""
        holding = asyncio.create_task(self._hold())
        try:
            yield
        finally:
            left = [holding, *self._sending]
            for task in left:
                task.cancel()
            # Their connections go back before the database is closed.
            await asyncio.gather(*left, return_exceptions=True)
            # What was sent, but could not be noted, is noted then.
            self._sending = {t: head for t, head in self._sending.items() if not t.cancelled()}

    async def _start_due(self) -> int:
        heads = await self._claim()
        for head in heads:
            task = asyncio.create_task(self._send(head))
            self._sending[task] = head
            task.add_done_callback(lambda _: self._waker.wake())
        return len(heads)

    async def _claim(self) -> list[Head]:
        """What is due. Where other bridges may look, too, it is theirs again after the lease."""
        now = self._clock()
        due = _due(now, tuple(self._sending.values()))
        if self._db.is_sqlite:
            async with self._db.read() as connection:
                return await _heads(connection, due)
        async with self._db.write() as tx:
            found = due.with_for_update(of=outbox, skip_locked=True).cte("due")
            claimed = (
                outbox.update()
                .where(outbox.c.id.in_(sa.select(found.c.id)))
                .values(due_at=now + LEASE)
                .returning(outbox.c.id)
            )
            ids = (await tx.connection.execute(claimed)).scalars().all()
            return await _heads(tx.connection, ids) if ids else []

    async def _hold(self) -> None:
        """Renew the lease of what takes long, such as a large file, until cancelled."""
        while not self._db.is_sqlite:
            await asyncio.sleep(SIGN_SECONDS)
            ids = [head.id for task, head in self._sending.items() if not task.done()]
            if not ids:
                continue
            async with self._db.write() as tx:
                await tx.connection.execute(
                    outbox.update()
                    .where(outbox.c.id.in_(ids) & (outbox.c.state == "queued"))
                    .values(due_at=self._clock() + LEASE)
                )

    async def _send(self, head: Head) -> Sent:
        try:
            provider_id = await self._channel(head.message.channel).send(head.message, head.address)
        except Undelivered as failure:
            return Sent(head=head, failure=failure)
        except Exception:  # noqa: BLE001 - one message that a channel trips over must not stop all
            _log.exception("channel_broke", conversation_id=head.message.conversation_id)
            return Sent(head=head, failure=Undelivered("internal", retry=True))
        return Sent(head=head, provider_id=provider_id)

    def _channel(self, name: Channel) -> ChannelPort:
        if name not in self._channels:
            raise Undelivered("channel_off", retry=True)
        return self._channels[name]

    async def _settle(self) -> int:
        """Note what came of the sends that have ended: all that went well in one transaction."""
        ended = [task for task in self._sending if task.done()]
        taken = [task for task in ended if task.result().failure is None]
        if taken:
            await self._taken([task.result() for task in taken])
            self._forget(taken)
        for task in ended:
            if task in self._sending:
                await self._untaken(task.result())
                self._forget([task])
        return len(ended)

    def _forget(self, ended: Sequence[asyncio.Task[Sent]]) -> None:
        for task in ended:
            del self._sending[task]

    async def _untaken(self, sent: Sent) -> None:
        if isinstance(sent.failure, LineStopped):
            await channel_stops.stop(
                self._db, sent.head.message.channel, sent.failure.code, self._clock()
            )
        elif sent.failure is not None:
            await self._delay(sent.head, sent.failure)

    async def _taken(self, done: Sequence[Sent]) -> None:
        async with self._db.write() as tx:
            # In one order for all, so that nobody waits in a circle.
            for conversation_id in sorted({sent.head.message.conversation_id for sent in done}):
                await log.lock(tx, conversation_id)
            still = await _still_sent(tx.connection, done)
            await tx.connection.execute(
                outbox.update()
                .where(outbox.c.id.in_([sent.head.id for sent in still]))
                .values(state="sent", error=None)
            )
            for sent in still:
                await _mark_sent(tx, sent)

    async def _delay(self, head: Head, failure: Undelivered) -> None:
        """Try later, or give the message up and say so in the transcript."""
        conversation_id, seq = head.message.conversation_id, head.message.seq
        attempts = head.attempts + failure.counts
        lost = not failure.retry or attempts >= MAX_ATTEMPTS
        _log.warning(
            "message_undelivered",
            conversation_id=conversation_id,
            code=failure.code,
            attempts=attempts,
            given_up=lost,
        )
        async with self._db.write() as tx:
            await log.lock(tx, conversation_id)
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
                await delivery_states.mark(tx, conversation_id, "failed", up_to=seq, only=seq)
                await amendments.note(tx, conversation_id, seq, undelivered=failure.code)


async def _still_sent(connection: AsyncConnection, done: Sequence[Sent]) -> list[Sent]:
    """Without those that their platform has refused before its answer was noted; no refusal of the
    rest is noted until this is."""
    rows = await connection.execute(
        sa.select(outbox.c.id, outbox.c.attempts)
        .where(outbox.c.id.in_([sent.head.id for sent in done]) & (outbox.c.state == "queued"))
        .order_by(outbox.c.id)
        .with_for_update()
    )
    attempts = {row.id: row.attempts for row in rows}
    return [sent for sent in done if attempts.get(sent.head.id) == sent.head.attempts]


async def _mark_sent(tx: WriteTx, sent: Sent) -> None:
    message = sent.head.message
    if sent.provider_id is not None:
        await tx.connection.execute(
            messages.update()
            .where(messages.c.id == message.id)
            .values(provider_id=sent.provider_id)
        )
    await delivery_states.mark(
        tx, message.conversation_id, "sent", up_to=message.seq, only=message.seq
    )


def _due(now: datetime, sending: Sequence[Head]) -> Any:
    """Ids of the oldest unsent message of each conversation, where it is due and may start."""
    under_way = Counter(head.message.channel for head in sending)
    full = [channel for channel, count in under_way.items() if count >= AT_ONCE]
    # A customer may have gone elsewhere during a send: what follows it is on another way.
    waits = [f"{head.message.conversation_id}/{head.message.channel}" for head in sending]
    oldest = (
        sa.select(sa.func.min(outbox.c.id))
        .where((outbox.c.state == "queued") & outbox.c.id.not_in([head.id for head in sending]))
        .group_by(outbox.c.conversation_id)
    )
    return (
        sa.select(outbox.c.id)
        .where(
            outbox.c.id.in_(oldest)
            & (outbox.c.due_at <= now)
            & outbox.c.channel.not_in(sa.select(stopped_channels.c.channel))
            & outbox.c.channel.not_in(full)
            & _WAY.not_in(waits)
        )
        .order_by(outbox.c.id)
        .limit(AT_ONCE)
    )


async def _heads(connection: AsyncConnection, ids: Any) -> list[Head]:
    """What is to be sent, by its ids: some, or a query of them."""
    own = (outbox.c.id.label("head"), outbox.c.channel.label("way"))
    rows = await connection.execute(
        sa.select(messages, *own, outbox.c.address, outbox.c.attempts)
        .join(messages, messages.c.id == outbox.c.message_id)
        .where(outbox.c.id.in_(ids))
        .order_by(outbox.c.id)
    )
    return [_head(dict(row)) for row in rows.mappings()]


def _head(row: dict[str, Any]) -> Head:
    own = {"id": row.pop("head"), "address": row.pop("address"), "attempts": row.pop("attempts")}
    row["channel"] = row.pop("way")
    return Head(**own, message=drafts.message_of(row))


def _backoff(attempts: int, growth: int) -> timedelta:
    """Longer each time, with jitter so that a thousand retries don't come at once."""
    longest: timedelta = min(RETRY_FIRST * growth ** max(attempts - 1, 0), RETRY_MOST)
    return longest * (0.5 + secrets.randbelow(1000) / 2000)

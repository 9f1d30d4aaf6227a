"""Transactional outbox, the way out: every message to a customer, in order, until its channel has
taken it.

Nobody waits for a send but what follows it in its conversation on the same channel, and a channel
that has too many under way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog

from contracts.turn import Channel
from handoff.core.channel.port import EXPIRED, ChannelPort, Undelivered
from handoff.core.clock import Clock
from handoff.core.model import Message
from handoff.jobs.engine.retry import Backoff, Failure, Fate, Retries
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import RowKind
from handoff.store.conversations.drafts import PASSING
from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup
from handoff.store.delivery import channel_stops, outbox_queue
from handoff.store.delivery.outbox_queue import Head, Sent
from handoff.store.tables.delivery import outbox

RETRIES = Retries(
    tries=12, backoff=Backoff(first=timedelta(seconds=1), most=timedelta(minutes=5), jitter=0.5)
)
AT_ONCE = 64
"""A channel with so many sends under way starts no more."""
LEASE = timedelta(seconds=15)
"""So long after its last sign of life another bridge may send what a bridge was sending."""
SIGN_SECONDS = 5.0
TRUE_FOR = timedelta(minutes=15)
"""So long a status line may be late; after that it is not sent."""

_log = structlog.get_logger(__name__)


class Outbox(RowKind[Head, Sent]):
    """Sends the oldest message of each conversation that has one due."""

    name = "outbox"
    sleep = 1.0
    batch = AT_ONCE

    def __init__(self, db: Database, clock: Clock, channels: Mapping[Channel, ChannelPort]) -> None:
        self._db = db
        self._clock = clock
        self._channels = channels
        self.wakeup = Wakeup().on(db, outbox)
        # One more than the channels: of one that is off, what waits there is under way for moments.
        self.at_once = AT_ONCE * (len(channels) + 1)
        self.renew_every = None if db.is_sqlite else SIGN_SECONDS

    async def claim(self, under_way: Sequence[Head], room: int) -> Sequence[Head]:
        """See `outbox_queue.claim`."""
        limits = {"room": room, "per_channel": AT_ONCE}
        return await outbox_queue.claim(self._db, under_way, self._clock(), lease=LEASE, **limits)

    async def do(self, item: Head) -> Sent:
        """Hand a message over. Raises `Undelivered`."""
        if (item.message.custom or {}).get(PASSING):
            self._must_be_true(item.message)
        provider_id = await self._channel(item.message.channel).send(item.message, item.address)
        return Sent(head=item, provider_id=provider_id)

    def _must_be_true(self, message: Message) -> None:
        if self._clock() - message.at > TRUE_FOR:
            raise Undelivered(EXPIRED, retry=False)

    async def settle(self, results: Sequence[Sent]) -> None:
        """Note all that went well in one transaction."""
        await outbox_queue.note_sent(self._db, results)

    async def renew(self, claims: Sequence[Head]) -> None:
        """Say that a bridge is still at it."""
        await outbox_queue.renew(self._db, claims, self._clock() + LEASE)

    async def fail(self, item: Head, failure: Failure) -> Outcome:
        """Stop the channel, try later, or give the message up."""
        if failure.fate is Fate.STOPPED:
            now = self._clock()
            await channel_stops.stop(self._db, item.message.channel, failure.code, now)
            return "retried"
        refusal = failure.error
        if not isinstance(refusal, Undelivered):
            refusal = Undelivered("internal", retry=True)
        return await self._delay(item, failure, refusal)

    def about(self, item: Head) -> Mapping[str, str]:
        """Its conversation."""
        return {"conversation_id": item.message.conversation_id}

    async def _delay(self, head: Head, failure: Failure, refusal: Undelivered) -> Outcome:
        attempts = head.attempts + refusal.counts
        wait = RETRIES.again(failure, attempts, growth=refusal.growth)
        until = None if wait is None else self._clock() + max(refusal.after, wait)
        _log.warning(
            "message_undelivered", code=refusal.code, attempts=attempts, given_up=wait is None
        )
        await outbox_queue.put_off(self._db, head, refusal.code, attempts=attempts, until=until)
        return "failed" if until is None else "retried"

    def _channel(self, name: Channel) -> ChannelPort:
        if name not in self._channels:
            raise Undelivered("channel_off", retry=True)
        return self._channels[name]

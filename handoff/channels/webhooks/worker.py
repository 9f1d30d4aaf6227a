"""Kind of job: webhooks, several lanes at once, the updates of a lane in their order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import takewhile

import msgspec
import structlog

from contracts.turn import Channel
from handoff.channels.webhooks.handler import UpdateHandler
from handoff.core.channel.inbound_events import Heard
from handoff.core.clock import Clock
from handoff.jobs.engine.retry import Backoff, Failure, Fate, NothingToDo, Retries
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import Kind
from handoff.store.db.database import Database
from handoff.store.delivery.webhook_inbox import Kept, WebhookInbox

IN_A_ROW = 20
"""Updates of a lane that are done before another lane has its turn."""
GIVE_WAY_SECONDS = 0.3
"""So long each update gives way to webhooks that are waiting for their answer."""
ELSEWHERE = timedelta(seconds=0.5)
"""A lane that another bridge works on is left to it for so long."""
RETRIES = Retries(tries=7, backoff=Backoff(first=timedelta(seconds=1), most=timedelta(minutes=1)))

Lane = tuple[Channel, str]
_log = structlog.get_logger(__name__)


class Webhooks(Kind[Lane, Kept, None]):
    """Does the updates of several lanes at once, those of a lane one after the other.

    A lane belongs to the bridge that holds PostgreSQL's lock of it, not to who holds a lease: what
    comes into it meanwhile belongs to it as well.
    """

    name = "webhooks"
    sleep = 0.5
    at_once = 4

    def __init__(
        self,
        db: Database,
        clock: Clock,
        inbox: WebhookInbox,
        handler: UpdateHandler,
    ) -> None:
        self._db = db
        self._clock = clock
        self._inbox = inbox
        self._handler = handler
        self.wakeup = inbox.wakeup()
        self._done: dict[Lane, list[int]] = defaultdict(list)
        self._elsewhere: dict[Lane, datetime] = {}

    async def claim(self, under_way: Sequence[Lane], room: int) -> Sequence[Lane]:
        """Lanes whose first update is due; whose they are is seen when they are opened."""
        now = self._clock()
        self._elsewhere = {lane: at for lane, at in self._elsewhere.items() if at > now}
        taken = {*under_way, *self._elsewhere}
        due = await self._inbox.due(now, limit=self.at_once + len(taken))
        return [lane for u in due if (lane := (u.channel, u.lane)) not in taken][:room]

    @asynccontextmanager
    async def open(self, claim: Lane) -> AsyncIterator[Sequence[Kept]]:
        """What waits in a lane, up to the first that has to wait longer, unless another bridge
        works on it; what was done is noted together."""
        async with self._db.alone(_key(claim)) as mine:
            if not mine:
                self._elsewhere[claim] = self._clock() + ELSEWHERE
                yield ()
                return
            waiting = await self._inbox.waiting(*claim, limit=IN_A_ROW)
            try:
                yield tuple(takewhile(lambda update: update.due_at <= self._clock(), waiting))
            finally:
                if done := self._done.pop(claim, None):
                    await self._inbox.done(done)
        self._handler.read_marks.show()

    async def do(self, item: Kept) -> None:
        """Act on an update. Raises `NotYet`, `NothingToDo`."""
        await self._inbox.until_quiet(at_most=GIVE_WAY_SECONDS)
        heard = msgspec.convert(item.body, Heard)
        if not await self._handler.act(item.channel, heard, item.attempts):
            raise NothingToDo
        self._done[item.channel, item.lane].append(item.id)

    async def fail(self, item: Kept, failure: Failure) -> Outcome:
        """Try it later, which its lane waits for, or keep it to be looked at."""
        if isinstance(failure.error, NothingToDo):
            await self._inbox.failed(item.id, failure.code)
            return "failed"
        attempts = item.attempts + 1
        # Whatever it was: giving up loses what a customer said, and waiting holds up what follows.
        tried = msgspec.structs.replace(failure, fate=Fate.FAILED)
        wait = RETRIES.again(tried, attempts)
        if wait is None:
            _log.warning("update_given_up", error=failure.code)
            await self._inbox.failed(item.id, failure.code)
            return "failed"
        until = self._clock() + wait
        await self._inbox.put_off(item.id, until=until, attempts=attempts, error=failure.code)
        return "retried"

    async def close(self) -> None:
        """Leave off showing that messages were read."""
        await self._handler.read_marks.close()

    def about(self, item: Kept) -> Mapping[str, str]:
        """Its channel."""
        return {"channel": item.channel}


def _key(lane: Lane) -> int:
    """What bridges know a lane by that one of them works on; two may share a key, and wait."""
    name = "/".join(lane).encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big", signed=True)

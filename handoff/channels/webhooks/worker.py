"""The webhooks' worker: one update after the other in each lane, and each once in effect."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import msgspec
import structlog

from bot.wire import Channel
from handoff.channels.webhooks.handler import NotYet, UpdateHandler
from handoff.core.channel.inbound_events import Heard
from handoff.store.db.database import Database
from handoff.store.delivery.webhook_inbox import Kept, Updates

AT_ONCE = 4
"""Lanes that are worked on at the same time."""
IN_A_ROW = 20
"""Updates of a lane that are done before another lane has its turn."""
GIVE_WAY_SECONDS = 0.3
"""So long each update gives way to webhooks that are waiting for their answer."""
ELSEWHERE = timedelta(seconds=0.5)
"""A lane that another bridge works on is left to it for so long."""
TRIES = 7
FORGET_EVERY = timedelta(hours=1)

Lane = tuple[Channel, str]
_log = structlog.get_logger(__name__)


class Arrivals:
    """The worker behind the webhooks."""

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        inbox: Updates,
        handler: UpdateHandler,
    ) -> None:
        self._db = db
        self._clock = clock
        self._updates = inbox
        self._handler = handler
        self._waker = inbox.waker()
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        self._elsewhere: dict[Lane, datetime] = {}

    async def run(self) -> None:
        """Until cancelled."""
        forget_at = self._clock()
        try:
            while True:
                if self._clock() >= forget_at:
                    await self._updates.forget(self._clock())
                    forget_at = self._clock() + FORGET_EVERY
                await self._start_due()
                await self._waker.wait(timeout=0.5)
        finally:
            left = [*self._lanes.values()]
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            await self._handler.read_marks.close()

    async def run_due(self) -> int:
        """Do what is due now, to its end; returns how many lanes had something."""
        started = await self._start_due()
        await asyncio.gather(*self._lanes.values())
        return started

    async def _start_due(self) -> int:
        room = AT_ONCE - len(self._lanes)
        if room <= 0:
            return 0
        now = self._clock()
        self._elsewhere = {lane: at for lane, at in self._elsewhere.items() if at > now}
        taken = {*self._lanes, *self._elsewhere}
        due = await self._updates.due(now, limit=AT_ONCE + len(taken))
        fresh = [lane for u in due if (lane := (u.channel, u.lane)) not in taken][:room]
        for lane in fresh:
            task = asyncio.create_task(self._work(lane))
            self._lanes[lane] = task
            task.add_done_callback(partial(self._worked, lane))
        return len(fresh)

    def _worked(self, lane: Lane, task: asyncio.Task[None]) -> None:
        """There is room for another lane."""
        del self._lanes[lane]
        if not task.cancelled() and (broke := task.exception()) is not None:
            _log.error("lane_broke", channel=lane[0], exc_info=broke)
        else:
            self._waker.wake()

    async def _work(self, lane: Lane) -> None:
        """Work on a lane, unless another bridge does."""
        async with self._db.alone(_key(lane)) as mine:
            if mine:
                await self._work_through(lane)
            else:
                self._elsewhere[lane] = self._clock() + ELSEWHERE

    async def _work_through(self, lane: Lane) -> None:
        """Do what waits in a lane until something in it has to wait longer."""
        done: list[int] = []
        try:
            for update in await self._updates.waiting(*lane, limit=IN_A_ROW):
                await self._updates.until_quiet(at_most=GIVE_WAY_SECONDS)
                if update.due_at > self._clock() or not await self._try(update, done):
                    break
        finally:
            if done:
                await self._updates.done(done)
        self._handler.read_marks.show()

    async def _try(self, update: Kept, done: list[int]) -> bool:
        """Do an update, or note why not; False when its lane has to wait for it."""
        try:
            heard = msgspec.convert(update.body, Heard)
            if await self._handler.act(update.channel, heard, update.attempts):
                done.append(update.id)
            else:
                await self._updates.failed(update.id, "nothing_to_do")
        except NotYet as exc:
            return await self._again(update, str(exc))
        except Exception as exc:  # noqa: BLE001 - one broken update must not end all the others
            _log.exception("update_broke", channel=update.channel, attempts=update.attempts)
            return await self._again(update, type(exc).__name__)
        return True

    async def _again(self, update: Kept, error: str) -> bool:
        """Try it later, which its lane waits for, or give it up."""
        attempts = update.attempts + 1
        if attempts >= TRIES:
            _log.warning("update_given_up", channel=update.channel, error=error)
            await self._updates.failed(update.id, error)
            return True
        until = self._clock() + timedelta(seconds=float(2 ** (attempts - 1)))
        await self._updates.put_off(update.id, until=until, attempts=attempts, error=error)
        return False


def _key(lane: Lane) -> int:
    """What bridges know a lane by that one of them works on; two may share a key, and wait."""
    name = "/".join(lane).encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big", signed=True)

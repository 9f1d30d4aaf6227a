"""Event follower: each bridge reads the stream of all bridges' events for its own sockets.

A bridge that has committed something says so on Redis; everything else is read from the database,
in its order, so that an announcement that is lost costs a moment and no event.
"""

from __future__ import annotations

import asyncio
import contextlib

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup

CHANNEL = "warmdesk.events"
AT_ONCE = 500
POLL_SECONDS = 1.0
ANSWER_SECONDS = 1.0

_log = structlog.get_logger(__name__)


class EventFollower:
    """Publishes the events of all bridges in this one, each once, by rising cursor."""

    def __init__(self, db: Database, redis_url: str) -> None:
        self._db = db
        seconds = {"socket_connect_timeout": ANSWER_SECONDS}
        self._redis = Redis.from_url(redis_url, socket_timeout=ANSWER_SECONDS, **seconds)
        # Who listens may have to wait for long.
        self._ear = Redis.from_url(redis_url, **seconds)
        self._cursor: int | None = None
        self.news = Wakeup()
        self._committed = False
        db.follow(self._mine)

    async def start(self) -> None:
        """What was committed before needs no telling: every page begins with a snapshot."""
        self._cursor = await self._db.cursor()

    async def catch_up(self) -> None:
        """Publish what was committed since; due when `news` wakes, and every `POLL_SECONDS`."""
        if self._committed:
            self._committed = False
            await self._announce()
        if self._cursor is None:
            raise RuntimeError("the tail was not started")
        while found := await self._db.next_events(self._cursor, limit=AT_ONCE):
            self._cursor = found[-1].cursor
            self._db.publish(found)

    async def listen(self) -> None:
        """Hear of the others' commits, until cancelled; without Redis the poll has to do."""
        lost = False
        while True:
            try:
                async with self._ear.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(CHANNEL)
                    if lost:
                        _log.info("redis_back")
                    lost = False
                    await self._hear(heard)
            except (RedisError, OSError):
                if not lost:
                    _log.warning("redis_lost")
                lost = True
                await asyncio.sleep(POLL_SECONDS)

    async def alive(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    async def close(self) -> None:
        """Give the connections back."""
        await self._redis.close()
        await self._ear.close()

    async def _hear(self, heard: PubSub) -> None:
        # What was announced before is heard by nobody.
        self.news.wake()
        async for _ in heard.listen():
            self.news.wake()

    def _mine(self) -> None:
        self._committed = True
        self.news.wake()

    async def _announce(self) -> None:
        # Without Redis the others look by themselves every second.
        with contextlib.suppress(RedisError, OSError):
            await self._redis.publish(CHANNEL, "")

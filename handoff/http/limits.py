"""Rate limits of callers, shared by bridges through Redis; without one a bridge counts alone."""

from __future__ import annotations

import hashlib
import hmac
import time

import structlog
from aiohttp import web
from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from handoff.core import texts
from handoff.core.errors import TooMany
from handoff.http.client_hash import ClientHashes
from handoff.http.counts_in_memory import CountsInMemory
from handoff.http.limit_rules import Rule
from handoff.http.origins import remote_address

ANSWER_SECONDS = 1.0
ALONE_SECONDS = 10.0
"""So long a bridge counts alone once Redis did not answer, before it asks again."""

_log = structlog.get_logger(__name__)


class Limits:
    """Counts who did what, by keys that say nothing of whose they are."""

    def __init__(
        self, key: bytes, *, redis_url: str | None = None, place_factor: float = 1.0
    ) -> None:
        self._key = key
        self._places = ClientHashes(key)
        self._place_factor = place_factor
        self._pool = _pool(redis_url) if redis_url else None
        self._redis_url = redis_url or ""
        self._shared: SlidingWindowCounterRateLimiter | None = None
        self._alone: SlidingWindowCounterRateLimiter | None = None
        self._alone_until = 0.0

    def place(self, request: web.BaseRequest) -> str:
        """The mark of where a request comes from; all behind one address share it."""
        return self._places.of(remote_address(request))

    async def take(self, rule: Rule, *key: str) -> None:
        """Count one more of `key`; raises `TooMany` when there have been too many."""
        item, name = self._item(rule), self._name(key)
        if not await self._asked("hit", item, name):
            raise _too_many(rule)

    async def look(self, rule: Rule, *key: str) -> None:
        """Raise `TooMany` when there have been too many; counts nothing."""
        if not await self._asked("test", self._item(rule), self._name(key)):
            raise _too_many(rule)

    async def forgive(self, rule: Rule, *key: str) -> None:
        """Begin anew for `key`."""
        await self._asked("clear", self._item(rule), self._name(key))

    async def close(self) -> None:
        """Give connections back."""
        if self._pool is not None:
            await self._pool.aclose()

    def _item(self, rule: Rule) -> RateLimitItemPerSecond:
        most = round(rule.most * self._place_factor) if rule.of_place else rule.most
        return RateLimitItemPerSecond(max(most, 1), rule.seconds, f"warmdesk.{rule.name}")

    def _name(self, key: tuple[str, ...]) -> str:
        return hmac.new(self._key, "\n".join(key).encode(), hashlib.sha256).hexdigest()[:32]

    async def _asked(self, what: str, item: RateLimitItemPerSecond, name: str) -> bool:
        if self._pool is not None and time.monotonic() >= self._alone_until:
            try:
                return await _done(self._together(self._pool), what, item, name)
            except (StorageError, RedisError) as exc:
                # A limit that cannot be asked for must not stop the desk.
                self._alone_until = time.monotonic() + ALONE_SECONDS
                _log.warning("limits_alone", error=type(exc).__name__)
        return await _done(self._by_itself(), what, item, name)

    def _together(self, pool: ConnectionPool) -> SlidingWindowCounterRateLimiter:
        if self._shared is None:
            options = {"wrap_exceptions": True, "implementation": "redispy"}
            storage = RedisStorage(self._redis_url, **options, connection_pool=pool)  # type: ignore[arg-type]
            self._shared = SlidingWindowCounterRateLimiter(storage)
        return self._shared

    def _by_itself(self) -> SlidingWindowCounterRateLimiter:
        # It wants the event loop that it will run in.
        if self._alone is None:
            self._alone = SlidingWindowCounterRateLimiter(CountsInMemory())
        return self._alone


def _too_many(rule: Rule) -> TooMany:
    return TooMany(rule.says or texts.too_many_tries(rule.seconds))


def _pool(redis_url: str) -> ConnectionPool:
    return ConnectionPool.from_url(
        redis_url, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS
    )


async def _done(
    limiter: SlidingWindowCounterRateLimiter, what: str, item: RateLimitItemPerSecond, name: str
) -> bool:
    if what == "clear":
        await limiter.clear(item, name)
        return True
    return await (limiter.hit(item, name) if what == "hit" else limiter.test(item, name))

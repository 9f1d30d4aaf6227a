"""Rate limits: how often somebody may do something. Kept in memory, so a restart forgives."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence

from handoff.core import texts
from handoff.core.errors import TooMany

Seconds = Callable[[], float]
_SWEEP_ABOVE = 10_000
"""Keys held before those that no longer limit anything are thrown out."""


class Buckets:
    """A token bucket for each key: `capacity` at once, refilled at `per_second`."""

    def __init__(self, capacity: int, per_second: float, clock: Seconds = time.monotonic) -> None:
        self._capacity = capacity
        self._per_second = per_second
        self._clock = clock
        self._levels: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> bool:
        """Take one token of `key`; False when none is left."""
        now = self._clock()
        level = self._level(key, now)
        if level < 1:
            return False
        if len(self._levels) >= _SWEEP_ABOVE:
            self._sweep(now)
        self._levels[key] = (level - 1, now)
        return True

    def _level(self, key: str, now: float) -> float:
        level, then = self._levels.get(key, (float(self._capacity), now))
        return min(self._capacity, level + (now - then) * self._per_second)

    def _sweep(self, now: float) -> None:
        self._levels = {
            key: (level, now)
            for key in self._levels
            if (level := self._level(key, now)) < self._capacity
        }


class Tries:
    """At most `limit` failures of each key within `seconds`.

    A try counts as failed from its start, so that many at the same time do not slip through;
    `forgive` takes it back when it went well.
    """

    def __init__(self, limit: int, seconds: float, clock: Seconds = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._failures: dict[str, deque[float]] = {}

    def begin(self, keys: Sequence[str]) -> None:
        """Count a try for each key; raises `TooMany` when one of them has used up its tries."""
        now = self._clock()
        if len(self._failures) >= _SWEEP_ABOVE:
            self._failures = {k: f for k, f in self._failures.items() if self._recent(f, now)}
        found = [self._failures.setdefault(key, deque()) for key in keys]
        if any(self._recent(failures, now) >= self._limit for failures in found):
            raise TooMany(texts.too_many_tries(self._seconds))
        for failures in found:
            failures.append(now)

    def forgive(self, keys: Sequence[str]) -> None:
        """Take back the last try of each key."""
        for key in keys:
            if self._failures.get(key):
                self._failures[key].pop()

    def _recent(self, failures: deque[float], now: float) -> int:
        while failures and now - failures[0] > self._seconds:
            failures.popleft()
        return len(failures)

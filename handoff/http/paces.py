"""Token buckets: how often the desk itself does something, each bridge for itself."""

from __future__ import annotations

import time
from collections.abc import Callable

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

"""Circuit breaker: what failed several times in a row is left alone for a while."""

from __future__ import annotations

from collections.abc import Callable

FAILURES = 3
"""After so many in a row it is left alone."""
REST_SECONDS = 60.0


class Breaker:
    """Counts failures in a row; `now` tells seconds of a clock that only goes forward."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._in_a_row = 0
        self._rests_until = float("-inf")

    @property
    def closed(self) -> bool:
        """Whether it may be tried."""
        return self._now() >= self._rests_until

    def failed(self) -> None:
        """Note a failure; from the last one allowed on, each is followed by a rest."""
        self._in_a_row += 1
        if self._in_a_row >= FAILURES:
            self._rests_until = self._now() + REST_SECONDS

    def succeeded(self) -> None:
        """Note that it works."""
        self._in_a_row = 0

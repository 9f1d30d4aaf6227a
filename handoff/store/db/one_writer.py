"""Fair lock: one writer at a time; who cannot wait goes first, and yet everybody has a turn."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class OneWriter:
    """A lock whose waiters come in their order, the `urgent` ones before the others.

    Between two urgent ones one of the others has a turn, or a steady stream would hold them up for
    ever.
    """

    def __init__(self) -> None:
        self._held = False
        self._was_urgent = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def turn(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Hold the lock for as long as the context lasts."""
        await self._take(self._urgent if urgent else self._others)
        self._was_urgent = urgent
        try:
            yield
        finally:
            self._pass_on()

    async def _take(self, line: deque[asyncio.Future[None]]) -> None:
        if not self._held:
            self._held = True
            return
        mine = asyncio.get_running_loop().create_future()
        line.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                self._pass_on()  # it had just become ours
            raise

    def _pass_on(self) -> None:
        lines = (self._urgent, self._others)
        for line in reversed(lines) if self._was_urgent else lines:
            while line:
                mine = line.popleft()
                if not mine.done():
                    mine.set_result(None)
                    return
        self._held = False

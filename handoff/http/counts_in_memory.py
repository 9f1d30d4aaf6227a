"""Counters of limits in the memory of one bridge, which forgets those that are over in rounds."""

from __future__ import annotations

import asyncio
import time

from limits.aio.storage import MemoryStorage

SWEEP_SECONDS = 60.0


class CountsInMemory(MemoryStorage):
    """The library's own counters, which it would look through, all of them, at each hit."""

    def __init__(self) -> None:
        super().__init__()
        # A round that is never done: none of the library's begins.
        self.timer = asyncio.get_running_loop().create_future()  # type: ignore[assignment]
        self._next_sweep = time.monotonic() + SWEEP_SECONDS

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count; returns how many there are now."""
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + SWEEP_SECONDS
            await self._forget()
        return await super().incr(key, expiry, amount)

    async def _forget(self) -> None:
        # It forgets by itself what is over, once somebody asks.
        for key in list(self.expirations):
            await self.get(key)

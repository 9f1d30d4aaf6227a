"""Waking a worker when something was committed, with a poll behind it as a safety net."""

from __future__ import annotations

import asyncio

from handoff.database import Database
from handoff.events import Event, Recorded


class Waker:
    """Lets a worker sleep until the next commit that recorded an event, or for a while.

    With `kinds` only events of these kinds wake it.
    """

    def __init__(self, db: Database, *kinds: type[Event]) -> None:
        self._woken = asyncio.Event()
        self._kinds = kinds or (object,)
        db.subscribe(self._wake)

    def _wake(self, recorded: tuple[Recorded, ...]) -> None:
        if any(isinstance(item.event, self._kinds) for item in recorded):
            self._woken.set()

    async def wait(self, *, timeout: float) -> None:
        """Return at the next commit, or after `timeout` seconds."""
        alarm = asyncio.get_running_loop().call_later(timeout, self._woken.set)
        try:
            await self._woken.wait()
        finally:
            alarm.cancel()
            self._woken.clear()

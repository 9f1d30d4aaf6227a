"""Waking a worker when something was committed, with a poll behind it as a safety net."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa

from handoff.core.events import Event, Recorded
from handoff.store.db.database import Database


async def set_within(event: asyncio.Event, seconds: float) -> None:
    """Return when the event is set; after so many seconds it is set here."""
    alarm = asyncio.get_running_loop().call_later(seconds, event.set)
    try:
        await event.wait()
    finally:
        alarm.cancel()


class Waker:
    """Lets a worker sleep until a commit concerns it, or for a while.

    A commit does that left work in one of the tables, or recorded an event of one of the kinds;
    without any of them only `wake` does.
    """

    def __init__(self, db: Database, *causes: type[Event] | sa.Table) -> None:
        self._woken = asyncio.Event()
        self._kinds = tuple(cause for cause in causes if isinstance(cause, type))
        db.subscribe(self._hear)
        for table in causes:
            if isinstance(table, sa.Table):
                db.on_work(table, self.wake)

    def wake(self) -> None:
        """Let the worker go on: there is something else to do."""
        self._woken.set()

    def _hear(self, recorded: tuple[Recorded, ...]) -> None:
        if any(isinstance(item.event, self._kinds) for item in recorded):
            self.wake()

    async def wait(self, *, timeout: float) -> None:
        """Return at the next commit that concerns it, or after `timeout` seconds."""
        try:
            await set_within(self._woken, timeout)
        finally:
            self._woken.clear()

"""Condition variable: a job sleeps until a commit concerns it, with a poll behind it."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa

from handoff.core.events import Event, Recorded
from handoff.store.db.database import Database


async def set_within(event: asyncio.Event, seconds: float | None) -> None:
    """Return when the event is set; after so many seconds, if any are named, it is set here."""
    if seconds is None:
        await event.wait()
        return
    alarm = asyncio.get_running_loop().call_later(seconds, event.set)
    try:
        await event.wait()
    finally:
        alarm.cancel()


class Wakeup:
    """What lets a job sleep until there is something to do."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()

    def on(self, db: Database, *causes: type[Event] | sa.Table) -> Wakeup:
        """Wake at each commit that left work in one of the tables, or recorded such an event."""
        kinds = tuple(cause for cause in causes if isinstance(cause, type))

        def hear(recorded: tuple[Recorded, ...]) -> None:
            if any(isinstance(item.event, kinds) for item in recorded):
                self.wake()

        if kinds:
            db.subscribe(hear)
        for table in causes:
            if isinstance(table, sa.Table):
                db.on_work(table, self.wake)
        return self

    def wake(self) -> None:
        """Let the job go on: there is something to do."""
        self._woken.set()

    async def wait(self, *, timeout: float | None) -> None:  # noqa: ASYNC109 - no error
        """Return once it was woken since the last time, or after `timeout` seconds."""
        try:
            await set_within(self._woken, timeout)
        finally:
            self._woken.clear()

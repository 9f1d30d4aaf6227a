"""Supervisor: everything that goes on beside the requests, for as long as the bridge runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog

Work = Callable[[], Awaitable[None]]

PAUSE_SECONDS = 1.0
"""Before work that broke goes on."""
CANCEL_SECONDS = 0.5
_log = structlog.get_logger(__name__)


class Job(Protocol):
    """Something that goes on until it is cancelled."""

    @property
    def name(self) -> str:
        """What logs and metrics call it."""

    async def run(self) -> None:
        """Until cancelled."""


class Stream:
    """A job that follows something by itself, such as events in memory or a socket."""

    def __init__(self, name: str, follow: Work) -> None:
        self.name = name
        self._follow = follow

    async def run(self) -> None:
        """Until cancelled."""
        await for_ever(self.name, self._follow)


class Background:
    """Runs each job in a task of its own."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Start everything."""
        self._tasks = [asyncio.create_task(job.run(), name=job.name) for job in self._jobs]

    async def stop(self) -> None:
        """Cancel everything and wait for its end."""
        left = set(self._tasks)
        while left:
            # Again and again: before Python 3.12 `wait_for`, which libraries use, loses a
            # cancellation that comes together with what it waits for.
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=CANCEL_SECONDS)


async def for_ever(name: str, step: Work) -> None:
    """Do a step again and again, also after one that broke, until cancelled."""
    while True:
        try:
            await step()
        except Exception:  # noqa: BLE001 - a database away for a moment must not end the work
            _log.exception("work_broke", work=name)
            await asyncio.sleep(PAUSE_SECONDS)

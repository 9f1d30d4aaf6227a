"""Work that goes on beside the requests, for as long as the bridge runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

Work = Callable[[], Awaitable[None]]

PAUSE_SECONDS = 1.0
CANCEL_SECONDS = 0.5
_log = structlog.get_logger(__name__)


class Background:
    """Runs each piece of work in a task of its own, and starts it again should it break."""

    def __init__(self, work: Mapping[str, Work]) -> None:
        self._work = work
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Start everything."""
        self._tasks = [
            asyncio.create_task(_for_ever(name, work), name=name)
            for name, work in self._work.items()
        ]

    async def stop(self) -> None:
        """Cancel everything and wait for its end."""
        left = set(self._tasks)
        while left:
            # Again and again: Python 3.10's `wait_for` loses a cancellation that comes together
            # with what it waits for.
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=CANCEL_SECONDS)


async def _for_ever(name: str, work: Work) -> None:
    while True:
        try:
            await work()
        except Exception:  # noqa: BLE001 - a database away for a moment must not end the work
            _log.exception("work_broke", work=name)
        await asyncio.sleep(PAUSE_SECONDS)

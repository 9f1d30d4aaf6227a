"""Work beside the requests goes on when it breaks, and ends when it is told to."""

from __future__ import annotations

import asyncio

from handoff.jobs.background import Background, Stream


async def test_work_that_loses_a_cancellation_ends_all_the_same() -> None:
    """Stopping asks again where a piece of work swallowed the first cancellation."""
    swallowed = asyncio.Event()

    async def deaf_once() -> None:
        while True:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                if swallowed.is_set():
                    raise
                swallowed.set()

    background = Background([Stream("deaf", deaf_once)])
    background.start()
    await asyncio.sleep(0)
    await asyncio.wait_for(background.stop(), 10)
    assert swallowed.is_set()


async def test_work_that_breaks_is_started_again() -> None:
    """An error ends one round of the work and not the work."""
    rounds = asyncio.Queue[int]()

    async def breaks() -> None:
        await rounds.put(1)
        raise RuntimeError("the database is away")

    background = Background([Stream("fragile", breaks)])
    background.start()
    for _ in range(2):
        await asyncio.wait_for(rounds.get(), 10)
    await background.stop()

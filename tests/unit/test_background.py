"""Work beside the requests goes on when it breaks, and ends when it is told to."""

from __future__ import annotations

import asyncio

from handoff.jobs.engine import engine
from handoff.jobs.engine.background import Background, Stream
from handoff.jobs.engine.rounds import Call
from handoff.jobs.engine.tally import Uncounted
from tests.unit.test_jobs_worker import Lanes


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


async def test_kinds_of_every_sort_run_from_one_list() -> None:
    """What follows something, what goes its rounds, and what does rows, until the end."""
    done: asyncio.Queue[str] = asyncio.Queue()

    async def follow() -> None:
        await done.put("stream")
        await asyncio.Event().wait()

    async def look() -> None:
        await done.put("round")

    async def do(item: str) -> None:
        await done.put(item)

    kinds = [Stream("s", follow), Call("r", look, every=3600.0), Lanes(a=["row"], does=do)]
    background = engine.background(kinds, Uncounted())
    background.start()
    found = {await asyncio.wait_for(done.get(), 10) for _ in range(3)}
    await background.stop()
    assert found == {"stream", "round", "row"}

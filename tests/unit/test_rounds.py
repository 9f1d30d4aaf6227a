"""Rounds: one after the other, woken or by the clock, by one bridge alone where that matters."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from handoff.jobs.engine.rounds import Call, RoundKind, Rounds
from handoff.jobs.engine.tally import Outcome
from handoff.store.db.wakeup import Wakeup


class Looks(RoundKind):
    """Counts its rounds; each does what `found` has next."""

    def __init__(self, found: list[int], **how: object) -> None:
        values: dict[str, object] = {"every": 3600.0, **how}
        super().__init__("looks", **values)  # type: ignore[arg-type]
        self.found = found
        self.begun = 0
        self.rounds: asyncio.Queue[float] = asyncio.Queue()

    def begin(self) -> None:
        """Count the beginnings."""
        self.begun += 1

    async def look(self) -> int:
        """The next of what is found; an exception is raised."""
        await self.rounds.put(asyncio.get_running_loop().time())
        return self.found.pop(0) if self.found else 0


class Kept:
    """A tally that keeps what it is told."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.overdue: Callable[[], float] = lambda: -1.0

    def ended(self, _kind: str, outcome: Outcome, _seconds: float) -> None:
        """Keep it."""
        self.outcomes.append(outcome)

    def under_way(self, _kind: str, count: int) -> None:
        """One at most."""
        assert count in (0, 1)

    def follow(self, _kind: str, overdue: Callable[[], float]) -> None:
        """Keep whom to ask."""
        self.overdue = overdue


@asynccontextmanager
async def making(rounds: Rounds) -> AsyncIterator[None]:
    """Rounds that are being made."""
    task = asyncio.create_task(rounds.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_round_that_did_something_is_followed_by_another() -> None:
    """Until there is nothing to do the clock is not waited for."""
    kind = Looks([2, 1, 0])
    async with making(Rounds(kind)):
        for _ in range(3):
            await asyncio.wait_for(kind.rounds.get(), 10)
        await asyncio.sleep(0.02)
    assert kind.rounds.empty()
    assert kind.begun == 1


async def test_what_wakes_it_makes_a_round() -> None:
    """Also what comes during a round, which may have looked there before."""
    woken = Wakeup()
    kind = Looks([], every=None, wakeup=woken)
    async with making(Rounds(kind)):
        await asyncio.wait_for(kind.rounds.get(), 10)
        woken.wake()
        await asyncio.wait_for(kind.rounds.get(), 10)
        await asyncio.sleep(0.02)
        assert kind.rounds.empty()


async def test_rounds_are_apart() -> None:
    """However often it is woken, what moves together is looked at once."""
    woken = Wakeup()
    kind = Looks([], every=None, wakeup=woken, apart=0.2)
    async with making(Rounds(kind)):
        first = await asyncio.wait_for(kind.rounds.get(), 10)
        for _ in range(5):
            woken.wake()
            await asyncio.sleep(0)
        second = await asyncio.wait_for(kind.rounds.get(), 10)
        assert second - first >= 0.19
        assert kind.rounds.empty()


async def test_one_bridge_makes_a_round() -> None:
    """While another is at it, nothing is looked at."""

    @asynccontextmanager
    async def elsewhere() -> AsyncIterator[bool]:
        yield False

    kind, tally = Looks([7], alone=elsewhere), Kept()
    assert await Rounds(kind, tally).run_due() == 0
    assert kind.rounds.empty()
    assert tally.outcomes == ["skipped"]


async def test_a_round_that_breaks_is_counted_and_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An error ends one round and not the rounds."""
    monkeypatch.setattr("handoff.jobs.engine.background.PAUSE_SECONDS", 0.01)
    tally, there = Kept(), asyncio.Event()
    broken = [ConnectionError(), ConnectionError()]

    async def look() -> None:
        if broken:
            raise broken.pop()
        there.set()

    async with making(Rounds(Call("fragile", look, every=3600.0), tally)):
        await asyncio.wait_for(there.wait(), 10)
        await asyncio.sleep(0.01)
    assert tally.outcomes == ["failed", "failed", "done"]


async def test_a_round_that_does_not_come_is_seen() -> None:
    """For how long the next one has been late can be asked at any time."""
    tally, hanging = Kept(), asyncio.Event()

    async def look() -> None:
        if hanging.is_set():
            await asyncio.Event().wait()
        hanging.set()

    rounds = Rounds(Call("hangs", look, every=0.01), tally)
    assert tally.overdue() == 0.0
    async with making(rounds):
        await asyncio.wait_for(hanging.wait(), 10)
        for _ in range(1_000):
            if tally.overdue() > 0.05:
                break
            await asyncio.sleep(0.01)
        assert tally.overdue() > 0.05

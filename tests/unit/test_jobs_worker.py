"""The engine of the jobs: claims, lanes, limits, failures, leases, and what is left at an end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from handoff.core.channel.port import Undelivered
from handoff.jobs.engine import worker as engine
from handoff.jobs.engine.retry import Failure, NotYet
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import Kind, Worker
from handoff.store.db.wakeup import Wakeup

Do = Callable[[str], Awaitable[str | None]]


async def goes_well(item: str) -> str | None:
    """Done, with nothing to note."""
    del item
    return None


async def hangs(item: str) -> str | None:
    """Never come back."""
    await asyncio.Event().wait()
    return item


class Lanes(Kind[str, str, str]):
    """Lanes of items in memory; `does` says how one is done."""

    name = "lanes"
    sleep = 3600.0
    at_once = 4

    def __init__(self, *, does: Do = goes_well, **waiting: Sequence[str]) -> None:
        self.waiting = {lane: list(items) for lane, items in waiting.items()}
        self.does = does
        self.wakeup = Wakeup()
        self.looks = 0
        self.order: list[str] = []
        self.settled: list[Sequence[str]] = []
        self.failed: list[str] = []
        self.renewed: Counter[str] = Counter()
        self.closed = False

    async def claim(self, under_way: Sequence[str], room: int) -> Sequence[str]:
        """Lanes in which something waits."""
        self.looks += 1
        due = [lane for lane, items in self.waiting.items() if items and lane not in under_way]
        return due[:room]

    @asynccontextmanager
    async def open(self, claim: str) -> AsyncIterator[Sequence[str]]:
        """Everything that waits in the lane."""
        yield tuple(self.waiting[claim])

    async def do(self, item: str) -> str | None:
        """As `does` says; what went well waits no more."""
        self.order.append(item)
        result = await self.does(item)
        self._forget(item)
        return result

    async def fail(self, item: str, failure: Failure) -> Outcome:
        """What is refused for good waits no more."""
        self.failed.append(failure.code)
        if not isinstance(failure.error, Undelivered):
            return "retried"
        self._forget(item)
        return "failed"

    async def settle(self, results: Sequence[str]) -> None:
        """Keep what was noted together."""
        self.settled.append(results)

    async def renew(self, claims: Sequence[str]) -> None:
        """Count the signs of life."""
        self.renewed.update(claims)

    async def close(self) -> None:
        """Note that it was."""
        self.closed = True

    def _forget(self, item: str) -> None:
        for items in self.waiting.values():
            if item in items:
                items.remove(item)


class Counted:
    """A tally that keeps what it is told."""

    def __init__(self) -> None:
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.most = 0

    def ended(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Count it."""
        assert seconds >= 0
        self.outcomes[kind, outcome] += 1

    def under_way(self, kind: str, count: int) -> None:
        """Keep the most."""
        del kind
        self.most = max(self.most, count)

    def follow(self, kind: str, overdue: Callable[[], float]) -> None:
        """Nothing is asked."""


async def until(holds: Callable[[], bool]) -> None:
    """Return when it holds."""
    for _ in range(3_000):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise TimeoutError


@asynccontextmanager
async def running(kind: Kind[str, str, str]) -> AsyncIterator[Worker[str, str, str]]:
    """A worker on its own."""
    worker = Worker(kind)
    task = asyncio.create_task(worker.run())
    yield worker
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_lanes_go_side_by_side_and_keep_their_order() -> None:
    """One that hangs holds up what is behind it, and nothing else."""

    async def a_hangs(item: str) -> str | None:
        return await (hangs if item == "a1" else goes_well)(item)

    kind = Lanes(a=["a1", "a2"], b=["b1", "b2", "b3"], does=a_hangs)
    async with running(kind):
        await until(lambda: kind.order[-1:] == ["b3"])
        kind.waiting["c"] = ["c1"]
        kind.wakeup.wake()
        await until(lambda: kind.order[-1:] == ["c1"])
    assert [item for item in kind.order if item[0] == "b"] == ["b1", "b2", "b3"]
    assert "a2" not in kind.order
    assert kind.waiting["a"] == ["a1", "a2"]


async def test_a_lane_waits_for_what_is_tried_again_and_not_for_what_is_given_up() -> None:
    """Order holds over a retry; what is refused for good blocks nothing."""

    async def breaks(item: str) -> str | None:
        if item == "a1":
            raise NotYet("unknown_message")
        if item == "b1":
            raise Undelivered("blocked", retry=False)
        return None

    kind, tally = Lanes(a=["a1", "a2"], b=["b1", "b2"], does=breaks), Counted()
    assert await Worker(kind, tally).run_due() == 2
    assert sorted(kind.order) == ["a1", "b1", "b2"]
    assert sorted(kind.failed) == ["blocked", "unknown_message"]
    assert tally.outcomes == {
        ("lanes", "retried"): 1,
        ("lanes", "failed"): 1,
        ("lanes", "done"): 1,
    }


async def test_no_more_are_under_way_than_may_be() -> None:
    """What is beyond the limit begins as soon as there is room."""
    kind, tally = Lanes(**{f"l{n}": [f"l{n}"] for n in range(9)}), Counted()
    kind.unblocks = False
    worker = Worker(kind, tally)
    task = asyncio.create_task(worker.run())
    await until(lambda: len(kind.order) == 9)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert tally.most == kind.at_once


async def test_more_than_a_batch_is_looked_for_at_once() -> None:
    """After a look that came back full there is another, without waiting to be woken."""
    kind = Lanes(does=hangs, a=["a1"], b=["b1"], c=["c1"])
    kind.batch = 1
    async with running(kind):
        await until(lambda: sorted(kind.order) == ["a1", "b1", "c1"])


async def test_nobody_looks_again_behind_what_blocks_nothing() -> None:
    """Where an end says nothing about others, it costs no look."""
    kind = Lanes(a=["a1"])
    kind.unblocks = False
    async with running(kind):
        await until(lambda: kind.waiting == {"a": []})
        await asyncio.sleep(0.05)
        assert kind.looks == 1


async def test_results_of_several_lanes_are_settled_together() -> None:
    """What ends while something else is being noted is noted together afterwards."""
    together = asyncio.Barrier(3) if hasattr(asyncio, "Barrier") else None
    come = asyncio.Event()

    async def at_once(item: str) -> str | None:
        if together is None:
            await come.wait()
        else:
            await together.wait()
        return item

    kind = Lanes(does=at_once, a=["a1"], b=["b1"], c=["c1"])
    asyncio.get_running_loop().call_later(0.05, come.set)
    await Worker(kind).run_due()
    assert [sorted(results) for results in kind.settled] == [["a1", "b1", "c1"]]


async def test_what_has_nothing_to_settle_ends_during_a_settling() -> None:
    """A lane without results may come to its end while others' results are being noted."""
    kind = Lanes(a=["a1"], b=["b1"])
    ending = asyncio.Event()

    async def does(item: str) -> str | None:
        if item == "a1":
            return item
        await ending.wait()
        return None

    async def settle(results: Sequence[str]) -> None:
        ending.set()
        await asyncio.sleep(0.02)
        kind.settled.append(results)

    kind.does = does
    kind.settle = settle  # type: ignore[method-assign]
    assert await Worker(kind).run_due() == 2
    assert [list(each) for each in kind.settled] == [["a1"]]
    assert kind.waiting == {"a": [], "b": []}


async def test_what_could_not_be_settled_is_settled_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a result is not noted its lane is not claimed again, and nothing is done twice."""
    monkeypatch.setattr("handoff.jobs.engine.background.PAUSE_SECONDS", 0.01)

    async def with_result(item: str) -> str | None:
        return item

    class Breaking(Lanes):
        """The database is away for the first two notes."""

        left = 2

        async def settle(self, results: Sequence[str]) -> None:
            """Not yet."""
            self.left -= 1
            if self.left >= 0:
                raise ConnectionError
            await super().settle(results)

    kind = Breaking(does=with_result, a=["a1"])
    async with running(kind):
        await until(lambda: bool(kind.settled))
    assert (kind.order, [list(each) for each in kind.settled]) == (["a1"], [["a1"]])


async def test_a_claim_that_breaks_ends_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither opening it nor noting its failure may take the others along."""
    monkeypatch.setattr(engine, "PAUSE_SECONDS", 0.01)

    class Fragile(Lanes):
        """One lane cannot be opened, of another a failure cannot be noted."""

        @asynccontextmanager
        async def open(self, claim: str) -> AsyncIterator[Sequence[str]]:
            """Not that one."""
            if claim == "a":
                raise ConnectionError
            async with super().open(claim) as items:
                yield items

        async def fail(self, item: str, failure: Failure) -> Outcome:
            """Never noted."""
            raise ConnectionError

    async def breaks(item: str) -> str | None:
        if item == "b1":
            raise RuntimeError("b1")
        return None

    kind = Fragile(does=breaks, a=["a1"], b=["b1"], c=["c1"])
    assert await Worker(kind).run_due() == 3
    assert sorted(kind.order) == ["b1", "c1"]
    assert kind.waiting == {"a": ["a1"], "b": ["b1"], "c": []}


async def test_what_takes_long_is_renewed_for_as_long() -> None:
    """A sign of life goes out for what is under way, and none for what has ended."""
    come = asyncio.Event()

    async def waits(item: str) -> str | None:
        if item == "a1":
            await come.wait()
        return None

    kind = Lanes(does=waits, a=["a1"], b=["b1"])
    kind.renew_every = 0.01
    async with running(kind):
        await until(lambda: kind.renewed["a"] > 2)
        come.set()
        await until(lambda: kind.waiting["a"] == [])
        before = kind.renewed["a"]
        await asyncio.sleep(0.05)
        assert kind.renewed["a"] <= before + 1
        assert kind.renewed["b"] <= 1


async def test_no_lease_is_renewed_over_a_failure() -> None:
    """What a failure has written stands: it says when the next try is."""
    noted = asyncio.Event()
    wrote: list[str] = []

    class Slow(Lanes):
        """Noting a failure takes longer than the time between two signs of life."""

        async def fail(self, item: str, failure: Failure) -> Outcome:
            """Some time later."""
            await asyncio.sleep(0.05)
            wrote.append("failure")
            noted.set()
            return await super().fail(item, failure)

        async def renew(self, claims: Sequence[str]) -> None:
            """Keep when it was."""
            wrote.append("lease")

    async def breaks(item: str) -> str | None:
        del item
        await asyncio.sleep(0.03)
        raise NotYet("x")

    kind = Slow(does=breaks, a=["a1"])
    kind.renew_every = 0.01
    kind.unblocks = False
    async with running(kind):
        await asyncio.wait_for(noted.wait(), 10)
        await asyncio.sleep(0.05)
    assert wrote[-1] == "failure"


async def test_the_end_leaves_nothing_running() -> None:
    """Whatever is under way is cancelled, and the kind is closed."""
    kind = Lanes(does=hangs, a=["a1"], b=["b1"])
    before = asyncio.all_tasks()
    async with running(kind):
        await until(lambda: len(kind.order) == 2)
    assert kind.closed
    assert asyncio.all_tasks() == before


async def test_a_look_that_breaks_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is away for a moment ends no worker, and nothing that is under way."""
    monkeypatch.setattr("handoff.jobs.engine.background.PAUSE_SECONDS", 0.01)

    class Away(Lanes):
        """Its second look breaks."""

        async def claim(self, under_way: Sequence[str], room: int) -> Sequence[str]:
            """Or not."""
            if self.looks == 1:
                self.looks += 1
                raise ConnectionError
            return await super().claim(under_way, room)

    kind = Away(does=hangs, a=["a1"])
    async with running(kind):
        await until(lambda: kind.order == ["a1"])
        kind.waiting["b"] = ["b1"]
        kind.wakeup.wake()
        await until(lambda: kind.order == ["a1", "b1"])

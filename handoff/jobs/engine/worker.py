"""The jobs' engine: competing consumers with leased claims, in order within each lane.

A kind of job knows what is due, how one item of it is done and what an error makes of it. The
engine claims, keeps to the limits and the lanes, renews leases, sorts errors, counts, and is woken.
It knows nothing of any kind.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from typing import Generic, TypeVar

import structlog

from handoff.jobs.engine.background import PAUSE_SECONDS, for_ever
from handoff.jobs.engine.retry import Failure, Fate, failure_of
from handoff.jobs.engine.tally import Outcome, Tally, Uncounted
from handoff.store.db.wakeup import Wakeup

Claim = TypeVar("Claim")
Item = TypeVar("Item")
Result = TypeVar("Result")

_log = structlog.get_logger(__name__)


class Kind(ABC, Generic[Claim, Item, Result]):
    """A kind of job whose items are rows.

    A claim is a lane that this bridge works on for a while: one item, or what waits in it. Of a
    lane that is under way nothing else may be claimed, here or at another bridge.
    """

    name: str
    """What logs and metrics call it."""
    wakeup: Wakeup
    sleep: float
    """Seconds after which it looks for itself, unless it was woken before."""
    at_once: int
    """Claims under way at the same time."""
    batch: int | None = None
    """Claims that are taken in one look; None: as many as there is room for."""
    renew_every: float | None = None
    """Seconds between two signs of life of what takes long; None where leases outlast the work."""
    unblocks: bool = True
    """Whether behind a claim in its lane, or in its group, others may wait for its end."""

    @abstractmethod
    async def claim(self, under_way: Sequence[Claim], room: int) -> Sequence[Claim]:
        """What is due and in no lane that is under way, `room` at most, for this bridge alone."""

    @abstractmethod
    def open(self, claim: Claim) -> AbstractAsyncContextManager[Sequence[Item]]:
        """The items of a claim, in their order; none when another bridge was faster."""

    @abstractmethod
    async def do(self, item: Item) -> Result | None:
        """Do one; a result is handed to `settle`. Raises whatever went wrong."""

    @abstractmethod
    async def fail(self, item: Item, failure: Failure) -> Outcome:
        """Note that a try failed. What follows in its lane waits for one that is `retried`."""

    async def settle(self, results: Sequence[Result]) -> None:
        """Note what went well, of several claims together; until then their lanes are under way."""

    async def renew(self, claims: Sequence[Claim]) -> None:
        """Renew the leases of what is under way."""

    async def close(self) -> None:
        """Give up what was begun beside the items."""

    def about(self, item: Item) -> Mapping[str, str]:
        """What each line of the log about an item carries."""
        return {}


class RowKind(Kind[Item, Item, Result]):
    """A kind of job where each claim is one item."""

    @asynccontextmanager
    async def open(self, claim: Item) -> AsyncIterator[Sequence[Item]]:
        """The claim itself."""
        yield (claim,)


class Worker(Generic[Claim, Item, Result]):
    """Does one kind of job."""

    def __init__(self, kind: Kind[Claim, Item, Result], tally: Tally | None = None) -> None:
        self.name = kind.name
        self._kind = kind
        self._tally = tally or Uncounted()
        self._under_way: dict[asyncio.Task[list[Result]], Claim] = {}
        self._full = False
        # What a failure writes must not be taken for a lease by whoever renews it at that moment.
        self._leases = asyncio.Lock()

    async def run(self) -> None:
        """Until cancelled; what is under way then is left to the next start."""
        try:
            async with self._at_work():
                await for_ever(self.name, self._round)
        finally:
            await self._kind.close()

    async def run_due(self) -> int:
        """Do what is due now, to its end; returns how many claims that were."""
        async with self._at_work():
            await self._settle()
            started = await self._start_due()
            while self._under_way:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
                await self._settle()
        return started

    async def _round(self) -> None:
        await self._settle()
        await self._start_due()
        await self._kind.wakeup.wait(timeout=self._kind.sleep)

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[None]:
        """Hold what is under way; at the end it is left to the next start."""
        renewing = []
        if self._kind.renew_every is not None:
            step = partial(self._renew, self._kind.renew_every)
            renewing.append(asyncio.create_task(for_ever(f"{self.name}_leases", step)))
        try:
            yield
        finally:
            left = [*renewing, *self._under_way]
            for task in left:
                task.cancel()
            # Their connections go back before the database is closed. What was done, but could not
            # be settled, is settled at the next start.
            await asyncio.gather(*left, return_exceptions=True)

    async def _renew(self, every: float) -> None:
        await asyncio.sleep(every)
        async with self._leases:
            held = tuple(claim for task, claim in self._under_way.items() if _holds(task))
            if held:
                await self._kind.renew(held)

    async def _start_due(self) -> int:
        room = self._kind.at_once - len(self._under_way)
        if self._kind.batch is not None:
            room = min(room, self._kind.batch)
        claims = await self._kind.claim(tuple(self._under_way.values()), room) if room > 0 else ()
        for claim in claims:
            self._start(claim)
        self._full = len(self._under_way) >= self._kind.at_once
        if claims and len(claims) >= room and not self._full:
            # There may be more.
            self._kind.wakeup.wake()
        return len(claims)

    def _start(self, claim: Claim) -> None:
        task = asyncio.create_task(self._work(claim))
        self._under_way[task] = claim
        self._tally.under_way(self.name, len(self._under_way))
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[list[Result]]) -> None:
        to_settle = _holds(task)
        if not to_settle:
            self._forget(task)
        if to_settle or self._kind.unblocks or self._full:
            self._kind.wakeup.wake()

    def _forget(self, task: asyncio.Task[list[Result]]) -> None:
        del self._under_way[task]
        self._tally.under_way(self.name, len(self._under_way))

    async def _settle(self) -> None:
        """Note the results of all claims that have ended, together."""
        ended = [task for task in self._under_way if task.done() and _holds(task)]
        if not ended:
            return
        await self._kind.settle([result for task in ended for result in task.result()])
        for task in ended:
            self._forget(task)

    async def _work(self, claim: Claim) -> list[Result]:
        results: list[Result] = []
        try:
            async with self._kind.open(claim) as items:
                for item in items:
                    if await self._do(item, results) == "retried":
                        break
        except Exception:  # noqa: BLE001 - one broken claim must not end all the others
            _log.exception("claim_broke", work=self.name)
            # Its lane stays under way meanwhile: else it would be claimed again at once.
            await asyncio.sleep(PAUSE_SECONDS)
        return results

    async def _do(self, item: Item, results: list[Result]) -> Outcome:
        clock = asyncio.get_running_loop().time
        began = clock()
        with structlog.contextvars.bound_contextvars(**self._kind.about(item)):
            outcome = await self._tried(item, results)
        self._tally.ended(self.name, outcome, clock() - began)
        return outcome

    async def _tried(self, item: Item, results: list[Result]) -> Outcome:
        try:
            result = await self._kind.do(item)
        except Exception as error:  # noqa: BLE001 - the table says what it means
            failure = failure_of(error)
            if failure.fate in (Fate.BROKE, Fate.UNKEPT):
                _log.exception("item_broke", work=self.name)
            renewed = self._kind.renew_every is not None
            async with self._leases if renewed else nullcontext():
                return await self._kind.fail(item, failure)
        if result is not None:
            results.append(result)
        return "done"


def _holds(task: asyncio.Task[list[Result]]) -> bool:
    """Whether a claim is being worked on, or has results that are not settled yet."""
    return not task.done() or (not task.cancelled() and bool(task.result()))

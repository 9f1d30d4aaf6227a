"""Periodic scheduler, the jobs' engine for what is no queue of rows: rounds, by one bridge alone
where that matters."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from handoff.jobs.engine.background import for_ever
from handoff.jobs.engine.tally import Tally, Uncounted
from handoff.store.db.wakeup import Wakeup

Alone = Callable[[], AbstractAsyncContextManager[bool]]
"""Whether no other bridge makes this round right now, for as long as it is made."""


@asynccontextmanager
async def _every_bridge() -> AsyncIterator[bool]:
    yield True


class RoundKind(ABC):
    """A kind of job that looks at everything there is, again and again.

    It looks `every` so many seconds (None: only when it is woken), and sooner when it is woken,
    but with `apart` seconds between two rounds at least.
    """

    def __init__(
        self,
        name: str,
        *,
        every: float | None,
        apart: float = 0.0,
        wakeup: Wakeup | None = None,
        alone: Alone = _every_bridge,
    ) -> None:
        self.name = name
        self.every = every
        self.apart = apart
        self.wakeup = wakeup or Wakeup()
        self.alone = alone

    def begin(self) -> None:  # noqa: B027 - most have nothing to begin with
        """The first round is about to be made."""

    @abstractmethod
    async def look(self) -> int:
        """Make one round; returns how much was done, if another is to follow at once."""


class Call(RoundKind):
    """A round that is one call."""

    def __init__(
        self,
        name: str,
        call: Callable[[], Awaitable[None]],
        *,
        every: float | None,
        apart: float = 0.0,
        wakeup: Wakeup | None = None,
    ) -> None:
        super().__init__(name, every=every, apart=apart, wakeup=wakeup)
        self._call = call

    async def look(self) -> int:
        """Call it."""
        await self._call()
        return 0


class Rounds:
    """Makes the rounds of one kind."""

    def __init__(self, kind: RoundKind, tally: Tally | None = None) -> None:
        self.name = kind.name
        self._kind = kind
        self._tally = tally or Uncounted()
        self._due_at: float | None = None
        self._tally.follow(kind.name, self.overdue)

    async def run(self) -> None:
        """Until cancelled."""
        self._kind.begin()
        await for_ever(self.name, self._step)

    async def run_due(self) -> int:
        """One round now, unless another bridge is at it; returns how much was done."""
        async with self._kind.alone() as mine:
            if mine:
                return await self._look()
        self._tally.ended(self.name, "skipped", 0.0)
        return 0

    def overdue(self) -> float:
        """For how many seconds the next round has been late; 0.0 when it is not."""
        late = 0.0 if self._due_at is None else asyncio.get_running_loop().time() - self._due_at
        return max(0.0, late)

    async def _step(self) -> None:
        done = await self.run_due()
        if self._kind.every is not None:
            self._due_at = asyncio.get_running_loop().time() + self._kind.apart + self._kind.every
        await asyncio.sleep(self._kind.apart)
        if not done:
            await self._kind.wakeup.wait(timeout=self._kind.every)

    async def _look(self) -> int:
        clock = asyncio.get_running_loop().time
        began, ended = clock(), False
        self._tally.under_way(self.name, 1)
        try:
            done = await self._kind.look()
            ended = True
        finally:
            self._tally.under_way(self.name, 0)
            self._tally.ended(self.name, "done" if ended else "failed", clock() - began)
        return done

"""Decorator of a facet: each of its writes happens once, whatever becomes of its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from msgspec.structs import replace

from actions.crm.absent import Absent
from actions.crm.embedded import EmbeddedCrm
from actions.crm.errors import CrmError, CrmRefused, CrmUncertain
from actions.crm.once_only import methods
from actions.crm.once_only.looking import before
from actions.crm.once_only.on_behalf import concerned
from actions.crm.once_only.settling import FIRST_LOOK, UNDER_WAY, Settling
from actions.crm.once_only.write import BEGUN, DONE, Write
from actions.crm.once_per_key import Clock, utc_now
from actions.crm.port import FACETS, Crm
from actions.crm.records.record import Record
from actions.crm.remote.facet_method import FacetMethod

SAME_WISH = timedelta(minutes=10)
"""For so long the same under another key is taken for the same wish, said twice."""
LOOK_SECONDS = 5.0
"""How long a customer is kept waiting for what came of a write, when its answer was lost."""
POLL_SECONDS = 0.2
_STILL = "It was sent, and is not confirmed yet."

Call = Callable[[], Awaitable[Record]]


def once_only(crm: Crm, *, clock: Clock = utc_now, look_seconds: float = LOOK_SECONDS) -> Crm:
    """The same CRM, in which what other systems write is kept in the ledger of the desk's records.

    The embedded CRM keeps keys and its answers are never lost, so that its facets stay as they are.
    """
    settling = Settling(crm, clock=clock)

    def wrapped(facet: Any) -> Any:
        if isinstance(facet, EmbeddedCrm | Absent):
            return facet
        return OnceOnly(facet, crm, settling, clock, look_seconds)

    return replace(crm, **{name: wrapped(getattr(crm, name)) for name in FACETS})


def unwrapped(crm: Crm) -> Crm:
    """The same CRM with the facets as the systems serve them."""

    def bare(facet: Any) -> Any:
        return facet.facet if isinstance(facet, OnceOnly) else facet

    return replace(crm, **{name: bare(getattr(crm, name)) for name in FACETS})


class OnceOnly:
    """A facet whose writes are begun in the ledger, sent, and noted as done.

    Where an answer is lost, the effect is looked for; what cannot be seen raises `CrmUncertain`,
    and nothing is sent a second time before it is known.
    """

    def __init__(
        self, facet: Any, crm: Crm, settling: Settling, clock: Clock, look_seconds: float
    ) -> None:
        self.facet = facet
        self._crm, self._ledger, self._settling = crm, crm.records, settling
        self._clock, self._look_seconds = clock, look_seconds

    def __getattr__(self, name: str) -> Any:
        """What the facet has under that name; its writes once only."""
        method = methods.writes().get(name)
        served = getattr(self.facet, name)
        return served if method is None else partial(self._write, method, served)

    async def _write(self, method: FacetMethod, served: Any, *args: Any, **kwargs: Any) -> Record:
        call = partial(served, *args, **kwargs)
        if self.facet.abilities().why_not(method.name) is not None:
            refused: Record = await call()
            return refused
        write = self._entry(method, method.arguments(*args, **kwargs))
        if self.facet.abilities().keeps_keys:
            return await self._by_key(write, call)
        return await self._by_ledger(write, method, call, same_since=self._clock() - SAME_WISH)

    def _entry(self, method: FacetMethod, request: dict[str, Any]) -> Write:
        now, key = self._clock(), request.pop(methods.KEY)
        return Write(
            key=key,
            act=method.name,
            target=methods.target_of(request),
            request_digest=methods.digest_of(method.name, request),
            state="begun",
            tried_at=now,
            request=request,
            conversation_id=concerned(),
            due_at=now + UNDER_WAY,
        )

    async def _by_key(self, write: Write, call: Call) -> Record:
        """The system knows a write again, so that a repeat is the surest look."""
        for _ in range(2):
            try:
                return await call()
            except CrmUncertain as exc:
                lost = exc
        entry, _ = await self._ledger.begin_write(
            replace(write, state="uncertain", tries=2, due_at=self._clock() + FIRST_LOOK),
            same_since=None,
        )
        await self._settling.promise(entry)
        raise lost

    async def _by_ledger(
        self, write: Write, method: FacetMethod, call: Call, *, same_since: datetime | None
    ) -> Record:
        entry, new = await self._ledger.begin_write(write, same_since=same_since)
        if new:
            return await self._first(write, method, call)
        if entry.state == "begun":
            entry = await self._awaited(entry)
        if entry.state in ("begun", "uncertain"):
            entry = await self._settled(entry)
        if entry.state == "done" and entry.key != write.key and await self._is_undone(entry, write):
            return await self._by_ledger(write, method, call, same_since=None)
        return await self._outcome(entry, method)

    async def _first(self, write: Write, method: FacetMethod, call: Call) -> Record:
        noted = await self._noted_before(write, method)
        sent = await self._settling.send(noted, call(), within=self._look_seconds)
        return await self._outcome(sent, method)

    async def _noted_before(self, write: Write, method: FacetMethod) -> Write:
        """With what was there before. Where that cannot be read, nothing is sent."""
        asked = methods.asked_by(method, write.request or {})
        try:
            noted = await before(self._crm, method.name, asked)
        except CrmError as exc:
            await self._ledger.change_write(
                write.key, BEGUN, state="failed", due_at=None, reason=type(exc).__name__
            )
            raise
        if noted is None:
            return write
        await self._ledger.change_write(write.key, BEGUN, before=noted)
        return replace(write, before=noted)

    async def _awaited(self, entry: Write) -> Write:
        """The entry once whoever is at it has come to an end, or has had time enough for one."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._look_seconds
        found = entry
        while found.state == "begun" and self._is_under_way(found) and loop.time() < until:
            await asyncio.sleep(POLL_SECONDS)
            found = await self._ledger.write(entry.key) or found
        return found

    async def _settled(self, entry: Write) -> Write:
        """The entry after another look, unless somebody is at it just now."""
        if entry.state == "begun" and self._is_under_way(entry):
            return entry
        return await self._settling.settle(entry)

    async def _is_undone(self, entry: Write, write: Write) -> bool:
        """Whether what was done under another key has been undone since."""
        asked = methods.asked_by(methods.writes()[write.act], write.request or {})
        return (await self._settling.effect(replace(entry, before=None), asked)).undone

    async def _outcome(self, entry: Write, method: FacetMethod) -> Record:
        """What came of it. Raises `CrmUncertain` where that is not known, or not all of it."""
        if entry.state == "done" and entry.result is not None:
            await self._told_now(entry)
            return methods.record_of(method, entry.result)
        if entry.state == "failed":
            raise CrmRefused(f"{entry.act} did not go through: {entry.reason}.")
        await self._settling.promise(entry)
        raise CrmUncertain(_STILL)

    async def _told_now(self, entry: Write) -> None:
        """The customer who waits for its end hears it as the answer of this turn."""
        if entry.owed and entry.conversation_id == concerned():
            with suppress(CrmError):
                await self._ledger.change_write(entry.key, DONE, due_at=None, owed=False)

    def _is_under_way(self, entry: Write) -> bool:
        return self._clock() - entry.tried_at < UNDER_WAY

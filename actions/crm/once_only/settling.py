"""Settlement of writes whose answer was lost: look for them, and only then send them again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec

from actions.crm.errors import CrmError, CrmUnavailable, CrmUncertain
from actions.crm.once_only import methods
from actions.crm.once_only.effect import UNCLEAR, UNDONE, Effect, done
from actions.crm.once_only.looking import look
from actions.crm.once_only.write import OPEN, Write, WriteState
from actions.crm.once_per_key import Clock, utc_now
from actions.crm.port import Crm
from actions.crm.records.record import Record

UNDER_WAY = timedelta(seconds=60)
"""For so long what is begun may still be going on: longer than any write has time for."""
ARRIVED_AFTER = timedelta(seconds=60)
"""So long after it was sent, what is not to be seen was not done: it cannot be on its way still."""
FIRST_LOOK = timedelta(seconds=5)
MOST_TRIES = 2
"""How often one wish is sent at all."""

logger = logging.getLogger(__name__)


class Settling:
    """Brings entries of the ledger nearer to their end, on the systems themselves.

    `crm` has its facets as the systems serve them. Every method raises `CrmUnavailable` where the
    ledger cannot be read.
    """

    def __init__(
        self, crm: Crm, *, clock: Clock = utc_now, arrived_after: timedelta = ARRIVED_AFTER
    ) -> None:
        self._crm = crm
        self._ledger = crm.records
        self._clock = clock
        self._arrived_after = arrived_after

    async def settle(self, write: Write, *, may_repeat: bool = True) -> Write:
        """The entry after another look. It is sent again only where it may be, and is not done."""
        if write.state not in OPEN:
            return write
        asked = _asked(write)
        if asked is None:
            return await self._looked(write)
        if self.keeps_keys(write.act):
            return await self._send_again(write, asked)
        effect = await self.effect(write, asked)
        if effect.record is not None:
            return await self.close(write, effect)
        arrived = self._clock() - write.tried_at >= self._arrived_after
        if effect.undone and arrived and may_repeat and write.tries < MOST_TRIES:
            return await self._send_again(write, asked)
        return await self._looked(write)

    def keeps_keys(self, act: str) -> bool:
        """Whether the system that does it knows a write again by its key."""
        keeps: bool = self._facet(act).abilities().keeps_keys
        return keeps

    async def effect(self, write: Write, asked: dict[str, Any]) -> Effect:
        """What is to be seen of it; unclear where the systems cannot be asked."""
        try:
            return await look(self._crm, write, asked)
        except CrmError as exc:
            logger.warning("%s could not be looked for: %s", write.act, type(exc).__name__)
            return UNCLEAR

    async def send(self, write: Write, sending: Awaitable[Record], *, within: float) -> Write:
        """Send what the ledger has as begun; the entry as it stands then.

        A lost answer is looked for at once, for so many seconds. Raises what the system raises
        where it says that nothing was done.
        """
        try:
            result = await sending
        except CrmUncertain:
            return await self._unanswered(write, within)
        except CrmError as exc:
            await self._note(write, state="failed", **_closed(reason=type(exc).__name__))
            raise
        return await self.close(write, done(result))

    async def close(self, write: Write, effect: Effect) -> Write:
        """Note that it is done, and what came of it where that is all known."""
        record = effect.record
        kept = msgspec.to_builtins(record) if record is not None and effect.whole else None
        remote_id = methods.id_of(record) if record is not None else None
        return await self._note(write, state="done", **_closed(result=kept, remote_id=remote_id))

    async def promise(self, write: Write) -> Write:
        """Note that a customer waits for its end; who they are, the conversation says."""
        if write.conversation_id is None:
            return write
        soon = {} if write.due_at else {"due_at": self._clock()}
        changed = await self._ledger.change_write(write.key, (write.state,), owed=True, **soon)
        return changed or await self._now(write)

    async def _unanswered(self, write: Write, within: float) -> Write:
        asked, effect = _asked(write), UNCLEAR
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                effect = await self.effect(write, asked) if asked is not None else UNCLEAR
        if effect.record is not None:
            return await self.close(write, effect)
        due = self._clock() + FIRST_LOOK
        return await self._note(write, state="uncertain", due_at=due)

    async def _send_again(self, write: Write, asked: dict[str, Any]) -> Write:
        now = self._clock()
        begun = await self._ledger.change_write(
            write.key,
            (write.state,),
            state="begun",
            tries=write.tries + 1,
            looks=write.looks + 1,
            tried_at=now,
            due_at=now + UNDER_WAY,
        )
        if begun is None:
            return await self._now(write)
        method = methods.writes()[write.act]
        try:
            made = await methods.call(self._facet(write.act), method, asked, write.key)
        except CrmUncertain:
            return await self._note(begun, state="uncertain")
        except CrmUnavailable:
            # Nothing was sent, so it is as it was.
            was = {"tries": write.tries, "tried_at": write.tried_at}
            return await self._note(begun, state="uncertain", **was)
        except CrmError as exc:
            return await self._refused(begun, asked, type(exc).__name__)
        return await self.close(begun, done(made))

    async def _refused(self, write: Write, asked: dict[str, Any], reason: str) -> Write:
        """A system that knows the key has never done it. Another may refuse what it did before."""
        effect = UNDONE
        if not self.keeps_keys(write.act):
            effect = await self.effect(write, asked)
        if effect.record is not None:
            return await self.close(write, effect)
        if effect.undone:
            return await self._note(write, state="failed", **_closed(reason=reason))
        return await self._note(write, state="uncertain", tries=MOST_TRIES, reason=reason)

    async def _looked(self, write: Write) -> Write:
        changed = await self._ledger.change_write(
            write.key, (write.state,), state="uncertain", looks=write.looks + 1
        )
        return changed or await self._now(write)

    async def _note(self, write: Write, *, state: WriteState, **values: Any) -> Write:
        """Note what is known. It is known also where the ledger cannot take it down just now."""
        told = msgspec.structs.replace(write, state=state, **values)
        try:
            kept = await self._ledger.change_write(write.key, OPEN, state=state, **values)
            if kept is not None and kept.owed and kept.due_at is None:
                kept = await self._ledger.change_write(write.key, (state,), due_at=self._clock())
        except CrmError as exc:
            logger.warning("a write was not noted as %s: %s", state, type(exc).__name__)
            return told
        return kept or await self._now(write)

    async def _now(self, write: Write) -> Write:
        return await self._ledger.write(write.key) or write

    def _facet(self, act: str) -> Any:
        return getattr(self._crm, methods.writes()[act].facet)


def _asked(write: Write) -> dict[str, Any] | None:
    """What was asked for; None where a newer desk has written it, or nothing of it was kept."""
    method = methods.writes().get(write.act)
    if method is None or write.request is None:
        return None
    try:
        return methods.asked_by(method, write.request)
    except msgspec.ValidationError:
        return None


def _closed(**values: Any) -> dict[str, Any]:
    """What is kept of an entry at its end: nothing personal that was only needed to look for it."""
    return {"request": None, "before": None, "due_at": None, **values}

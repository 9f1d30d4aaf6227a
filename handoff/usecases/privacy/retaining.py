"""Use case of retention: what is past its time is forgotten, a few rows at once.

Whatever is left over is found by the next look, so that nothing is lost by a process that ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from handoff.core.clock import Clock
from handoff.core.retention import Kind, ends
from handoff.store.conversations import log
from handoff.store.db.database import Database, WriteTx
from handoff.store.delivery import redactions
from handoff.store.files.old_files import OldFiles
from handoff.store.privacy import ageing, blanking, people
from handoff.store.privacy.ageing import RULES

BY_AGE = "retention"
"""In place of an erasure's id: nobody asked for it, and nobody is told."""


class Retention:
    """Forgets by age; `days` are by kind, 0 of what is kept for ever."""

    def __init__(
        self, db: Database, clock: Clock, files: OldFiles, days: Mapping[Kind, int]
    ) -> None:
        self._db = db
        self._clock = clock
        self._files = files
        self._days = days

    async def some(self) -> Mapping[Kind, int]:
        """Forget a little of each kind; returns of which kinds how much."""
        before = ends(self._days, self._clock())
        done = {kind: await self._some_of(kind, end) for kind, end in before.items()}
        return {kind: count for kind, count in done.items() if count}

    async def all(self) -> Mapping[Kind, int]:
        """Forget all that is past its time now; returns of which kinds how much."""
        found: dict[Kind, int] = {}
        while done := await self.some():
            for kind, count in done.items():
                found[kind] = found.get(kind, 0) + count
        return found

    async def _some_of(self, kind: Kind, before: datetime) -> int:
        if kind == "conversations":
            return await self._conversations(before)
        if kind == "turns":
            return await self._turns(before)
        if kind == "files":
            return await self._files.drop(before)
        return sum([await ageing.take_out(self._db, rule, before) for rule in RULES[kind]])

    async def _conversations(self, before: datetime) -> int:
        found = await ageing.conversations_to_empty(self._db, before)
        return sum([await self._empty(one, before) for one in found])

    async def _turns(self, before: datetime) -> int:
        found = await ageing.conversations_to_unlearn(self._db, before)
        return sum([await self._unlearn(one, before) for one in found])

    async def _empty(self, conversation_id: str, before: datetime) -> bool:
        """Leave no word of a conversation, which ends; False where somebody has just written."""
        now = self._clock()
        async with self._db.write() as tx:
            await log.lock(tx, conversation_id)
            if not await ageing.is_at_rest(tx.connection, conversation_id, before):
                return False
            found = await people.of_conversations(tx.connection, (conversation_id,))
            await blanking.blank(tx, found)
            await _close(tx, conversation_id, now)
            for ref in found.files:
                await redactions.owe_file(tx, conversation_id, ref, now)
            person = msgspec.json.encode(found.person).decode()
            await redactions.owe_erasure(tx, BY_AGE, "records", now, what=person)
            await _owe_bot(tx, conversation_id, now)
        return True

    async def _unlearn(self, conversation_id: str, before: datetime) -> bool:
        """Have the bot know nothing of a conversation any more, which may go on."""
        async with self._db.write() as tx:
            await log.lock(tx, conversation_id)
            if not await ageing.is_at_rest(tx.connection, conversation_id, before):
                return False
            await ageing.empty_turns(tx.connection, conversation_id)
            await _owe_bot(tx, conversation_id, self._clock())
        return True


async def _close(tx: WriteTx, conversation_id: str, now: datetime) -> None:
    """End it, now that what is told of it says nothing of anybody."""
    conversation = await log.find(tx.connection, conversation_id)
    if conversation.owner == "bot":
        await log.move(tx, conversation, "closed", now, handled_seq=conversation.last_seq)


async def _owe_bot(tx: WriteTx, conversation_id: str, now: datetime) -> None:
    ids = msgspec.json.encode((conversation_id,)).decode()
    await redactions.owe_erasure(tx, BY_AGE, "bot", now, what=ids, conversation_id=conversation_id)

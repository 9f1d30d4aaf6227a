"""Kind of job: looks after writes whose answer was lost, and tells customers their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import structlog

from actions.crm.errors import CrmError
from actions.crm.facets.writes import Writes
from actions.crm.once_only.settling import Settling
from actions.crm.once_only.write import ANY_STATE, OPEN, Write
from handoff.core.clock import Clock
from handoff.core.errors import NotFound
from handoff.jobs.engine.retry import Backoff, Failure, NotYet
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import RowKind
from handoff.store.conversations import log
from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup
from handoff.usecases.casework.write_endings import WriteEndings

MOST_LOOKS = 8
"""So often it is looked for; then a person has to."""
BACKOFF = Backoff(first=timedelta(seconds=5), most=timedelta(minutes=5))
LEASE = timedelta(seconds=90)
"""So long nobody else looks after what is being settled: longer than a write with its looks."""
KEPT = timedelta(days=30)
"""So long what came of a write is known by its key: no turn and no job is repeated later."""

_log = structlog.get_logger(__name__)


class WriteSettling(RowKind[Write, None]):
    """Settles what the ledger has as open, again and again; sends again only for a customer who is
    still with the bot: an agent decides that themselves."""

    name = "write_settling"
    sleep = 3.0
    at_once = 4
    unblocks = False

    def __init__(
        self,
        db: Database,
        ledger: Writes,
        settling: Settling,
        endings: WriteEndings,
        clock: Clock,
    ) -> None:
        self._db = db
        self._ledger = ledger
        self._settling = settling
        self._endings = endings
        self._clock = clock
        self.wakeup = Wakeup()

    async def claim(self, under_way: Sequence[Write], room: int) -> Sequence[Write]:
        """Those that are due; none while the ledger is away."""
        now = self._clock()
        try:
            return await self._ledger.claim_writes(now, until=now + LEASE, limit=room)
        except CrmError as error:
            _log.warning("ledger_unread", error=type(error).__name__)
            return ()

    async def do(self, item: Write) -> None:
        """Look, and tell what is known then. Raises `NotYet` where that is nothing."""
        settled = await self._settling.settle(item, may_repeat=await self._is_waited_for(item))
        if settled.state not in OPEN:
            await self._ended(settled)
        elif settled.looks >= MOST_LOOKS:
            await self._endings.give_to_person(settled)
            await self._forget(settled)
        else:
            raise NotYet("unconfirmed")

    async def fail(self, item: Write, failure: Failure) -> Outcome:
        """Look again later; where not even that can be noted, when the lease is over."""
        _log.info("write_unsettled", error=failure.code, looks=item.looks)
        due = self._clock() + BACKOFF.after(item.looks + 1)
        try:
            await self._ledger.change_write(item.key, ANY_STATE, due_at=due)
        except CrmError as error:
            _log.warning("ledger_unread", error=type(error).__name__)
        return "retried"

    def about(self, item: Write) -> Mapping[str, str]:
        """Its conversation, and what it is."""
        return {"act": item.act, "conversation_id": item.conversation_id or ""}

    async def forget(self) -> None:
        """Throw out what was settled long ago."""
        try:
            await self._ledger.forget_writes(self._clock() - KEPT)
        except CrmError as error:
            _log.warning("ledger_unread", error=type(error).__name__)

    async def _ended(self, settled: Write) -> None:
        if settled.owed:
            await self._endings.tell(settled)
        await self._forget(settled)

    async def _forget(self, settled: Write) -> None:
        await self._ledger.change_write(settled.key, ANY_STATE, due_at=None, owed=False)

    async def _is_waited_for(self, item: Write) -> bool:
        """Whether it may be sent again: nobody else has the conversation by now."""
        if item.conversation_id is None:
            return True
        try:
            async with self._db.read() as connection:
                conversation = await log.find(connection, item.conversation_id)
        except NotFound:
            return False
        return conversation.owner == "bot"

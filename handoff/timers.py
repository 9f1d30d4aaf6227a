"""What happens by itself: offers are made and run out, agents who are gone count as offline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from handoff import accounts, queue, routing
from handoff.database import Database, WriteTx
from handoff.queue import Entry
from handoff.routing import Candidate, Waiting
from handoff.waking import Waker

_log = structlog.get_logger(__name__)


class Timers:
    """Brings waiting cases and available agents together, and lets nothing wait for ever."""

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        *,
        offer_for: timedelta,
        offline_after: timedelta,
    ) -> None:
        self._db = db
        self._clock = clock
        self._offer_for = offer_for
        self._offline_after = offline_after
        self._waker = Waker(db)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.run_due()
            await self._waker.wait(timeout=1.0)

    async def run_due(self) -> None:
        """Whatever is due now."""
        if await self._nothing_to_do():
            return
        now = self._clock()
        async with self._db.write() as tx:
            for offer in await queue.pending_offers(tx.connection, due=now):
                await queue.refuse(tx, offer, "expired", now)
            for agent_id in await accounts.gone_since(tx.connection, now - self._offline_after):
                await accounts.change(tx, agent_id, presence="offline")
            await self._offer(tx, now)

    async def _nothing_to_do(self) -> bool:
        """Whether a look without the write lock finds nothing waiting and nobody gone."""
        async with self._db.read() as connection:
            waiting = await queue.waiting(connection)
            gone = await accounts.gone_since(connection, self._clock() - self._offline_after)
        return not waiting and not gone

    async def _offer(self, tx: WriteTx, now: datetime) -> None:
        entries = {
            entry.handoff.id: entry
            for entry in await queue.waiting(tx.connection)
            if entry.handoff.state == "queued"
        }
        if not entries:
            return
        cases = [await _case(tx, entry) for entry in entries.values()]
        candidates = [
            Candidate(
                agent_id=agent.id,
                skills=agent.skills,
                capacity=agent.capacity,
                load=load,
                idle_since=agent.idle_since,
            )
            for agent, load in await accounts.available(tx.connection)
        ]
        for made in routing.match(cases, candidates, now):
            handoff = entries[made.handoff_id].handoff
            await queue.offer(tx, handoff, made.agent_id, now, self._offer_for)
            _log.info("offer_made", handoff_id=handoff.id, conversation_id=handoff.conversation_id)


async def _case(tx: WriteTx, entry: Entry) -> Waiting:
    refused = {
        offer.agent_id: offer.expires_at
        for offer in await queue.offers_of(tx.connection, entry.handoff.id)
        if offer.state in ("declined", "expired")
    }
    return Waiting(
        handoff_id=entry.handoff.id,
        skill=entry.handoff.skill,
        priority=entry.handoff.priority,
        since=entry.handoff.created_at,
        refused=refused,
    )

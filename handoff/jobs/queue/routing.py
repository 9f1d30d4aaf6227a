"""Periodic job: offers are made and run out, agents who are gone lose their cases.

Each step is a transaction of its own that locks its conversation before it records anything, and
looks again at what it found before: everybody else does the same, so nobody waits in a circle.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import structlog

from handoff.core.clock import Clock
from handoff.core.events import AgentChanged, HandoffChanged
from handoff.core.model import Offer
from handoff.core.queue import routing
from handoff.core.queue.routing import Match
from handoff.jobs.engine.rounds import RoundKind
from handoff.store.accounts import accounts, presence
from handoff.store.cases import notices, offers, queue, waiting_line
from handoff.store.conversations import log
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Wakeup
from handoff.usecases.casework import reassigning

ALONE = 7_303_552
"""The key of PostgreSQL's lock that lets one bridge at a time do this."""
LOOKED_AT = 500
"""Cases at the head of the queue for which somebody is looked for at a time."""

_log = structlog.get_logger(__name__)


class CaseRouting(RoundKind):
    """Brings waiting cases and available agents together, and lets nothing wait for ever."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        offer_for: timedelta,
        offline_after: timedelta,
        relax_after: timedelta,
    ) -> None:
        super().__init__(
            "routing",
            every=1.0,
            wakeup=Wakeup().on(db, HandoffChanged, AgentChanged),
            alone=partial(db.alone, ALONE),
        )
        self._db = db
        self._clock = clock
        self._offer_for = offer_for
        self._offline_after = offline_after
        self._relax_after = relax_after
        self._awake_since: datetime | None = None

    def begin(self) -> None:
        """Whoever was not seen while nobody looked may have been there all the time."""
        self._awake_since = self._clock()

    async def look(self) -> int:
        """Whatever is due now; what was left is found at the next round."""
        await self._end_offers()
        await self._let_the_gone_go()
        await self._make_offers()
        return 0

    def _lately(self) -> datetime:
        """Consoles that were not there since then are gone."""
        return self._clock() - self._offline_after

    async def _end_offers(self) -> None:
        async with self._db.read() as connection:
            due = await offers.pending(connection, due=self._clock())
        for offer in due:
            await self._expire(offer)

    async def _expire(self, offer: Offer) -> None:
        now = self._clock()
        async with self._db.write() as tx:
            handoff = await queue.find(tx.connection, offer.handoff_id)
            if handoff is None:
                return
            await log.lock(tx, handoff.conversation_id)
            current = await offers.by_id(tx.connection, offer.id)
            if current is None or current.state != "pending":
                return
            await offers.refuse(tx, current, "expired", now)
            agent = await accounts.find(tx.connection, offer.agent_id)
            missed = agent.missed + int(await self._is_missed(tx, current))
            if missed >= routing.MISSED_MOST and agent.presence == "available":
                await accounts.appear(tx, agent.id, "away", now, missed=0)
                await notices.tell(tx, agent.id, notices.NOT_ANSWERED, now)
            else:
                await accounts.change(tx, agent.id, missed=missed)
        _log.info("offer_expired", handoff_id=handoff.id, conversation_id=handoff.conversation_id)

    async def _is_missed(self, tx: WriteTx, offer: Offer) -> bool:
        """Whether it says that the agent is not there: whoever writes to a customer is."""
        if await presence.writes(tx.connection, offer.agent_id, seen_since=self._lately()):
            return False
        return routing.counts_as_missed(
            offer.created_at, await offers.others_ended(tx.connection, offer)
        )

    async def _let_the_gone_go(self) -> None:
        before = self._clock() - self._offline_after
        if self._awake_since is not None and self._awake_since > before:
            return
        async with self._db.read() as connection:
            gone = await presence.gone_since(connection, before)
        for agent_id in gone:
            await self._set_offline(agent_id, before)
        async with self._db.read() as connection:
            left = await presence.left_behind(connection)
        for conversation_id in left:
            await self._give_back(conversation_id)

    async def _set_offline(self, agent_id: str, before: datetime) -> None:
        async with self._db.write() as tx:
            if agent_id in await presence.gone_since(tx.connection, before):
                await accounts.appear(tx, agent_id, "offline", self._clock())

    async def _give_back(self, conversation_id: str) -> None:
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            if conversation.agent_id is None:
                return
            agent = await accounts.find(tx.connection, conversation.agent_id)
            if agent.presence == "offline":
                await reassigning.give_back(tx, conversation, agent, self._clock())
                _log.warning("agent_gone", agent_id=agent.id, conversation_id=conversation_id)

    async def _make_offers(self) -> None:
        now = self._clock()
        async with self._db.read() as connection:
            candidates = await presence.candidates(connection, seen_since=self._lately())
            if not any(candidate.free for candidate in candidates):
                return
            cases = await waiting_line.to_offer(connection, limit=LOOKED_AT)
        for made in routing.match(cases, candidates, now, relax_after=self._relax_after):
            await self._offer(made)

    async def _offer(self, made: Match) -> None:
        now = self._clock()
        async with self._db.write() as tx:
            handoff = await queue.find(tx.connection, made.handoff_id)
            if handoff is None:
                return
            conversation = await log.lock(tx, handoff.conversation_id)
            handoff = await queue.find(tx.connection, made.handoff_id)
            there = await presence.candidates(tx.connection, seen_since=self._lately())
            agent = next((each for each in there if each.agent_id == made.agent_id), None)
            if handoff is None or handoff.state != "queued" or agent is None:
                return
            if agent.free:
                await offers.make(tx, handoff, agent.agent_id, now, self._offer_for)
                _log.info("offer_made", handoff_id=handoff.id, conversation_id=conversation.id)

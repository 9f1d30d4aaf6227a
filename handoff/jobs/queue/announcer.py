"""Periodic job: tells customers in the queue where they are, at once, when it changes, never too
often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile

from contracts.turn import Button
from handoff.core import texts, waiting_words
from handoff.core.channel import machines
from handoff.core.clock import Clock
from handoff.core.events import HandoffChanged
from handoff.core.model import Conversation, Handoff
from handoff.core.sla.hours import Hours
from handoff.core.states import WAITING_HANDOFF
from handoff.jobs.engine.rounds import RoundKind
from handoff.store.accounts import presence
from handoff.store.cases import expected_waits, queue, waits
from handoff.store.cases.expected_waits import Place
from handoff.store.cases.waits import Wait
from handoff.store.conversations import log
from handoff.store.conversations.drafts import status_line
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Wakeup

TELL_AGAIN = timedelta(minutes=3)
"""Customers without a page that shows their place hear of a better one at most this often."""
QUIET = timedelta(seconds=4)
"""What customers add is answered once they have paused for so long, not line by line."""
IN_A_ROW = 20
"""So many of their last lines are read for what they ask."""
BATCH = 50
ALONE = 7_303_553
"""The key of PostgreSQL's lock that lets one bridge at a time do this."""


class QueueAnnouncer(RoundKind):
    """Looks after everyone who waits."""

    def __init__(self, db: Database, clock: Clock, hours: Hours, *, limit: timedelta) -> None:
        super().__init__(
            "announcer",
            every=2.0,
            wakeup=Wakeup().on(db, HandoffChanged),
            alone=partial(db.alone, ALONE),
        )
        self._db = db
        self._clock = clock
        self._hours = hours
        self._limit = limit

    async def look(self) -> int:
        """Tell whoever is due to be told, some of them at a time; returns how many."""
        now = self._clock()
        async with self._db.read() as connection:
            due = await waits.due(
                connection,
                now,
                way_out_after=self._limit,
                again_after=TELL_AGAIN,
                quiet_for=QUIET,
                show_places=self._db.channels.showing_places(),
                limit=BATCH,
            )
            positions = await expected_waits.all_places(connection, now) if due else {}
        told = 0
        for conversation_id in due:
            place = positions.get(conversation_id)
            told += place is not None and await self._tell(conversation_id, place)
        return told

    async def _tell(self, conversation_id: str, place: Place) -> bool:
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            handoff = await queue.open_in(tx.connection, conversation_id)
            if handoff is None or handoff.state not in WAITING_HANDOFF:
                return False
            wait = await waits.find(tx.connection, handoff.id)
            if wait is None:
                await self._welcome(tx, conversation, handoff, place)
            elif said := await self._unanswered(tx, conversation):
                return await self._reply(tx, conversation, handoff, place, said)
            elif not wait.way_out and now - handoff.queued_at >= self._limit:
                await self._offer_way_out(tx, conversation, handoff)
            elif place.position < wait.position:
                await _say(tx, conversation, texts.in_line(place.position, place.minutes), (), now)
            await waits.told(tx, handoff.id, place.position, now)
        return True

    async def _unanswered(self, tx: WriteTx, conversation: Conversation) -> tuple[str, ...]:
        """What the customer wrote last, latest first, if they have paused since."""
        recent = await log.transcript(tx.connection, conversation.id, limit=IN_A_ROW, newest=True)
        theirs = list(takewhile(lambda one: one.author.kind == "customer", reversed(recent)))
        said_by_nobody = bool(theirs) and machines.MARK in (theirs[0].custom or {})
        if not theirs or said_by_nobody or theirs[0].at > self._clock() - QUIET:
            return ()
        return tuple(one.text or "" for one in theirs)

    async def _reply(
        self,
        tx: WriteTx,
        conversation: Conversation,
        handoff: Handoff,
        place: Place,
        said: Sequence[str],
    ) -> bool:
        """Answer what they wrote meanwhile: that it was heard, how long it takes, or both."""
        before = await waits.acknowledge(tx, handoff.id)
        means = {waiting_words.meant(text) for text in said}
        in_danger = handoff.reason == "danger"
        added = texts.ADDED_IN_DANGER if in_danger else texts.ADDED
        told = [texts.in_turn(added, before)] if in_danger or "adds" in means else []
        if "asks" in means:
            outlook, _ = await self._outlook(tx, handoff, place)
            told.append(outlook)
            await waits.told(tx, handoff.id, place.position, self._clock())
        text = " ".join(told) or texts.in_turn(texts.NO_TROUBLE, before)
        await _say(tx, conversation, text, (), self._clock())
        return True

    async def _welcome(
        self, tx: WriteTx, conversation: Conversation, handoff: Handoff, place: Place
    ) -> None:
        """The first words in the queue: when somebody will be there, and what can be done."""
        now = self._clock()
        text, late = await self._outlook(tx, handoff, place)
        if late:
            await _say(
                tx, conversation, f"{text} {_way_out(conversation)}", _exits(conversation), now
            )
        else:
            text = f"{text} {texts.ADD_MORE}"
            await _say(tx, conversation, text, (texts.NEVER_MIND_BUTTON,), now)
        first = Wait(
            handoff_id=handoff.id,
            position=place.position,
            told_at=now,
            acknowledged=0,
            way_out=late,
        )
        await waits.add(tx, first)

    async def _outlook(self, tx: WriteTx, handoff: Handoff, place: Place) -> tuple[str, bool]:
        """What to expect, and whether that is so late that another way is offered at once."""
        now = self._clock()
        if not self._hours.is_open(handoff.skill, now):
            return texts.closed_until(self._hours.opens_at(handoff.skill, now)), True
        if not await presence.available(tx.connection):
            return texts.NOBODY_THERE, True
        return texts.in_line(place.position, place.minutes), False

    async def _offer_way_out(
        self, tx: WriteTx, conversation: Conversation, handoff: Handoff
    ) -> None:
        text = f"{texts.STILL_WAITING} {_way_out(conversation)}"
        await _say(tx, conversation, text, _exits(conversation), self._clock())
        await waits.offered_way_out(tx, handoff.id)


def _way_out(conversation: Conversation) -> str:
    return texts.LEAVE_CONTACT if conversation.customer_id is None else texts.WAY_OUT


def _exits(conversation: Conversation) -> tuple[Button, ...]:
    """The ways out: a ticket needs somebody whom the CRM knows."""
    if conversation.customer_id is None:
        return (texts.NEVER_MIND_BUTTON,)
    return (texts.CALL_BACK_BUTTON, texts.TICKET_BUTTON, texts.NEVER_MIND_BUTTON)


async def _say(
    tx: WriteTx, conversation: Conversation, text: str, buttons: tuple[Button, ...], now: datetime
) -> None:
    await log.append(tx, conversation, status_line(text, buttons), now)

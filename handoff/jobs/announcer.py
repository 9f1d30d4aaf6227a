"""Periodic job: tells customers in the queue where they are, at once, when it changes, never too
often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Button, Channel
from handoff.core import texts
from handoff.core.events import HandoffChanged
from handoff.core.model import Author, Conversation, Handoff
from handoff.core.sla.hours import Hours
from handoff.jobs.rounds import RoundKind
from handoff.store.accounts import presence
from handoff.store.cases import expected_waits, queue
from handoff.store.cases.expected_waits import Place
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Wakeup
from handoff.store.tables.cases import handoffs, waits
from handoff.store.tables.conversations import conversations

SYSTEM = Author(kind="system")
TELL_AGAIN = timedelta(minutes=3)
"""Customers without a page that shows their place hear of a better one at most this often."""
BATCH = 50
ALONE = 7_303_553
"""The key of PostgreSQL's lock that lets one bridge at a time do this."""


class Announcer(RoundKind):
    """Looks after everyone who waits."""

    def __init__(
        self, db: Database, clock: Callable[[], datetime], hours: Hours, *, limit: timedelta
    ) -> None:
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
            due = await _due(connection, now, self._limit, self._db.channels.showing_places())
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
            if handoff is None or handoff.state not in ("queued", "offered"):
                return False
            row = await _row(tx, handoff.id)
            if row is None:
                await self._welcome(tx, conversation, handoff, place)
            elif not row.way_out and now - handoff.queued_at >= self._limit:
                await self._offer_way_out(tx, conversation, handoff)
            elif place.position < row.position:
                await _say(tx, conversation, texts.in_line(place.position, place.minutes), (), now)
            values = {"position": place.position, "told_at": now}
            await tx.connection.execute(
                waits.update().where(waits.c.handoff_id == handoff.id).values(**values)
            )
        return True

    async def _welcome(
        self, tx: WriteTx, conversation: Conversation, handoff: Handoff, place: Place
    ) -> None:
        """The first words in the queue: when somebody will be there, and what can be done."""
        now = self._clock()
        text, late = await self._outlook(tx.connection, handoff, place)
        if late:
            await _say(
                tx, conversation, f"{text} {_way_out(conversation)}", _exits(conversation), now
            )
        else:
            text = f"{text} {texts.ADD_MORE}"
            await _say(tx, conversation, text, (texts.NEVER_MIND_BUTTON,), now)
        await tx.connection.execute(
            waits.insert().values(
                handoff_id=handoff.id,
                position=place.position,
                told_at=now,
                thanked=False,
                way_out=late,
            )
        )

    async def _outlook(
        self, connection: AsyncConnection, handoff: Handoff, place: Place
    ) -> tuple[str, bool]:
        """What to expect, and whether that is so late that another way is offered at once."""
        now = self._clock()
        if not self._hours.is_open(handoff.skill, now):
            return texts.closed_until(self._hours.opens_at(handoff.skill, now)), True
        if not await presence.available(connection):
            return texts.NOBODY_THERE, True
        return texts.in_line(place.position, place.minutes), False

    async def _offer_way_out(
        self, tx: WriteTx, conversation: Conversation, handoff: Handoff
    ) -> None:
        text = f"{texts.STILL_WAITING} {_way_out(conversation)}"
        await _say(tx, conversation, text, _exits(conversation), self._clock())
        await tx.connection.execute(
            waits.update().where(waits.c.handoff_id == handoff.id).values(way_out=True)
        )


async def _due(
    connection: AsyncConnection, now: datetime, limit: timedelta, shown_on: Sequence[Channel]
) -> tuple[str, ...]:
    """Conversations whose customers may have to be told something."""
    live_page = conversations.c.channel.in_(shown_on)
    rows = await connection.execute(
        sa.select(handoffs.c.conversation_id)
        .select_from(
            handoffs.join(
                conversations, conversations.c.id == handoffs.c.conversation_id
            ).outerjoin(waits, waits.c.handoff_id == handoffs.c.id)
        )
        .where(
            handoffs.c.state.in_(["queued", "offered"])
            & (
                waits.c.handoff_id.is_(None)
                | (waits.c.way_out.is_(False) & (handoffs.c.queued_at <= now - limit))
                | (~live_page & (waits.c.position > 1) & (waits.c.told_at <= now - TELL_AGAIN))
            )
        )
        .order_by(handoffs.c.counts_from, handoffs.c.id)
        .limit(BATCH)
    )
    return tuple(row.conversation_id for row in rows)


async def _row(tx: WriteTx, handoff_id: str) -> sa.Row | None:
    rows = await tx.connection.execute(sa.select(waits).where(waits.c.handoff_id == handoff_id))
    return rows.first()


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
    await log.append(
        tx, conversation, Draft(author=SYSTEM, text=text, content=Content(buttons=buttons)), now
    )

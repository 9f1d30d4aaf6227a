"""Repository of deliveries in SQL: how far messages have come, send by send, never backwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core.channel.port import EXPIRED, WINDOW_CLOSED, Undelivered
from handoff.core.clock import Clock
from handoff.core.model import Conversation, Message
from handoff.core.states import DELIVERY_ORDER, DeliveryState
from handoff.store.conversations import delivery_states
from handoff.store.conversations.drafts import PASSING
from handoff.store.db.database import Database, WriteTx
from handoff.store.delivery import amendments, quotes
from handoff.store.tables.conversations import messages
from handoff.store.tables.delivery import outbox, parts

MAX_ATTEMPTS = 12
_TRACKER = re.compile(r"(m_[0-9a-f]{1,38})\.([0-9]{1,4})\.([0-9]{1,4})")

_PARTS = (
    sa.select(parts, messages.c.conversation_id, messages.c.seq)
    .join(messages, messages.c.id == parts.c.message_id)
    .where(parts.c.channel == sa.bindparam("channel"))
)
_BY_PROVIDER_ID = _PARTS.where(parts.c.provider_id == sa.bindparam("provider_id"))
_BY_SEND = _PARTS.where(
    (parts.c.message_id == sa.bindparam("message_id")) & (parts.c.part == sa.bindparam("place"))
)
_PLACES = sa.select(parts.c.part).where(parts.c.message_id == sa.bindparam("message_id"))
_STATES = sa.select(parts.c.state).where(parts.c.message_id == sa.bindparam("message_id"))
_INSERT = parts.insert()
_RAISE = parts.update().where(
    (parts.c.message_id == sa.bindparam("which")) & (parts.c.part == sa.bindparam("which_part"))
)
_HELD = (
    sa.select(outbox.c.message_id, messages.c.seq, messages.c.content)
    .join(messages, messages.c.id == outbox.c.message_id)
    .where(
        (outbox.c.conversation_id == sa.bindparam("conversation_id"))
        & (outbox.c.state == "failed")
        & (outbox.c.error == WINDOW_CLOSED)
    )
)


class Send(msgspec.Struct, frozen=True, kw_only=True):
    """One send of a message, from 0, of how many."""

    message_id: str
    place: int
    of: int

    @property
    def tracker(self) -> str:
        """Our mark on it, which the platforms give back."""
        return f"{self.message_id}.{self.place}.{self.of}"


def read_tracker(tracker: str | None) -> Send | None:
    """The send that a mark of ours is of; None for anything else."""
    found = _TRACKER.fullmatch(tracker or "")
    if found is None:
        return None
    return Send(message_id=found[1], place=int(found[2]), of=int(found[3]))


class Deliveries:
    """What was sent, and what became of it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def sent_places(self, message_id: str) -> frozenset[int]:
        """The sends of a message that the platform has taken already."""
        async with self._db.read() as connection:
            rows = await connection.execute(_PLACES, {"message_id": message_id})
            return frozenset(row.part for row in rows)

    async def quoted(self, message: Message) -> str | None:
        """What the platform calls the message that this one answers; None where it knows none."""
        if "quote" not in (message.custom or {}):
            return None
        async with self._db.read() as connection:
            return await quotes.provider_id(connection, message)

    async def taken(self, channel: Channel, send: Send, provider_id: str) -> None:
        """The platform has taken a send."""
        async with self._db.write() as tx:
            if await _part(tx.connection, channel, provider_id, None) is None:
                await self._insert(tx, channel, send, provider_id)

    async def reached(
        self, channel: Channel, target: str, tracker: str | None, state: DeliveryState
    ) -> bool:
        """A send has come so far; False when it is none that we know of yet."""
        async with self._db.write() as tx:
            part = await self._known(tx, channel, target, tracker)
            if part is None:
                return False
            await _raise(tx, part, state)
        return True

    async def refused(
        self, channel: Channel, target: str, tracker: str | None, why: Undelivered
    ) -> bool:
        """The platform took a send and could not deliver it: again later, or never."""
        async with self._db.write() as tx:
            part = await self._known(tx, channel, target, tracker)
            if part is None:
                return False
            row = await _outbox_row(tx.connection, part.message_id)
            attempts = row.attempts + why.counts
            again = why.retry and attempts < MAX_ATTEMPTS
            if again or why.code == WINDOW_CLOSED:
                # It has to be sent once more, so it counts as never taken.
                await _forget(tx, part)
            due = self._clock() + max(why.after, timedelta(seconds=float(why.growth**attempts)))
            await _set_outbox(
                tx,
                part.message_id,
                state="queued" if again else "failed",
                attempts=attempts,
                error=why.code,
                due_at=min(due, self._clock() + timedelta(minutes=5)),
            )
            await delivery_states.mark(
                tx, part.conversation_id, "failed", up_to=part.seq, only=part.seq
            )
            if again:
                await delivery_states.mark(
                    tx, part.conversation_id, "queued", up_to=part.seq, only=part.seq
                )
            else:
                await amendments.note(tx, part.conversation_id, part.seq, undelivered=why.code)
        return True

    async def all_reached(
        self,
        channel: Channel,
        address: str,
        state: DeliveryState,
        until: datetime | None,
        targets: Sequence[str],
    ) -> None:
        """Everything sent there until then, or by these names, has come so far."""
        async with self._db.write() as tx:
            named = parts.c.provider_id.in_(list(targets))
            # The platform's clock and ours differ; what was sent a moment later is meant as well.
            since = named if until is None else named | (parts.c.sent_at <= until)
            rows = await tx.connection.execute(
                _PARTS.join(outbox, outbox.c.message_id == parts.c.message_id).where(
                    (outbox.c.address == address) & since & (parts.c.state != "read")
                ),
                {"channel": channel},
            )
            for part in rows.all():
                await _raise(tx, part, state)

    async def _known(self, tx: WriteTx, channel: Channel, target: str, tracker: str | None) -> Any:
        """The send that is meant. Our mark also finds one whose answer never reached us."""
        part = await _part(tx.connection, channel, target, None)
        send = read_tracker(tracker)
        if part is not None or send is None:
            return part
        known = await tx.connection.scalar(
            sa.select(messages.c.channel).where(messages.c.id == send.message_id)
        )
        if known is None or await _part(tx.connection, channel, None, send) is not None:
            return None
        await self._insert(tx, channel, send, target)
        return await _part(tx.connection, channel, target, None)

    async def _insert(self, tx: WriteTx, channel: Channel, send: Send, provider_id: str) -> None:
        part = {
            "message_id": send.message_id,
            "part": send.place,
            "of": send.of,
            "channel": channel,
            "provider_id": provider_id,
            "state": "sent",
            "sent_at": self._clock(),
        }
        await tx.connection.execute(_INSERT, part)


async def release(tx: WriteTx, conversation: Conversation, now: datetime) -> None:
    """The customer has written: what was held for that goes out now, in its order.

    Not what was only true for a while: whoever writes is told anew how things are.
    """
    rows = await tx.connection.execute(_HELD, {"conversation_id": conversation.id})
    for row in rows.all():
        if (row.content.get("custom") or {}).get(PASSING):
            await _set_outbox(tx, row.message_id, error=EXPIRED)
            await amendments.note(tx, conversation.id, row.seq, undelivered=EXPIRED)
            continue
        await _set_outbox(
            tx,
            row.message_id,
            state="queued",
            attempts=0,
            due_at=now,
            channel=conversation.channel,
            address=conversation.address,
        )
        await delivery_states.mark(tx, conversation.id, "queued", up_to=row.seq, only=row.seq)
        await amendments.note(tx, conversation.id, row.seq, undelivered=None)


async def follow(tx: WriteTx, conversation_id: str, *, channel: Channel, address: str) -> None:
    """What has not gone out yet goes to where the customer is now."""
    await tx.connection.execute(
        outbox.update()
        .where((outbox.c.conversation_id == conversation_id) & (outbox.c.state == "queued"))
        .values(channel=channel, address=address)
    )
    tx.queue(outbox)


async def _raise(tx: WriteTx, part: Any, state: DeliveryState) -> None:
    """Note that a send has come further, and with the last of its sends the message."""
    order = DELIVERY_ORDER.index
    if part.state == "failed" or order(state) <= order(part.state):
        return
    raised = {"which": part.message_id, "which_part": part.part, "state": state}
    await tx.connection.execute(_RAISE, raised)
    rows = await tx.connection.execute(_STATES, {"message_id": part.message_id})
    states = [row.state for row in rows]
    if len(states) == part.of and "failed" not in states:
        slowest = min(states, key=order)
        await delivery_states.mark(tx, part.conversation_id, slowest, up_to=part.seq, only=part.seq)


async def _part(
    connection: AsyncConnection, channel: Channel, provider_id: str | None, send: Send | None
) -> Any:
    """A send by the platform's id of it, or else by our own mark."""
    if send is None:
        which = {"channel": channel, "provider_id": provider_id}
        return (await connection.execute(_BY_PROVIDER_ID, which)).first()
    mine = {"channel": channel, "message_id": send.message_id, "place": send.place}
    return (await connection.execute(_BY_SEND, mine)).first()


async def _outbox_row(connection: AsyncConnection, message_id: str) -> Any:
    rows = await connection.execute(sa.select(outbox).where(outbox.c.message_id == message_id))
    return rows.one()


async def _forget(tx: WriteTx, part: Any) -> None:
    await tx.connection.execute(
        parts.delete().where((parts.c.message_id == part.message_id) & (parts.c.part == part.part))
    )


async def _set_outbox(tx: WriteTx, message_id: str, **values: Any) -> None:
    await tx.connection.execute(
        outbox.update().where(outbox.c.message_id == message_id).values(**values)
    )
    tx.queue(outbox)

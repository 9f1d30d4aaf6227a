"""Transactional outbox, in SQL: what is due of it, whose it is, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.model import Message
from handoff.store.conversations import delivery_states, drafts, log
from handoff.store.db.database import Database, WriteTx
from handoff.store.delivery import amendments
from handoff.store.tables.conversations import messages
from handoff.store.tables.delivery import outbox, stopped_channels

_LANE = outbox.c.conversation_id + "/" + outbox.c.channel


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The oldest unsent message of a conversation. `id` is its place in the outbox.

    The channel of `message` is the one that it goes out on, which the customer may have changed
    since it was written.
    """

    id: int
    address: str
    attempts: int
    message: Message


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A message that its channel has taken, and the platform's id of it, if it has one."""

    head: Head
    provider_id: str | None


async def claim(
    db: Database,
    under_way: Sequence[Head],
    now: datetime,
    *,
    room: int,
    per_channel: int,
    lease: timedelta,
) -> list[Head]:
    """What is due. Where other bridges may look, too, it is theirs again after the lease."""
    due = _due(now, under_way, room=room, per_channel=per_channel)
    if db.is_sqlite:
        async with db.read() as connection:
            return await _heads(connection, due)
    async with db.write() as tx:
        found = due.with_for_update(of=outbox, skip_locked=True).cte("due")
        claimed = (
            outbox.update()
            .where(outbox.c.id.in_(sa.select(found.c.id)))
            .values(due_at=now + lease)
            .returning(outbox.c.id)
        )
        ids = (await tx.connection.execute(claimed)).scalars().all()
        return await _heads(tx.connection, ids) if ids else []


async def renew(db: Database, heads: Sequence[Head], until: datetime) -> None:
    """Keep what is being sent, such as a large file."""
    async with db.write() as tx:
        await tx.connection.execute(
            outbox.update()
            .where(outbox.c.id.in_([head.id for head in heads]) & (outbox.c.state == "queued"))
            .values(due_at=until)
        )


async def note_sent(db: Database, done: Sequence[Sent]) -> None:
    """Note what went out, in one transaction."""
    async with db.write() as tx:
        # In one order for all, so that nobody waits in a circle.
        for conversation_id in sorted({sent.head.message.conversation_id for sent in done}):
            await log.lock(tx, conversation_id)
        still = await _still_sent(tx.connection, done)
        await tx.connection.execute(
            outbox.update()
            .where(outbox.c.id.in_([sent.head.id for sent in still]))
            .values(state="sent", error=None)
        )
        for sent in still:
            await _mark_sent(tx, sent)


async def put_off(
    db: Database, head: Head, code: str, *, attempts: int, until: datetime | None
) -> None:
    """Try it later, or with no `until` give the message up and say so in the transcript."""
    conversation_id, seq = head.message.conversation_id, head.message.seq
    values = {"state": "failed"} if until is None else {"due_at": until}
    async with db.write() as tx:
        await log.lock(tx, conversation_id)
        await tx.connection.execute(
            outbox.update()
            .where(outbox.c.id == head.id)
            .values(attempts=attempts, error=code, **{"state": "queued", **values})
        )
        if until is None:
            await delivery_states.mark(tx, conversation_id, "failed", up_to=seq, only=seq)
            await amendments.note(tx, conversation_id, seq, undelivered=code)


async def _still_sent(connection: AsyncConnection, done: Sequence[Sent]) -> list[Sent]:
    """Without those that their platform has refused before its answer was noted; no refusal of the
    rest is noted until this is."""
    rows = await connection.execute(
        sa.select(outbox.c.id, outbox.c.attempts)
        .where(outbox.c.id.in_([sent.head.id for sent in done]) & (outbox.c.state == "queued"))
        .order_by(outbox.c.id)
        .with_for_update()
    )
    attempts = {row.id: row.attempts for row in rows}
    return [sent for sent in done if attempts.get(sent.head.id) == sent.head.attempts]


async def _mark_sent(tx: WriteTx, sent: Sent) -> None:
    message = sent.head.message
    if sent.provider_id is not None:
        await tx.connection.execute(
            messages.update()
            .where(messages.c.id == message.id)
            .values(provider_id=sent.provider_id)
        )
    await delivery_states.mark(
        tx, message.conversation_id, "sent", up_to=message.seq, only=message.seq
    )


def _due(now: datetime, under_way: Sequence[Head], *, room: int, per_channel: int) -> Any:
    """Ids of the oldest unsent message of each conversation, where it is due and may start."""
    busy = Counter(head.message.channel for head in under_way)
    full = [channel for channel, count in busy.items() if count >= per_channel]
    # A customer may have gone elsewhere during a send: what follows it is in another lane.
    lanes = [f"{head.message.conversation_id}/{head.message.channel}" for head in under_way]
    oldest = (
        sa.select(sa.func.min(outbox.c.id))
        .where((outbox.c.state == "queued") & outbox.c.id.not_in([head.id for head in under_way]))
        .group_by(outbox.c.conversation_id)
    )
    return (
        sa.select(outbox.c.id)
        .where(
            outbox.c.id.in_(oldest)
            & (outbox.c.due_at <= now)
            & outbox.c.channel.not_in(sa.select(stopped_channels.c.channel))
            & outbox.c.channel.not_in(full)
            & _LANE.not_in(lanes)
        )
        .order_by(outbox.c.id)
        .limit(room)
    )


async def _heads(connection: AsyncConnection, ids: Any) -> list[Head]:
    """What is to be sent, by its ids: some, or a query of them."""
    own = (outbox.c.id.label("head"), outbox.c.channel.label("way"))
    rows = await connection.execute(
        sa.select(messages, *own, outbox.c.address, outbox.c.attempts)
        .join(messages, messages.c.id == outbox.c.message_id)
        .where(outbox.c.id.in_(ids))
        .order_by(outbox.c.id)
    )
    return [_head(dict(row)) for row in rows.mappings()]


def _head(row: dict[str, Any]) -> Head:
    own = {"id": row.pop("head"), "address": row.pop("address"), "attempts": row.pop("attempts")}
    row["channel"] = row.pop("way")
    return Head(**own, message=drafts.message_of(row))

"""Repository of what customers in the queue have been told: a row for each case that waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core.channel import machines
from handoff.store.db.database import WriteTx
from handoff.store.tables.cases import WAITS, handoffs, waits
from handoff.store.tables.conversations import conversations, messages


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer of a case has heard so far."""

    handoff_id: str
    position: int
    """The place in the queue that was told last, from 1."""
    told_at: datetime
    acknowledged: int
    """How often what they wrote was answered."""
    way_out: bool
    """Whether they were offered another way than to wait."""


async def find(connection: AsyncConnection, handoff_id: str) -> Wait | None:
    """What was told in a case; None where nothing was yet."""
    rows = await connection.execute(sa.select(waits).where(waits.c.handoff_id == handoff_id))
    row = rows.mappings().first()
    return None if row is None else msgspec.convert(dict(row), Wait)


async def add(tx: WriteTx, wait: Wait) -> None:
    """Keep the first that was told in a case."""
    await tx.connection.execute(waits.insert().values(**msgspec.structs.asdict(wait)))


async def told(tx: WriteTx, handoff_id: str, position: int, now: datetime) -> None:
    """Another place in the queue was told."""
    await _change(tx, handoff_id, position=position, told_at=now)


async def offered_way_out(tx: WriteTx, handoff_id: str) -> None:
    """Another way than to wait was offered."""
    await _change(tx, handoff_id, way_out=True)


async def acknowledge(tx: WriteTx, handoff_id: str) -> int:
    """Note that what the customer wrote is answered; how often that was done before."""
    mine = waits.c.handoff_id == handoff_id
    counted = sa.select(waits.c.acknowledged).where(mine)
    before = (await tx.connection.execute(counted)).scalar_one()
    await _change(tx, handoff_id, acknowledged=before + 1)
    return int(before)


async def forget(tx: WriteTx, handoff_id: str) -> None:
    """The case comes into the queue anew: its customer is told anew."""
    await tx.connection.execute(waits.delete().where(waits.c.handoff_id == handoff_id))


async def due(
    connection: AsyncConnection,
    now: datetime,
    *,
    way_out_after: timedelta,
    again_after: timedelta,
    quiet_for: timedelta,
    show_places: Sequence[Channel],
    limit: int,
) -> tuple[str, ...]:
    """Conversations whose customers may have to be told something, the first in the queue first.

    Those who have heard nothing; those who wait for `way_out_after` without a way out; those whose
    own words were the last for `quiet_for`; and those who heard of their place `again_after` ago,
    unless their channel is one that shows it always.
    """
    page = conversations.c.channel.in_(list(show_places))
    late = waits.c.way_out.is_(False) & (handoffs.c.queued_at <= now - way_out_after)
    again = ~page & (waits.c.position > 1) & (waits.c.told_at <= now - again_after)
    machine = sa.cast(messages.c.content, sa.Text).contains(f'"{machines.MARK}"')
    spoken = (messages.c.author_kind == "customer") & (messages.c.at <= now - quiet_for) & ~machine
    last = (messages.c.conversation_id == conversations.c.id) & (
        messages.c.seq == conversations.c.last_seq
    )
    rows = await connection.execute(
        sa.select(handoffs.c.conversation_id)
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .join(messages, last)
        .outerjoin(waits, waits.c.handoff_id == handoffs.c.id)
        .where(WAITS)
        .where(waits.c.handoff_id.is_(None) | late | again | spoken)
        .order_by(handoffs.c.counts_from, handoffs.c.id)
        .limit(limit)
    )
    return tuple(row.conversation_id for row in rows)


async def _change(tx: WriteTx, handoff_id: str, **values: int | bool | datetime) -> None:
    mine = waits.c.handoff_id == handoff_id
    await tx.connection.execute(waits.update().where(mine).values(**values))

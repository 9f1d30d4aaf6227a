"""Repository of offers in SQL: who is asked to take a case, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.events import OfferChanged
from handoff.core.model import Handoff, Offer
from handoff.core.states import OFFER_MOVES, OfferState
from handoff.store.cases import queue
from handoff.store.conversations import log
from handoff.store.db.database import WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.cases import handoffs, offers

LIVE: tuple[OfferState, ...] = ("pending", "accepted")


async def pending(
    connection: AsyncConnection, *, agent_id: str | None = None, due: datetime | None = None
) -> tuple[Offer, ...]:
    """Offers that nobody has answered, of one agent, or those whose time is up at `due`."""
    where = offers.c.state == "pending"
    if agent_id is not None:
        where &= offers.c.agent_id == agent_id
    if due is not None:
        where &= offers.c.expires_at <= due
    return await _offers_where(connection, where)


async def pending_with_places(
    connection: AsyncConnection, agent_id: str
) -> tuple[tuple[Offer, str], ...]:
    """What an agent is being asked to take, each with its conversation."""
    mine = await pending(connection, agent_id=agent_id)
    rows = await connection.execute(
        sa.select(handoffs.c.id, handoffs.c.conversation_id).where(
            handoffs.c.id.in_([offer.handoff_id for offer in mine])
        )
    )
    of = {row.id: row.conversation_id for row in rows}
    return tuple((offer, of[offer.handoff_id]) for offer in mine)


async def by_id(connection: AsyncConnection, offer_id: str) -> Offer | None:
    """The offer with that id."""
    found = await _offers_where(connection, offers.c.id == offer_id)
    return found[0] if found else None


async def make(
    tx: WriteTx,
    handoff: Handoff,
    agent_id: str,
    now: datetime,
    good_for: timedelta,
    *,
    by: str | None = None,
) -> Offer:
    """Ask an agent to take a queued handoff, whose conversation is locked."""
    conversation = await log.find(tx.connection, handoff.conversation_id)
    made = Offer(
        id=new_id("of"),
        handoff_id=handoff.id,
        agent_id=agent_id,
        state="pending",
        created_at=now,
        expires_at=now + good_for,
    )
    await tx.connection.execute(offers.insert().values(**msgspec.structs.asdict(made)))
    await queue.move(
        tx, handoff, "offered", conversation, why="offered", by=by, offered_to=agent_id
    )
    tx.record(OfferChanged(offer=made, conversation_id=conversation.id))
    return made


async def end(
    tx: WriteTx, ended: Offer, state: OfferState, conversation_id: str, now: datetime
) -> None:
    """Note what became of an offer; raises `ValueError` for a move that does not exist."""
    if state not in OFFER_MOVES[ended.state]:
        raise ValueError(f"an offer cannot go from {ended.state} to {state}")
    await tx.connection.execute(
        offers.update().where(offers.c.id == ended.id).values(state=state, ended_at=now)
    )
    changed = msgspec.structs.replace(ended, state=state)
    tx.record(OfferChanged(offer=changed, conversation_id=conversation_id))


async def refuse(
    tx: WriteTx, refused: Offer, state: Literal["declined", "expired"], now: datetime
) -> None:
    """An agent let an offer go, by word or by time: the handoff waits again."""
    handoff = await queue.find(tx.connection, refused.handoff_id)
    if handoff is None or handoff.state != "offered":
        return
    conversation = await log.find(tx.connection, handoff.conversation_id)
    await end(tx, refused, state, conversation.id, now)
    by = refused.agent_id if state == "declined" else None
    await queue.move(tx, handoff, "queued", conversation, why=state, by=by)


async def let_go(tx: WriteTx, handoff: Handoff, now: datetime, *, anew: bool = False) -> None:
    """An offer that is pending or was accepted has ended; `anew`: nobody has let the case go."""
    live = (offers.c.handoff_id == handoff.id) & offers.c.state.in_(LIVE)
    for each in await _offers_where(tx.connection, live):
        ended: OfferState = "withdrawn" if anew or each.state == "pending" else "returned"
        await end(tx, each, ended, handoff.conversation_id, now)


async def refusals(
    connection: AsyncConnection, handoff_ids: list[str]
) -> dict[str, dict[str, datetime]]:
    """When each agent last let each of the handoffs go. Those who lost it at once count, too."""
    rows = await connection.execute(
        sa.select(offers.c.handoff_id, offers.c.agent_id, offers.c.ended_at)
        .where(
            offers.c.handoff_id.in_(handoff_ids)
            & offers.c.state.in_(("declined", "expired", "returned"))
        )
        .order_by(offers.c.ended_at)
    )
    found: dict[str, dict[str, datetime]] = {}
    for row in rows:
        found.setdefault(row.handoff_id, {})[row.agent_id] = row.ended_at
    return found


async def others_ended(connection: AsyncConnection, offer: Offer) -> tuple[datetime, ...]:
    """When other offers to the same agent ended, of those that ended since this one was made."""
    rows = await connection.execute(
        sa.select(offers.c.ended_at).where(
            (offers.c.agent_id == offer.agent_id)
            & (offers.c.id != offer.id)
            & (offers.c.ended_at >= offer.created_at)
            & offers.c.state.in_(("accepted", "declined", "expired", "returned"))
        )
    )
    return tuple(rows.scalars())


async def _offers_where(connection: AsyncConnection, where: Any) -> tuple[Offer, ...]:
    rows = await connection.execute(
        sa.select(*(offers.c[name] for name in Offer.__struct_fields__))
        .where(where)
        .order_by(offers.c.created_at, offers.c.id)
    )
    return tuple(msgspec.convert(dict(row), Offer) for row in rows.mappings())

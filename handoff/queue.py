"""Handoffs and their offers in SQL: the queue, who is asked, who took it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff import log
from handoff.database import WriteTx
from handoff.events import HandoffChanged, OfferChanged
from handoff.ids import new_id
from handoff.model import (
    HANDOFF_MOVES,
    OPEN_HANDOFF,
    Conversation,
    Handoff,
    HandoffState,
    Offer,
    OfferState,
)
from handoff.routing import RANK
from handoff.tables import conversations, handoffs, offers

_RANK = sa.case(RANK, value=handoffs.c.priority)
_FIELDS = tuple(handoffs.c[name] for name in Handoff.__struct_fields__)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue; `offered_to` is the agent who is being asked."""

    handoff: Handoff
    conversation: Conversation
    offered_to: str | None


async def create(
    tx: WriteTx, conversation: Conversation, packet: dict[str, Any], now: datetime
) -> Handoff:
    """Put a conversation into the queue with its packet."""
    handoff = Handoff(
        id=new_id("ho"),
        conversation_id=conversation.id,
        state="queued",
        reason=packet["reason"]["code"],
        skill=packet["skill"],
        priority=packet["priority"],
        packet=packet,
        created_at=now,
    )
    await tx.connection.execute(
        handoffs.insert().values(
            **msgspec.structs.asdict(handoff), idempotency_key=packet["idempotency_key"]
        )
    )
    await tx.record(HandoffChanged(handoff=handoff, conversation=conversation))
    return handoff


async def move(
    tx: WriteTx,
    handoff: Handoff,
    state: HandoffState,
    conversation: Conversation,
    *,
    offered_to: str | None = None,
    **values: Any,
) -> Handoff:
    """Bring a handoff into another state; raises `ValueError` for a move that does not exist."""
    if state not in HANDOFF_MOVES[handoff.state]:
        raise ValueError(f"a handoff cannot go from {handoff.state} to {state}")
    changed = msgspec.structs.replace(handoff, state=state, **values)
    await tx.connection.execute(
        handoffs.update().where(handoffs.c.id == handoff.id).values(state=state, **values)
    )
    await tx.record(
        HandoffChanged(handoff=changed, conversation=conversation, offered_to=offered_to)
    )
    return changed


async def rewrite_packet(tx: WriteTx, handoff: Handoff, packet: dict[str, Any]) -> Handoff:
    """Keep a packet that has grown while the customer waited."""
    await tx.connection.execute(
        handoffs.update().where(handoffs.c.id == handoff.id).values(packet=packet)
    )
    return msgspec.structs.replace(handoff, packet=packet)


async def open_in(connection: AsyncConnection, conversation_id: str) -> Handoff | None:
    """The conversation's handoff that has not ended."""
    return await _first(
        connection,
        _handoffs_where(
            (handoffs.c.conversation_id == conversation_id)
            & handoffs.c.state.in_(sorted(OPEN_HANDOFF))
        ),
    )


async def last_in(connection: AsyncConnection, conversation_id: str) -> Handoff | None:
    """The conversation's latest handoff, whatever its state."""
    query = _handoffs_where(handoffs.c.conversation_id == conversation_id)
    return await _first(
        connection, query.order_by(handoffs.c.created_at.desc(), handoffs.c.id.desc()).limit(1)
    )


async def find(connection: AsyncConnection, handoff_id: str) -> Handoff | None:
    """The handoff with that id."""
    return await _first(connection, _handoffs_where(handoffs.c.id == handoff_id))


async def waiting(connection: AsyncConnection) -> tuple[Entry, ...]:
    """All that wait, queued or offered: highest priority first, then oldest."""
    rows = await connection.execute(
        _handoffs_where(handoffs.c.state.in_(["queued", "offered"])).order_by(
            _RANK.desc(), handoffs.c.created_at, handoffs.c.id
        )
    )
    found = [msgspec.convert(dict(row), Handoff) for row in rows.mappings()]
    if not found:
        return ()
    pending = {offer.handoff_id: offer.agent_id for offer in await pending_offers(connection)}
    of = await _conversations_of(connection, [h.conversation_id for h in found])
    return tuple(
        Entry(handoff=h, conversation=of[h.conversation_id], offered_to=pending.get(h.id))
        for h in found
    )


async def position(connection: AsyncConnection, conversation_id: str) -> int | None:
    """The conversation's place in the queue from 1; None when it does not wait."""
    places = [entry.conversation.id for entry in await waiting(connection)]
    return places.index(conversation_id) + 1 if conversation_id in places else None


async def pending_offers(
    connection: AsyncConnection, *, agent_id: str | None = None, due: datetime | None = None
) -> tuple[Offer, ...]:
    """Offers that nobody has answered, of one agent, or those whose time is up at `due`."""
    where = offers.c.state == "pending"
    if agent_id is not None:
        where &= offers.c.agent_id == agent_id
    if due is not None:
        where &= offers.c.expires_at <= due
    return await _offers_where(connection, where)


async def offers_of(connection: AsyncConnection, handoff_id: str) -> tuple[Offer, ...]:
    """Every offer ever made of a handoff, oldest first."""
    return await _offers_where(connection, offers.c.handoff_id == handoff_id)


async def offer_by_id(connection: AsyncConnection, offer_id: str) -> Offer | None:
    """The offer with that id."""
    found = await _offers_where(connection, offers.c.id == offer_id)
    return found[0] if found else None


async def offer(
    tx: WriteTx, handoff: Handoff, agent_id: str, now: datetime, good_for: timedelta
) -> Offer:
    """Ask an agent to take a queued handoff."""
    conversation = await log.lock(tx, handoff.conversation_id)
    made = Offer(
        id=new_id("of"),
        handoff_id=handoff.id,
        agent_id=agent_id,
        state="pending",
        created_at=now,
        expires_at=now + good_for,
    )
    await tx.connection.execute(offers.insert().values(**msgspec.structs.asdict(made)))
    await move(tx, handoff, "offered", conversation, offered_to=agent_id)
    await tx.record(OfferChanged(offer=made, conversation_id=conversation.id))
    return made


async def end_offer(
    tx: WriteTx, ended: Offer, state: OfferState, conversation_id: str, now: datetime
) -> None:
    """Note what became of an offer."""
    await tx.connection.execute(
        offers.update().where(offers.c.id == ended.id).values(state=state, ended_at=now)
    )
    changed = msgspec.structs.replace(ended, state=state)
    await tx.record(OfferChanged(offer=changed, conversation_id=conversation_id))


async def refuse(tx: WriteTx, refused: Offer, state: OfferState, now: datetime) -> None:
    """An agent let an offer go, by word or by time: the handoff waits again."""
    handoff = await find(tx.connection, refused.handoff_id)
    if handoff is None or handoff.state != "offered":
        return
    conversation = await log.lock(tx, handoff.conversation_id)
    await end_offer(tx, refused, state, conversation.id, now)
    await move(tx, handoff, "queued", conversation)


def _handoffs_where(condition: Any) -> Any:
    return sa.select(*_FIELDS).where(condition)


async def _first(connection: AsyncConnection, query: Any) -> Handoff | None:
    row = (await connection.execute(query)).mappings().first()
    return None if row is None else msgspec.convert(dict(row), Handoff)


async def _offers_where(connection: AsyncConnection, where: Any) -> tuple[Offer, ...]:
    rows = await connection.execute(
        sa.select(*(offers.c[name] for name in Offer.__struct_fields__))
        .where(where)
        .order_by(offers.c.created_at, offers.c.id)
    )
    return tuple(msgspec.convert(dict(row), Offer) for row in rows.mappings())


async def _conversations_of(connection: AsyncConnection, ids: list[str]) -> dict[str, Conversation]:
    rows = await connection.execute(sa.select(conversations).where(conversations.c.id.in_(ids)))
    found = (msgspec.convert(dict(row), Conversation) for row in rows.mappings())
    return {conversation.id: conversation for conversation in found}

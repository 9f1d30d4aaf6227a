"""Handoffs and their offers in SQL: the queue, who is asked, who took it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.events import HandoffChanged, OfferChanged
from handoff.core.model import (
    HANDOFF_MOVES,
    OFFER_MOVES,
    OPEN_HANDOFF,
    Conversation,
    Handoff,
    HandoffState,
    Offer,
    OfferState,
    Why,
)
from handoff.core.queue.routing import Waiting, counts_from
from handoff.store.conversations import log
from handoff.store.db.database import WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.cases import handoff_topics, handoffs, offers
from handoff.store.tables.conversations import conversations

LIVE_OFFER: tuple[OfferState, ...] = ("pending", "accepted")
# Literally the condition of ix_handoffs_waiting: with parameters SQLite would not use the index.
WAITS = sa.text("handoffs.state IN ('queued', 'offered')")
_FIELDS = tuple(handoffs.c[name] for name in Handoff.__struct_fields__)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue; `offered_to` is the agent who is being asked."""

    handoff: Handoff
    conversation: Conversation
    offered_to: str | None


async def create(
    tx: WriteTx,
    conversation: Conversation,
    packet: dict[str, Any],
    now: datetime,
    *,
    more_skills: tuple[str, ...] = (),
    preferred_id: str | None = None,
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
        queued_at=now,
        more_skills=more_skills,
        preferred_id=preferred_id,
    )
    await tx.connection.execute(
        handoffs.insert().values(
            **msgspec.structs.asdict(handoff),
            idempotency_key=packet["idempotency_key"],
            counts_from=counts_from(handoff.priority, now),
            mood=_mood(packet),
        )
    )
    await _keep_topics(tx, handoff.id, packet)
    tx.record(HandoffChanged(handoff=handoff, conversation=conversation, why="asked"))
    return handoff


async def move(
    tx: WriteTx,
    handoff: Handoff,
    state: HandoffState,
    conversation: Conversation,
    *,
    why: Why,
    by: str | None = None,
    offered_to: str | None = None,
    **values: Any,
) -> Handoff:
    """Bring a handoff into another state; raises `ValueError` for a move that does not exist.

    `by` is the agent who does it. A new priority gives it another place in the queue.
    """
    if state not in HANDOFF_MOVES[handoff.state]:
        raise ValueError(f"a handoff cannot go from {handoff.state} to {state}")
    changed = msgspec.structs.replace(handoff, state=state, **values)
    await tx.connection.execute(
        handoffs.update()
        .where(handoffs.c.id == handoff.id)
        .values(
            state=state, **values, counts_from=counts_from(changed.priority, changed.created_at)
        )
    )
    tx.record(
        HandoffChanged(
            handoff=changed,
            conversation=conversation,
            why=why,
            was=handoff.state,
            by=by,
            offered_to=offered_to,
        )
    )
    return changed


async def rewrite_packet(tx: WriteTx, handoff: Handoff, packet: dict[str, Any]) -> Handoff:
    """Keep a packet that has grown while the customer waited."""
    await tx.connection.execute(
        handoffs.update()
        .where(handoffs.c.id == handoff.id)
        .values(packet=packet, mood=_mood(packet))
    )
    await _keep_topics(tx, handoff.id, packet)
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


async def waiting(
    connection: AsyncConnection, *, limit: int | None = None, after: str | None = None
) -> tuple[Entry, ...]:
    """Those that wait, queued or offered, in the order in which they are served.

    `after` is the handoff that a page before ended with; an unknown one gives an empty page.
    """
    query = _handoffs_where(WAITS)
    if after is not None:
        query = query.where(behind(after))
    return await _entries(
        connection, query.order_by(handoffs.c.counts_from, handoffs.c.id).limit(limit)
    )


async def these(connection: AsyncConnection, handoff_ids: list[str]) -> tuple[Entry, ...]:
    """Those of the given handoffs that wait, in the order in which they are served."""
    query = _handoffs_where(WAITS & handoffs.c.id.in_(handoff_ids))
    return await _entries(connection, query.order_by(handoffs.c.counts_from, handoffs.c.id))


async def to_offer(connection: AsyncConnection, *, limit: int) -> tuple[Waiting, ...]:
    """The first cases in the queue that nobody is being asked to take, as routing sees them."""
    rows = (
        await connection.execute(
            sa.select(
                handoffs.c.id,
                handoffs.c.skill,
                handoffs.c.more_skills,
                handoffs.c.queued_at,
                handoffs.c.counts_from,
                handoffs.c.preferred_id,
            )
            .where(WAITS & (handoffs.c.state == "queued"))
            .order_by(handoffs.c.counts_from, handoffs.c.id)
            .limit(limit)
        )
    ).all()
    refused = await _refusals(connection, [row.id for row in rows])
    return tuple(
        Waiting(
            handoff_id=row.id,
            skills=(row.skill, *row.more_skills),
            since=row.queued_at,
            counts_from=row.counts_from,
            refused=refused.get(row.id, {}),
            preferred=row.preferred_id,
        )
        for row in rows
    )


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


async def pending_with_places(
    connection: AsyncConnection, agent_id: str
) -> tuple[tuple[Offer, str], ...]:
    """What an agent is being asked to take, each with its conversation."""
    pending = await pending_offers(connection, agent_id=agent_id)
    rows = await connection.execute(
        sa.select(handoffs.c.id, handoffs.c.conversation_id).where(
            handoffs.c.id.in_([offer.handoff_id for offer in pending])
        )
    )
    of = {row.id: row.conversation_id for row in rows}
    return tuple((offer, of[offer.handoff_id]) for offer in pending)


async def offer_by_id(connection: AsyncConnection, offer_id: str) -> Offer | None:
    """The offer with that id."""
    found = await _offers_where(connection, offers.c.id == offer_id)
    return found[0] if found else None


async def offer(
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
    await move(tx, handoff, "offered", conversation, why="offered", by=by, offered_to=agent_id)
    tx.record(OfferChanged(offer=made, conversation_id=conversation.id))
    return made


async def end_offer(
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
    handoff = await find(tx.connection, refused.handoff_id)
    if handoff is None or handoff.state != "offered":
        return
    conversation = await log.find(tx.connection, handoff.conversation_id)
    await end_offer(tx, refused, state, conversation.id, now)
    by = refused.agent_id if state == "declined" else None
    await move(tx, handoff, "queued", conversation, why=state, by=by)


async def let_go(tx: WriteTx, handoff: Handoff, now: datetime, *, anew: bool = False) -> None:
    """An offer that is pending or was accepted has ended; `anew`: nobody has let the case go."""
    live = (offers.c.handoff_id == handoff.id) & offers.c.state.in_(LIVE_OFFER)
    for each in await _offers_where(tx.connection, live):
        ended: OfferState = "withdrawn" if anew or each.state == "pending" else "returned"
        await end_offer(tx, each, ended, handoff.conversation_id, now)


async def _refusals(
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


def behind(handoff_id: str) -> Any:
    """What is served after a handoff, as a condition."""
    mark = handoffs.alias()
    place = sa.select(mark.c.counts_from).where(mark.c.id == handoff_id).scalar_subquery()
    return sa.tuple_(handoffs.c.counts_from, handoffs.c.id) > sa.tuple_(place, handoff_id)


def _handoffs_where(condition: Any) -> Any:
    return sa.select(*_FIELDS).where(condition)


def _mood(packet: dict[str, Any]) -> str:
    """What the packet says of the mood, where it can be searched for."""
    return str(packet["sentiment"]["label"])


async def _keep_topics(tx: WriteTx, handoff_id: str, packet: dict[str, Any]) -> None:
    """What the bot heard that the case is about, where it can be searched for."""
    mine = handoff_topics.c.handoff_id == handoff_id
    await tx.connection.execute(handoff_topics.delete().where(mine))
    topics = dict.fromkeys(intent["name"] for intent in packet["intents"])
    if topics:
        rows = [{"handoff_id": handoff_id, "topic": topic} for topic in topics]
        await tx.connection.execute(handoff_topics.insert(), rows)


async def _entries(connection: AsyncConnection, query: Any) -> tuple[Entry, ...]:
    rows = await connection.execute(query)
    found = [msgspec.convert(dict(row), Handoff) for row in rows.mappings()]
    if not found:
        return ()
    pending = {offer.handoff_id: offer.agent_id for offer in await pending_offers(connection)}
    of = await _conversations_of(connection, [h.conversation_id for h in found])
    return tuple(
        Entry(handoff=h, conversation=of[h.conversation_id], offered_to=pending.get(h.id))
        for h in found
    )


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

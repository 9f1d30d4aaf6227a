"""Repository of handoffs in SQL: how a case comes into the queue, and moves until it ends."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.errors import Conflict
from handoff.core.events import HandoffChanged
from handoff.core.model import Conversation, Handoff
from handoff.core.mood import mood_in
from handoff.core.queue.routing import counts_from
from handoff.core.states import HANDOFF_MOVES, OPEN_HANDOFF, HandoffState, Why
from handoff.store.db.database import WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.cases import handoff_topics, handoffs

_FIELDS = tuple(handoffs.c[name] for name in Handoff.__struct_fields__)


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
            mood=mood_in(packet),
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
        .values(packet=packet, mood=mood_in(packet))
    )
    await _keep_topics(tx, handoff.id, packet)
    return msgspec.structs.replace(handoff, packet=packet)


async def open_in(connection: AsyncConnection, conversation_id: str) -> Handoff | None:
    """The conversation's handoff that has not ended."""
    return await _first(
        connection,
        handoffs_where(
            (handoffs.c.conversation_id == conversation_id)
            & handoffs.c.state.in_(sorted(OPEN_HANDOFF))
        ),
    )


async def must_be_open(connection: AsyncConnection, conversation_id: str) -> Handoff:
    """The conversation's open handoff; raises `Conflict` where there is none."""
    handoff = await open_in(connection, conversation_id)
    if handoff is None:
        raise Conflict("There is no open case in this conversation.")
    return handoff


async def last_in(connection: AsyncConnection, conversation_id: str) -> Handoff | None:
    """The conversation's latest handoff, whatever its state."""
    query = handoffs_where(handoffs.c.conversation_id == conversation_id)
    return await _first(
        connection, query.order_by(handoffs.c.created_at.desc(), handoffs.c.id.desc()).limit(1)
    )


async def find(connection: AsyncConnection, handoff_id: str) -> Handoff | None:
    """The handoff with that id."""
    return await _first(connection, handoffs_where(handoffs.c.id == handoff_id))


def handoffs_where(condition: Any) -> Any:
    """Select whole handoffs; `condition` is over their table."""
    return sa.select(*_FIELDS).where(condition)


def handoff_of(row: dict[str, Any]) -> Handoff:
    """A row of `handoffs_where`."""
    return msgspec.convert(row, Handoff)


async def _keep_topics(tx: WriteTx, handoff_id: str, packet: dict[str, Any]) -> None:
    """What the bot heard that the case is about, where it can be searched for."""
    mine = handoff_topics.c.handoff_id == handoff_id
    await tx.connection.execute(handoff_topics.delete().where(mine))
    topics = dict.fromkeys(intent["name"] for intent in packet["intents"])
    if topics:
        rows = [{"handoff_id": handoff_id, "topic": topic} for topic in topics]
        await tx.connection.execute(handoff_topics.insert(), rows)


async def _first(connection: AsyncConnection, query: Any) -> Handoff | None:
    row = (await connection.execute(query)).mappings().first()
    return None if row is None else handoff_of(dict(row))

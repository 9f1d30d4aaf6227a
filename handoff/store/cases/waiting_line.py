"""Query of the waiting line: those who wait in the queue, in the order in which they are served."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.model import Conversation, Handoff
from handoff.core.queue.routing import Waiting
from handoff.store.cases import offers, queue
from handoff.store.tables.cases import WAITS, handoffs
from handoff.store.tables.conversations import conversations


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue; `offered_to` is the agent who is being asked."""

    handoff: Handoff
    conversation: Conversation
    offered_to: str | None


async def entries(
    connection: AsyncConnection, *, limit: int | None = None, after: str | None = None
) -> tuple[Entry, ...]:
    """Those that wait, queued or offered, in the order in which they are served.

    `after` is the handoff that a page before ended with; an unknown one gives an empty page.
    """
    query = queue.handoffs_where(WAITS)
    if after is not None:
        query = query.where(behind(after))
    return await _entries(
        connection, query.order_by(handoffs.c.counts_from, handoffs.c.id).limit(limit)
    )


async def these(connection: AsyncConnection, handoff_ids: list[str]) -> tuple[Entry, ...]:
    """Those of the given handoffs that wait, in the order in which they are served."""
    query = queue.handoffs_where(WAITS & handoffs.c.id.in_(handoff_ids))
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
    refused = await offers.refusals(connection, [row.id for row in rows])
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


def behind(handoff_id: str) -> Any:
    """What is served after a handoff, as a condition."""
    mark = handoffs.alias()
    place = sa.select(mark.c.counts_from).where(mark.c.id == handoff_id).scalar_subquery()
    return sa.tuple_(handoffs.c.counts_from, handoffs.c.id) > sa.tuple_(place, handoff_id)


async def _entries(connection: AsyncConnection, query: Any) -> tuple[Entry, ...]:
    rows = await connection.execute(query)
    found = [msgspec.convert(dict(row), Handoff) for row in rows.mappings()]
    if not found:
        return ()
    asked = {offer.handoff_id: offer.agent_id for offer in await offers.pending(connection)}
    of = await _conversations_of(connection, [h.conversation_id for h in found])
    return tuple(
        Entry(handoff=h, conversation=of[h.conversation_id], offered_to=asked.get(h.id))
        for h in found
    )


async def _conversations_of(connection: AsyncConnection, ids: list[str]) -> dict[str, Conversation]:
    rows = await connection.execute(sa.select(conversations).where(conversations.c.id.in_(ids)))
    found = (msgspec.convert(dict(row), Conversation) for row in rows.mappings())
    return {conversation.id: conversation for conversation in found}

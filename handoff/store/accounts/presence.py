"""Repository of presence, in SQL: agents who take conversations, and those who are gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.model import ELSEWHERE, Agent
from handoff.core.queue.routing import Candidate
from handoff.store.accounts.accounts import AGENT_FIELDS
from handoff.store.db.database import WriteTx
from handoff.store.tables.accounts import agents
from handoff.store.tables.agent_tools import readers
from handoff.store.tables.cases import offers
from handoff.store.tables.conversations import conversations
from handoff.store.tables.sla import clocks

_HELD = sa.select(sa.func.count()).where(conversations.c.agent_id == agents.c.id).scalar_subquery()
_ASKED = (
    sa.select(sa.func.count())
    .where((offers.c.agent_id == agents.c.id) & (offers.c.state == "pending"))
    .scalar_subquery()
)
_BEGINS = (
    sa.select(sa.func.count())
    .select_from(
        readers.join(conversations, conversations.c.id == readers.c.conversation_id).join(
            clocks, clocks.c.conversation_id == conversations.c.id
        )
    )
    .where(
        (readers.c.agent_id == agents.c.id)
        & (readers.c.writing == "reply")
        & (readers.c.seen_at >= sa.bindparam("seen_since"))
        & (conversations.c.agent_id == agents.c.id)
        & clocks.c.ended_at.is_(None)
        & clocks.c.answered.is_(False)
    )
    .scalar_subquery()
)
"""First answers that an agent is writing right now."""


async def available(connection: AsyncConnection) -> tuple[tuple[Agent, int], ...]:
    """Agents who take conversations, each with how many conversations and offers they have."""
    rows = await connection.execute(
        sa.select(*AGENT_FIELDS, (_HELD + _ASKED).label("load")).where(
            (agents.c.presence == "available") & agents.c.disabled.is_(False)
        )
    )
    found = [dict(row) for row in rows.mappings()]
    return tuple((msgspec.convert(row, Agent), int(row.pop("load"))) for row in found)


async def candidates(connection: AsyncConnection, *, seen_since: datetime) -> tuple[Candidate, ...]:
    """Agents who take conversations, as routing sees them.

    What a console says of somebody's writing counts if it was there after `seen_since`.
    """
    busy = sa.select(agents.c.id).where(_ASKED + _BEGINS > 0)
    rows = await connection.execute(busy, {"seen_since": seen_since})
    engaged = set(rows.scalars())
    return tuple(
        Candidate(
            agent_id=agent.id,
            skills=agent.skills,
            capacity=agent.capacity,
            load=load,
            idle_since=agent.idle_since,
            engaged=agent.id in engaged,
        )
        for agent, load in await available(connection)
    )


async def writes(connection: AsyncConnection, agent_id: str, *, seen_since: datetime) -> bool:
    """Whether an agent is writing something, at a console that was there after `seen_since`."""
    here = (readers.c.agent_id == agent_id) & (readers.c.seen_at >= seen_since)
    theirs = here & readers.c.writing.is_not(None)
    return await connection.scalar(sa.select(readers.c.sid).where(theirs).limit(1)) is not None


async def gone_since(connection: AsyncConnection, before: datetime) -> tuple[str, ...]:
    """Agents who are not offline although nothing was seen of them since `before`."""
    rows = await connection.execute(
        sa.select(agents.c.id).where((agents.c.presence != "offline") & (agents.c.seen_at < before))
    )
    return tuple(row.id for row in rows)


async def left_behind(connection: AsyncConnection) -> tuple[str, ...]:
    """Conversations whose agent is offline; whoever answers without the desk is never at it."""
    rows = await connection.execute(
        sa.select(conversations.c.id)
        .join(agents, agents.c.id == conversations.c.agent_id)
        .where((agents.c.presence == "offline") & (agents.c.id != ELSEWHERE))
    )
    return tuple(row.id for row in rows)


async def seen(tx: WriteTx, agent_ids: Sequence[str], now: datetime) -> None:
    """Note that these agents have a console open."""
    await tx.connection.execute(
        agents.update().where(agents.c.id.in_(list(agent_ids))).values(seen_at=now)
    )

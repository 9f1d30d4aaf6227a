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
from handoff.store.tables.cases import offers
from handoff.store.tables.conversations import conversations


async def available(connection: AsyncConnection) -> tuple[tuple[Agent, int], ...]:
    """Agents who take conversations, each with how many conversations and offers they have."""
    held = (
        sa.select(sa.func.count()).where(conversations.c.agent_id == agents.c.id).scalar_subquery()
    )
    asked = (
        sa.select(sa.func.count())
        .where((offers.c.agent_id == agents.c.id) & (offers.c.state == "pending"))
        .scalar_subquery()
    )
    rows = await connection.execute(
        sa.select(*AGENT_FIELDS, (held + asked).label("load")).where(
            (agents.c.presence == "available") & agents.c.disabled.is_(False)
        )
    )
    found = [dict(row) for row in rows.mappings()]
    return tuple((msgspec.convert(row, Agent), int(row.pop("load"))) for row in found)


async def candidates(connection: AsyncConnection) -> tuple[Candidate, ...]:
    """Agents who take conversations, as routing sees them."""
    return tuple(
        Candidate(
            agent_id=agent.id,
            skills=agent.skills,
            capacity=agent.capacity,
            load=load,
            idle_since=agent.idle_since,
        )
        for agent, load in await available(connection)
    )


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

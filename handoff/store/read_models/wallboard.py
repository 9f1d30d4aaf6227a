"""Read model of the wallboard: who waits for which skill, and who does what; open work only."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.clock import Clock
from handoff.core.floor import HeldCase, works
from handoff.core.model import Agent, SlaTimer
from handoff.store.cases import sla
from handoff.store.db.aggregates import count_where
from handoff.store.db.database import Database
from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import WAITS, handoffs
from handoff.store.tables.conversations import conversations
from handoff.store.tables.metadata import events
from handoff.store.tables.sla import clocks as clock_rows

WITH_BOT = timedelta(minutes=15)
"""Who has written to the bot, or heard from it, within this is in conversation with it."""

# Literally the condition of its index.
_BOTS = sa.text("owner = 'bot'")
_AGENT = tuple(agents.c[name] for name in Agent.__struct_fields__)


class SkillLine(msgspec.Struct, frozen=True, kw_only=True):
    """Who waits for a skill, and how many of them are near a service target or past it."""

    skill: str
    waiting: int
    oldest: datetime
    """When the one came into the queue who has been there longest."""
    near: int
    missed: int


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The queue by skill, and how many are in conversation with the bot."""

    lines: tuple[SkillLine, ...]
    with_bot: int


class Wallboard(msgspec.Struct, frozen=True, kw_only=True):
    """The floor at one cursor."""

    cursor: int
    numbers: Numbers
    agents: tuple[Agent, ...]
    cases: tuple[HeldCase, ...]
    clocks: tuple[SlaTimer, ...]


class WallboardReader:
    """Reads the floor."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def read(self) -> Wallboard:
        """All of it in one view of the data."""
        async with self._db.read() as connection:
            cursor = await connection.scalar(sa.select(sa.func.max(events.c.cursor)))
            return Wallboard(
                cursor=int(cursor or 0),
                numbers=await _numbers(connection, self._clock()),
                agents=await _agents(connection),
                cases=await _cases(connection),
                clocks=await sla.in_hand(connection),
            )

    async def numbers(self) -> Numbers:
        """Only what cannot be told from one event."""
        async with self._db.read() as connection:
            return await _numbers(connection, self._clock())


async def _numbers(connection: AsyncConnection, now: datetime) -> Numbers:
    since = now - WITH_BOT
    with_bot = await connection.scalar(
        sa.select(sa.func.count())
        .select_from(conversations)
        .where(_BOTS & (conversations.c.updated_at > since))
    )
    return Numbers(lines=await _lines(connection, now), with_bot=int(with_bot or 0))


async def _lines(connection: AsyncConnection, now: datetime) -> tuple[SkillLine, ...]:
    due = (clock_rows.c.answer_due_at, clock_rows.c.resolution_due_at)
    warn = (clock_rows.c.answer_warn_at, clock_rows.c.resolution_warn_at)
    missed = sa.or_(*(column <= now for column in due))
    near = sa.or_(*(column <= now for column in warn)) & ~sa.func.coalesce(missed, sa.false())
    rows = await connection.execute(
        sa.select(
            handoffs.c.skill,
            sa.func.count().label("waiting"),
            sa.func.min(handoffs.c.queued_at).label("oldest"),
            count_where(near).label("near"),
            count_where(missed).label("missed"),
        )
        .select_from(handoffs.outerjoin(clock_rows, clock_rows.c.handoff_id == handoffs.c.id))
        .where(WAITS)
        .group_by(handoffs.c.skill)
        .order_by(handoffs.c.skill)
    )
    return tuple(msgspec.convert(dict(row), SkillLine) for row in rows.mappings())


async def _agents(connection: AsyncConnection) -> tuple[Agent, ...]:
    rows = await connection.execute(sa.select(*_AGENT).order_by(agents.c.name, agents.c.id))
    found = (msgspec.convert(dict(row), Agent) for row in rows.mappings())
    return tuple(agent for agent in found if works(agent))


async def _cases(connection: AsyncConnection) -> tuple[HeldCase, ...]:
    shown = ("conversation_id", "agent_id", "skill", "priority", "reason", "assigned_at")
    rows = await connection.execute(
        sa.select(
            handoffs.c.id.label("handoff_id"),
            *(handoffs.c[name] for name in shown),
            conversations.c.customer_name,
            conversations.c.channel,
        )
        .join(conversations, conversations.c.id == handoffs.c.conversation_id)
        .where(handoffs.c.state == "assigned")
        .order_by(handoffs.c.assigned_at, handoffs.c.id)
    )
    return tuple(msgspec.convert(dict(row), HeldCase) for row in rows.mappings())

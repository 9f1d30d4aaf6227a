"""Repository of SLA timers in SQL, written at the end of each transaction that concerns one.

What they are made of is what the transaction has recorded, so that no way of writing a message or
of moving a case can forget them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.events import Event, HandoffChanged, MessageAdded, SlaTimerChanged
from handoff.core.model import Due, Handoff, Message, SlaTimer, Target
from handoff.core.sla.rules import Step, Timekeeper
from handoff.core.states import OPEN_HANDOFF, Why
from handoff.store.cases import queue
from handoff.store.conversations import log
from handoff.store.db.database import Database, WriteTx
from handoff.store.tables.cases import handoffs
from handoff.store.tables.sla import answers, clocks, stints

_PLAIN = tuple(name for name in SlaTimer.__struct_fields__ if name != "dues")
_CLOCK = sa.select(clocks)
_OPEN_IN = _CLOCK.where(
    (clocks.c.conversation_id == sa.bindparam("conversation_id")) & clocks.c.ended_at.is_(None)
)
_OF = _CLOCK.where(clocks.c.handoff_id == sa.bindparam("handoff_id"))
_UPDATE = clocks.update().where(clocks.c.handoff_id == sa.bindparam("which"))
_INSERT = clocks.insert()


class SlaTimers:
    """Keeps a clock for each case."""

    def __init__(self, db: Database, keeper: Timekeeper) -> None:
        self._db = db
        self._keeper = keeper
        db.follow_up(self._keep)

    async def catch_up(self) -> None:
        """Give clocks to open cases from before there were any, and the present targets to all."""
        async with self._db.write() as tx:
            # Another bridge may be starting, too.
            await tx.line_up()
            for handoff in await _without_clock(tx.connection):
                await self._adopt(tx, handoff)
            rows = await tx.connection.execute(_CLOCK.where(clocks.c.ended_at.is_(None)))
            for row in rows.mappings().all():
                clock = _clock(row)
                await self._save(tx, clock, Step(clock=self._keeper.running(clock)))

    async def _keep(self, tx: WriteTx, happened: tuple[Event, ...]) -> None:
        for event in happened:
            if isinstance(event, HandoffChanged):
                await self._move(tx, event.handoff, event.why, event.conversation.updated_at)
            elif isinstance(event, MessageAdded):
                await self._hear(tx, event.message)

    async def _move(self, tx: WriteTx, handoff: Handoff, why: Why, now: datetime) -> None:
        clock = await _first(tx.connection, _OF, {"handoff_id": handoff.id})
        if clock is None:
            begun = self._keeper.begin(handoff)
            await tx.connection.execute(_INSERT, _row(begun))
            tx.record(SlaTimerChanged(clock=begun))
        elif handoff.ended_at is not None:
            await self._end(tx, clock, handoff, handoff.ended_at, why)
        elif why == "bot_asks" and handoff.agent_id is not None:
            # What the bot asks for the agent is the agent's answer: we wait for the customer now.
            await self._save(tx, clock, self._keeper.answered(clock, handoff.agent_id, now))
        else:
            at = handoff.queued_at if handoff.assigned_at is None else handoff.assigned_at
            await self._save(tx, clock, self._keeper.moved(clock, handoff, at))

    async def _end(
        self, tx: WriteTx, clock: SlaTimer, handoff: Handoff, at: datetime, why: Why
    ) -> None:
        step = self._keeper.ended(clock, at)
        in_time = self._keeper.kept(step.clock) if handoff.state == "resolved" else None
        over = {"ended_at": at, "ended_why": why, "in_time": in_time}
        await tx.connection.execute(
            _UPDATE, {"which": clock.handoff_id, **_row(step.clock), **over}
        )
        await _keep_work(tx, step)

    async def _hear(self, tx: WriteTx, message: Message) -> None:
        """Only what customers and agents write to each other counts."""
        author = message.author
        if message.kind != "text" or message.for_bot or author.kind not in ("customer", "agent"):
            return
        where = {"conversation_id": message.conversation_id}
        clock = await _first(tx.connection, _OPEN_IN, where)
        if clock is None:
            return
        if author.kind == "agent" and author.id is not None:
            step = self._keeper.answered(clock, author.id, message.at)
        else:
            step = self._keeper.asked(clock, message.at)
        await self._save(tx, clock, step)

    async def _save(self, tx: WriteTx, before: SlaTimer, step: Step) -> None:
        if step.clock != before:
            await tx.connection.execute(_UPDATE, {"which": before.handoff_id, **_row(step.clock)})
            tx.record(SlaTimerChanged(clock=step.clock))
        await _keep_work(tx, step)

    async def _adopt(self, tx: WriteTx, handoff: Handoff) -> None:
        """The clock of a case that is under way, from what its conversation holds."""
        await tx.connection.execute(_INSERT, _row(self._keeper.begin(handoff)))
        said = await log.transcript(tx.connection, handoff.conversation_id, limit=500, newest=True)
        for message in (m for m in said if m.at >= handoff.created_at):
            await self._hear(tx, message)
        await self._move(tx, handoff, "asked", handoff.created_at)


async def of_cases(connection: AsyncConnection, handoff_ids: Sequence[str]) -> tuple[SlaTimer, ...]:
    """The clocks of these cases, as far as they are open."""
    return await _read(connection, clocks.c.handoff_id.in_(list(handoff_ids)))


async def in_hand(connection: AsyncConnection) -> tuple[SlaTimer, ...]:
    """The clocks of all cases that agents have."""
    return await _read(connection, clocks.c.agent_id.is_not(None))


async def _read(connection: AsyncConnection, where: Any) -> tuple[SlaTimer, ...]:
    query = _CLOCK.where(clocks.c.ended_at.is_(None) & where).order_by(clocks.c.handoff_id)
    rows = await connection.execute(query)
    return tuple(_clock(row) for row in rows.mappings())


async def _without_clock(connection: AsyncConnection) -> tuple[Handoff, ...]:
    rows = await connection.execute(
        sa.select(handoffs.c.id).where(
            handoffs.c.state.in_(sorted(OPEN_HANDOFF))
            & handoffs.c.id.not_in(sa.select(clocks.c.handoff_id))
        )
    )
    found = [await queue.find(connection, id_) for id_ in rows.scalars().all()]
    return tuple(handoff for handoff in found if handoff is not None)


async def _keep_work(tx: WriteTx, step: Step) -> None:
    if step.answer is not None:
        await tx.connection.execute(answers.insert(), msgspec.structs.asdict(step.answer))
    if step.stint is not None:
        await tx.connection.execute(stints.insert(), msgspec.structs.asdict(step.stint))


async def _first(
    connection: AsyncConnection, query: sa.sql.Select, where: dict[str, str]
) -> SlaTimer | None:
    row = (await connection.execute(query, where)).mappings().first()
    return None if row is None else _clock(row)


def _clock(row: Any) -> SlaTimer:
    answer: Target = "next_answer" if row["answered"] else "first_answer"
    kinds: tuple[tuple[str, Target], ...] = (("answer", answer), ("resolution", "resolution"))
    dues = tuple(
        Due(target=target, warn_at=row[f"{kind}_warn_at"], at=row[f"{kind}_due_at"])
        for kind, target in kinds
        if row[f"{kind}_due_at"] is not None
    )
    return SlaTimer(**{name: row[name] for name in _PLAIN}, dues=dues)


def _row(clock: SlaTimer) -> dict[str, Any]:
    of = {due.target.rpartition("_")[2]: due for due in clock.dues}
    times: dict[str, datetime | None] = {}
    for kind in ("answer", "resolution"):
        times[f"{kind}_warn_at"] = of[kind].warn_at if kind in of else None
        times[f"{kind}_due_at"] = of[kind].at if kind in of else None
    return {**{name: getattr(clock, name) for name in _PLAIN}, **times}

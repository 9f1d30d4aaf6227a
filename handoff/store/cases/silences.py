"""Read model of silence: what waits for its customer, since when, and whether they were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm.utc_time import UtcTime
from handoff.core.model import ELSEWHERE, Message
from handoff.core.sla.idle import Silence
from handoff.store.conversations import log
from handoff.store.db.database import WriteTx
from handoff.store.tables.cases import handoffs, idle_warnings
from handoff.store.tables.conversations import conversations, messages, turns
from handoff.store.tables.sla import clocks

IDLE = "idle"
"""Why a case has ended whose customer did not answer."""
GENERAL = "general"
OURS = ("agent", "bot")
LAST_WORDS = 50
"""So many of the last messages are read for what the desk owes."""


def _last(author: Sequence[str], what: Any) -> Any:
    """Of the last text that somebody of these wrote in the conversation."""
    return (
        sa.select(what)
        .where(
            messages.c.conversation_id == conversations.c.id,
            messages.c.kind == "text",
            messages.c.author_kind.in_(author),
        )
        .order_by(messages.c.seq.desc())
        .limit(1)
        .correlate(conversations)
        .scalar_subquery()
    )


def _heard() -> Any:
    return sa.func.coalesce(_last(("customer",), messages.c.seq), 0)


def _said() -> Any:
    return sa.func.coalesce(_last(OURS, messages.c.seq), 0)


def _shown() -> tuple[Any, ...]:
    heard, said = _heard(), _said()
    # A warning holds until the customer, or whoever waits for them, has written again.
    holds = idle_warnings.c.seq > sa.case((heard > said, heard), else_=said)
    return (
        conversations.c.id.label("conversation_id"),
        conversations.c.channel,
        sa.type_coerce(_last(OURS, messages.c.at), UtcTime).label("since"),
        sa.case((holds, idle_warnings.c.at)).label("warned_at"),
    )


def _with_warning() -> Any:
    same = idle_warnings.c.conversation_id == conversations.c.id
    return conversations.outerjoin(idle_warnings, same)


def _of_agents() -> Any:
    """Cases in which nobody waits for an agent, by their SLA timers."""
    cases = (
        _with_warning()
        .join(handoffs, handoffs.c.conversation_id == conversations.c.id)
        .join(clocks, clocks.c.handoff_id == handoffs.c.id)
    )
    return (
        sa.select(*_shown(), sa.literal("agent").label("state"), handoffs.c.skill)
        .select_from(cases)
        .where(
            handoffs.c.state == "assigned",
            conversations.c.owner == "agent",
            conversations.c.agent_id != ELSEWHERE,
            clocks.c.waits_since.is_(None),
            _said() > 0,
        )
    )


def _of_bot() -> Any:
    """Conversations of the bot whose last word is ours."""
    turn = sa.exists().where(
        turns.c.conversation_id == conversations.c.id, turns.c.state.in_(("waiting", "running"))
    )
    return (
        sa.select(*_shown(), sa.literal("bot").label("state"), sa.literal(GENERAL).label("skill"))
        .select_from(_with_warning())
        # Literally the condition of ix_conversations_bot.
        .where(sa.text("conversations.owner = 'bot'"), conversations.c.task_id.is_(None))
        .where(~turn, _said() > _heard())
    )


async def silent(
    connection: AsyncConnection, *, bot: bool, conversation_id: str | None = None
) -> tuple[Silence, ...]:
    """Conversations in which nobody waits for the desk; with `bot` those of the bot as well."""
    found: list[Silence] = []
    for query in (_of_agents(), _of_bot())[: 2 if bot else 1]:
        which = query if conversation_id is None else query.where(_is(conversation_id))
        rows = await connection.execute(which)
        found += [
            msgspec.convert({str(k): v for k, v in row.items()}, Silence) for row in rows.mappings()
        ]
    return tuple(found)


async def last_words(connection: AsyncConnection, conversation_id: str) -> tuple[Message, ...]:
    """What was said since the customer was last heard."""
    recent = await log.transcript(connection, conversation_id, limit=LAST_WORDS, newest=True)
    heard = [at for at, one in enumerate(recent) if one.author.kind == "customer"]
    return recent[heard[-1] + 1 :] if heard else recent


async def warned(tx: WriteTx, conversation_id: str, seq: int, now: datetime) -> None:
    """Note that the customer was told, by the message of that number."""
    which = idle_warnings.c.conversation_id == conversation_id
    await tx.connection.execute(idle_warnings.delete().where(which))
    values = {"conversation_id": conversation_id, "seq": seq, "at": now}
    await tx.connection.execute(idle_warnings.insert().values(**values))


async def ended_silent(connection: AsyncConnection, handoff_id: str) -> bool:
    """Whether a case was closed because its customer did not answer."""
    query = sa.select(clocks.c.ended_why).where(clocks.c.handoff_id == handoff_id)
    return bool(await connection.scalar(query) == IDLE)


def _is(conversation_id: str) -> Any:
    return conversations.c.id == conversation_id

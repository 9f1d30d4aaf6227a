"""Read model of silence: what waits for its customer, since when, and whether they were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm.utc_time import UtcTime
from handoff.core.idle import Silence
from handoff.core.model import ELSEWHERE
from handoff.store.db.database import WriteTx
from handoff.store.tables.cases import handoffs, idle_warnings
from handoff.store.tables.conversations import conversations, messages, turns
from handoff.store.tables.sla import clocks

IDLE = "idle"
"""Why a case has ended whose customer did not answer."""
GENERAL = "general"


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


_HEARD = sa.func.coalesce(_last(("customer",), messages.c.seq), 0)
_SAID = sa.func.coalesce(_last(("agent", "bot"), messages.c.seq), 0)
# A warning holds until the customer, or whoever waits for them, has written again.
_warned = idle_warnings.c.seq > sa.case((_HEARD > _SAID, _HEARD), else_=_SAID)
_SHOWN = (
    conversations.c.id.label("conversation_id"),
    conversations.c.channel,
    sa.type_coerce(_last(("agent", "bot"), messages.c.at), UtcTime).label("since"),
    sa.case((_warned, idle_warnings.c.at)).label("warned_at"),
)
_WITH_WARNING = conversations.outerjoin(
    idle_warnings, idle_warnings.c.conversation_id == conversations.c.id
)
_OF_AGENTS = (
    sa.select(*_SHOWN, sa.literal("agent").label("state"), handoffs.c.skill)
    .select_from(
        _WITH_WARNING.join(handoffs, handoffs.c.conversation_id == conversations.c.id).join(
            clocks, clocks.c.handoff_id == handoffs.c.id
        )
    )
    .where(
        handoffs.c.state == "assigned",
        conversations.c.owner == "agent",
        conversations.c.agent_id != ELSEWHERE,
        clocks.c.waits_since.is_(None),
        _SAID > 0,
    )
)
_OPEN_TURN = sa.exists().where(
    turns.c.conversation_id == conversations.c.id, turns.c.state.in_(("waiting", "running"))
)
_OF_BOT = (
    sa.select(*_SHOWN, sa.literal("bot").label("state"), sa.literal(GENERAL).label("skill"))
    .select_from(_WITH_WARNING)
    # Literally the condition of ix_conversations_bot.
    .where(sa.text("conversations.owner = 'bot'"), conversations.c.task_id.is_(None))
    .where(~_OPEN_TURN, _SAID > _HEARD)
)


async def silent(
    connection: AsyncConnection, *, bot: bool, conversation_id: str | None = None
) -> tuple[Silence, ...]:
    """Conversations in which nobody waits for the desk; with `bot` those of the bot as well."""
    found: list[Silence] = []
    for query in (_OF_AGENTS, _OF_BOT)[: 2 if bot else 1]:
        which = query if conversation_id is None else query.where(_is(conversation_id))
        rows = await connection.execute(which)
        found += [
            msgspec.convert({str(k): v for k, v in row.items()}, Silence) for row in rows.mappings()
        ]
    return tuple(found)


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

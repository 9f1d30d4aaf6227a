"""Query of past cases: what a customer came for before, so that nobody asks again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core import packet
from handoff.core.model import Conversation, Disposition
from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations

SHOWN = 5


class PastCase(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier conversation, and what came of its last handoff, if there was one."""

    conversation_id: str
    opened_at: datetime
    channel: Channel
    wanted: str | None
    """What they wanted then, in their own words."""
    situation: str | None
    disposition: Disposition | None
    closing_note: str | None
    agent_name: str | None
    rating: int | None


async def past_cases(
    connection: AsyncConnection, conversation: Conversation
) -> tuple[PastCase, ...]:
    """The last ones of the same customer, latest first."""
    mine = conversations.alias()
    rows = await connection.execute(
        sa.select(
            mine.c.id.label("conversation_id"),
            mine.c.opened_at,
            mine.c.channel,
            handoffs.c.packet,
            handoffs.c.disposition,
            handoffs.c.closing_note,
            handoffs.c.rating,
            agents.c.name.label("agent_name"),
        )
        .select_from(
            mine.outerjoin(handoffs, handoffs.c.id == _last_handoff(mine)).outerjoin(
                agents, agents.c.id == handoffs.c.agent_id
            )
        )
        .where(mine.c.id.in_(_theirs(conversation)))
        .order_by(mine.c.opened_at.desc(), mine.c.id.desc())
    )
    return tuple(_case(dict(row)) for row in rows.mappings())


def _theirs(conversation: Conversation) -> Any:
    """Ids: from the same place, and for whoever has proved who they are from everywhere."""
    which = (conversations.c.channel == conversation.channel) & (
        conversations.c.address == conversation.address
    )
    if conversation.level == "verified" and conversation.scope is None:
        which |= (
            (conversations.c.customer_id == conversation.customer_id)
            & (conversations.c.level == "verified")
            & conversations.c.scope.is_(None)
        )
    return (
        sa.select(conversations.c.id)
        .where(which & (conversations.c.id != conversation.id))
        .order_by(conversations.c.opened_at.desc(), conversations.c.id.desc())
        .limit(SHOWN)
    )


def _last_handoff(conversation: Any) -> Any:
    latest = handoffs.alias()
    return (
        sa.select(latest.c.id)
        .where(latest.c.conversation_id == conversation.c.id)
        .order_by(latest.c.created_at.desc(), latest.c.id.desc())
        .limit(1)
        .correlate(conversation)
        .scalar_subquery()
    )


def _case(row: dict[str, Any]) -> PastCase:
    kept = row.pop("packet")
    if kept is None:
        return PastCase(**row, wanted=None, situation=None)
    wanted = next(iter(packet.wanted(kept)), None)
    return PastCase(**row, wanted=wanted, situation=kept["summary"]["situation"])

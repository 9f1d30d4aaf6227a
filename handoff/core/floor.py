"""Pure rules of the floor: who has a place on it, and which cases it shows."""

from __future__ import annotations

from datetime import datetime

import msgspec

from contracts.turn import Channel, Priority, ReasonCode
from handoff.core.model import ELSEWHERE, Agent, Conversation, Handoff
from handoff.core.permissions import may


class HeldCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case in an agent's hands."""

    handoff_id: str
    conversation_id: str
    agent_id: str
    customer_name: str | None
    channel: Channel
    skill: str
    priority: Priority
    reason: ReasonCode
    assigned_at: datetime


def held_case(handoff: Handoff, conversation: Conversation) -> HeldCase | None:
    """A case as the floor shows it; None for one that nobody has."""
    if handoff.agent_id is None or handoff.assigned_at is None or handoff.state != "assigned":
        return None
    return HeldCase(
        handoff_id=handoff.id,
        conversation_id=conversation.id,
        agent_id=handoff.agent_id,
        customer_name=conversation.customer_name,
        channel=conversation.channel,
        skill=handoff.skill,
        priority=handoff.priority,
        reason=handoff.reason,
        assigned_at=handoff.assigned_at,
    )


def works(agent: Agent) -> bool:
    """Whether somebody has a place on the floor."""
    return not agent.disabled and agent.id != ELSEWHERE and may(agent.role, "answer")

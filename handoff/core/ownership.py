"""Pure rule of ownership: who may act on a conversation, which has one owner at a time."""

from __future__ import annotations

from handoff.core.errors import NotOwner
from handoff.core.model import Conversation


def must_own(conversation: Conversation, agent_id: str, epoch: int) -> None:
    """Raise `NotOwner` unless the agent has the conversation, since the owner changed last."""
    if conversation.agent_id != agent_id or conversation.epoch != epoch:
        raise NotOwner

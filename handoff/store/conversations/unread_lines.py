"""Rule and query of unread lines: what the customer wrote and their agent has not seen."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.model import Conversation, Message
from handoff.store.tables.conversations import messages


def unread_after(conversation: Conversation, added: Message) -> int:
    """How many lines are unread once this one was added to the conversation.

    Lines of the customer alone count; whoever answers them has read them.
    """
    if conversation.agent_id is None:
        return 0
    if added.author.kind == "customer":
        return conversation.unread + 1
    answered = added.author.id == conversation.agent_id and added.kind != "note"
    return 0 if answered else conversation.unread


async def behind(connection: AsyncConnection, conversation_id: str, seq: int) -> int:
    """How many messages of the customer come after `seq`."""
    later = (messages.c.conversation_id == conversation_id) & (messages.c.seq > seq)
    count = sa.select(sa.func.count()).where(later & (messages.c.author_kind == "customer"))
    return int(await connection.scalar(count) or 0)

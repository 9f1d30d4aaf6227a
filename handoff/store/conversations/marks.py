"""Query of marks: whether a conversation has a message that is marked with something, in SQL."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.store.tables.conversations import messages


async def is_there(connection: AsyncConnection, conversation_id: str, mark: str) -> bool:
    """Whether some message there has the mark among what it holds beside its text."""
    held = sa.cast(messages.c.content, sa.Text)
    query = sa.select(messages.c.seq).where(
        (messages.c.conversation_id == conversation_id) & held.contains(f'"{mark}"')
    )
    return await connection.scalar(query.limit(1)) is not None

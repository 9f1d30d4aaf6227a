"""Use case of reading: an agent has seen what their customer wrote."""

from __future__ import annotations

from handoff.store.conversations import log, unread_lines
from handoff.store.db.database import Database


class Reading:
    """Keeps how far agents have read, for all their screens."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def read(self, agent_id: str, conversation_id: str, seq: int) -> None:
        """Everything up to `seq` was read; nothing where the agent has not the conversation.

        Raises `NotFound`.
        """
        async with self._db.read() as connection:
            conversation = await log.find(connection, conversation_id)
        if conversation.agent_id != agent_id or not conversation.unread:
            return
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            left = await unread_lines.behind(tx.connection, conversation_id, seq)
            if conversation.agent_id == agent_id and left < conversation.unread:
                await log.change(tx, conversation, unread=left)

"""Use cases of labelling: what agents say of a case for each other, and how urgent it is."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.turn import Priority
from handoff.store.cases import labels, queue
from handoff.store.conversations import log
from handoff.store.db.database import Database
from handoff.usecases.casework.marking import marked


class Labelling:
    """Marks conversations; everybody who answers customers may mark each of them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def label(self, agent_id: str, conversation_id: str, label_ids: Sequence[str]) -> None:
        """Let a conversation have these labels and no others; raises `NotFound`."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            wanted = await labels.put_on(tx, conversation_id, label_ids)
            if wanted == conversation.labels:
                return
            conversation = await log.change(tx, conversation, labels=wanted)
            handoff = await queue.open_in(tx.connection, conversation_id)
            if handoff is not None and handoff.state != "assigned":
                # Every console shows the queue, and not only those that have it open.
                await marked(tx, conversation, handoff, handoff.priority, agent_id)

    async def prioritise(self, agent_id: str, conversation_id: str, priority: Priority) -> None:
        """Say how urgent a case is, which gives it another place in the queue; raises `Conflict`.

        It counts from when the case began, so a case that is passed on has it, too.
        """
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            handoff = await queue.must_be_open(tx.connection, conversation_id)
            if handoff.priority != priority:
                await marked(tx, conversation, handoff, priority, agent_id)
                # Lists show the priority with the conversation.
                await log.change(tx, conversation, epoch=conversation.epoch)

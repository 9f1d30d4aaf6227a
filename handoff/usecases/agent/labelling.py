"""Use cases of labelling: what agents say of a case for each other, and how urgent it is."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.turn import Priority
from handoff.core.model import Conversation, Handoff
from handoff.store.cases import labels, offers, queue
from handoff.store.conversations import log
from handoff.store.db.database import Database, WriteTx


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
                await _again(tx, conversation, handoff, agent_id, handoff.priority)

    async def prioritise(self, agent_id: str, conversation_id: str, priority: Priority) -> None:
        """Say how urgent a case is, which gives it another place in the queue; raises `Conflict`.

        It counts from when the case began, so a case that is passed on has it, too.
        """
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            handoff = await queue.must_be_open(tx.connection, conversation_id)
            if handoff.priority != priority:
                await _again(tx, conversation, handoff, agent_id, priority)
                # Lists show the priority with the conversation.
                await log.change(tx, conversation, epoch=conversation.epoch)


async def _again(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, by: str, priority: Priority
) -> None:
    """Tell of a handoff in the state that it is in."""
    pending = await offers.pending(tx.connection)
    asked = next((offer.agent_id for offer in pending if offer.handoff_id == handoff.id), None)
    await queue.move(
        tx,
        handoff,
        handoff.state,
        conversation,
        why="marked",
        by=by,
        offered_to=asked,
        priority=priority,
    )

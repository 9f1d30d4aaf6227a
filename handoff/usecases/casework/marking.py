"""Use case of marks: every console is told of a case again, in the state that it is in."""

from __future__ import annotations

from contracts.turn import Priority
from handoff.core.model import Conversation, Handoff
from handoff.store.cases import offers, queue
from handoff.store.db.database import WriteTx


async def marked(
    tx: WriteTx,
    conversation: Conversation,
    handoff: Handoff,
    priority: Priority,
    by: str | None = None,
) -> None:
    """Tell of a handoff whose labels, priority or mood are new; `by` is the agent who did it."""
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

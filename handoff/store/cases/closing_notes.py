"""Query of closing notes: what the CRM is to know of a case that has ended, in SQL."""

from __future__ import annotations

from datetime import datetime

from handoff.core import packet
from handoff.core.model import Conversation, Handoff
from handoff.store.cases import crm_tasks
from handoff.store.db.database import WriteTx


async def owe(
    tx: WriteTx,
    conversation: Conversation,
    handoff: Handoff,
    *,
    author: str,
    outcome: str,
    now: datetime,
) -> None:
    """Owe the CRM a note on a customer's case: how it ended, the agent's own words, what it was."""
    if conversation.customer_id is None:
        return
    wanted = "; ".join(packet.wanted(handoff.packet))
    known = (
        outcome,
        handoff.closing_note,
        wanted and f"Wanted: {wanted}",
        handoff.packet["summary"]["situation"],
    )
    text = ". ".join(part.rstrip(".") for part in known if part)
    number = handoff.packet["facts"].get("order_number")
    task = crm_tasks.NoteTask(
        customer_id=conversation.customer_id,
        conversation_id=conversation.id,
        author=author,
        text=f"{text}.",
        order_number=str(number) if number else None,
    )
    await crm_tasks.add(tx, key=f"{handoff.id}:note", task=task, now=now)

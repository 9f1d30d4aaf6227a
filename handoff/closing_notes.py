"""What the CRM is told of a case that an agent has resolved."""

from __future__ import annotations

from datetime import datetime

from handoff import crm_tasks
from handoff.database import WriteTx
from handoff.model import DISPOSITIONS, SETTLING, Agent, Conversation, Handoff


async def owe(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, agent: Agent, now: datetime
) -> None:
    """Owe the CRM the note of a resolved case, and that what was complained of is made good."""
    if conversation.customer_id is None or handoff.disposition is None:
        return
    outcome = DISPOSITIONS[handoff.disposition]
    text = ". ".join(
        part.rstrip(".")
        for part in (outcome, handoff.closing_note, handoff.packet["summary"]["situation"])
        if part
    )
    number = handoff.packet["facts"].get("order_number")
    task = crm_tasks.NoteTask(
        customer_id=conversation.customer_id,
        conversation_id=conversation.id,
        author=agent.name,
        text=f"{text}.",
        order_number=str(number) if number else None,
    )
    await crm_tasks.add(tx, key=f"{handoff.id}:note", task=task, now=now)
    if handoff.disposition in SETTLING:
        settled = crm_tasks.SettledTask(conversation_id=conversation.id)
        await crm_tasks.add(tx, key=f"{handoff.id}:settled", task=settled, now=now)

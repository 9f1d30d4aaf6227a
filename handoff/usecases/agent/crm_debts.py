"""What a resolved case leaves to be told to the CRM, kept until the CRM has it."""

from __future__ import annotations

from datetime import datetime

from actions.crm.complaint import RootCause
from handoff.core.complaints import found_by_agent
from handoff.core.model import DISPOSITIONS, SETTLING, Agent, Conversation, Handoff
from handoff.store.cases import closing_notes, crm_tasks
from handoff.store.db.database import WriteTx


async def owe_complaint(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, cause: RootCause, now: datetime
) -> None:
    """What the company has to answer for by the agent's word; nothing where no case tells."""
    complaint = found_by_agent(cause, handoff.packet.get("facts", {}))
    if complaint is not None:
        await crm_tasks.owe_complaint(tx, conversation, complaint, turn_id=handoff.id, now=now)


async def owe_note(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, agent: Agent, now: datetime
) -> None:
    """How the case ended, into the history of a customer whom the CRM knows."""
    if conversation.customer_id is None or handoff.disposition is None:
        return
    outcome = DISPOSITIONS[handoff.disposition]
    await closing_notes.owe(tx, conversation, handoff, author=agent.name, outcome=outcome, now=now)


async def owe_settlement(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, now: datetime
) -> None:
    """That what was complained of is made good, where the case ended so."""
    if handoff.disposition in SETTLING:
        settled = crm_tasks.SettledTask(
            conversation_id=conversation.id, customer_id=conversation.customer_id
        )
        await crm_tasks.add(tx, key=f"{handoff.id}:settled", task=settled, now=now)

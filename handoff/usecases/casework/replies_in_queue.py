"""Use cases of waiting customers: what they add while they are in the queue, and their ways out."""

from __future__ import annotations

from datetime import datetime

from handoff.core import packet, texts, waiting_words
from handoff.core.model import BOT, SYSTEM, Conversation, Handoff, Message
from handoff.core.mood import mood_in
from handoff.core.states import Why
from handoff.store.cases import crm_tasks, offers, queue
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Draft
from handoff.store.db.database import WriteTx
from handoff.usecases.casework import handing_over
from handoff.usecases.casework.marking import marked

LONGEST_SUBJECT = 120
WAYS_OUT = (texts.CALL_BACK_PAYLOAD, texts.TICKET_PAYLOAD)


async def hear(tx: WriteTx, conversation: Conversation, message: Message, now: datetime) -> None:
    """Take what a customer in the queue has written or pressed."""
    handoff = await queue.open_in(tx.connection, conversation.id)
    if handoff is None:
        raise LookupError("a conversation in the queue has no open handoff")
    pressed = message.button_id
    what = waiting_words.meant(message.text or "") if pressed is None else "adds"
    if pressed == texts.NEVER_MIND_PAYLOAD or what == "leaves":
        conversation = await _leave(tx, conversation, handoff, "never_mind", now)
        await log.append(tx, conversation, Draft(author=BOT, text=texts.BACK_WITH_BOT), now)
    elif what == "settled":
        await _settle(tx, conversation, handoff, now)
    elif pressed in WAYS_OUT and conversation.customer_id is not None:
        await _file(
            tx, conversation, handoff, call_back=pressed == texts.CALL_BACK_PAYLOAD, now=now
        )
    else:
        # What they hear to it is said once they have paused: by the announcer of the queue.
        said_since = message if what == "adds" else None
        grown = await handing_over.grow_packet(tx, conversation, said_since)
        if grown is not None and mood_in(grown.packet) != mood_in(handoff.packet):
            await marked(tx, conversation, grown, grown.priority)


async def _settle(tx: WriteTx, conversation: Conversation, handoff: Handoff, now: datetime) -> None:
    """What they waited for is over: the case ends, and the conversation with it for now."""
    await offers.let_go(tx, handoff, now)
    said = Draft(author=SYSTEM, text=texts.SETTLED)
    conversation, _ = await log.append(tx, conversation, said, now)
    last = conversation.last_seq
    conversation = await log.move(tx, conversation, "closed", now, handled_seq=last)
    await queue.move(tx, handoff, "abandoned", conversation, why="never_mind", ended_at=now)
    # Again without the handoff, which has just ended.
    await log.change(tx, conversation, updated_at=now)


async def _leave(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, why: Why, now: datetime
) -> Conversation:
    """The customer leaves the queue: the bot has the conversation again, and nothing to answer."""
    await offers.let_go(tx, handoff, now)
    conversation = await log.move(tx, conversation, "bot", now, handled_seq=conversation.last_seq)
    await queue.move(tx, handoff, "abandoned", conversation, why=why, ended_at=now)
    # Again without the handoff, which has just ended.
    return await log.change(tx, conversation, updated_at=now)


async def _file(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, *, call_back: bool, now: datetime
) -> None:
    """Let the CRM have the case as a ticket; the customer hears its reference when it is there."""
    if conversation.customer_id is None:
        raise ValueError("a ticket belongs to a customer")
    recent = await log.transcript(tx.connection, conversation.id, limit=20, newest=True)
    said = [f"{one.author.kind}: {one.text}" for one in recent if one.text]
    wanted, situation = packet.wanted(handoff.packet), handoff.packet["summary"]["situation"]
    number = handoff.packet["facts"].get("order_number")
    task = crm_tasks.TicketTask(
        customer_id=conversation.customer_id,
        conversation_id=conversation.id,
        call_back=call_back,
        subject=(wanted[0] if wanted else situation)[:LONGEST_SUBJECT],
        body="\n".join([*wanted, situation, *said]),
        order_number=str(number) if number else None,
    )
    await crm_tasks.add(tx, key=f"{handoff.id}:ticket", task=task, now=now)
    conversation = await _leave(tx, conversation, handoff, "ticket", now)
    await log.append(tx, conversation, Draft(author=SYSTEM, text=texts.FILING), now)

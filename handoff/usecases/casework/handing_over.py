"""Use case of handing over: from the bot's wish for a person to a case in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from contracts.turn import HandoffRequest, IntentScore, Parse, Summary
from handoff.core import packet
from handoff.core.model import Conversation, Handoff, Message
from handoff.core.packet import Contact
from handoff.store.cases import queue
from handoff.store.conversations import log, turn_log
from handoff.store.db.database import Database, WriteTx
from handoff.usecases.casework import unsupported_input
from handoff.usecases.casework.contacts import ContactReader

DESK_LANGUAGE = "en"
"""What the bot and the desk speak, and so every agent."""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What was read outside the transaction that will queue the case."""

    request: HandoffRequest
    contact: Contact
    intents: tuple[IntentScore, ...]
    key: str


async def prepare(
    db: Database,
    read_contact: ContactReader,
    conversation_id: str,
    request: HandoffRequest,
    *,
    key: str,
    parses: Sequence[Parse] = (),
) -> Prepared:
    """Read what the packet needs; may take as long as the CRM does."""
    async with db.read() as connection:
        conversation = await log.find(connection, conversation_id)
        earlier = await turn_log.latest_intents(connection, conversation_id)
    now = tuple(IntentScore(name=p.intent, confidence=p.confidence) for p in reversed(parses))
    return Prepared(
        request=request, contact=await read_contact(conversation), intents=now + earlier, key=key
    )


def taken_over() -> HandoffRequest:
    """The request of an agent who takes a conversation from the bot."""
    return HandoffRequest(
        reason="agent_takeover",
        reason_text="An agent took the conversation over from the bot.",
        skill="general",
        summary=Summary(
            situation="Taken over from the bot in the middle of the conversation.",
            suggested_next_step="Read the last messages and go on from there.",
        ),
    )


async def to_queue(
    tx: WriteTx, conversation: Conversation, prepared: Prepared, now: datetime
) -> Handoff:
    """Give a locked conversation of the bot's to the queue. Raises `InvalidPacket`."""
    await turn_log.drop_waiting(tx, conversation.id, now)
    conversation = await log.move(tx, conversation, "queue", now, handled_seq=conversation.last_seq)
    handoff = await _create(tx, conversation, prepared, now)
    # Again with the handoff's id, so that consoles can go from the one to the other.
    await log.change(tx, conversation, updated_at=now)
    return handoff


async def to_agent(
    tx: WriteTx, conversation: Conversation, prepared: Prepared, agent_id: str, now: datetime
) -> Conversation:
    """Give a locked conversation of the bot's straight to an agent. Raises `InvalidPacket`."""
    await turn_log.drop_waiting(tx, conversation.id, now)
    conversation = await log.move(
        tx, conversation, "agent", now, agent_id=agent_id, handled_seq=conversation.last_seq
    )
    handoff = await _create(tx, conversation, prepared, now)
    await queue.move(
        tx,
        handoff,
        "assigned",
        conversation,
        why="taken_over",
        by=agent_id,
        agent_id=agent_id,
        assigned_at=now,
    )
    return conversation


async def grow_packet(
    tx: WriteTx, conversation: Conversation, said: Message | None = None
) -> Handoff | None:
    """The customer wrote meanwhile: what they said belongs to the case, which is returned.

    `said` is what they added to it.
    """
    handoff = await queue.open_in(tx.connection, conversation.id)
    if handoff is None:
        return None
    grown = packet.grown(handoff.packet, await _recent(tx, conversation), said)
    return await queue.rewrite_packet(tx, handoff, grown)


async def _create(
    tx: WriteTx, conversation: Conversation, prepared: Prepared, now: datetime
) -> Handoff:
    return await queue.create(
        tx,
        conversation,
        await _packet(tx, conversation, prepared),
        now,
        more_skills=_languages(prepared.contact),
        preferred_id=await _last_agent(tx, conversation),
    )


async def _last_agent(tx: WriteTx, conversation: Conversation) -> str | None:
    """Who had the customer last, in this conversation or in the one before."""
    for conversation_id in (conversation.id, conversation.previous_id):
        last = conversation_id and await queue.last_in(tx.connection, conversation_id)
        if last and last.agent_id is not None:
            return last.agent_id
    return None


def _languages(contact: Contact) -> tuple[str, ...]:
    """The skill of speaking the customer's own language, where it is not the desk's."""
    language = contact.customer.language if contact.customer else DESK_LANGUAGE
    return () if language == DESK_LANGUAGE else (f"language:{language}",)


async def _packet(tx: WriteTx, conversation: Conversation, prepared: Prepared) -> dict[str, Any]:
    recent = await _recent(tx, conversation)
    request = packet.in_their_words(prepared.request, recent, conversation.customer_name)
    return packet.complete(
        unsupported_input.noted(request, recent),
        conversation,
        recent,
        capabilities=tx.channels.of(conversation.channel).features,
        contact=prepared.contact,
        intents=prepared.intents,
        idempotency_key=prepared.key,
    )


async def _recent(tx: WriteTx, conversation: Conversation) -> tuple[Message, ...]:
    return await log.transcript(
        tx.connection, conversation.id, limit=packet.RECENT_MESSAGES, newest=True
    )

"""From the bot's wish for a person to a case in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from bot.wire import HandoffRequest, IntentScore, Parse
from handoff import accounts, log, packet, queue, turn_log, words
from handoff.contacts import ContactReader
from handoff.database import Database, WriteTx
from handoff.log import Draft
from handoff.model import Author, Conversation, Handoff
from handoff.packet import Contact

SYSTEM = Author(kind="system")


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


async def to_queue(
    tx: WriteTx, conversation: Conversation, prepared: Prepared, now: datetime
) -> Handoff:
    """Give a locked conversation of the bot's to the queue. Raises `InvalidPacket`."""
    await turn_log.drop_waiting(tx, conversation.id, now)
    conversation = await log.move(tx, conversation, "queue", now, handled_seq=conversation.last_seq)
    handoff = await queue.create(tx, conversation, await _packet(tx, conversation, prepared), now)
    # Again with the handoff's id, so that consoles can go from the one to the other.
    conversation = await log.change(tx, conversation, updated_at=now)
    if not await accounts.available(tx.connection):
        await log.append(tx, conversation, Draft(author=SYSTEM, text=words.NOBODY_THERE), now)
    return handoff


async def grow_packet(tx: WriteTx, conversation: Conversation) -> None:
    """The customer wrote while waiting: what they said belongs to the case."""
    handoff = await queue.open_in(tx.connection, conversation.id)
    if handoff is None:
        return
    recent = await _recent(tx, conversation)
    grown = {**handoff.packet, "transcript": packet.as_json(packet.transcript_of(recent))}
    await queue.rewrite_packet(tx, handoff, packet.validated(grown))


async def _packet(tx: WriteTx, conversation: Conversation, prepared: Prepared) -> dict[str, Any]:
    return packet.complete(
        prepared.request,
        conversation,
        await _recent(tx, conversation),
        contact=prepared.contact,
        intents=prepared.intents,
        idempotency_key=prepared.key,
    )


async def _recent(tx: WriteTx, conversation: Conversation) -> tuple[Any, ...]:
    return await log.transcript(
        tx.connection, conversation.id, limit=packet.RECENT_MESSAGES, newest=True
    )

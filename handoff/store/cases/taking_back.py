"""Repository of withdrawn words: a message reads otherwise wherever the desk has repeated it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from contracts.payment_numbers import masked
from contracts.turn import Turn
from handoff.core import packet
from handoff.core.model import Conversation, Message
from handoff.store.cases import queue
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.turn_log import TurnRow
from handoff.store.db.database import WriteTx
from handoff.store.delivery import amendments, quotes, redactions
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages, turns


async def reword(
    tx: WriteTx, conversation: Conversation, message: Message, new: str, now: datetime
) -> None:
    """Give a message of a locked conversation its new words, and every repetition of it."""
    new = masked(new)
    await amendments.reword(tx, conversation.id, message.seq, new, edited=True)
    await _repeat(tx, conversation, message, new, now)


async def revoke(
    tx: WriteTx, conversation: Conversation, message: Message, new: str, now: datetime
) -> None:
    """Leave `new` of a message of a locked conversation: its files go, and nobody answers it."""
    await amendments.empty(tx, conversation.id, message.seq, new)
    for attachment in message.attachments:
        if attachment.ref is not None:
            await redactions.owe_file(tx, conversation.id, attachment.ref, now)
    await _repeat(tx, conversation, message, new, now)
    if message.for_bot:
        await _leave_unanswered(tx, conversation, message, now)


async def _repeat(
    tx: WriteTx, conversation: Conversation, message: Message, new: str, now: datetime
) -> None:
    await _requote(tx, conversation, message, new)
    await _rewrite_packets(tx, conversation, message, new)
    await _rewrite_requests(tx, conversation, message, new)
    if message.text and message.author.kind == "customer":
        await redactions.owe_words(tx, conversation.id, message.text, new, now)


async def _requote(tx: WriteTx, conversation: Conversation, message: Message, new: str) -> None:
    """Answers that quote it, in this conversation and the customer's others."""
    same = conversations.c.address == conversation.address
    if conversation.customer_id is not None:
        same |= conversations.c.customer_id == conversation.customer_id
    theirs = sa.select(conversations.c.id).where(same)
    text = sa.cast(messages.c.content, sa.Text)
    query = sa.select(messages.c.conversation_id, messages.c.seq, messages.c.content).where(
        messages.c.conversation_id.in_(theirs) & text.contains('"quote"')
    )
    for conversation_id, seq, content in (await tx.connection.execute(query)).all():
        quote = (content.get("custom") or {}).get("quote") or {}
        if (quote.get("conversation_id"), quote.get("seq")) == (conversation.id, message.seq):
            changed = {**quote, "text": quotes.beginning(new)}
            await amendments.note(tx, conversation_id, seq, quote=changed)


async def _rewrite_packets(
    tx: WriteTx, conversation: Conversation, message: Message, new: str
) -> None:
    query = queue.handoffs_where(handoffs.c.conversation_id == conversation.id)
    for row in (await tx.connection.execute(query)).mappings().all():
        handoff = queue.handoff_of(dict(row))
        changed = packet.reworded(handoff.packet, message.seq, message.text or "", new)
        if changed != handoff.packet:
            await queue.rewrite_packet(tx, handoff, changed)


async def _rewrite_requests(
    tx: WriteTx, conversation: Conversation, message: Message, new: str
) -> None:
    """What the bot was asked, which is kept with each turn."""
    query = sa.select(turns.c.id, turns.c.request).where(
        (turns.c.conversation_id == conversation.id) & turns.c.request.is_not(None)
    )
    for turn_id, request in (await tx.connection.execute(query)).all():
        asked = (request or {}).get("messages", ())
        if any(each["id"] == message.id for each in asked):
            told = [{**each, "text": new} if each["id"] == message.id else each for each in asked]
            await turn_log.update(tx, turn_id, request={**request, "messages": told})


async def _leave_unanswered(
    tx: WriteTx, conversation: Conversation, message: Message, now: datetime
) -> None:
    """The bot has nothing to say to what is not there any more, if it has not said it yet."""
    await tx.connection.execute(
        messages.update().where(messages.c.id == message.id).values(for_bot=False)
    )
    turn = await turn_log.open_in(tx.connection, conversation.id)
    if turn is None or turn.state != "waiting":
        return
    request = None if turn.request is None else _without(turn, message)
    if request is not None:
        await turn_log.update(tx, turn.id, request=request)
    elif turn.request is not None or message.seq > conversation.handled_seq:
        await turn_log.update(tx, turn.id, state="dropped", ended_at=now)
        await turn_log.ensure(tx, await log.find(tx.connection, conversation.id), now)


def _without(turn: TurnRow, message: Message) -> dict[str, Any] | None:
    """A turn's request without a message; None where nothing is left of it."""
    request = msgspec.convert(turn.request, Turn)
    left = tuple(each for each in request.messages if each.id != message.id)
    if not left and request.event is None:
        return None
    found: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(request, messages=left))
    return found

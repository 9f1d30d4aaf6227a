"""How a resolved case went, in the customer's eyes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import Event
from handoff import crm_tasks, log, turn_log, words
from handoff.database import WriteTx
from handoff.events import MessageUpdated
from handoff.log import Content, Draft
from handoff.model import Author, Conversation, Handoff, Message
from handoff.tables import handoffs, messages

SYSTEM = Author(kind="system")
LOW = 2
"""A score up to this one is answered with regret."""


async def ask(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, now: datetime
) -> Conversation:
    """Ask the customer how the case went."""
    draft = Draft(
        author=SYSTEM,
        kind="rating_request",
        text=words.HOW_DID_IT_GO,
        content=Content(
            buttons=words.RATING_BUTTONS,
            custom={"handoff_id": handoff.id, "answered": False},
        ),
    )
    conversation, _ = await log.append(tx, conversation, draft, now)
    return conversation


async def score_of(connection: AsyncConnection, handoff_id: str) -> int | None:
    """The score given to a handoff."""
    found = await connection.scalar(sa.select(handoffs.c.rating).where(handoffs.c.id == handoff_id))
    return None if found is None else int(found)


async def keep(
    tx: WriteTx,
    conversation: Conversation,
    handoff: Handoff,
    score: int,
    comment: str,
    *,
    now: datetime,
    client_id: str,
) -> Message:
    """Log a rating and owe it to the CRM; a second one of a case changes nothing.

    A bad one is the bot's to answer, where the conversation is nobody else's.
    """
    first = await score_of(tx.connection, handoff.id) is None
    bad = first and score <= LOW and await _may_recover(tx.connection, conversation)
    draft = Draft(
        author=Author(
            kind="customer", id=conversation.customer_id, name=conversation.customer_name
        ),
        kind="rating",
        text=f"{score}: {comment}" if comment else str(score),
        content=Content(custom={"handoff_id": handoff.id, "score": score, "comment": comment}),
        client_id=client_id,
        for_bot=bad,
    )
    conversation, message = await log.append(tx, conversation, draft, now)
    if not first:
        await log.append(tx, conversation, Draft(author=SYSTEM, text=words.RATED_ALREADY), now)
        return message
    await tx.connection.execute(
        handoffs.update().where(handoffs.c.id == handoff.id).values(rating=score)
    )
    await _mark_answered(tx, conversation.id, handoff.id, score)
    await crm_tasks.add(
        tx,
        key=f"{handoff.id}:rating",
        task=crm_tasks.RatingTask(
            customer_id=conversation.customer_id,
            conversation_id=conversation.id,
            score=score,
            comment=comment,
        ),
        now=now,
    )
    if bad:
        await _recover(tx, conversation, message, now)
        return message
    thanks = words.SORRY_FOR_RATING if score <= LOW else words.THANKS_FOR_RATING
    await log.append(tx, conversation, Draft(author=SYSTEM, text=thanks), now)
    return message


def as_event(message: Message) -> Event | None:
    """The turn's event that a rating is; None for any other message."""
    if message.kind != "rating":
        return None
    given = message.custom or {}
    return Event(name="rating", data={"score": given["score"], "comment": given["comment"]})


async def _may_recover(connection: AsyncConnection, conversation: Conversation) -> bool:
    """Whether the bot may answer: nobody else has the customer, here or in a later conversation."""
    latest = await log.latest_at(connection, conversation.channel, conversation.address)
    mine = latest is not None and latest.id == conversation.id
    return mine and conversation.owner in ("bot", "closed")


async def _recover(
    tx: WriteTx, conversation: Conversation, message: Message, now: datetime
) -> None:
    """Let the bot answer the rating, in a turn of its own."""
    if conversation.owner == "closed":
        conversation = await log.move(tx, conversation, "bot", now, handled_seq=message.seq - 1)
    await turn_log.ensure(tx, conversation, now)


async def _mark_answered(tx: WriteTx, conversation_id: str, handoff_id: str, score: int) -> None:
    rows = await tx.connection.execute(
        sa.select(messages.c.id, messages.c.seq, messages.c.content).where(
            (messages.c.conversation_id == conversation_id) & (messages.c.kind == "rating_request")
        )
    )
    for row in rows.all():
        custom = row.content.get("custom", {})
        if custom.get("handoff_id") != handoff_id:
            continue
        custom = {**custom, "answered": True, "score": score}
        await tx.connection.execute(
            messages.update()
            .where(messages.c.id == row.id)
            .values(content={**row.content, "custom": custom})
        )
        tx.record(MessageUpdated(conversation_id=conversation_id, seq=row.seq, custom=custom))

"""How a resolved case went, in the customer's eyes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff import crm_tasks, log, words
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
    """Log a rating and owe it to the CRM; a second one of a case changes nothing."""
    draft = Draft(
        author=Author(
            kind="customer", id=conversation.customer_id, name=conversation.customer_name
        ),
        kind="rating",
        text=f"{score}: {comment}" if comment else str(score),
        content=Content(custom={"handoff_id": handoff.id, "score": score, "comment": comment}),
        client_id=client_id,
    )
    conversation, message = await log.append(tx, conversation, draft, now)
    if await score_of(tx.connection, handoff.id) is not None:
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
    thanks = words.SORRY_FOR_RATING if score <= LOW else words.THANKS_FOR_RATING
    await log.append(tx, conversation, Draft(author=SYSTEM, text=thanks), now)
    return message


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
        await tx.record(MessageUpdated(conversation_id=conversation_id, seq=row.seq, custom=custom))

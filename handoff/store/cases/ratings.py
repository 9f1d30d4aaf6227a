"""Repository of ratings: how it went in the customer's eyes, with an agent or the bot alone."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Event
from handoff.core import texts
from handoff.core.events import MessageUpdated
from handoff.core.model import SYSTEM, Author, Conversation, Handoff, Message
from handoff.store.cases import crm_tasks
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import WriteTx
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages

LOW = 2
"""A score up to this one is answered with regret."""


class Rated(msgspec.Struct, frozen=True, kw_only=True):
    """What a rating is of: an agent's case, or with `handoff_id` None the bot's own help."""

    conversation_id: str
    handoff_id: str | None = None

    @property
    def mark(self) -> dict[str, str]:
        """How a message says which of both it asks for, or rates."""
        if self.handoff_id is not None:
            return {"handoff_id": self.handoff_id}
        return {"conversation_id": self.conversation_id}


def of(handoff: Handoff) -> Rated:
    """A rating of the agent's case."""
    return Rated(conversation_id=handoff.conversation_id, handoff_id=handoff.id)


async def ask(tx: WriteTx, conversation: Conversation, rated: Rated, now: datetime) -> Conversation:
    """Ask the customer how it went."""
    draft = Draft(
        author=SYSTEM,
        kind="rating_request",
        text=texts.HOW_DID_IT_GO,
        content=Content(
            buttons=texts.RATING_BUTTONS,
            custom={**rated.mark, "answered": False},
        ),
    )
    conversation, _ = await log.append(tx, conversation, draft, now)
    return conversation


async def last_asked(connection: AsyncConnection, conversation_id: str) -> Rated | None:
    """What a conversation's customer was asked to rate last."""
    asked = (messages.c.conversation_id == conversation_id) & (messages.c.kind == "rating_request")
    last = sa.select(messages.c.content).where(asked).order_by(messages.c.seq.desc()).limit(1)
    content = await connection.scalar(last)
    if content is None:
        return None
    return Rated(conversation_id=conversation_id, handoff_id=content["custom"].get("handoff_id"))


async def score_of(connection: AsyncConnection, rated: Rated) -> int | None:
    """The score given to it."""
    table, which = _row_of(rated)
    found = await connection.scalar(sa.select(table.c.rating).where(which))
    return None if found is None else int(found)


async def keep(
    tx: WriteTx,
    conversation: Conversation,
    rated: Rated,
    score: int,
    comment: str,
    *,
    now: datetime,
    client_id: str,
) -> Message:
    """Log a rating and owe it to the CRM; a second one of a case changes nothing.

    A bad one is the bot's to answer, where the conversation is nobody else's.
    """
    first = await score_of(tx.connection, rated) is None
    bad = first and score <= LOW and await _may_recover(tx.connection, conversation)
    draft = Draft(
        author=Author(
            kind="customer", id=conversation.customer_id, name=conversation.customer_name
        ),
        kind="rating",
        text=f"{score}: {comment}" if comment else str(score),
        content=Content(custom={**rated.mark, "score": score, "comment": comment}),
        client_id=client_id,
        for_bot=bad,
    )
    conversation, message = await log.append(tx, conversation, draft, now)
    if not first:
        await log.append(tx, conversation, Draft(author=SYSTEM, text=texts.RATED_ALREADY), now)
        return message
    table, which = _row_of(rated)
    await tx.connection.execute(table.update().where(which).values(rating=score))
    await _mark_answered(tx, rated, score)
    await crm_tasks.add(
        tx,
        key=f"{rated.handoff_id or rated.conversation_id}:rating",
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
    thanks = texts.SORRY_FOR_RATING if score <= LOW else texts.THANKS_FOR_RATING
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
        before = message.seq - 1
        conversation = await log.move(tx, conversation, "bot", now, handled_seq=before, ended=False)
    await turn_log.ensure(tx, conversation, now)


def _row_of(rated: Rated) -> tuple[sa.Table, sa.sql.elements.ColumnElement[bool]]:
    """Where the score is kept."""
    if rated.handoff_id is not None:
        return handoffs, handoffs.c.id == rated.handoff_id
    return conversations, conversations.c.id == rated.conversation_id


async def _mark_answered(tx: WriteTx, rated: Rated, score: int) -> None:
    conversation_id = rated.conversation_id
    rows = await tx.connection.execute(
        sa.select(messages.c.id, messages.c.seq, messages.c.content).where(
            (messages.c.conversation_id == conversation_id) & (messages.c.kind == "rating_request")
        )
    )
    for row in rows.all():
        custom = row.content.get("custom", {})
        if not custom.items() >= rated.mark.items():
            continue
        custom = {**custom, "answered": True, "score": score}
        await tx.connection.execute(
            messages.update()
            .where(messages.c.id == row.id)
            .values(content={**row.content, "custom": custom})
        )
        tx.record(MessageUpdated(conversation_id=conversation_id, seq=row.seq, custom=custom))

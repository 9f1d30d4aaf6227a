"""Dead letters: messages to customers that were given up, and their second life."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core.channel.port import WINDOW_CLOSED
from handoff.core.errors import Conflict
from handoff.core.model import Conversation
from handoff.store.conversations import delivery_states
from handoff.store.db.database import WriteTx
from handoff.store.delivery import amendments
from handoff.store.tables.conversations import messages
from handoff.store.tables.delivery import outbox

HELD = (outbox.c.state == "failed") & (outbox.c.error == WINDOW_CLOSED)
"""What waits until the customer writes again."""
GIVEN_UP = (outbox.c.state == "failed") & outbox.c.error.is_distinct_from(WINDOW_CLOSED)


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """A message that could not be delivered, and the channel's reason."""

    conversation_id: str
    seq: int
    channel: Channel
    error: str | None
    attempts: int
    at: datetime


async def read(connection: AsyncConnection, *, limit: int) -> tuple[DeadLetter, ...]:
    """What was given up, latest first."""
    rows = await connection.execute(
        sa.select(
            outbox.c.conversation_id,
            messages.c.seq,
            outbox.c.channel,
            outbox.c.error,
            outbox.c.attempts,
            messages.c.at,
        )
        .join(messages, messages.c.id == outbox.c.message_id)
        .where(GIVEN_UP)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    )
    return tuple(msgspec.convert(dict(row), DeadLetter) for row in rows.mappings())


async def revive(tx: WriteTx, conversation: Conversation, seq: int, now: datetime) -> None:
    """Queue a message of a locked conversation again; raises `Conflict` unless it has failed."""
    letter = (
        sa.select(messages.c.id)
        .where((messages.c.conversation_id == conversation.id) & (messages.c.seq == seq))
        .scalar_subquery()
    )
    revived = await tx.connection.execute(
        outbox.update()
        .where((outbox.c.message_id == letter) & (outbox.c.state == "failed"))
        .values(
            state="queued",
            attempts=0,
            due_at=now,
            error=None,
            channel=conversation.channel,
            address=conversation.address,
        )
    )
    if not revived.rowcount:
        raise Conflict("This message is not one that could not be delivered.")
    tx.queue(outbox)
    await delivery_states.mark(tx, conversation.id, "queued", up_to=seq, only=seq)
    await amendments.note(tx, conversation.id, seq, undelivered=None)

"""The bot's turns in SQL: which messages of a customer each one answers, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import IntentScore, Parse
from handoff.database import WriteTx
from handoff.ids import new_id
from handoff.model import Conversation, TurnState
from handoff.tables import messages, turns

OPEN = ("waiting", "running")


class TurnRow(msgspec.Struct, frozen=True, kw_only=True):
    """A turn. `request` is frozen at its first claim; `told` says what the customer heard so far.

    `told`: 0 nothing, 1 that the bot is starting, 2 that a person can be had instead.
    """

    id: str
    conversation_id: str
    epoch: int
    first_seq: int
    last_seq: int
    request: dict[str, Any] | None
    state: TurnState
    attempts: int
    told: int
    due_at: datetime
    created_at: datetime


_FIELDS = tuple(turns.c[name] for name in TurnRow.__struct_fields__)


async def ensure(tx: WriteTx, conversation: Conversation, now: datetime) -> bool:
    """Make the next turn if the bot owns the conversation and something is unanswered."""
    if conversation.owner != "bot" or await open_in(tx.connection, conversation.id) is not None:
        return False
    first = await tx.connection.scalar(
        sa.select(sa.func.min(messages.c.seq)).where(_unanswered(conversation))
    )
    if first is None:
        return False
    await tx.connection.execute(
        turns.insert().values(
            id=new_id("t"),
            conversation_id=conversation.id,
            epoch=conversation.epoch,
            first_seq=first,
            last_seq=first,
            state="waiting",
            attempts=0,
            told=0,
            due_at=now,
            created_at=now,
        )
    )
    tx.queue(turns)
    return True


async def open_in(connection: AsyncConnection, conversation_id: str) -> TurnRow | None:
    """The conversation's turn that has not ended."""
    return await _first(
        connection, (turns.c.conversation_id == conversation_id) & turns.c.state.in_(OPEN)
    )


async def find(connection: AsyncConnection, turn_id: str) -> TurnRow | None:
    """The turn with that id."""
    return await _first(connection, turns.c.id == turn_id)


async def due(connection: AsyncConnection, now: datetime, *, limit: int) -> tuple[str, ...]:
    """Ids of turns to be run: waiting ones, and running ones whose runner must have died."""
    rows = await connection.execute(
        sa.select(turns.c.id)
        .where(turns.c.state.in_(OPEN) & (turns.c.due_at <= now))
        .order_by(turns.c.due_at, turns.c.id)
        .limit(limit)
    )
    return tuple(row.id for row in rows)


async def update(tx: WriteTx, turn_id: str, **values: Any) -> None:
    """Write new values of a turn."""
    await tx.connection.execute(turns.update().where(turns.c.id == turn_id).values(**values))


async def drop_waiting(tx: WriteTx, conversation_id: str, now: datetime) -> None:
    """The bot lost the conversation: what it has not begun to answer goes to a person."""
    await tx.connection.execute(
        turns.update()
        .where((turns.c.conversation_id == conversation_id) & (turns.c.state == "waiting"))
        .values(state="dropped", ended_at=now)
    )


async def release_running(tx: WriteTx, now: datetime) -> None:
    """At the start of the only bridge: nobody runs what is marked as running."""
    await tx.connection.execute(
        turns.update().where(turns.c.state == "running").values(state="waiting", due_at=now)
    )


async def unseen(connection: AsyncConnection, conversation: Conversation) -> tuple[str, ...]:
    """Turns whose replies the customer never saw, since the bot last spoke."""
    rows = await connection.execute(
        sa.select(turns.c.id)
        .where(
            (turns.c.conversation_id == conversation.id)
            & turns.c.state.in_(("dropped", "failed"))
            & turns.c.request.is_not(None)
            & (turns.c.last_seq > conversation.known_seq)
        )
        .order_by(turns.c.created_at)
    )
    return tuple(row.id for row in rows)


async def latest_intents(
    connection: AsyncConnection, conversation_id: str, *, limit: int = 10
) -> tuple[IntentScore, ...]:
    """What the customer's last messages were understood as, latest first."""
    rows = await connection.execute(
        sa.select(turns.c.parses)
        .where((turns.c.conversation_id == conversation_id) & turns.c.parses.is_not(None))
        .order_by(turns.c.created_at.desc())
        .limit(limit)
    )
    parses = [p for row in rows for p in reversed(msgspec.convert(row.parses or [], list[Parse]))]
    return tuple(IntentScore(name=p.intent, confidence=p.confidence) for p in parses)[:limit]


def _unanswered(conversation: Conversation) -> Any:
    return (
        (messages.c.conversation_id == conversation.id)
        & messages.c.for_bot
        & (messages.c.seq > conversation.handled_seq)
    )


async def _first(connection: AsyncConnection, where: Any) -> TurnRow | None:
    row = (await connection.execute(sa.select(*_FIELDS).where(where))).mappings().first()
    return None if row is None else msgspec.convert(dict(row), TurnRow)

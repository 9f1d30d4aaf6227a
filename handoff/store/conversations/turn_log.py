"""Repository of the bot's turns in SQL: which messages each one answers, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import IntentScore, Parse
from handoff.core.model import Conversation, TurnState
from handoff.core.topic_names import topic_of
from handoff.store.db.database import WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.conversations import conversations, messages, turns

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


_TURN = sa.select(*(turns.c[name] for name in TurnRow.__struct_fields__))
_OPEN_IN = _TURN.where(
    (turns.c.conversation_id == sa.bindparam("conversation_id")) & turns.c.state.in_(OPEN)
)
_BY_ID = _TURN.where(turns.c.id == sa.bindparam("id"))
_DUE = (
    sa.select(turns.c.id)
    .where(turns.c.state.in_(OPEN) & (turns.c.due_at <= sa.bindparam("now")))
    .order_by(turns.c.due_at, turns.c.id)
    .limit(sa.bindparam("limit"))
)
_UNANSWERED = sa.select(sa.func.min(messages.c.seq)).where(
    (messages.c.conversation_id == sa.bindparam("conversation_id"))
    & messages.c.for_bot
    & (messages.c.seq > sa.bindparam("handled_seq"))
)
_UNSEEN = (
    sa.select(turns.c.id)
    .where(
        (turns.c.conversation_id == sa.bindparam("conversation_id"))
        & turns.c.state.in_(("dropped", "failed"))
        & turns.c.request.is_not(None)
        & (turns.c.last_seq > sa.bindparam("known_seq"))
    )
    .order_by(turns.c.created_at)
)
_INSERT = turns.insert()
_UPDATE = turns.update().where(turns.c.id == sa.bindparam("which"))
_KEEP_TOPIC = conversations.update().where(
    (conversations.c.id == sa.bindparam("which")) & conversations.c.topic.is_(None)
)


async def ensure(tx: WriteTx, conversation: Conversation, now: datetime) -> bool:
    """Make the next turn if the bot owns the conversation and something is unanswered.

    While it asks something for an agent it has no turns.
    """
    if conversation.owner != "bot" or conversation.task_id is not None:
        return False
    if await open_in(tx.connection, conversation.id) is not None:
        return False
    handled = {"conversation_id": conversation.id, "handled_seq": conversation.handled_seq}
    first = await tx.connection.scalar(_UNANSWERED, handled)
    if first is None:
        return False
    turn = {
        "id": new_id("t"),
        "conversation_id": conversation.id,
        "epoch": conversation.epoch,
        "first_seq": first,
        "last_seq": first,
        "state": "waiting",
        "attempts": 0,
        "told": 0,
        "due_at": now,
        "created_at": now,
    }
    await tx.connection.execute(_INSERT, turn)
    tx.queue(turns)
    return True


async def open_in(connection: AsyncConnection, conversation_id: str) -> TurnRow | None:
    """The conversation's turn that has not ended."""
    return _first(await connection.execute(_OPEN_IN, {"conversation_id": conversation_id}))


async def find(connection: AsyncConnection, turn_id: str) -> TurnRow | None:
    """The turn with that id."""
    return _first(await connection.execute(_BY_ID, {"id": turn_id}))


async def due(connection: AsyncConnection, now: datetime, *, limit: int) -> tuple[str, ...]:
    """Ids of turns to be run: waiting ones, and running ones whose runner must have died."""
    rows = await connection.execute(_DUE, {"now": now, "limit": limit})
    return tuple(row.id for row in rows)


async def update(tx: WriteTx, turn_id: str, **values: Any) -> None:
    """Write new values of a turn."""
    await tx.connection.execute(_UPDATE, {"which": turn_id, **values})


async def end(
    tx: WriteTx, turn_id: str, conversation_id: str, parses: Sequence[Parse], now: datetime
) -> None:
    """The turn is answered; its topic is the conversation's, unless there was one before."""
    done = {"state": "done", "parses": msgspec.to_builtins(parses), "ended_at": now}
    await update(tx, turn_id, **done)
    if (topic := topic_of(parses)) is not None:
        await tx.connection.execute(_KEEP_TOPIC, {"which": conversation_id, "topic": topic})


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
    known = {"conversation_id": conversation.id, "known_seq": conversation.known_seq}
    rows = await connection.execute(_UNSEEN, known)
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


def _first(result: Any) -> TurnRow | None:
    row = result.mappings().first()
    return None if row is None else msgspec.convert(dict(row), TurnRow)

"""Repository of the conversation log in SQL: conversations, and their messages by `seq`.

Functions that change something take a `WriteTx` and record what happened. Whoever changes a
conversation locks it first, so that one change sees the other's result.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import BY_LINK, Channel
from handoff.core.errors import NotFound
from handoff.core.events import ConversationChanged, MessageAdded
from handoff.core.model import BOT, Conversation, Message
from handoff.core.states import OWNER_MOVES, Owner
from handoff.store.conversations import list_lines
from handoff.store.conversations.drafts import Draft, message_of, placed, row_of, told
from handoff.store.conversations.unread_lines import unread_after
from handoff.store.db.database import WriteTx
from handoff.store.tables.conversations import conversations, messages
from handoff.store.tables.delivery import outbox

PIECES = 20
"""So far behind a long message are the further pieces of it looked for."""

# Statements that every message needs are built once: SQLAlchemy takes longer to build one and to
# recognise it than the database to run it.
_CONVERSATION = sa.select(conversations).where(conversations.c.id == sa.bindparam("id"))
_LOCKED = _CONVERSATION.with_for_update()
_HERE = (conversations.c.channel == sa.bindparam("channel")) & (
    conversations.c.address == sa.bindparam("address")
)
_THEIRS = (
    (conversations.c.customer_id == sa.bindparam("customer_id"))
    & (conversations.c.level == "verified")
    & conversations.c.scope.is_(None)
)
_LATEST = (conversations.c.opened_at.desc(), conversations.c.id.desc())
_LATEST_HERE = sa.select(conversations).where(_HERE).order_by(*_LATEST).limit(1)
_OPEN_FIRST = sa.case((conversations.c.owner == "closed", 2), (_HERE, 0), else_=1)
_LATEST_OF_CUSTOMER = (
    sa.select(conversations).where(_HERE | _THEIRS).order_by(_OPEN_FIRST, *_LATEST).limit(1)
)
_LATEST_OF_STRANGER = sa.select(conversations).where(_HERE).order_by(_OPEN_FIRST, *_LATEST).limit(1)
_MESSAGES = (
    sa.select(messages)
    .where(
        (messages.c.conversation_id == sa.bindparam("conversation_id"))
        & (messages.c.seq > sa.bindparam("after"))
    )
    .limit(sa.bindparam("limit"))
)
_TRANSCRIPTS = {
    (notes, newest): _MESSAGES.where(sa.true() if notes else messages.c.kind != "note").order_by(
        messages.c.seq.desc() if newest else messages.c.seq
    )
    for notes in (False, True)
    for newest in (False, True)
}
"""By whether internal notes are wanted, and whether the newest."""
_BY_CLIENT_ID = sa.select(messages).where(
    (messages.c.conversation_id == sa.bindparam("conversation_id"))
    & (messages.c.client_id == sa.bindparam("client_id"))
)
_BEGIN = conversations.insert()
_CHANGE = conversations.update().where(conversations.c.id == sa.bindparam("which"))
_APPEND = messages.insert()
_SEND = outbox.insert()
_PROVE = messages.update().where(
    (messages.c.conversation_id == sa.bindparam("which"))
    & (messages.c.seq > sa.bindparam("behind"))
    & messages.c.for_bot
    & sa.func.coalesce(messages.c.how, "").not_in((BY_LINK,))
)


async def find(connection: AsyncConnection, conversation_id: str) -> Conversation:
    """The conversation; raises `NotFound`."""
    return _one(await connection.execute(_CONVERSATION, {"id": conversation_id}))


async def lock(tx: WriteTx, conversation_id: str) -> Conversation:
    """The conversation, kept from others until the transaction ends; raises `NotFound`."""
    return _one(await tx.connection.execute(_LOCKED, {"id": conversation_id}))


async def latest_at(
    connection: AsyncConnection, channel: Channel, address: str
) -> Conversation | None:
    """The conversation that was last under way at an address."""
    where = {"channel": channel, "address": address}
    return _at_most_one(await connection.execute(_LATEST_HERE, where))


async def latest_of(
    connection: AsyncConnection, channel: Channel, address: str, customer_id: str | None
) -> Conversation | None:
    """The conversation that goes on at an address: the customer may have begun it elsewhere.

    An open one counts before a closed one, and an open one of this address before another.
    """
    return _at_most_one(await connection.execute(*_latest_of(channel, address, customer_id)))


async def lock_latest_of(
    tx: WriteTx, channel: Channel, address: str, customer_id: str | None
) -> Conversation | None:
    """The same, kept from others until the transaction ends."""
    query, where = _latest_of(channel, address, customer_id)
    return _at_most_one(await tx.connection.execute(query.with_for_update(), where))


async def begin(tx: WriteTx, conversation: Conversation) -> Conversation:
    """Write a new conversation, which the bot owns."""
    conversation = replace(conversation, **told(msgspec.structs.asdict(conversation)))
    await tx.connection.execute(_BEGIN, msgspec.structs.asdict(conversation))
    return conversation


async def change(tx: WriteTx, conversation: Conversation, **values: Any) -> Conversation:
    """Write new values of a locked conversation and record the change."""
    values |= told(values)
    changed = msgspec.structs.replace(conversation, **values)
    await tx.connection.execute(_CHANGE, {"which": conversation.id, **values})
    line = await list_lines.of(tx.connection, conversation.id)
    tx.record(ConversationChanged(conversation=changed, **msgspec.structs.asdict(line)))
    return changed


async def move(
    tx: WriteTx, conversation: Conversation, owner: Owner, now: datetime, **values: Any
) -> Conversation:
    """Give a locked conversation to another owner: the epoch rises and open questions are past."""
    if owner not in OWNER_MOVES[conversation.owner]:
        raise ValueError(f"a conversation cannot go from {conversation.owner} to {owner}")
    return await change(
        tx,
        conversation,
        **{
            "owner": owner,
            "epoch": conversation.epoch + 1,
            "agent_id": None,
            "task_id": None,
            "question_seq": conversation.last_seq + 1,
            "unread": 0,
            "closed_at": now if owner == "closed" else None,
            "updated_at": now,
            **values,
        },
    )


async def append(
    tx: WriteTx, conversation: Conversation, draft: Draft, now: datetime
) -> tuple[Conversation, Message]:
    """Write the next message of a locked conversation.

    What the customer is to get is queued, unless they follow the events that tell of it.
    """
    if draft.author == BOT:
        draft = replace(draft, author=replace(BOT, name=tx.bot_name))
    message = placed(conversation, draft, now, tx.channels.of(conversation.channel))
    row = {**row_of(message), "provider_id": draft.provider_id}
    await tx.connection.execute(_APPEND, row)
    if message.state == "queued":
        queued = {
            "message_id": message.id,
            "conversation_id": conversation.id,
            "channel": conversation.channel,
            "address": conversation.address,
            "state": "queued",
            "attempts": 0,
            "due_at": now,
        }
        await tx.connection.execute(_SEND, queued)
        tx.queue(outbox)
    tx.record(MessageAdded(message=message))
    unread = unread_after(conversation, message)
    changed = await change(tx, conversation, last_seq=message.seq, updated_at=now, unread=unread)
    return changed, message


async def transcript(
    connection: AsyncConnection,
    conversation_id: str,
    *,
    after: int = 0,
    limit: int = 500,
    notes: bool = False,
    newest: bool = False,
) -> tuple[Message, ...]:
    """Messages behind `after` in order; with `newest` the last `limit` of them."""
    which = {"conversation_id": conversation_id, "after": after, "limit": limit}
    rows = await connection.execute(_TRANSCRIPTS[notes, newest], which)
    found = [message_of(dict(row)) for row in rows.mappings()]
    return tuple(reversed(found)) if newest else tuple(found)


async def prove_waiting(
    tx: WriteTx, conversation: Conversation, won: Mapping[str, str | None]
) -> None:
    """What the customer wrote before their proof was judged speaks for whom they proved to be."""
    known = {"customer_id": conversation.customer_id, **won}
    await tx.connection.execute(
        _PROVE, {"which": conversation.id, "behind": conversation.handled_seq, **known}
    )


async def by_client_id(
    connection: AsyncConnection, conversation_id: str, client_id: str
) -> Message | None:
    """The message of a conversation that was stored under a client's own id."""
    which = {"conversation_id": conversation_id, "client_id": client_id}
    rows = await connection.execute(_BY_CLIENT_ID, which)
    row = rows.mappings().first()
    return None if row is None else message_of(dict(row))


async def at_seq(connection: AsyncConnection, conversation_id: str, seq: int) -> Message | None:
    """The message with that number in the conversation."""
    found = await transcript(connection, conversation_id, after=seq - 1, limit=1, notes=True)
    return found[0] if found and found[0].seq == seq else None


async def pieces(
    connection: AsyncConnection, conversation_id: str, seq: int
) -> tuple[Message, ...]:
    """The message with that number, and those that its end became where it was too long for one."""
    found = await transcript(connection, conversation_id, after=seq - 1, limit=PIECES)
    if not found or found[0].seq != seq:
        return ()
    key = f"{found[0].client_id}#"
    rest = (one for one in found[1:] if (one.client_id or "").startswith(key))
    return (found[0], *rest)


def is_over(conversation: Conversation, now: datetime, reopen_after: timedelta) -> bool:
    """Whether a new message of the customer begins a new conversation instead of this one."""
    closed_at = conversation.closed_at
    return closed_at is not None and now - closed_at > reopen_after


def _latest_of(channel: Channel, address: str, customer_id: str | None) -> tuple[Any, Any]:
    where = {"channel": channel, "address": address}
    if customer_id is None:
        return _LATEST_OF_STRANGER, where
    return _LATEST_OF_CUSTOMER, {**where, "customer_id": customer_id}


def _one(result: Any) -> Conversation:
    found = _at_most_one(result)
    if found is None:
        raise NotFound("There is no such conversation.")
    return found


def _at_most_one(result: Any) -> Conversation | None:
    row = result.mappings().first()
    return None if row is None else msgspec.convert(dict(row), Conversation)

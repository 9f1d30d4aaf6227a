"""The conversation log in SQL: conversations, and their messages in the order of `seq`.

Functions that change something take a `WriteTx` and record what happened. Whoever changes a
conversation locks it first, so that one change sees the other's result.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import Attachment, Button, Channel
from handoff.core import texts
from handoff.core.errors import NotFound
from handoff.core.events import ConversationChanged, MessageAdded, MessageUpdated
from handoff.core.model import (
    DELIVERY_ORDER,
    OPEN_HANDOFF,
    OWNER_MOVES,
    Author,
    Conversation,
    DeliveryState,
    Message,
    MessageKind,
    Owner,
)
from handoff.store.db.database import WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages
from handoff.store.tables.delivery import outbox

_BLANKS = re.compile(r"\s+")

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
_FILES = sa.func.json_array_length(messages.c.content["attachments"]) > 0
_LAST_TEXT = (
    sa.select(sa.func.coalesce(sa.func.nullif(messages.c.text, ""), texts.ONLY_FILES))
    .where(
        (messages.c.conversation_id == sa.bindparam("conversation_id"))
        & (messages.c.text.is_not(None) | _FILES)
        & (messages.c.kind != "note")
    )
    .order_by(messages.c.seq.desc())
    .limit(1)
)
_OPEN_HANDOFF = (handoffs.c.conversation_id == sa.bindparam("conversation_id")) & (
    handoffs.c.state.in_(sorted(OPEN_HANDOFF))
)
_AROUND = sa.select(
    sa.select(handoffs.c.id).where(_OPEN_HANDOFF).scalar_subquery().label("handoff_id"),
    sa.select(handoffs.c.priority).where(_OPEN_HANDOFF).scalar_subquery().label("priority"),
    _LAST_TEXT.scalar_subquery().label("last_text"),
)
_BEGIN = conversations.insert()
_CHANGE = conversations.update().where(conversations.c.id == sa.bindparam("which"))
_APPEND = messages.insert()
_SEND = outbox.insert()
_MARKABLE = sa.select(messages.c.seq).where(
    (messages.c.conversation_id == sa.bindparam("conversation_id"))
    & (messages.c.seq <= sa.bindparam("last"))
    & messages.c.state.in_(sa.bindparam("before", expanding=True))
)
_MARK = messages.update().where(
    (messages.c.conversation_id == sa.bindparam("which"))
    & messages.c.seq.in_(sa.bindparam("which_seqs", expanding=True))
)
_MARK_ONE = messages.update().where(
    (messages.c.conversation_id == sa.bindparam("which"))
    & (messages.c.seq == sa.bindparam("which_seq"))
    & messages.c.state.in_(sa.bindparam("before", expanding=True))
)


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a message holds beside its text, as the column `content` keeps it."""

    buttons: tuple[Button, ...] = ()
    image: str | None = None
    attachments: tuple[Attachment, ...] = ()
    custom: dict[str, Any] | None = None
    button_id: str | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A message that has no place in a conversation yet."""

    author: Author
    text: str | None = None
    kind: MessageKind = "text"
    content: Content = Content()
    client_id: str | None = None
    turn_id: str | None = None
    for_bot: bool = False
    provider_id: str | None = None
    """The platform's id of it, where it comes from there."""

    @property
    def goes_out(self) -> bool:
        """Whether the customer is to receive it: what came from the platform they have."""
        return self.author.kind != "customer" and self.kind != "note" and self.provider_id is None


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
    await tx.connection.execute(_BEGIN, msgspec.structs.asdict(conversation))
    return conversation


async def change(tx: WriteTx, conversation: Conversation, **values: Any) -> Conversation:
    """Write new values of a locked conversation and record the change."""
    changed = msgspec.structs.replace(conversation, **values)
    await tx.connection.execute(_CHANGE, {"which": conversation.id, **values})
    rows = await tx.connection.execute(_AROUND, {"conversation_id": conversation.id})
    handoff_id, priority, text = rows.one()
    around = {"handoff_id": handoff_id, "priority": priority, "last_text": _shortened(text)}
    tx.record(ConversationChanged(conversation=changed, **around))
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
    message = _placed(tx, conversation, draft, now)
    row = {**_row(message), "provider_id": draft.provider_id}
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
    changed = await change(tx, conversation, last_seq=message.seq, updated_at=now)
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


def message_of(row: dict[str, Any]) -> Message:
    """A message from its columns."""
    content = msgspec.convert(row.pop("content"), Content)
    author = Author(
        kind=row.pop("author_kind"), id=row.pop("author_id"), name=row.pop("author_name")
    )
    row.pop("provider_id")
    row.pop("previous_seq")
    return Message(**row, author=author, **msgspec.structs.asdict(content))


async def mark(
    tx: WriteTx, conversation_id: str, state: DeliveryState, *, up_to: int, only: int | None = None
) -> None:
    """Raise the delivery state of messages to the customer; a later state never goes back.

    With `only` one message is marked, otherwise all up to `up_to`.
    """
    before, raised = _before(state), {"which": conversation_id, "state": state}
    if only is not None:
        one = {**raised, "which_seq": only, "before": before}
        seqs = [only] if (await tx.connection.execute(_MARK_ONE, one)).rowcount else []
    else:
        where = {"conversation_id": conversation_id, "last": up_to, "before": before}
        seqs = sorted((await tx.connection.execute(_MARKABLE, where)).scalars())
        if seqs:
            await tx.connection.execute(_MARK, {**raised, "which_seqs": seqs})
    for seq in seqs:
        tx.record(MessageUpdated(conversation_id=conversation_id, seq=seq, state=state))


async def last_text(connection: AsyncConnection, conversation: Conversation) -> str | None:
    """The beginning of the last words of anyone, for lists."""
    return _shortened(await connection.scalar(_LAST_TEXT, {"conversation_id": conversation.id}))


def is_over(conversation: Conversation, now: datetime, reopen_after: timedelta) -> bool:
    """Whether a new message of the customer begins a new conversation instead of this one."""
    closed_at = conversation.closed_at
    return closed_at is not None and now - closed_at > reopen_after


def _shortened(text: str | None) -> str | None:
    return None if text is None else _BLANKS.sub(" ", text)[:160]


def _before(state: DeliveryState) -> tuple[str, ...]:
    if state == "failed":
        return ("queued", "sent")
    if state == "queued":
        return ("failed",)
    return DELIVERY_ORDER[: DELIVERY_ORDER.index(state)]


def _placed(tx: WriteTx, conversation: Conversation, draft: Draft, now: datetime) -> Message:
    content = draft.content
    return Message(
        id=new_id("m"),
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        author=draft.author,
        kind=draft.kind,
        channel=conversation.channel,
        text=draft.text,
        at=now,
        buttons=content.buttons,
        image=content.image,
        attachments=content.attachments,
        custom=content.custom,
        button_id=content.button_id,
        client_id=draft.client_id,
        turn_id=draft.turn_id,
        state=_first_state(tx, draft, conversation.channel),
        for_bot=draft.for_bot,
    )


def _first_state(tx: WriteTx, draft: Draft, channel: Channel) -> DeliveryState | None:
    if not draft.goes_out:
        return None
    return "sent" if tx.channels.of(channel).follows_events else "queued"


def _row(message: Message) -> dict[str, Any]:
    content = Content(
        buttons=message.buttons,
        image=message.image,
        attachments=message.attachments,
        custom=message.custom,
        button_id=message.button_id,
    )
    same = ("id", "conversation_id", "seq", "kind", "channel", "text", "at")
    also = ("client_id", "turn_id", "state", "for_bot")
    return {
        **{name: getattr(message, name) for name in same + also},
        "author_kind": message.author.kind,
        "author_id": message.author.id,
        "author_name": message.author.name,
        "content": msgspec.to_builtins(content),
    }


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

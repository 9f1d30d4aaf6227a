"""Repository of amendments: what becomes known of a message later: reactions, edits, its fate."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core.events import MessageUpdated
from handoff.store.db.database import WriteTx
from handoff.store.tables.conversations import messages
from handoff.store.tables.delivery import parts


async def find(connection: AsyncConnection, channel: Channel, provider_id: str) -> Any:
    """The message that the platform knows by this id, whoever wrote it; None for a strange one.

    A row with `id`, `conversation_id`, `seq`, `author_kind` and `text`.
    """
    columns = [messages.c[n] for n in ("id", "conversation_id", "seq", "author_kind", "text")]
    theirs = sa.select(*columns).where(
        (messages.c.channel == channel) & (messages.c.provider_id == provider_id)
    )
    ours = (
        sa.select(*columns)
        .join(parts, parts.c.message_id == messages.c.id)
        .where((parts.c.channel == channel) & (parts.c.provider_id == provider_id))
    )
    found = (await connection.execute(theirs)).first()
    return found or (await connection.execute(ours)).first()


async def last_heard(connection: AsyncConnection, conversation_id: str) -> str | None:
    """The platform's id of the customer's last message in a conversation."""
    found = await connection.scalar(
        sa.select(messages.c.provider_id)
        .where(
            (messages.c.conversation_id == conversation_id)
            & (messages.c.author_kind == "customer")
            & messages.c.provider_id.is_not(None)
        )
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    return None if found is None else str(found)


async def note(tx: WriteTx, conversation_id: str, seq: int, **known: Any) -> None:
    """Add to what is known of a message; None takes something back."""
    content = await _content(tx, conversation_id, seq)
    custom = {**(content.get("custom") or {}), **known}
    custom = {name: value for name, value in custom.items() if value is not None}
    await _write(tx, conversation_id, seq, content={**content, "custom": custom})
    tx.record(MessageUpdated(conversation_id=conversation_id, seq=seq, custom=custom))


async def reword(tx: WriteTx, conversation_id: str, seq: int, text: str, **known: Any) -> None:
    """Give a message the words that its writer wants it to have."""
    content = await _content(tx, conversation_id, seq)
    custom = {**(content.get("custom") or {}), **known}
    await _write(tx, conversation_id, seq, text=text, content={**content, "custom": custom})
    tx.record(MessageUpdated(conversation_id=conversation_id, seq=seq, text=text, custom=custom))


async def empty(tx: WriteTx, conversation_id: str, seq: int, text: str) -> None:
    """Leave nothing of a message but `text`, which says that it is gone."""
    content = await _content(tx, conversation_id, seq)
    kept = {name: (content.get("custom") or {}).get(name) for name in ("elsewhere", "reply_to")}
    custom = {**{name: value for name, value in kept.items() if value}, "revoked": True}
    await _write(tx, conversation_id, seq, text=text, content={"custom": custom})
    tx.record(
        MessageUpdated(
            conversation_id=conversation_id, seq=seq, text=text, custom=custom, attachments=()
        )
    )


async def _content(tx: WriteTx, conversation_id: str, seq: int) -> dict[str, Any]:
    """What it holds, kept from others: what two add at the same moment is kept both."""
    found = await tx.connection.scalar(
        sa.select(messages.c.content)
        .where((messages.c.conversation_id == conversation_id) & (messages.c.seq == seq))
        .with_for_update()
    )
    return dict(found or {})


async def _write(tx: WriteTx, conversation_id: str, seq: int, **values: Any) -> None:
    await tx.connection.execute(
        messages.update()
        .where((messages.c.conversation_id == conversation_id) & (messages.c.seq == seq))
        .values(**values)
    )

"""Repository of quotes in SQL: a message that answers another one, and says which.

What is quoted is kept with the message, so that every page can show it without looking for it.
"""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel
from handoff.core.errors import BadRequest
from handoff.core.model import AuthorKind, Message
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content
from handoff.store.delivery import amendments
from handoff.store.tables.conversations import messages
from handoff.store.tables.delivery import parts

LONGEST = 200
"""Characters of a message that its quote repeats."""
WITHOUT_WORDS = "(something that is not text)"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What is quoted: where it is, who said it, and how it begins."""

    conversation_id: str
    seq: int
    author: AuthorKind
    name: str | None
    text: str


async def onto(
    connection: AsyncConnection, conversation_id: str, content: Content, seq: int | None
) -> Content:
    """The content of an answer to the message `seq`, if any; raises `BadRequest`.

    What only agents see cannot be quoted to a customer.
    """
    if seq is None:
        return content
    quoted = await log.at_seq(connection, conversation_id, seq)
    if quoted is None or quoted.kind != "text":
        raise BadRequest("Only what the customer can see in this conversation can be quoted.")
    return msgspec.structs.replace(
        content, custom={**(content.custom or {}), "quote": _as_custom(quoted)}
    )


async def heard(
    connection: AsyncConnection, channel: Channel, provider_id: str | None
) -> dict[str, Any]:
    """What a customer quotes on a platform, as their message keeps it; empty when it is strange."""
    found = provider_id and await amendments.find(connection, channel, provider_id)
    if not found:
        return {}
    quoted = await log.at_seq(connection, found.conversation_id, found.seq)
    return {} if quoted is None else {"quote": _as_custom(quoted)}


async def provider_id(connection: AsyncConnection, message: Message) -> str | None:
    """What the platform that a message goes to calls the one that it quotes; None: nothing there.

    Of ours it is the first of its sends.
    """
    quote = (message.custom or {}).get("quote")
    if quote is None:
        return None
    which = (messages.c.conversation_id == quote["conversation_id"]) & (
        messages.c.seq == quote["seq"]
    )
    sent = parts.c.channel == message.channel
    query = (
        sa.select(sa.func.coalesce(messages.c.provider_id, parts.c.provider_id))
        .outerjoin(parts, (parts.c.message_id == messages.c.id) & sent)
        .where(which & (messages.c.channel == message.channel))
        .order_by(parts.c.part)
        .limit(1)
    )
    found = await connection.scalar(query)
    return None if found is None else str(found)


def beginning(text: str) -> str:
    """What a quote repeats of a message."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _as_custom(quoted: Message) -> dict[str, Any]:
    quote = Quote(
        conversation_id=quoted.conversation_id,
        seq=quoted.seq,
        author=quoted.author.kind,
        name=quoted.author.name,
        text=beginning(quoted.text or WITHOUT_WORDS),
    )
    made: dict[str, Any] = msgspec.to_builtins(quote)
    return made

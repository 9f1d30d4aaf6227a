"""Courtesy to customers who write a card's number: told once that it is not kept, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from contracts.payment_numbers import masked, masked_in
from handoff.core import texts
from handoff.core.channel.port import Inbound
from handoff.core.model import SYSTEM, Conversation
from handoff.store.conversations import log, marks
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import WriteTx

MARK = "numbers_hidden"
"""Where a message says why a number is not there."""


def without_numbers(inbound: Inbound) -> Inbound:
    """A customer's message as it may be kept, which says whether that is what they wrote."""
    said = {"text": inbound.text, "files": [file.name for file in inbound.attachments]}
    told = {**said, "custom": dict(inbound.custom)}
    kept: dict[str, Any] = masked_in(told)
    if kept == told:
        return inbound
    files = tuple(
        msgspec.structs.replace(file, name=name)
        for file, name in zip(inbound.attachments, kept["files"], strict=True)
    )
    return msgspec.structs.replace(
        inbound, text=kept["text"], attachments=files, custom=kept["custom"], numbers_hidden=True
    )


def hides(text: str | None) -> bool:
    """Whether a text holds what is not kept."""
    return text is not None and masked(text) != text


async def tell(tx: WriteTx, conversation: Conversation, now: datetime) -> Conversation:
    """Say why the number is not there, unless that was said in this conversation before."""
    if await marks.is_there(tx.connection, conversation.id, MARK):
        return conversation
    content = Content(custom={MARK: True})
    said = Draft(author=SYSTEM, text=texts.NUMBER_NOT_KEPT, content=content)
    conversation, _ = await log.append(tx, conversation, said, now)
    return conversation

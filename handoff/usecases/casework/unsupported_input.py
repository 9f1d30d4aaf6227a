"""Fallback for what the bot cannot read, such as a voice message: said so, a person offered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from contracts.turn import ASK_FOR_PERSON, Button, HandoffRequest
from handoff.core import texts
from handoff.core.model import BOT, Conversation, Message
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import WriteTx

PERSON = Button(title=texts.PERSON_BUTTON.title, payload=ASK_FOR_PERSON)
LISTEN = "First listen to or look at what the customer sent: the assistant could not take it in."


async def answer(
    tx: WriteTx, conversation: Conversation, message: Message, text: str, now: datetime
) -> None:
    """Say that the bot cannot read this, and offer somebody who can."""
    if conversation.owner == "closed":
        conversation = await log.move(tx, conversation, "bot", now, handled_seq=message.seq)
    content = Content(buttons=(PERSON,), custom={"unread": True})
    draft = Draft(author=BOT, text=text, content=content)
    conversation, said = await log.append(tx, conversation, draft, now)
    await log.change(tx, conversation, question_seq=said.seq)


def noted(request: HandoffRequest, recent: Iterable[Message]) -> HandoffRequest:
    """The request, whose next step begins with what the bot could not read, if there is any."""
    if not any((message.custom or {}).get("unread") for message in recent):
        return request
    summary = request.summary
    steps = " ".join(part for part in (LISTEN, summary.suggested_next_step) if part)
    changed = msgspec.structs.replace(summary, suggested_next_step=steps)
    return msgspec.structs.replace(request, summary=changed)

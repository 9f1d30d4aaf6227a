"""What the bot cannot read, such as a voice message: said so, and a person offered who can."""

from __future__ import annotations

from datetime import datetime

from bot.wire import HandoffRequest, Summary
from handoff import log, words
from handoff.database import WriteTx
from handoff.log import Content, Draft
from handoff.model import BOT_NAME, Author, Conversation, Message

BOT = Author(kind="bot", name=BOT_NAME)
PERSON_TO_READ = HandoffRequest(
    reason="customer_asked",
    reason_text="The customer sent what the assistant cannot read, and asked for a person.",
    skill="general",
    summary=Summary(
        situation="The customer sent a voice message, or something else that only a person can "
        "take in. It is in the transcript.",
        suggested_next_step="Listen to it or look at it, and answer.",
    ),
)


def request_by(offered: Message | None) -> HandoffRequest | None:
    """The wish for a person that pressing this message's button is; None for other messages."""
    asked = offered is not None and (offered.custom or {}).get("unread")
    return PERSON_TO_READ if asked else None


async def answer(
    tx: WriteTx, conversation: Conversation, message: Message, text: str, now: datetime
) -> None:
    """Say that the bot cannot read this, and offer somebody who can."""
    if conversation.owner == "closed":
        conversation = await log.move(tx, conversation, "bot", now, handled_seq=message.seq)
    content = Content(buttons=(words.PERSON_BUTTON,), custom={"unread": True})
    draft = Draft(author=BOT, text=text, content=content)
    conversation, said = await log.append(tx, conversation, draft, now)
    await log.change(tx, conversation, question_seq=said.seq)

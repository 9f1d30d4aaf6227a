"""Transaction script: writes a turn's replies into the log, or the words for when it has none."""

from __future__ import annotations

from datetime import datetime

from contracts.turn import BY_LINK, IdentityWon, Turn, TurnResult
from handoff.core import texts
from handoff.core.model import BOT, Conversation
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft, status_line
from handoff.store.db.database import WriteTx


async def say(
    tx: WriteTx, conversation: Conversation, turn: Turn, result: TurnResult, now: datetime
) -> Conversation:
    """Write the bot's replies; the first one with buttons opens the new question."""
    question = None
    for reply in result.replies:
        content = Content(buttons=reply.buttons, image=reply.image, custom=reply.custom)
        draft = Draft(
            author=BOT,
            text=reply.text,
            content=content,
            turn_id=turn.turn_id,
            identity=turn.metadata.customer,
        )
        conversation, message = await log.append(tx, conversation, draft, now)
        if reply.buttons and question is None:
            question = message.seq
    won = {} if turn.metadata.customer.how == BY_LINK else _won(conversation, result.identity)
    if won:
        await log.prove_waiting(tx, conversation, won)
    asked = {"question_seq": question} if question is not None else {}
    return await log.change(tx, conversation, known_seq=conversation.last_seq, **asked, **won)


async def say_starting(tx: WriteTx, conversation: Conversation, now: datetime) -> None:
    """Tell the customer that the bot is on its way."""
    await log.append(tx, conversation, status_line(texts.STARTING), now)


async def offer_person(
    tx: WriteTx, conversation: Conversation, text: str, now: datetime
) -> Conversation:
    """Say something, and that a person can be had instead."""
    draft = Draft(author=BOT, text=text, content=Content(buttons=(texts.PERSON_BUTTON,)))
    conversation, message = await log.append(tx, conversation, draft, now)
    return await log.change(tx, conversation, question_seq=message.seq)


def _won(conversation: Conversation, identity: IdentityWon | None) -> dict[str, str | None]:
    """What a proof changes; whoever was verified for a whole account stays who they are.

    A proof by who holds a link is theirs alone: the bot keeps it, and the conversation does not.
    """
    whole = conversation.level == "verified" and conversation.scope is None
    if identity is None or (whole and conversation.customer_id is not None):
        return {}
    won = {"level": identity.level, "how": identity.how, "scope": identity.scope}
    return {**won, "customer_id": identity.customer_id} if identity.customer_id else won

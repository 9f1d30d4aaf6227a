"""Use case of taking in: one message under the lock of its conversation, kept and handed on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from handoff.core import texts
from handoff.core.channel import machines
from handoff.core.channel.identity import concerns, of_inbound
from handoff.core.channel.port import Inbound
from handoff.core.model import BOT, SYSTEM, Author, Conversation, Message
from handoff.core.press import Press
from handoff.store.cases import ratings
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import WriteTx
from handoff.usecases.casework import (
    bot_tasks,
    handing_over,
    idle_cases,
    replies_in_queue,
    unsupported_input,
)
from handoff.usecases.casework.handing_over import Prepared
from handoff.usecases.customer import numbers_hidden

FILES = ("image", "video", "audio", "file")
_SCORE = re.compile(r"\s*([1-5])\s*")


async def score_in(
    tx: WriteTx, conversation: Conversation, inbound: Inbound, press: Press | None, now: datetime
) -> Message | None:
    """The rating that a message is, if the desk has just asked for one."""
    score = press.score if press is not None else _typed(conversation, inbound)
    if score is None:
        return None
    rated = await ratings.last_asked(tx.connection, conversation.id)
    if rated is None:
        return None
    if press is None and await ratings.score_of(tx.connection, rated) is not None:
        return None
    return await ratings.keep(
        tx, conversation, rated, score, "", now=now, client_id=inbound.client_id
    )


async def take_in(
    tx: WriteTx,
    conversation: Conversation,
    inbound: Inbound,
    press: Press | None,
    prepared: Prepared | None,
    now: datetime,
) -> Message:
    """Keep a message, and set in motion what it needs."""
    recent = await _before(tx, conversation, inbound, press)
    if (why := _left_alone(conversation, inbound, recent, now)) is not None:
        return await _leave_alone(tx, conversation, inbound, recent, why, now)
    if _is_with_bot(conversation) and _completes_album(inbound, recent, now):
        inbound = replace(inbound, bot_reads=False, instead=None)
        _, message = await _keep(tx, conversation, inbound, press, now)
        return message
    conversation, message = await _keep(tx, conversation, inbound, press, now)
    if inbound.refusal is not None and not _is_answered_instead(conversation, inbound):
        said = Draft(author=SYSTEM, text=inbound.refusal)
        conversation, _ = await log.append(tx, conversation, said, now)
    if inbound.numbers_hidden:
        conversation = await numbers_hidden.tell(tx, conversation, now)
    if press is not None and press.is_in_vain:
        why = texts.PAST_BUTTON if press.past else texts.NOT_YOUR_BUTTON
        await log.append(tx, conversation, Draft(author=BOT, text=why), now)
    elif conversation.task_id is not None:
        await bot_tasks.hear(tx, conversation, message, now)
    elif _instead(inbound) is not None and conversation.owner in ("bot", "closed"):
        await unsupported_input.answer(tx, conversation, message, _instead(inbound) or "", now)
    elif prepared is not None and conversation.owner == "bot":
        said = Draft(author=BOT, text=texts.PERSON_COMING)
        conversation, _ = await log.append(tx, conversation, said, now)
        await handing_over.to_queue(tx, conversation, prepared, now)
    else:
        await _react(tx, conversation, message, now)
    return message


async def _before(
    tx: WriteTx, conversation: Conversation, inbound: Inbound, press: Press | None
) -> tuple[Message, ...]:
    """What this writer and the desk said right before; a press needs no looking back."""
    if press is not None or conversation.owner == "agent" or conversation.last_seq == 0:
        return ()
    limit = machines.FEW if conversation.last_seq <= machines.FEW else machines.MANY
    said = await log.transcript(tx.connection, conversation.id, limit=limit, newest=True)
    writer = of_inbound(conversation, inbound)
    return tuple(one for one in said if concerns(one, writer))


def _left_alone(
    conversation: Conversation, inbound: Inbound, recent: Sequence[Message], now: datetime
) -> str | None:
    """Why nobody answers: it is a machine that writes."""
    if not recent:
        return None
    waiting = conversation.owner in ("queue", "closed")
    return machines.why_left_alone(recent, inbound.text, now, waiting=waiting)


async def _leave_alone(
    tx: WriteTx,
    conversation: Conversation,
    inbound: Inbound,
    recent: Sequence[Message],
    why: str,
    now: datetime,
) -> Message:
    """Keep what a machine wrote; agents are told why nobody answers, once in a row."""
    custom = {**inbound.custom, machines.MARK: why}
    marked = replace(inbound, custom=custom, bot_reads=False, instead=None)
    conversation, message = await _keep(tx, conversation, marked, None, now)
    theirs = [one for one in recent if one.author.kind == "customer"]
    if not theirs or machines.MARK not in (theirs[-1].custom or {}):
        note = Draft(author=SYSTEM, kind="note", text=texts.left_alone(why))
        await log.append(tx, conversation, note, now)
    return message


def _is_with_bot(conversation: Conversation) -> bool:
    return conversation.owner in ("bot", "closed") and conversation.task_id is None


def _completes_album(inbound: Inbound, recent: Sequence[Message], now: datetime) -> bool:
    files = any(one.kind in FILES for one in inbound.attachments) and inbound.refusal is None
    return machines.completes_album(recent, inbound.text, files=files, now=now)


def _instead(inbound: Inbound) -> str | None:
    """What is said of a message in which the bot has nothing to read."""
    return inbound.instead or (None if (inbound.text or "").strip() else inbound.refusal)


def _is_answered_instead(conversation: Conversation, inbound: Inbound) -> bool:
    told = _instead(inbound)
    return told == inbound.refusal and conversation.owner in ("bot", "closed")


def _typed(conversation: Conversation, inbound: Inbound) -> int | None:
    """The score that is typed after the end."""
    if conversation.owner != "closed":
        return None
    found = _SCORE.fullmatch(inbound.text or "")
    return None if found is None else int(found[1])


async def _keep(
    tx: WriteTx, conversation: Conversation, inbound: Inbound, press: Press | None, now: datetime
) -> tuple[Conversation, Message]:
    """Write the customer's message into the log."""
    draft = _draft(conversation, inbound, press)
    conversation, message = await log.append(tx, conversation, draft, now)
    if press is not None and not press.is_in_vain:
        # A pressed question is answered: its other buttons are past from here on.
        conversation = await log.change(tx, conversation, question_seq=message.seq + 1)
    return conversation, message


def _draft(conversation: Conversation, inbound: Inbound, press: Press | None) -> Draft:
    author = Author(kind="customer", id=conversation.customer_id, name=conversation.customer_name)
    return Draft(
        author=author,
        text=inbound.text if press is None else press.title,
        content=Content(
            attachments=inbound.attachments,
            button_id=None if press is None or press.is_in_vain else press.payload,
            custom=dict(inbound.custom) or None,
        ),
        client_id=inbound.client_id,
        provider_id=inbound.provider_id,
        for_bot=_is_for_bot(conversation, inbound, press),
        identity=of_inbound(conversation, inbound),
    )


def _is_for_bot(conversation: Conversation, inbound: Inbound, press: Press | None) -> bool:
    """Whether the bot is to hear it; decided now, as nobody could tell it later."""
    has_it = _is_with_bot(conversation)
    readable = inbound.bot_reads and _instead(inbound) is None
    return has_it and readable and (press is None or not (press.is_in_vain or press.wants_person))


async def _react(tx: WriteTx, conversation: Conversation, message: Message, now: datetime) -> None:
    """Let the owner have the message; a new one after the end gives the case back to the bot."""
    if conversation.owner == "closed" and await idle_cases.come_back(tx, conversation, now):
        return
    if conversation.owner == "closed" and message.for_bot:
        conversation = await log.move(tx, conversation, "bot", now, handled_seq=message.seq - 1)
    if conversation.owner == "bot":
        await turn_log.ensure(tx, conversation, now)
    elif conversation.owner == "queue":
        await replies_in_queue.hear(tx, conversation, message, now)

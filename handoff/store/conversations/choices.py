"""Resolver of choices: what a client names, or a number, becomes a button that our log offered."""

from __future__ import annotations

import re

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.channel import capabilities
from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.identity import counts_from, of_inbound
from handoff.core.channel.port import Inbound
from handoff.core.channel.profile import Profile
from handoff.core.errors import BadRequest
from handoff.core.model import Conversation, Message
from handoff.core.press import Press
from handoff.store.conversations import log
from handoff.store.tables.conversations import messages

_OURS = re.compile(r"(m_[0-9a-f]{1,38})\.([0-9]{1,3})")
_NUMBER = re.compile(r"\s*\(?([0-9]{1,2})[.)]?\s*")


def is_meant(inbound: Inbound, profile: Profile) -> bool:
    """Whether a message may stand for a button, so that it is worth looking for one."""
    if inbound.button is not None or profile.names_buttons:
        return inbound.button is not None
    return inbound.choice is not None or _NUMBER.fullmatch(inbound.text or "") is not None


def in_words(inbound: Inbound) -> Inbound:
    """The same as if the customer had typed what the button says."""
    return msgspec.structs.replace(inbound, choice=None, text=inbound.text or inbound.choice)


async def press_of(
    connection: AsyncConnection, conversation: Conversation, inbound: Inbound, profile: Profile
) -> Press | None:
    """The button that a message presses; None for words, and for a choice that is not ours.

    Raises `BadRequest` for a place in the conversation where no button was offered.
    """
    if inbound.button is not None:
        seq, place = inbound.button
        return _press(conversation, await log.at_seq(connection, conversation.id, seq), place)
    if inbound.choice is not None:
        return await _chosen(connection, conversation, inbound.choice)
    return await _counted(connection, conversation, inbound, profile.can)


async def pressed_now(
    connection: AsyncConnection,
    conversation: Conversation,
    inbound: Inbound,
    press: Press | None,
) -> Press | None:
    """The press as it is in a conversation that is locked by now, and whether it counts.

    What was offered never changes, but the question may have been answered meanwhile, and the
    conversation may be another one. Raises `BadRequest` like `press_of`.
    """
    if press is None or press.conversation_id != conversation.id:
        if inbound.button is None:
            return None
        seq, place = inbound.button
        offered = await log.at_seq(connection, conversation.id, seq)
        press = _press(conversation, offered, place)
    counts = press.is_for_all or counts_from(press.offered, of_inbound(conversation, inbound))
    past = press.seq < conversation.question_seq
    return msgspec.structs.replace(press, past=past, counts=counts)


async def _chosen(
    connection: AsyncConnection, conversation: Conversation, choice: str
) -> Press | None:
    """The button that a platform gives back."""
    found = _OURS.fullmatch(choice)
    if found is None:
        return None
    seq = await connection.scalar(
        sa.select(messages.c.seq).where(
            (messages.c.id == found[1]) & (messages.c.conversation_id == conversation.id)
        )
    )
    offered = None if seq is None else await log.at_seq(connection, conversation.id, seq)
    place = int(found[2])
    return _press(conversation, offered, place) if _has(offered, place) else None


async def _counted(
    connection: AsyncConnection, conversation: Conversation, inbound: Inbound, can: Capabilities
) -> Press | None:
    """The button that a number stands for, where the last question went out with numbers."""
    found = _NUMBER.fullmatch(inbound.text or "")
    if found is None or conversation.question_seq == 0:
        return None
    asked = await log.at_seq(connection, conversation.id, conversation.question_seq)
    if asked is None or not capabilities.shows_as_numbers(asked, can):
        return None
    place = int(found[1]) - 1
    return _press(conversation, asked, place) if _has(asked, place) else None


def _has(offered: Message | None, place: int) -> bool:
    return offered is not None and 0 <= place < len(offered.buttons)


def _press(conversation: Conversation, offered: Message | None, place: int) -> Press:
    """The press of a button of a message, from our own log and never from a client."""
    if offered is None or not 0 <= place < len(offered.buttons):
        raise BadRequest("There is no such button. Please write what you need instead.")
    return Press(
        conversation_id=conversation.id,
        offered=offered,
        place=place,
        payload=offered.buttons[place].payload,
        title=offered.buttons[place].title,
        past=offered.seq < conversation.question_seq,
    )

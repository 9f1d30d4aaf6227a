"""Which button a customer means on a platform: what the platform gives back, or a number."""

from __future__ import annotations

import re

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.channel import capabilities
from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.port import Inbound
from handoff.core.errors import BadRequest
from handoff.core.model import Conversation
from handoff.store.conversations import log
from handoff.store.tables.conversations import messages

_OURS = re.compile(r"(m_[0-9a-f]{1,38})\.([0-9]{1,3})")
_NUMBER = re.compile(r"\s*\(?([0-9]{1,2})[.)]?\s*")


def is_meant(inbound: Inbound) -> bool:
    """Whether a message may stand for a button, so that it is worth looking for one."""
    return inbound.choice is not None or _NUMBER.fullmatch(inbound.text or "") is not None


async def chosen(
    connection: AsyncConnection, conversation: Conversation, inbound: Inbound
) -> Inbound:
    """The press of a button of this conversation; anything else is what its title says."""
    bare = in_words(inbound)
    found = _OURS.fullmatch(inbound.choice or "")
    if found is None:
        return bare
    seq = await connection.scalar(
        sa.select(messages.c.seq).where(
            (messages.c.id == found[1]) & (messages.c.conversation_id == conversation.id)
        )
    )
    offered = None if seq is None else await log.at_seq(connection, conversation.id, seq)
    place = int(found[2])
    if offered is None or place >= len(offered.buttons):
        return bare
    return msgspec.structs.replace(bare, text=None, button=(offered.seq, place))


def in_words(inbound: Inbound) -> Inbound:
    """The same as if the customer had typed what the button says."""
    return msgspec.structs.replace(inbound, choice=None, text=inbound.text or inbound.choice)


async def counted(
    connection: AsyncConnection, conversation: Conversation, inbound: Inbound, can: Capabilities
) -> Inbound:
    """The press that a number stands for, where the last question went out with numbers."""
    found = _NUMBER.fullmatch(inbound.text or "")
    if found is None or conversation.question_seq == 0:
        return inbound
    asked = await log.at_seq(connection, conversation.id, conversation.question_seq)
    place = int(found[1]) - 1
    if asked is None or not capabilities.shows_as_numbers(asked, can):
        return inbound
    if not 0 <= place < len(asked.buttons):
        return inbound
    return msgspec.structs.replace(inbound, text=None, button=(asked.seq, place))


async def pressed(
    connection: AsyncConnection, conversation: Conversation, inbound: Inbound
) -> str | None:
    """The payload of the button that was pressed, from our own log and never from a client."""
    if inbound.button is None:
        return None
    seq, place = inbound.button
    offered = await log.at_seq(connection, conversation.id, seq)
    if offered is None or not 0 <= place < len(offered.buttons):
        raise BadRequest("There is no such button. Please write what you need instead.")
    return offered.buttons[place].payload


async def title(
    connection: AsyncConnection, conversation: Conversation, button: tuple[int, int]
) -> str:
    """The words on a button."""
    offered = await log.at_seq(connection, conversation.id, button[0])
    if offered is None:
        raise BadRequest("There is no such button. Please write what you need instead.")
    return offered.buttons[button[1]].title

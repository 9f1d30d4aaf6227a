"""Pure rules of identity: for whom a message speaks, and from where a button counts.

Who somebody is belongs to what they wrote, and not to the conversation as it is by the time of the
bot's turn: a conversation may be written into from several places.
"""

from __future__ import annotations

from typing import get_args

from contracts.turn import BY_LINK, Customer, Level
from handoff.core.channel.port import Inbound
from handoff.core.model import Conversation, Message

_LEVELS: tuple[Level, ...] = get_args(Level)
_NOBODY = (None, "anonymous", None, None)
"""Of whom nothing is known: id, level, proof and scope."""


def of_conversation(conversation: Conversation) -> Customer:
    """The customer as a conversation knows them; a link's mark is of its holder's words alone."""
    return Customer(
        id=conversation.customer_id,
        name=conversation.customer_name,
        level=conversation.level,
        how=None if conversation.how == BY_LINK else conversation.how,
        scope=conversation.scope,
    )


def of_inbound(conversation: Conversation, inbound: Inbound) -> Customer:
    """For whom a message speaks that goes into a conversation: by a link for nobody proven."""
    known = of_conversation(conversation)
    if inbound.only is None:
        return known
    level: Level = "anonymous" if known.level == "anonymous" else "claimed"
    return Customer(id=known.id, name=known.name, level=level, how=BY_LINK)


def of_message(message: Message, conversation: Conversation) -> Customer:
    """For whom a message of the log speaks; one from before this was kept for nobody known."""
    if message.level is None:
        return Customer()
    same = message.customer_id == conversation.customer_id
    return Customer(
        id=message.customer_id,
        name=conversation.customer_name if same else None,
        level=message.level,
        how=message.how,
        scope=message.scope,
    )


def is_same(one: Customer, other: Customer) -> bool:
    """Whether two messages speak for the same, proven in the same way."""
    return _known(one) == _known(other)


def concerns(message: Message, writer: Customer) -> bool:
    """Whether a message is of the same writer, or answers them; what nobody is named for does.

    Whoever else writes into the conversation uses up nothing of theirs.
    """
    if message.level is None:
        return message.author.kind != "customer" or _known(writer) == _NOBODY
    return (message.customer_id, message.level, message.how, message.scope) == _known(writer)


def counts_from(offered: Message, writer: Customer) -> bool:
    """Whether a button counts for who presses it: not below the level that it was shown to.

    What the desk itself offers counts from everywhere.
    """
    if offered.level is None:
        return offered.turn_id is None or writer.how != BY_LINK
    if _LEVELS.index(writer.level) < _LEVELS.index(offered.level):
        return False
    if offered.level != "verified":
        return True
    return writer.id == offered.customer_id and writer.scope in (None, offered.scope)


def _known(customer: Customer) -> tuple[str | None, ...]:
    return customer.id, customer.level, customer.how, customer.scope

"""Policy: who hears of which event, the same live and after a lost connection. Pure.

Queue, handoffs, labels, channels and colleagues concern everyone at the desk; an offer and a notice
the agent whom they address. What is said in a conversation is for the agent who has it and for whom
it is open, and a change of it is, too: everyone else hears of that in outline, when its owner is
new. The clock of a case is its agent's, and everyone's while nobody has the case. Customers hear
what is said in the conversation on their page, internal notes excepted, and how it stands.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from handoff.core.events import (
    ClockChanged,
    ConversationChanged,
    Event,
    MessageAdded,
    MessageUpdated,
    NoticeChanged,
    OfferChanged,
    ReadersChanged,
)
from handoff.core.model import Role
from handoff.core.permissions import may

Heard = Literal["whole", "outline"]
"""`outline` is an event without the words and the page of its conversation."""
CUSTOMER: Literal["customer"] = "customer"


class Listener(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the desk may tell: an agent at a console, or a customer at a page."""

    role: Role | Literal["customer"]
    agent_id: str | None = None
    shows: Collection[str] = frozenset()
    """Conversations on the screen, by their ids."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How the conversation of an event stands."""

    agent_id: str | None = None
    """Who has it."""
    moved: bool = False
    """Its owner is another one than the listener was told before."""


UNKNOWN = Standing()


def hears(event: Event, listener: Listener, standing: Standing = UNKNOWN) -> Heard | None:
    """How much of an event a listener hears; None: nothing."""
    if listener.role == CUSTOMER:
        return "whole" if _customer_hears(event, listener) else None
    if not may(listener.role, "desk"):
        return None
    if conversation_of(event) is None:
        return "whole" if addressee(event) in (None, listener.agent_id) else None
    if _is_involved(event, listener, standing):
        return "whole"
    return "outline" if standing.moved and isinstance(event, ConversationChanged) else None


def conversation_of(event: Event) -> str | None:
    """The conversation whose people an event is for; None where it is not for them alone."""
    if isinstance(event, ConversationChanged):
        return event.conversation.id
    if isinstance(event, MessageAdded):
        return event.message.conversation_id
    return event.conversation_id if isinstance(event, (MessageUpdated, ReadersChanged)) else None


def addressee(event: Event) -> str | None:
    """The one agent whom an event is for; None where it is not for one alone."""
    if isinstance(event, OfferChanged):
        return event.offer.agent_id
    if isinstance(event, NoticeChanged):
        return event.notice.agent_id
    return event.clock.agent_id if isinstance(event, ClockChanged) else None


def _is_involved(event: Event, listener: Listener, standing: Standing) -> bool:
    has_it = standing.agent_id is not None and standing.agent_id == listener.agent_id
    return has_it or conversation_of(event) in listener.shows


def _customer_hears(event: Event, listener: Listener) -> bool:
    if isinstance(event, ReadersChanged) or conversation_of(event) not in listener.shows:
        return False
    return not (isinstance(event, MessageAdded) and event.message.kind == "note")

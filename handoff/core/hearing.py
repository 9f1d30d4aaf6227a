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
    ConversationChanged,
    CustomerSignedOut,
    Event,
    LoginsEnded,
    MessageAdded,
    MessageUpdated,
    NoticeChanged,
    OfferChanged,
    SlaTimerChanged,
    ViewersChanged,
)
from handoff.core.model import Role
from handoff.core.permissions import may

Heard = Literal["whole", "outline"]
"""`outline` is an event without the words and the page of its conversation."""
CUSTOMER: Literal["customer"] = "customer"
NOBODY = ""
"""Whom an event addresses that only the desk itself acts on."""


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


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an event is for; the same for every listener, so that it is found out once an event."""

    conversation_id: str | None
    """Whose people alone hear it; None: whoever it is addressed to."""
    agent_id: str | None
    """Who has that conversation, or the one agent whom it is addressed to; None: nobody, or all."""
    in_outline: bool
    """Everyone else with a desk hears that it has happened."""
    for_customers: bool


def hears(event: Event, listener: Listener, standing: Standing = UNKNOWN) -> Heard | None:
    """How much of an event a listener hears; None: nothing."""
    return heard_by(audience_of(event, standing), listener)


def audience_of(event: Event, standing: Standing = UNKNOWN) -> Audience:
    """Whom an event is for."""
    conversation_id = conversation_of(event)
    alone = conversation_id is not None
    return Audience(
        conversation_id=conversation_id,
        agent_id=standing.agent_id if alone else addressee(event),
        in_outline=standing.moved and isinstance(event, ConversationChanged),
        for_customers=alone and not _is_internal(event),
    )


def heard_by(audience: Audience, listener: Listener) -> Heard | None:
    """How much a listener hears of what is for that audience; None: nothing."""
    role, where = listener.role, audience.conversation_id
    if role == CUSTOMER:
        return "whole" if audience.for_customers and where in listener.shows else None
    if not may(role, "desk"):
        return None
    if where is None:
        return "whole" if audience.agent_id in (None, listener.agent_id) else None
    has_it = audience.agent_id is not None and audience.agent_id == listener.agent_id
    if has_it or where in listener.shows:
        return "whole"
    return "outline" if audience.in_outline else None


def conversation_of(event: Event) -> str | None:
    """The conversation whose people an event is for; None where it is not for them alone."""
    if isinstance(event, ConversationChanged):
        return event.conversation.id
    if isinstance(event, MessageAdded):
        return event.message.conversation_id
    return event.conversation_id if isinstance(event, (MessageUpdated, ViewersChanged)) else None


def addressee(event: Event) -> str | None:
    """The one agent whom an event is for; None where it is not for one alone."""
    if isinstance(event, (CustomerSignedOut, LoginsEnded)):
        return NOBODY
    if isinstance(event, OfferChanged):
        return event.offer.agent_id
    if isinstance(event, NoticeChanged):
        return event.notice.agent_id
    return event.clock.agent_id if isinstance(event, SlaTimerChanged) else None


def _is_internal(event: Event) -> bool:
    """Whether it is of the desk's own doing in a conversation: a note, or who reads along."""
    noted = isinstance(event, MessageAdded) and event.message.kind == "note"
    return noted or isinstance(event, ViewersChanged)

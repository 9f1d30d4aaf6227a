"""Pure rules of beginnings: how a conversation begins, and what it knows of whom it is with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from contracts.turn import BY_LINK, Customer
from handoff.core.channel.port import Inbound
from handoff.core.errors import LinkOver
from handoff.core.model import Conversation
from handoff.store.db.ids import new_id


def first_of(inbound: Inbound, now: datetime, previous: Conversation | None) -> Conversation:
    """A customer's first message opens it; the bot has it."""
    return Conversation(
        id=new_id("cv"),
        channel=inbound.channel,
        address=inbound.address,
        owner="bot",
        epoch=1,
        agent_id=None,
        last_seq=0,
        question_seq=0,
        handled_seq=0,
        known_seq=0,
        locale=inbound.locale,
        page=dict(inbound.page),
        opened_at=now,
        updated_at=now,
        previous_id=None if previous is None else previous.id,
        client=inbound.client,
        **identity(inbound.customer),
    )


def identity(customer: Customer) -> dict[str, Any]:
    """A customer as the fields of a conversation."""
    return {
        "customer_id": customer.id,
        "customer_name": customer.name,
        "level": customer.level,
        "how": customer.how,
        "scope": customer.scope,
    }


def same_identity(conversation: Conversation, known: dict[str, Any]) -> bool:
    """Whether a conversation knows just that of its customer."""
    return all(getattr(conversation, name) == value for name, value in known.items())


def by_link(conversation: Conversation, only: str) -> dict[str, Any]:
    """What changes when somebody writes who holds a link to the conversation `only`.

    Whom the bot serves must prove again who they are; an agent can judge that for themselves.
    Raises `LinkOver` for another conversation than that.
    """
    if conversation.id != only:
        raise LinkOver
    if conversation.level != "verified" or conversation.owner == "agent":
        return {}
    return {"level": "claimed", "how": BY_LINK, "scope": None}


def no_link(conversation: Conversation) -> dict[str, Any]:
    """What changes when somebody writes who needs no link; what was proven before is not back."""
    return {"how": None} if conversation.how == BY_LINK else {}

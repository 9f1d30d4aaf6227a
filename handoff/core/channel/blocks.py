"""Value objects of blocks: who may not write here, why, and until when. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from contracts.turn import Channel
from handoff.core.model import Conversation, Record

Scope = Literal["address", "mark", "customer"]
"""`address`: where they write from on one channel. `mark`: the place in the net where their pages
are, as far as nobody there is verified. `customer`: a customer of the CRM, on each channel."""


class Block(Record, frozen=True, kw_only=True):
    """Somebody whose messages are kept apart, until `until` or until it is lifted."""

    id: str
    scope: Scope
    channel: Channel | None
    value: str
    spam: bool
    """Whether the conversation counts as spam, which no report counts."""
    reason: str
    conversation_id: str
    customer_name: str | None
    by_id: str
    by_name: str
    at: datetime
    until: datetime | None = None
    lifted_at: datetime | None = None
    lifted_by: str | None = None


class Sender(Record, frozen=True, kw_only=True):
    """Whoever writes, as a block may know them."""

    channel: Channel
    address: str
    mark: str | None
    customers: frozenset[str]
    verified: bool


def value_of(scope: Scope, conversation: Conversation) -> str | None:
    """Whom a block of that scope names who is in a conversation; None where nobody can be."""
    found = {
        "address": conversation.address,
        "mark": conversation.client,
        "customer": conversation.customer_id,
    }
    return found[scope]


def holds(block: Block, sender: Sender, now: datetime) -> bool:
    """Whether what somebody writes is to be kept apart."""
    if block.lifted_at is not None or (block.until is not None and block.until <= now):
        return False
    if block.channel not in (None, sender.channel):
        return False
    if block.scope == "customer":
        return block.value in sender.customers
    if block.scope == "address":
        return block.value == sender.address
    # A place in the net is many people's: who has shown who they are is not stopped by it.
    return block.value == sender.mark and not sender.verified

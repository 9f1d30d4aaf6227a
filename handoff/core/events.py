"""Domain events: what has happened on the desk, in the past tense, in the order it is told.

Every event is written in the transaction that made it true, under a rising cursor; publishing
comes after the commit.
"""

from __future__ import annotations

from typing import Any, Union

import msgspec

from contracts.turn import Attachment, Channel, Priority
from handoff.core.model import (
    Agent,
    Conversation,
    Handoff,
    Label,
    Message,
    Notice,
    Offer,
    SlaTimer,
    StoppedChannel,
    Viewer,
)
from handoff.core.mood import Label as Mood
from handoff.core.states import DeliveryState, HandoffState, Why


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Base of the events; the tag is the event's name on the wire."""


class MessageAdded(_Event, frozen=True, kw_only=True, tag="message.added"):
    """A row came into the conversation log."""

    message: Message


class MessageUpdated(_Event, frozen=True, kw_only=True, tag="message.updated"):
    """A message shown before has a new delivery state, a new custom payload or another text."""

    conversation_id: str
    seq: int
    state: DeliveryState | None = None
    custom: dict[str, Any] | None = None
    text: str | None = None
    attachments: tuple[Attachment, ...] | None = None
    """What it still has of files; None where that is as it was."""


class ConversationChanged(_Event, frozen=True, kw_only=True, tag="conversation.changed"):
    """A conversation has new values. `handoff_id` is its open handoff, with its `priority`.

    `about` is what the handoff is about, in a line, and `mood` how the customer felt.
    """

    conversation: Conversation
    handoff_id: str | None = None
    priority: Priority | None = None
    last_text: str | None = None
    about: str | None = None
    mood: Mood | None = None


class HandoffChanged(_Event, frozen=True, kw_only=True, tag="handoff.changed"):
    """A handoff came into being or into another state, or into other hands.

    `was` is the state before, None of a new one. `by` is the agent who did it; None stands for
    the customer, the bot or the desk itself, as `why` says.
    """

    handoff: Handoff
    conversation: Conversation
    why: Why
    was: HandoffState | None = None
    by: str | None = None
    offered_to: str | None = None


class OfferChanged(_Event, frozen=True, kw_only=True, tag="offer.changed"):
    """An offer was made, or ended by acceptance, refusal or time."""

    offer: Offer
    conversation_id: str


class AgentChanged(_Event, frozen=True, kw_only=True, tag="agent.changed"):
    """An agent's presence or account is new; `by` is who changed it, None the desk itself."""

    agent: Agent
    by: str | None = None


class NoticeChanged(_Event, frozen=True, kw_only=True, tag="notice.changed"):
    """An agent was told something, or has read it."""

    notice: Notice


class ChannelChanged(_Event, frozen=True, kw_only=True, tag="channel.changed"):
    """A channel has stopped sending, or with `stopped` None goes on."""

    channel: Channel
    stopped: StoppedChannel | None = None


class SlaTimerChanged(_Event, frozen=True, kw_only=True, tag="clock.changed"):
    """The customer of an open case began to wait for people, or has been answered."""

    clock: SlaTimer


class LabelsChanged(_Event, frozen=True, kw_only=True, tag="labels.changed"):
    """The list of labels is another now."""

    labels: tuple[Label, ...]


class ViewersChanged(_Event, frozen=True, kw_only=True, tag="readers.changed"):
    """Somebody has opened or left a conversation, or begun or ceased to write there."""

    conversation_id: str
    readers: tuple[Viewer, ...]


class CustomerSignedOut(_Event, frozen=True, kw_only=True, tag="customer.signed_out"):
    """Whatever vouched for a customer until now holds no longer, on any page."""

    customer_id: str


class LoginsEnded(_Event, frozen=True, kw_only=True, tag="logins.ended"):
    """Some logins of an agent are over; `ids` name them."""

    agent_id: str
    ids: tuple[str, ...]


Event = Union[  # noqa: UP007 - msgspec decodes a tagged union by this alias at run time
    MessageAdded,
    MessageUpdated,
    ConversationChanged,
    HandoffChanged,
    OfferChanged,
    AgentChanged,
    ChannelChanged,
    NoticeChanged,
    SlaTimerChanged,
    LabelsChanged,
    ViewersChanged,
    CustomerSignedOut,
    LoginsEnded,
]


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its place in the order of all events."""

    cursor: int
    event: Event

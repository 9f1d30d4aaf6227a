"""What an agent's console is shown, as `docs/protocol.md` has it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from bot.wire import Attachment, Button, Channel, Level, Priority, ReasonCode
from handoff.core.channel.profile import Profile
from handoff.core.channel.templates import Template
from handoff.core.events import (
    AgentChanged,
    ChannelChanged,
    ClockChanged,
    ConversationChanged,
    HandoffChanged,
    LabelsChanged,
    MessageAdded,
    MessageUpdated,
    NoticeChanged,
    OfferChanged,
    ReadersChanged,
    Recorded,
)
from handoff.core.model import (
    DISPOSITIONS,
    Agent,
    Author,
    Clock,
    Conversation,
    DeliveryState,
    Disposition,
    Due,
    Handoff,
    HandoffState,
    Label,
    Message,
    MessageKind,
    Notice,
    Offer,
    Owner,
    Presence,
    Role,
)
from handoff.core.permissions import GRANTS, Permission, may
from handoff.core.queue.routing import counts_from

Told = tuple[str, dict[str, Any]]
"""Type and data of an event."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is shown."""


class ChannelView(View, frozen=True, kw_only=True):
    """A channel: what it is called, and what agents can do with it.

    Where `templates_only` is true nothing but `templates` goes after the reply window. `proofs`
    are the words for what proves a customer on this channel alone.
    """

    name: Channel
    label: str
    marked: bool
    """Whether lists mark its conversations."""
    linkable: bool
    templates_only: bool
    templates: tuple[Template, ...]
    proofs: dict[str, str]


class ReasonView(View, frozen=True, kw_only=True):
    """Why the case needs a person."""

    code: ReasonCode
    text: str


class QueueItemView(View, frozen=True, kw_only=True):
    """A handoff in the queue."""

    handoff_id: str
    conversation_id: str
    state: HandoffState
    reason: ReasonView
    skill: str
    priority: Priority
    situation: str
    customer_name: str | None
    channel: Channel
    created_at: datetime
    queued_at: datetime
    counts_from: datetime
    offered_to: str | None
    labels: tuple[str, ...]


class ConversationView(View, frozen=True, kw_only=True):
    """A conversation in the agent's list."""

    id: str
    channel: Channel
    owner: Owner
    epoch: int
    agent_id: str | None
    customer_name: str | None
    level: Level
    how: str | None
    last_seq: int
    last_text: str | None
    updated_at: datetime
    opened_at: datetime
    handoff_id: str | None
    priority: Priority | None
    reply_window_until: datetime | None
    page: dict[str, Any]
    labels: tuple[str, ...]
    asking: bool
    """The bot, which has it, asks something for an agent."""


class ButtonView(View, frozen=True, kw_only=True):
    """A button as the customer has it."""

    id: str
    title: str


class MessageView(View, frozen=True, kw_only=True):
    """A row of the conversation log, internal notes included."""

    id: str
    conversation_id: str
    seq: int
    author: Author
    kind: MessageKind
    channel: Channel
    text: str | None
    time: datetime
    buttons: tuple[ButtonView, ...]
    image: str | None
    attachments: tuple[Attachment, ...]
    custom: dict[str, Any] | None
    client_id: str | None
    turn_id: str | None
    state: DeliveryState | None


class OfferView(View, frozen=True, kw_only=True):
    """A handoff that the agent is asked to take."""

    id: str
    handoff_id: str
    conversation_id: str
    expires_at: datetime


class AgentView(View, frozen=True, kw_only=True):
    """Somebody who answers customers."""

    id: str
    name: str
    presence: Presence
    at_desk: bool
    """Whether they may see conversations, and so be named in a note."""


class MeView(View, frozen=True, kw_only=True):
    """The agent themselves."""

    id: str
    name: str
    email: str
    role: Role
    presence: Presence
    may: tuple[Permission, ...]


class NoticeView(View, frozen=True, kw_only=True):
    """Something that the desk did with the agent's work."""

    id: str
    text: str
    conversation_id: str | None
    time: datetime
    seq: int | None


class LabelView(View, frozen=True, kw_only=True):
    """What a conversation can be called."""

    id: str
    name: str


class ClockView(View, frozen=True, kw_only=True):
    """How long the customer of an open case has waited, and what that may run into."""

    handoff_id: str
    conversation_id: str
    waits_since: datetime | None
    dues: tuple[Due, ...]


class DispositionView(View, frozen=True, kw_only=True):
    """How a case may end."""

    code: Disposition
    title: str


class EventView(View, frozen=True, kw_only=True):
    """Something that happened, under its cursor."""

    cursor: int
    type: str
    data: dict[str, Any]


def dispositions() -> tuple[DispositionView, ...]:
    """Every way in which a case may end."""
    return tuple(DispositionView(code=code, title=title) for code, title in DISPOSITIONS.items())


def queue_item(
    handoff: Handoff, conversation: Conversation, offered_to: str | None
) -> QueueItemView:
    """A handoff as the queue shows it."""
    return QueueItemView(
        handoff_id=handoff.id,
        conversation_id=handoff.conversation_id,
        state=handoff.state,
        reason=ReasonView(code=handoff.reason, text=handoff.packet["reason"]["text"]),
        skill=handoff.skill,
        priority=handoff.priority,
        situation=handoff.packet["summary"]["situation"],
        customer_name=conversation.customer_name,
        channel=conversation.channel,
        created_at=handoff.created_at,
        queued_at=handoff.queued_at,
        counts_from=counts_from(handoff.priority, handoff.created_at),
        offered_to=offered_to,
        labels=conversation.labels,
    )


def conversation_view(
    conversation: Conversation,
    *,
    last_text: str | None,
    handoff_id: str | None,
    priority: Priority | None,
) -> ConversationView:
    """A conversation as lists show it."""
    same = ("id", "channel", "owner", "epoch", "agent_id", "customer_name", "level", "how")
    also = ("last_seq", "updated_at", "opened_at", "reply_window_until", "page", "labels")
    return ConversationView(
        **{name: getattr(conversation, name) for name in same + also},
        last_text=last_text,
        handoff_id=handoff_id,
        priority=priority,
        asking=conversation.task_id is not None,
    )


def message_view(message: Message) -> MessageView:
    """A message as agents see it."""
    same = ("id", "conversation_id", "seq", "author", "kind", "text", "image", "attachments")
    also = ("channel", "custom", "client_id", "turn_id", "state")
    return MessageView(
        **{name: getattr(message, name) for name in same + also},
        time=message.at,
        buttons=_buttons(message.seq, message.buttons),
    )


def offer_view(offer: Offer, conversation_id: str) -> OfferView:
    """An offer as its agent sees it."""
    return OfferView(
        id=offer.id,
        handoff_id=offer.handoff_id,
        conversation_id=conversation_id,
        expires_at=offer.expires_at,
    )


def channel_view(profile: Profile, templates: tuple[Template, ...]) -> ChannelView:
    """A channel as consoles take it."""
    proof = profile.number_proof
    return ChannelView(
        name=profile.name,
        label=profile.label,
        marked=profile.marked,
        linkable=profile.linkable,
        templates_only=profile.window is not None and profile.window.templates,
        templates=templates,
        proofs={} if proof is None else {proof.how: proof.words},
    )


def agent_view(agent: Agent) -> AgentView:
    """An agent as colleagues see them."""
    at_desk = not agent.disabled and may(agent.role, "desk")
    return AgentView(id=agent.id, name=agent.name, presence=agent.presence, at_desk=at_desk)


def me_view(agent: Agent) -> MeView:
    """An agent as they see themselves."""
    same = ("id", "name", "email", "role", "presence")
    granted = tuple(sorted(GRANTS[agent.role]))
    return MeView(**{name: getattr(agent, name) for name in same}, may=granted)


def notice_view(notice: Notice) -> NoticeView:
    """A notice as its agent sees it."""
    return NoticeView(
        id=notice.id,
        text=notice.text,
        conversation_id=notice.conversation_id,
        time=notice.at,
        seq=notice.seq,
    )


def clock_view(clock: Clock) -> ClockView:
    """A clock as those see it whom the case concerns."""
    return ClockView(**{name: getattr(clock, name) for name in ClockView.__struct_fields__})


def label_view(label: Label) -> LabelView:
    """A label as consoles take it."""
    return LabelView(id=label.id, name=label.name)


def event_view(recorded: Recorded, *, with_text: bool = True) -> EventView:
    """An event as consoles take it; without its text for those whom the words do not concern."""
    event = recorded.event
    if isinstance(event, ConversationChanged):
        kind, data = "conversation.changed", {"conversation": _changed(event, with_text)}
    else:
        kind, data = _TOLD[type(event)](event)
    return EventView(cursor=recorded.cursor, type=kind, data=data)


def _changed(event: ConversationChanged, with_text: bool) -> ConversationView:
    conversation, last_text = event.conversation, event.last_text
    if not with_text:
        conversation, last_text = msgspec.structs.replace(conversation, page={}), None
    return conversation_view(
        conversation, last_text=last_text, handoff_id=event.handoff_id, priority=event.priority
    )


def _added(event: MessageAdded) -> Told:
    message = message_view(event.message)
    return "message.added", {"conversation_id": message.conversation_id, "message": message}


def _moved(event: HandoffChanged) -> Told:
    item = queue_item(event.handoff, event.conversation, event.offered_to)
    return f"handoff.{event.handoff.state}", {"item": item, "was": event.was}


def _noticed(event: NoticeChanged) -> Told:
    kind = "notice.seen" if event.notice.seen else "notice.added"
    return kind, {"notice": notice_view(event.notice)}


def _offer(event: OfferChanged) -> Told:
    offer = event.offer
    data = {"offer": offer_view(offer, event.conversation_id), "agent_id": offer.agent_id}
    if offer.state == "pending":
        return "offer.made", data
    return "offer.ended", {**data, "state": offer.state}


def _update(event: MessageUpdated) -> Told:
    data: dict[str, Any] = {"conversation_id": event.conversation_id, "seq": event.seq}
    if event.state is not None:
        data["state"] = event.state
    if event.custom is not None:
        data["custom"] = event.custom
    if event.text is not None:
        data["text"] = event.text
    return "message.updated", data


def _buttons(seq: int, buttons: tuple[Button, ...]) -> tuple[ButtonView, ...]:
    return tuple(
        ButtonView(id=f"{seq}.{place}", title=button.title) for place, button in enumerate(buttons)
    )


_TOLD: dict[type, Callable[[Any], Told]] = {
    MessageAdded: _added,
    MessageUpdated: _update,
    HandoffChanged: _moved,
    OfferChanged: _offer,
    NoticeChanged: _noticed,
    AgentChanged: lambda event: ("agent.changed", {"agent": agent_view(event.agent)}),
    ChannelChanged: lambda event: (
        "channel.changed",
        {"channel": event.channel, "stopped": event.stopped},
    ),
    ClockChanged: lambda event: ("clock.changed", {"clock": clock_view(event.clock)}),
    LabelsChanged: lambda event: (
        "labels.changed",
        {"labels": tuple(map(label_view, event.labels))},
    ),
    ReadersChanged: lambda event: (
        "readers.changed",
        {"conversation_id": event.conversation_id, "readers": event.readers},
    ),
}
"""Type and data of each kind of event, by its class."""

"""View models of the console: what an agent is shown, as `docs/protocol.md` has it. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

import msgspec

from contracts.turn import Attachment, Channel, Level, Priority, ReasonCode
from handoff.core import packet
from handoff.core.model import (
    DISPOSITIONS,
    Agent,
    Author,
    Conversation,
    Disposition,
    Due,
    Handoff,
    Label,
    Message,
    MessageKind,
    Notice,
    Offer,
    Presence,
    Role,
    SlaTimer,
)
from handoff.core.mood import Label as Mood
from handoff.core.mood import mood_in
from handoff.core.packet import Brought
from handoff.core.permissions import GRANTS, Permission, may
from handoff.core.queue.routing import counts_from
from handoff.core.states import DeliveryState, HandoffState, Owner


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what is shown."""


_V = TypeVar("_V", bound=View)


def shown_as(view: type[_V], record: msgspec.Struct, **more: Any) -> _V:
    """A record as that view shows it: fields of the same name as they are, and `more`."""
    same = (name for name in view.__struct_fields__ if name not in more)
    return view(**{name: getattr(record, name) for name in same}, **more)


class ReasonView(View, frozen=True, kw_only=True):
    """Why the case needs a person."""

    code: ReasonCode
    text: str


class QueueItemView(View, frozen=True, kw_only=True):
    """A handoff in the queue; `wanted` is the first line of what the customer wants.

    `mood` is how they felt by their own words, and `brought` says who had the case before.
    """

    handoff_id: str
    conversation_id: str
    state: HandoffState
    reason: ReasonView
    skill: str
    priority: Priority
    wanted: str | None
    situation: str
    customer_name: str | None
    channel: Channel
    created_at: datetime
    queued_at: datetime
    counts_from: datetime
    offered_to: str | None
    labels: tuple[str, ...]
    mood: Mood
    brought: Brought | None


class ConversationView(View, frozen=True, kw_only=True):
    """A conversation in the agent's list.

    `about` is its open case in a line, `mood` how the customer felt; `unread` counts the
    customer's lines that the agent who has it has not read.
    """

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
    about: str | None
    mood: Mood | None
    unread: int
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
    how: str | None


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


class SlaTimerView(View, frozen=True, kw_only=True):
    """How long the customer of an open case has waited, and what that may run into."""

    handoff_id: str
    conversation_id: str
    waits_since: datetime | None
    dues: tuple[Due, ...]


class DispositionView(View, frozen=True, kw_only=True):
    """How a case may end."""

    code: Disposition
    title: str


def dispositions() -> tuple[DispositionView, ...]:
    """Every way in which a case may end."""
    return tuple(DispositionView(code=code, title=title) for code, title in DISPOSITIONS.items())


def queue_item(
    handoff: Handoff, conversation: Conversation, offered_to: str | None
) -> QueueItemView:
    """A handoff as the queue shows it."""
    return shown_as(
        QueueItemView,
        handoff,
        handoff_id=handoff.id,
        reason=ReasonView(code=handoff.reason, text=handoff.packet["reason"]["text"]),
        wanted=next(iter(packet.wanted(handoff.packet)), None),
        situation=handoff.packet["summary"]["situation"],
        customer_name=conversation.customer_name,
        channel=conversation.channel,
        counts_from=counts_from(handoff.priority, handoff.created_at),
        offered_to=offered_to,
        labels=conversation.labels,
        mood=mood_in(handoff.packet),
        brought=_brought(handoff.packet),
    )


def conversation_view(
    conversation: Conversation,
    *,
    last_text: str | None,
    handoff_id: str | None,
    priority: Priority | None,
    about: str | None,
    mood: Mood | None,
) -> ConversationView:
    """A conversation as lists show it."""
    return shown_as(
        ConversationView,
        conversation,
        last_text=last_text,
        handoff_id=handoff_id,
        priority=priority,
        about=about,
        mood=mood,
        asking=conversation.task_id is not None,
    )


def message_view(message: Message) -> MessageView:
    """A message as agents see it."""
    return shown_as(MessageView, message, time=message.at, buttons=_buttons(message))


def offer_view(offer: Offer, conversation_id: str) -> OfferView:
    """An offer as its agent sees it."""
    return shown_as(OfferView, offer, conversation_id=conversation_id)


def agent_view(agent: Agent) -> AgentView:
    """An agent as colleagues see them."""
    return shown_as(AgentView, agent, at_desk=not agent.disabled and may(agent.role, "desk"))


def me_view(agent: Agent) -> MeView:
    """An agent as they see themselves."""
    return shown_as(MeView, agent, may=tuple(sorted(GRANTS[agent.role])))


def notice_view(notice: Notice) -> NoticeView:
    """A notice as its agent sees it."""
    return shown_as(NoticeView, notice, time=notice.at)


def sla_timer_view(clock: SlaTimer) -> SlaTimerView:
    """A clock as those see it whom the case concerns."""
    return shown_as(SlaTimerView, clock)


def label_view(label: Label) -> LabelView:
    """A label as consoles take it."""
    return shown_as(LabelView, label)


def _brought(of: dict[str, Any]) -> Brought | None:
    told = of.get("brought")
    return None if told is None else msgspec.convert(told, Brought)


def _buttons(message: Message) -> tuple[ButtonView, ...]:
    ids = (f"{message.seq}.{place}" for place in range(len(message.buttons)))
    titles = (button.title for button in message.buttons)
    return tuple(ButtonView(id=id_, title=title) for id_, title in zip(ids, titles, strict=True))

"""Wire records of events as consoles are told of them: a struct for the data of each type. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from contracts.turn import Attachment, Channel
from handoff.console.http.views import (
    AgentView,
    ConversationView,
    LabelView,
    MessageView,
    NoticeView,
    OfferView,
    QueueItemView,
    SlaTimerView,
    View,
    agent_view,
    conversation_view,
    label_view,
    message_view,
    notice_view,
    offer_view,
    queue_item,
    sla_timer_view,
)
from handoff.core.events import (
    AgentChanged,
    ChannelChanged,
    ConversationChanged,
    HandoffChanged,
    LabelsChanged,
    MessageAdded,
    MessageUpdated,
    NoticeChanged,
    OfferChanged,
    Recorded,
    SlaTimerChanged,
    ViewersChanged,
)
from handoff.core.model import StoppedChannel, Viewer
from handoff.core.states import DeliveryState, HandoffState, OfferState


class HandoffTold(View, frozen=True, kw_only=True):
    """A handoff has come into a state: it is in the queue while that is queued or offered."""

    item: QueueItemView
    was: HandoffState | None
    """The state before; null of a new one."""


class OfferTold(View, frozen=True, kw_only=True):
    """A handoff is offered to an agent, or with `state` is so no longer."""

    offer: OfferView
    agent_id: str
    state: OfferState | UnsetType = UNSET


class ConversationTold(View, frozen=True, kw_only=True):
    """A conversation is new, or has changed."""

    conversation: ConversationView


class MessageTold(View, frozen=True, kw_only=True):
    """Something was said or noted."""

    conversation_id: str
    message: MessageView


class MessageUpdateTold(View, frozen=True, kw_only=True):
    """A message that was shown before has changed in what is named."""

    conversation_id: str
    seq: int
    state: DeliveryState | UnsetType = UNSET
    custom: dict[str, Any] | UnsetType = UNSET
    text: str | UnsetType = UNSET
    attachments: tuple[Attachment, ...] | UnsetType = UNSET


class AgentTold(View, frozen=True, kw_only=True):
    """Somebody's presence or account is new."""

    agent: AgentView


class ChannelTold(View, frozen=True, kw_only=True):
    """A channel has stopped, or with `stopped` null goes on."""

    channel: Channel
    stopped: StoppedChannel | None


class LabelsTold(View, frozen=True, kw_only=True):
    """The whole list of labels, which is new."""

    labels: tuple[LabelView, ...]


class ReadersTold(View, frozen=True, kw_only=True):
    """Who has a conversation open by now."""

    conversation_id: str
    readers: tuple[Viewer, ...]


class NoticeTold(View, frozen=True, kw_only=True):
    """A notice is there, or has been seen."""

    notice: NoticeView


class ClockTold(View, frozen=True, kw_only=True):
    """A clock, in place of the one of that handoff."""

    clock: SlaTimerView


class EventView(View, frozen=True, kw_only=True):
    """Something that happened, under its cursor."""

    cursor: int
    type: str
    data: View


EVENT_DATA: dict[str, type[View]] = {
    "handoff.queued": HandoffTold,
    "handoff.offered": HandoffTold,
    "handoff.assigned": HandoffTold,
    "handoff.resolved": HandoffTold,
    "handoff.abandoned": HandoffTold,
    "offer.made": OfferTold,
    "offer.ended": OfferTold,
    "conversation.changed": ConversationTold,
    "message.added": MessageTold,
    "message.updated": MessageUpdateTold,
    "agent.changed": AgentTold,
    "channel.changed": ChannelTold,
    "labels.changed": LabelsTold,
    "readers.changed": ReadersTold,
    "notice.added": NoticeTold,
    "notice.seen": NoticeTold,
    "clock.changed": ClockTold,
}
"""The data of every type of event that a console may be told of."""


def event_view(recorded: Recorded, *, with_text: bool = True) -> EventView:
    """An event as consoles take it; without its text for those whom the words do not concern."""
    event = recorded.event
    if isinstance(event, ConversationChanged) and not with_text:
        bare = msgspec.structs.replace(event.conversation, page={})
        event = msgspec.structs.replace(event, conversation=bare, last_text=None, about=None)
    kind, told = _TOLD[type(event)]
    return EventView(cursor=recorded.cursor, type=kind(event), data=told(event))


def _changed(event: ConversationChanged) -> ConversationTold:
    shown = conversation_view(
        event.conversation,
        last_text=event.last_text,
        handoff_id=event.handoff_id,
        priority=event.priority,
        about=event.about,
        mood=event.mood,
    )
    return ConversationTold(conversation=shown)


def _added(event: MessageAdded) -> MessageTold:
    message = message_view(event.message)
    return MessageTold(conversation_id=message.conversation_id, message=message)


def _update(event: MessageUpdated) -> MessageUpdateTold:
    return MessageUpdateTold(
        conversation_id=event.conversation_id,
        seq=event.seq,
        state=UNSET if event.state is None else event.state,
        custom=UNSET if event.custom is None else event.custom,
        text=UNSET if event.text is None else event.text,
        attachments=UNSET if event.attachments is None else event.attachments,
    )


def _moved(event: HandoffChanged) -> HandoffTold:
    item = queue_item(event.handoff, event.conversation, event.offered_to)
    return HandoffTold(item=item, was=event.was)


def _offer(event: OfferChanged) -> OfferTold:
    offer = event.offer
    return OfferTold(
        offer=offer_view(offer, event.conversation_id),
        agent_id=offer.agent_id,
        state=UNSET if offer.state == "pending" else offer.state,
    )


_TOLD: dict[type, tuple[Callable[[Any], str], Callable[[Any], View]]] = {
    MessageAdded: (lambda _: "message.added", _added),
    MessageUpdated: (lambda _: "message.updated", _update),
    ConversationChanged: (lambda _: "conversation.changed", _changed),
    HandoffChanged: (lambda event: f"handoff.{event.handoff.state}", _moved),
    OfferChanged: (
        lambda event: "offer.made" if event.offer.state == "pending" else "offer.ended",
        _offer,
    ),
    NoticeChanged: (
        lambda event: "notice.seen" if event.notice.seen else "notice.added",
        lambda event: NoticeTold(notice=notice_view(event.notice)),
    ),
    AgentChanged: (
        lambda _: "agent.changed",
        lambda event: AgentTold(agent=agent_view(event.agent)),
    ),
    ChannelChanged: (
        lambda _: "channel.changed",
        lambda event: ChannelTold(channel=event.channel, stopped=event.stopped),
    ),
    SlaTimerChanged: (
        lambda _: "clock.changed",
        lambda event: ClockTold(clock=sla_timer_view(event.clock)),
    ),
    LabelsChanged: (
        lambda _: "labels.changed",
        lambda event: LabelsTold(labels=tuple(map(label_view, event.labels))),
    ),
    ViewersChanged: (
        lambda _: "readers.changed",
        lambda event: ReadersTold(conversation_id=event.conversation_id, readers=event.readers),
    ),
}
"""Type and data of each kind of event, by its class."""

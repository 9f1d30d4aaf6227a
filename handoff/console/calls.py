"""What consoles ask over socket.io, and what they are answered. Pure."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from actions.crm.complaint import RootCause
from bot.wire import Channel, ReasonCode
from handoff.console.days import whole_days
from handoff.console.views import (
    ClockView,
    ConversationView,
    MessageView,
    QueueItemView,
    clock_view,
    conversation_view,
    message_view,
    queue_item,
)
from handoff.core import texts
from handoff.core.bot_task_rules import Kind
from handoff.core.model import Conversation, Disposition, Handoff, Message, Reader, Writing
from handoff.core.mood import Label
from handoff.core.packet import Contact
from handoff.core.payloads import ClientId, Id, Request, Seq
from handoff.store.cases.past_cases import PastCase
from handoff.store.read_models.overview import Waiting
from handoff.store.read_models.search import Hit, Wanted

Skill = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class SyncRequest(Request, frozen=True, kw_only=True):
    """From where to catch up."""

    cursor: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class ConversationRequest(Request, frozen=True, kw_only=True):
    """A conversation."""

    conversation_id: Id


class OpenRequest(ConversationRequest, frozen=True, kw_only=True):
    """A conversation; with `seq` from a little before that message on."""

    seq: Seq | None = None


class EarlierRequest(ConversationRequest, frozen=True, kw_only=True):
    """What was said before the message with this `seq`."""

    before: Seq


class SearchRequest(Request, frozen=True, kw_only=True):
    """What to find; `since` and `until` are days in UTC, both included."""

    text: Annotated[str, msgspec.Meta(max_length=200)] = ""
    mood: Label | None = None
    topic: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    reason: ReasonCode | None = None
    rating: Annotated[int, msgspec.Meta(ge=1, le=5)] | None = None
    agent_id: Id | None = None
    channel: Channel | None = None
    label: Id | None = None
    since: date | None = None
    until: date | None = None
    before: Annotated[int, msgspec.Meta(ge=1, le=2**53)] | None = None

    @property
    def wanted(self) -> Wanted:
        """The same as the search takes it."""
        same = ("text", "mood", "topic", "reason", "rating", "agent_id", "channel", "label")
        since, until = whole_days(self.since, self.until)
        return Wanted(**{name: getattr(self, name) for name in same}, since=since, until=until)


class OfferRequest(Request, frozen=True, kw_only=True):
    """An offer to the agent."""

    offer_id: Id


class TemplateFilled(Request, frozen=True, kw_only=True):
    """A template with what goes into its places."""

    name: Annotated[str, msgspec.Meta(max_length=512)]
    parameters: tuple[str, ...] = ()


class SayRequest(Request, frozen=True, kw_only=True):
    """A message to the customer."""

    conversation_id: Id
    epoch: int
    client_id: ClientId
    text: str = ""
    files: Annotated[tuple[Id, ...], msgspec.Meta(max_length=10)] = ()
    """Refs of files that were uploaded before."""
    template: TemplateFilled | None = None
    """What may be sent after the reply window; its text takes the place of `text`."""
    quote: Seq | None = None
    """The message that this one answers."""


class ChannelRequest(Request, frozen=True, kw_only=True):
    """A channel."""

    channel: Channel


class NoteRequest(Request, frozen=True, kw_only=True):
    """An internal note."""

    conversation_id: Id
    client_id: ClientId
    text: str


class LabelRequest(Request, frozen=True, kw_only=True):
    """All labels of a conversation, by their ids."""

    conversation_id: Id
    labels: Annotated[tuple[Id, ...], msgspec.Meta(max_length=20)]


class PriorityRequest(Request, frozen=True, kw_only=True):
    """How urgent a case is. `low` is for the bot to say."""

    conversation_id: Id
    priority: Literal["normal", "high", "urgent"]


class LookRequest(Request, frozen=True, kw_only=True):
    """The conversation that a console shows, if any, and what is being written in it."""

    conversation_id: Id | None = None
    writing: Writing | None = None


class AskBotRequest(Request, frozen=True, kw_only=True):
    """What the bot is to ask; `question` is for the kind `own`."""

    conversation_id: Id
    epoch: int
    kind: Kind
    question: str = ""


class ResolveRequest(Request, frozen=True, kw_only=True):
    """How a case ended."""

    conversation_id: Id
    epoch: int
    disposition: Disposition
    root_cause: RootCause | None = None
    note: str = ""


class TransferRequest(Request, frozen=True, kw_only=True):
    """To whom a case goes: exactly one of both, and why."""

    conversation_id: Id
    epoch: int
    to_agent: Id | None = None
    to_skill: Skill | None = None
    note: str = ""


class ReassignRequest(Request, frozen=True, kw_only=True):
    """Where a supervisor has a case go: exactly one of both, and why.

    `from_agent` is who they think has it, None for the queue.
    """

    conversation_id: Id
    from_agent: Id | None = None
    to_agent: Id | None = None
    to_skill: Skill | None = None
    note: str = ""


class AgainRequest(Request, frozen=True, kw_only=True):
    """A message that could not be delivered."""

    conversation_id: Id
    seq: Seq


class NoticeRequest(Request, frozen=True, kw_only=True):
    """A notice that was read."""

    notice_id: Id


class QueueRequest(Request, frozen=True, kw_only=True):
    """Where a page of the queue begins: behind this handoff, or at the head."""

    after: Id | None = None


class PresenceRequest(Request, frozen=True, kw_only=True):
    """Whether the agent takes conversations."""

    presence: Literal["available", "away"]


class QueuePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the queue, in the order in which it is served."""

    queue: tuple[QueueItemView, ...]
    clocks: tuple[ClockView, ...]


class OpenedView(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation with the end of what was said in it, and the customer's earlier ones."""

    conversation: ConversationView
    messages: tuple[MessageView, ...]
    handoff: Handoff | None
    readers: tuple[Reader, ...]
    past: tuple[PastCase, ...]


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """Messages in order; none where the conversation begins."""

    messages: tuple[MessageView, ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what was found, latest first; `next` is the `before` of the next page."""

    hits: tuple[Hit, ...]
    next: int | None


class Topics(msgspec.Struct, frozen=True, kw_only=True):
    """What cases were about."""

    topics: tuple[str, ...]


class ContactAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The customer as the CRM knows them right now."""

    contact: Contact


class SeqAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Where a message was stored."""

    seq: int


class AcceptedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the offer was about."""

    conversation_id: str


def opened(
    conversation: Conversation,
    messages: tuple[Message, ...],
    handoff: Handoff | None,
    *,
    readers: tuple[Reader, ...],
    past: tuple[PastCase, ...],
) -> OpenedView:
    """A conversation as the console opens it."""
    said = (_words_of(message) for message in reversed(messages) if message.kind != "note")
    return OpenedView(
        conversation=conversation_view(
            conversation,
            last_text=next(filter(None, said), None),
            handoff_id=handoff.id if handoff else None,
            priority=handoff.priority if handoff and not handoff.ended_at else None,
        ),
        messages=tuple(message_view(message) for message in messages),
        handoff=handoff,
        readers=readers,
        past=past,
    )


def _words_of(message: Message) -> str | None:
    """What lists show of a message, as the log has it."""
    return message.text or (texts.ONLY_FILES if message.attachments else None)


def queue_page(waiting: Waiting) -> QueuePage:
    """A page of the queue as the console takes it."""
    return QueuePage(
        queue=tuple(queue_item(e.handoff, e.conversation, e.offered_to) for e in waiting.entries),
        clocks=tuple(clock_view(clock) for clock in waiting.clocks),
    )

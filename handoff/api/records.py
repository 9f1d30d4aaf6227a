"""Wire records of the operators' API: what it takes and what it answers. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from actions.crm.complaint import RootCause
from contracts.turn import Attachment, Channel, Level
from handoff.core.complaints import CountedCause
from handoff.core.model import AuthorKind, Conversation, Disposition, Message, MessageKind
from handoff.core.payloads import Request
from handoff.core.states import DeliveryState, HandoffState, Owner
from handoff.store.delivery.dead_letters import DeadLetter
from handoff.store.read_models.records import ListedHandoff
from handoff.usecases.customer.chat_links import LONGEST_DAYS

Limit = Annotated[int, msgspec.Meta(ge=1, le=500, description="How many at most.")]
After = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1, description="Seq of the last known.")]
Before = Annotated[str, msgspec.Meta(max_length=200, description="`next` of the page before.")]


class ConversationsQuery(Request, frozen=True, kw_only=True):
    """Which conversations; without a filter all of them, newest first."""

    channel: Channel | None = None
    address: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    owner: Owner | None = None
    limit: Limit = 100
    before: Before | None = None


class MessagesQuery(Request, frozen=True, kw_only=True):
    """Which messages of a conversation, oldest first."""

    after: After = 0
    limit: Limit = 100


class HandoffsQuery(Request, frozen=True, kw_only=True):
    """Which handoffs, newest first; `open` stands for queued, offered and assigned."""

    status: HandoffState | Literal["open"] | None = None
    limit: Limit = 100
    before: Before | None = None


class InsightsQuery(Request, frozen=True, kw_only=True):
    """How far to look back, and what at."""

    days: Annotated[int, msgspec.Meta(ge=1, le=366, description="How many days back.")] = 7
    root_cause: RootCause | None = None
    object: (
        Annotated[str, msgspec.Meta(max_length=300, description="A carrier or goods, by name.")]
        | None
    ) = None


class LinkForm(Request, frozen=True, kw_only=True):
    """How long a link to a conversation is to work."""

    days: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DAYS, description="How many days.")] = 7


class ListedConversation(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation."""

    id: str
    channel: Channel
    address: str
    owner: Owner
    epoch: int
    agent_id: str | None
    customer_id: str | None
    customer_name: str | None
    level: Level
    how: str | None
    scope: str | None
    last_seq: int
    locale: str
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    previous_id: str | None


class ListedAuthor(msgspec.Struct, frozen=True, kw_only=True):
    """Who wrote a message."""

    kind: AuthorKind
    name: str | None


class ListedMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the conversation log."""

    seq: int
    author: ListedAuthor
    channel: Channel
    kind: MessageKind
    text: str | None
    attachments: tuple[Attachment, ...]
    time: datetime
    state: DeliveryState | None
    customer_id: str | None
    """For whom it speaks, or of the bot whom it answers; so the three below."""
    level: Level | None
    how: str | None
    """By what they are known: `email_link` is whoever holds a link, and nobody proven."""
    scope: str | None


class HandoffView(msgspec.Struct, frozen=True, kw_only=True):
    """A handoff with its packet."""

    id: str
    conversation_id: str
    status: HandoffState
    created_at: datetime
    agent: str | None
    disposition: Disposition | None
    packet: dict[str, Any]


class Conversations(msgspec.Struct, frozen=True, kw_only=True):
    """A page of conversations."""

    conversations: tuple[ListedConversation, ...]
    next: str | None


class Messages(msgspec.Struct, frozen=True, kw_only=True):
    """A page of messages; `next` is the `after` of the next page."""

    messages: tuple[ListedMessage, ...]
    next: int | None


class Handoffs(msgspec.Struct, frozen=True, kw_only=True):
    """A page of handoffs."""

    handoffs: tuple[HandoffView, ...]
    next: str | None


class Insights(msgspec.Struct, frozen=True, kw_only=True):
    """What let customers down since then, the cause with most customers first."""

    since: datetime
    root_causes: tuple[CountedCause, ...]


class DeadLetters(msgspec.Struct, frozen=True, kw_only=True):
    """Messages that could not be delivered, latest first."""

    dead_letters: tuple[DeadLetter, ...]


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """What was given out until then holds no longer."""

    at: datetime


class LimitQuery(Request, frozen=True, kw_only=True):
    """How many."""

    limit: Limit = 100


def conversation_view(conversation: Conversation) -> ListedConversation:
    """A conversation as programs see it."""
    shown = ListedConversation.__struct_fields__
    return ListedConversation(**{name: getattr(conversation, name) for name in shown})


def message_view(message: Message) -> ListedMessage:
    """A message as programs see it."""
    return ListedMessage(
        seq=message.seq,
        author=ListedAuthor(kind=message.author.kind, name=message.author.name),
        channel=message.channel,
        kind=message.kind,
        text=message.text,
        attachments=message.attachments,
        time=message.at,
        state=message.state,
        customer_id=message.customer_id,
        level=message.level,
        how=message.how,
        scope=message.scope,
    )


def handoff_view(listed: ListedHandoff) -> HandoffView:
    """A handoff as programs see it."""
    handoff = listed.handoff
    return HandoffView(
        id=handoff.id,
        conversation_id=handoff.conversation_id,
        status=handoff.state,
        created_at=handoff.created_at,
        agent=listed.agent_name,
        disposition=handoff.disposition,
        packet=handoff.packet,
    )

"""Wire records of the web chat: what the widget may send, and what a customer may see."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from contracts.turn import Attachment, Card, Level
from handoff.bot_link.health import State
from handoff.channels.webchat.profile import NAME
from handoff.channels.webchat.tokens import Visitor
from handoff.core import texts
from handoff.core.channel.port import Inbound
from handoff.core.errors import BadRequest, TooLong
from handoff.core.host_page import Page
from handoff.core.invitations import RuleId
from handoff.core.model import MAX_TEXT, AuthorKind, Message
from handoff.core.payloads import ClientId, Id, Request, Seq
from handoff.core.states import DeliveryState, Owner

MAX_COMMENT = 2_000
MAX_FILES = 5
_BUTTON = re.compile(r"([0-9]{1,9})\.([0-9]{1,3})")
_LOCALE = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}$"

ShownKind = Literal["text", "rating_request", "rating"]
"""Kinds of messages that a customer sees: internal notes are none."""
Locale = Annotated[str, msgspec.Meta(pattern=_LOCALE)]


class OpenRequest(Request, frozen=True, kw_only=True):
    """What a page knows of its visitor."""

    token: str | None = None
    identity: str | None = None
    page: Page | None = None
    locale: Locale | None = None


class RatingGiven(Request, frozen=True, kw_only=True):
    """A rating as the form gives it: of an agent's case, or of the bot's help in a conversation."""

    handoff_id: Id | None = None
    conversation_id: Id | None = None
    score: Annotated[int, msgspec.Meta(ge=1, le=5)]
    comment: str = ""


class Send(Request, frozen=True, kw_only=True):
    """A message: exactly one of text, button and rating; files with a text, or in its place."""

    client_id: ClientId
    text: str | None = None
    files: Annotated[tuple[Id, ...], msgspec.Meta(max_length=MAX_FILES)] = ()
    """Refs of what this visitor has uploaded before."""
    button_id: str | None = None
    rating: RatingGiven | None = None
    page: Page | None = None
    invitation: RuleId | None = None
    """The invitation that the customer accepted, with the words that begin the conversation."""


class Sync(Request, frozen=True, kw_only=True):
    """What the client has seen."""

    conversation_id: Id | None = None
    last_seq: Seq = 0


class Seen(Request, frozen=True, kw_only=True):
    """How far messages have arrived, or were on screen."""

    seq: Seq
    conversation_id: Id | None = None


class End(Request, frozen=True, kw_only=True):
    """The customer is done."""

    conversation_id: Id


class VisitorView(msgspec.Struct, frozen=True, kw_only=True):
    """Who the chat takes the visitor for."""

    id: str
    name: str | None
    level: Level


class DeskView(msgspec.Struct, frozen=True, kw_only=True):
    """The desk as the widget introduces it."""

    bot_name: str
    bot: State


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """Who the visitor is, and the token that says so."""

    token: str
    visitor: VisitorView
    conversation_id: str | None
    desk: DeskView


class AuthorView(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks, as far as the customer may know."""

    kind: AuthorKind
    name: str | None


class ButtonView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A choice; its payload stays in the log."""

    id: str
    title: str
    card: Card | None = None


class AttachedView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is not text, as `contracts.turn.Attachment` has it."""

    kind: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    """Bytes."""
    latitude: float | None = None
    longitude: float | None = None
    url: str | None = None
    """Where it is for the next day, seen from the desk's address."""


class MessageView(msgspec.Struct, frozen=True, kw_only=True):
    """A message as the customer sees it."""

    conversation_id: str
    seq: int
    """Rises by time, from 1; may skip."""
    author: AuthorView
    kind: ShownKind
    text: str | None
    time: datetime
    buttons: tuple[ButtonView, ...]
    image: str | None
    attachments: tuple[AttachedView, ...]
    custom: dict[str, Any] | None
    client_id: str | None
    state: DeliveryState | None


class AgentView(msgspec.Struct, frozen=True, kw_only=True):
    """The agent that the customer talks to."""

    name: str


class QueueView(msgspec.Struct, frozen=True, kw_only=True):
    """Where in the queue the customer waits, from 1, and about how many minutes more."""

    position: int
    minutes: int | None = None
    attended: bool
    """Whether anybody takes cases at present."""


class StateView(msgspec.Struct, frozen=True, kw_only=True):
    """How things stand in the customer's conversation."""

    conversation_id: str | None = None
    owner: Owner = "bot"
    agent: AgentView | None = None
    bot: State
    question_seq: int = 0
    """Buttons of messages before this seq are past."""
    queue: QueueView | None = None
    ended: bool = False
    """The customer has ended it: the next message begins another one."""


class Synced(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the client has not seen."""

    conversation_id: str | None
    messages: tuple[MessageView, ...]
    state: StateView


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """Where a message was stored."""

    seq: int
    conversation_id: str
    time: datetime


def shown(message: Message, path_of: Callable[[str], str]) -> MessageView:
    """A message for its customer; raises `ValueError` for an internal note.

    `path_of` gives the path under which they may read the file with a ref.
    """
    if message.kind == "note":
        raise ValueError("an internal note is not for customers")
    return MessageView(
        conversation_id=message.conversation_id,
        seq=message.seq,
        author=AuthorView(kind=message.author.kind, name=message.author.name),
        kind=message.kind,
        text=message.text,
        time=message.at,
        buttons=tuple(
            ButtonView(id=f"{message.seq}.{place}", title=button.title, card=button.card)
            for place, button in enumerate(message.buttons)
        ),
        image=message.image,
        attachments=tuple(_attached(each, path_of) for each in message.attachments),
        custom=message.custom,
        client_id=message.client_id if message.author.kind == "customer" else None,
        state=message.state,
    )


def inbound(
    visitor: Visitor,
    sent: Send,
    client: str,
    *,
    address: str | None = None,
    opening: str | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Inbound:
    """A text, files or a button press for the log; raises `BadRequest` and `TooLong`."""
    blank = not (sent.text or "").strip()
    if sent.text is not None and blank and not attachments:
        raise BadRequest("The message is empty.")
    if sent.text is not None and len(sent.text) > MAX_TEXT:
        raise TooLong(texts.too_long("A message", MAX_TEXT))
    voice = blank and bool(attachments) and all(each.kind == "audio" for each in attachments)
    return Inbound(
        channel=NAME,
        address=address or visitor.address,
        client_id=sent.client_id,
        customer=visitor.customer,
        text=None if blank else sent.text,
        attachments=attachments,
        bot_reads=not voice,
        instead=texts.INSTEAD["voice"] if voice else None,
        button=None if sent.button_id is None else _button(sent.button_id),
        page=sent.page.as_mapping() if sent.page else {},
        locale=visitor.locale,
        client=client,
        opening=opening,
        only=visitor.only,
    )


def check_shape(sent: Send) -> None:
    """Raise `BadRequest` unless exactly one thing was sent, `TooLong` for a long comment."""
    words_or_files = sent.text is not None or bool(sent.files)
    if sum((words_or_files, sent.button_id is not None, sent.rating is not None)) != 1:
        raise BadRequest("Send exactly one of text or files, button_id and rating.")
    if sent.rating is not None:
        _check_rating(sent.rating)


def _attached(attachment: Attachment, path_of: Callable[[str], str]) -> AttachedView:
    same = ("kind", "name", "mime", "size", "latitude", "longitude")
    url = None if attachment.ref is None else path_of(attachment.ref)
    return AttachedView(**{name: getattr(attachment, name) for name in same}, url=url)


def _check_rating(given: RatingGiven) -> None:
    if (given.handoff_id is None) == (given.conversation_id is None):
        raise BadRequest("A rating is of exactly one of handoff_id and conversation_id.")
    if len(given.comment) > MAX_COMMENT:
        raise TooLong(texts.too_long("A comment", MAX_COMMENT))


def _button(button_id: str) -> tuple[int, int]:
    found = _BUTTON.fullmatch(button_id)
    if found is None:
        raise BadRequest("There is no such button.")
    return int(found[1]), int(found[2])

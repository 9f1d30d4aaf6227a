"""Call handlers of conversations: opening, reading on, what the CRM knows, who is looking."""

from __future__ import annotations

from typing import Protocol

import msgspec

from handoff.console.http.views import (
    ConversationView,
    MessageView,
    conversation_view,
    message_view,
)
from handoff.console.live.connected import Console
from handoff.core import texts
from handoff.core.errors import NotOwner, Unavailable
from handoff.core.model import Conversation, Handoff, Message, Viewer, Writing
from handoff.core.mood import mood_in
from handoff.core.packet import Contact
from handoff.core.payloads import ConversationRequest, Id, Request, Seq
from handoff.http.calls import takes
from handoff.store.cases.past_cases import PastCase
from handoff.store.cases.viewers import Viewers
from handoff.store.conversations.list_lines import in_short
from handoff.store.read_models.overview import Overview
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.customer.inbound import CustomerMessages


class OpenRequest(ConversationRequest, frozen=True, kw_only=True):
    """A conversation; with `seq` from a little before that message on."""

    seq: Seq | None = None


class EarlierRequest(ConversationRequest, frozen=True, kw_only=True):
    """What was said before the message with this `seq`."""

    before: Seq


class LookRequest(Request, frozen=True, kw_only=True):
    """The conversation that a console shows, if any, and what is being written in it."""

    conversation_id: Id | None = None
    writing: Writing | None = None


class OpenedView(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation with the end of what was said in it, and the customer's earlier ones."""

    conversation: ConversationView
    messages: tuple[MessageView, ...]
    handoff: Handoff | None
    readers: tuple[Viewer, ...]
    past: tuple[PastCase, ...]


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """Messages in order; none where the conversation begins."""

    messages: tuple[MessageView, ...]


class ContactAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The customer as the CRM knows them right now."""

    contact: Contact


class Typing(Protocol):
    """Shows customers that somebody is writing to them."""

    async def agent_types(self, conversation: Conversation, name: str) -> None:
        """Show that the agent is writing."""


class ConversationCalls:
    """What an agent sees of a conversation, and customers of the agent."""

    def __init__(
        self,
        overview: Overview,
        customer_messages: CustomerMessages,
        viewers: Viewers,
        read_contact: ContactReader,
        typing: Typing,
    ) -> None:
        self._overview = overview
        self._customer_messages = customer_messages
        self._viewers = viewers
        self._read_contact = read_contact
        self._typing = typing

    @takes(OpenRequest, needs="desk")
    async def open(self, console: Console, wanted: OpenRequest) -> OpenedView:
        """A conversation; from here on the console is told what is said in it."""
        await self._customer_messages.conversation(wanted.conversation_id)
        console.watch(wanted.conversation_id)
        found = await self._overview.open(wanted.conversation_id, seq=wanted.seq)
        return opened(
            *found,
            readers=await self._viewers.of(wanted.conversation_id),
            past=await self._overview.past(wanted.conversation_id),
        )

    @takes(EarlierRequest, needs="desk")
    async def earlier(self, console: Console, wanted: EarlierRequest) -> Earlier:
        """What was said before the part that the console has."""
        found = await self._overview.earlier(wanted.conversation_id, before=wanted.before)
        return Earlier(messages=tuple(message_view(message) for message in found))

    @takes(ConversationRequest, needs="desk")
    async def contact(self, console: Console, wanted: ConversationRequest) -> ContactAnswer:
        """The customer's card, read from the CRM now."""
        conversation = await self._customer_messages.conversation(wanted.conversation_id)
        contact = await self._read_contact(conversation)
        if contact.error is not None:
            raise Unavailable(contact.error)
        return ContactAnswer(contact=contact)

    @takes(LookRequest, needs="desk", audited=False)
    async def look(self, console: Console, shown: LookRequest) -> None:
        """What the console shows now, and whether something is being written there."""
        await self._viewers.look(
            console.sid, console.agent_id, shown.conversation_id, shown.writing
        )

    @takes(ConversationRequest, needs="answer", audited=False)
    async def typing(self, console: Console, where: ConversationRequest) -> None:
        """The agent is writing: of interest to their customer."""
        conversation = await self._customer_messages.conversation(where.conversation_id)
        if conversation.agent_id != console.agent_id:
            raise NotOwner
        await self._typing.agent_types(conversation, console.name)


def opened(
    conversation: Conversation,
    messages: tuple[Message, ...],
    handoff: Handoff | None,
    *,
    readers: tuple[Viewer, ...],
    past: tuple[PastCase, ...],
) -> OpenedView:
    """A conversation as the console opens it."""
    said = (_words_of(message) for message in reversed(messages) if _is_said(message))
    is_open = handoff is not None and handoff.ended_at is None
    return OpenedView(
        conversation=conversation_view(
            conversation,
            last_text=next(filter(None, said), None),
            handoff_id=handoff.id if handoff else None,
            priority=handoff.priority if handoff and is_open else None,
            about=in_short(handoff.packet["summary"]) if handoff and is_open else None,
            mood=mood_in(handoff.packet) if handoff and is_open else None,
        ),
        messages=tuple(message_view(message) for message in messages),
        handoff=handoff,
        readers=readers,
        past=past,
    )


def _is_said(message: Message) -> bool:
    return message.kind != "note" and message.author.kind in ("customer", "agent")


def _words_of(message: Message) -> str | None:
    """What lists show of a message, as the log has it."""
    return message.text or (texts.ONLY_FILES if message.attachments else None)

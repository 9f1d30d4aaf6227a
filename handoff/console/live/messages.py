"""Call handlers of messages: what an agent writes, to the customer and to colleagues."""

from __future__ import annotations

from typing import Annotated

import msgspec

from handoff.console.live.connected import Console
from handoff.console.live.saying import Saying
from handoff.core import texts
from handoff.core.errors import BadRequest, TooLong
from handoff.core.model import MAX_TEXT
from handoff.core.payloads import ClientId, Id, Request, Seq
from handoff.http.calls import takes
from handoff.usecases.agent.agent_actions import AgentActions
from handoff.usecases.agent.reading import Reading


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


class NoteRequest(Request, frozen=True, kw_only=True):
    """An internal note."""

    conversation_id: Id
    client_id: ClientId
    text: str


class MessageRequest(Request, frozen=True, kw_only=True):
    """A message that is in a conversation."""

    conversation_id: Id
    seq: Seq


class SeqAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Where a message was stored."""

    seq: int


class MessageCalls:
    """What an agent writes."""

    def __init__(self, agent_actions: AgentActions, saying: Saying, reading: Reading) -> None:
        self._agent_actions = agent_actions
        self._saying = saying
        self._reading = reading

    @takes(SayRequest, needs="answer", audited=False)
    async def send(self, console: Console, said: SayRequest) -> SeqAnswer:
        """A message to the customer."""
        text, content = await self._saying.of(said.text, said.files, _parts(said.template))
        message = await self._agent_actions.say(
            console.agent_id,
            said.conversation_id,
            epoch=said.epoch,
            client_id=said.client_id,
            text=text if content.attachments else _fitting(text),
            content=content,
            quote=said.quote,
        )
        return SeqAnswer(seq=message.seq)

    @takes(NoteRequest, needs="answer", audited=False)
    async def note(self, console: Console, noted: NoteRequest) -> SeqAnswer:
        """An internal note."""
        message = await self._agent_actions.note(
            console.agent_id,
            noted.conversation_id,
            client_id=noted.client_id,
            text=_fitting(noted.text),
        )
        return SeqAnswer(seq=message.seq)

    @takes(MessageRequest, needs="answer")
    async def send_again(self, console: Console, wanted: MessageRequest) -> None:
        """Try again to deliver a message."""
        await self._agent_actions.send_again(console.agent_id, wanted.conversation_id, wanted.seq)

    @takes(MessageRequest, needs="answer", audited=False)
    async def read(self, console: Console, seen: MessageRequest) -> None:
        """Everything up to a message was on the screen of the agent who has the conversation."""
        await self._reading.read(console.agent_id, seen.conversation_id, seen.seq)


def _parts(template: TemplateFilled | None) -> tuple[str, tuple[str, ...]] | None:
    return None if template is None else (template.name, template.parameters)


def _fitting(text: str) -> str:
    if not text.strip():
        raise BadRequest("The message is empty.")
    if len(text) > MAX_TEXT:
        raise TooLong(texts.too_long("A message", MAX_TEXT))
    return text

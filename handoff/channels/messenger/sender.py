"""Adapter: Messenger's way out, by the Send API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from contracts.turn import Channel
from handoff.channels.base.sending import SentParts, must_be_open, send_all
from handoff.channels.messenger.guests import is_guest, recipient
from handoff.channels.messenger.outbound import to_payloads
from handoff.channels.messenger.profile import NAME, PROFILE, WINDOW
from handoff.channels.meta.graph import Graph, named
from handoff.channels.meta.sender import MetaChannel, Uploads
from handoff.channels.webhooks.addressing import split_address
from handoff.core.channel.port import WINDOW_CLOSED, Part, Undelivered
from handoff.core.clock import Clock
from handoff.core.model import Conversation, Message
from handoff.store.delivery.deliveries import Send

RESPONSE = {"messaging_type": "RESPONSE"}
HUMAN = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
_log = structlog.get_logger(__name__)


class Messenger(MetaChannel):
    """The channel `messenger`. An address is the Page's id, a slash, and the customer's."""

    name: Channel = NAME

    def __init__(
        self,
        graph: Graph,
        uploads: Uploads,
        sent: SentParts,
        conversation: Callable[[str], Awaitable[Conversation]],
        clock: Clock,
        *,
        login_url: str | None = None,
    ) -> None:
        super().__init__(graph, uploads, sent, conversation, clock)
        self._login_url = login_url

    async def send(self, message: Message, address: str) -> str | None:
        """Send what a message needs; after the reply window a person may, for some days."""
        why: dict[str, Any] = await self._permission(message)
        quoted = await self._sent.quoted(message)
        answers = {"reply_to": {"mid": quoted}} if quoted else {}

        async def one(part: Part, send: Send) -> str:
            return await self._one(
                part, send, address, {**why, **(answers if send.place == 0 else {})}
            )

        parts = to_payloads(message, PROFILE.can, login_url=self._login_url)
        await send_all(message, parts, self._sent, one)
        return None

    async def attend(self, address: str, _provider_id: str) -> None:
        """Mark the customer's messages as read and show that an answer is being written."""
        account, customer = split_address(address)
        if is_guest(customer):
            return  # a reference takes messages alone
        for action in ("mark_seen", "typing_on"):
            body = {"recipient": {"id": customer}, "sender_action": action}
            try:
                await self._graph.post(f"{account}/messages", body)
            except Undelivered as failure:
                _log.info("not_attended", channel=self.name, code=failure.code)
                return

    async def _permission(self, message: Message) -> dict[str, str]:
        conversation = await self._conversation(message.conversation_id)
        if must_be_open(conversation, self._clock(), longer=WINDOW.longer):
            return RESPONSE
        if message.author.kind != "agent":
            raise Undelivered(WINDOW_CLOSED, retry=False)
        return HUMAN

    async def _one(self, part: Part, send: Send, address: str, also: dict[str, Any]) -> str:
        account, customer = split_address(address)
        file = None if part.media is None else await self._uploads.stored(part.media)
        self._paces.take(account, address)
        body: dict[str, Any] = {
            "recipient": recipient(customer),
            **also,
            "message": {**part.payload, "metadata": send.tracker},
        }
        path = f"{account}/messages"
        answer = await (
            self._graph.post(path, body) if file is None else self._graph.upload(path, body, file)
        )
        return named(answer, "message_id")

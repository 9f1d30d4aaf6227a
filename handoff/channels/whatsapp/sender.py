"""Adapter: WhatsApp's way out, by the Cloud API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog

from contracts.turn import Channel
from handoff.channels.base.sending import must_be_open, send_all
from handoff.channels.meta.graph import named
from handoff.channels.meta.sender import MetaChannel
from handoff.channels.webhooks.addressing import split_address
from handoff.channels.whatsapp.outbound import to_payloads
from handoff.channels.whatsapp.profile import NAME, PROFILE
from handoff.core.channel.port import Part, Undelivered
from handoff.core.model import Message
from handoff.store.delivery.deliveries import Send

_log = structlog.get_logger(__name__)


class WhatsApp(MetaChannel):
    """The channel `whatsapp`. An address is the id of our number, a slash, and the customer's."""

    name: Channel = NAME

    async def send(self, message: Message, address: str) -> str | None:
        """Send what a message needs; outside the reply window only templates go."""
        if not (message.custom or {}).get("template"):
            conversation = await self._conversation(message.conversation_id)
            must_be_open(conversation, self._clock(), longer=timedelta())

        quoted = await self._sent.quoted(message)

        async def one(part: Part, send: Send) -> str:
            return await self._one(part, send, address, quoted if send.place == 0 else None)

        await send_all(message, to_payloads(message, PROFILE.can), self._sent, one)
        return None

    async def attend(self, address: str, provider_id: str) -> None:
        """Mark the customer's message as read and show that an answer is being written."""
        account, _ = split_address(address)
        body = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": provider_id,
            "typing_indicator": {"type": "text"},
        }
        try:
            await self._graph.post(f"{account}/messages", body)
        except Undelivered as failure:
            _log.info("not_attended", channel=self.name, code=failure.code)

    async def _one(self, part: Part, send: Send, address: str, quoted: str | None) -> str:
        account, customer = split_address(address)
        payload = await self._with_file(part, account)
        self._paces.take(account, address)
        body = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **_recipient(customer),
            **payload,
            **({"context": {"message_id": quoted}} if quoted else {}),
            "biz_opaque_callback_data": send.tracker,
        }
        answer = await self._graph.post(f"{account}/messages", body)
        first: list[Any] = answer.get("messages") or [{}]
        return named({"first": first[0]}, "first", "id")

    async def _with_file(self, part: Part, account: str) -> dict[str, Any]:
        if part.media is None:
            return part.payload
        file = await self._uploads.stored(part.media)
        fields = {"messaging_product": "whatsapp", "type": file.mime}
        answer = await self._graph.upload(f"{account}/media", fields, file)
        kind = part.payload["type"]
        return {**part.payload, kind: {**part.payload[kind], "id": named(answer, "id")}}


def _recipient(customer: str) -> dict[str, str]:
    """A number, or the id of a customer who shows none."""
    return {"to": customer} if customer.isdigit() else {"recipient": customer}

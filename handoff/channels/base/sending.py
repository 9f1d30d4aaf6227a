"""Policy of sending in parts: each goes out once in effect, and none outside of the window."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from contracts.turn import Channel
from handoff.core.channel.port import WINDOW_CLOSED, Part, Undelivered
from handoff.core.model import Conversation, Message
from handoff.store.delivery.deliveries import Send


class SentParts(Protocol):
    """What the senders need to know, and to note, of sends."""

    async def sent_places(self, message_id: str) -> frozenset[int]:
        """The sends of a message that the platform has taken already."""

    async def quoted(self, message: Message) -> str | None:
        """What the platform calls the message that this one answers; None where it knows none."""

    async def taken(self, channel: Channel, send: Send, provider_id: str) -> None:
        """The platform has taken a send."""


async def send_all(
    message: Message,
    parts: tuple[Part, ...],
    sent: SentParts,
    one: Callable[[Part, Send], Awaitable[str]],
) -> None:
    """Send what has not been taken yet, in order, and note each as soon as it is."""
    taken = await sent.sent_places(message.id)
    for place, part in enumerate(parts):
        if place in taken:
            continue
        send = Send(message_id=message.id, place=place, of=len(parts))
        await sent.taken(message.channel, send, await one(part, send))


def must_be_open(conversation: Conversation, now: datetime, *, longer: timedelta) -> bool:
    """Whether the reply window is open; raises `Undelivered` when even `longer` is over."""
    until = conversation.reply_window_until
    if until is not None and now < until:
        return True
    if until is None or now >= until + longer:
        raise Undelivered(WINDOW_CLOSED, retry=False)
    return False

"""Port of channels: what the desk needs of one, and what they hand to the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from contracts.turn import Attachment, Channel, Customer
from handoff.core.model import Message

NOTHING = timedelta()
WINDOW_CLOSED = "window_closed"
"""The code of what is held until the customer writes again."""
EXPIRED = "expired"
"""The code of what was only true for a while, and is not sent any more."""


class Inbound(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a customer as a channel received it.

    `client_id` is the channel's own id of it (made by the widget, or by the platform): the same one
    twice is stored once. `button` is the seq of the message that offered it and its place there,
    from 0; `choice` the same as the platform gives it back. What the bot cannot read is answered
    with `instead`, and a person; with neither that nor `bot_reads` it is only kept. `client` marks
    where it comes from, for counting alone.
    """

    channel: Channel
    address: str
    client_id: str
    customer: Customer
    text: str | None = None
    button: tuple[int, int] | None = None
    choice: str | None = None
    bot_reads: bool = True
    instead: str | None = None
    refusal: str | None = None
    """What the customer hears of a file that was not kept; without words the bot hears nothing."""
    at: datetime | None = None
    """When it was written; None: now."""
    provider_id: str | None = None
    """The platform's id of it, by which reactions and edits name it."""
    custom: Mapping[str, Any] = {}
    attachments: tuple[Attachment, ...] = ()
    page: Mapping[str, Any] = {}
    locale: str = "en"
    client: str | None = None
    opening: str | None = None
    """What the bot said to the customer before, where this begins a conversation."""
    numbers_hidden: bool = False
    """Whether the number of a card or account in it was masked."""
    only: str | None = None
    """The conversation that it must go into, where the customer holds a link to that alone."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One send of a message, as a platform takes it; `media` is what to upload for it first."""

    payload: dict[str, Any]
    media: Attachment | None = None


def choice_id(message: Message, place: int) -> str:
    """What a platform is given, and gives back, for a button of a message; opaque to customers."""
    return f"{message.id}.{place}"


class Undelivered(Exception):
    """The channel could not take the message.

    `retry` says whether the same message may be tried again; `code` is the platform's, for people.
    The wait before that grows `growth`-fold with each try and is at least `after`; a try that
    `counts` brings the message nearer to being given up.
    """

    def __init__(
        self,
        code: str,
        *,
        retry: bool,
        growth: int = 2,
        after: timedelta = NOTHING,
        counts: bool = True,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.retry = retry
        self.growth = growth
        self.after = after
        self.counts = counts


class LineStopped(Undelivered):
    """Nothing can be sent on this channel until a person has mended something at the platform."""

    def __init__(self, code: str) -> None:
        super().__init__(code, retry=True, counts=False)


class ChannelPort(Protocol):
    """The way out to the customers of one channel."""

    name: Channel

    async def send(self, message: Message, address: str) -> str | None:
        """Hand a message over; returns the platform's id of it, if it has one.

        Raises `Undelivered`. Called in the order of the conversation, one at a time.
        """

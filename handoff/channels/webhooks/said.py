"""Pure translation of what a customer said on a platform into what the desk takes."""

from __future__ import annotations

from contracts.turn import Channel, Customer
from handoff.core import texts
from handoff.core.channel import text_pieces
from handoff.core.channel.inbound_events import Said
from handoff.core.channel.loose_json import digest, raw
from handoff.core.channel.port import Inbound
from handoff.core.model import MAX_TEXT

LONGEST_CLIENT_ID = 180
MOST_EXTRA = 2_000
"""Characters of what else came with a message, such as the product that it is about."""


def pieces_of(said: Said) -> tuple[str | None, ...]:
    """The words of a message, in as many pieces as the log takes."""
    if said.content == "unsupported" and said.text is None:
        return (texts.UNSUPPORTED,)
    if said.text is None and said.content == "sticker":
        return ("(a sticker)",)
    return text_pieces.split(said.text, MAX_TEXT) if said.text else (None,)


def inbound_of(
    channel: Channel,
    address: str,
    customer: Customer,
    said: Said,
    text: str | None,
    number: int,
) -> Inbound:
    """A piece of a message as the desk takes it, by its `number` from 0."""
    key = said.key if len(said.key) <= LONGEST_CLIENT_ID else digest(said.key)
    return Inbound(
        channel=channel,
        address=address,
        client_id=f"{key}#{number}" if number else key,
        customer=customer,
        text=text,
        bot_reads=said.content == "words",
        instead=texts.INSTEAD.get(said.content) if number == 0 else None,
        at=said.at,
        provider_id=None if number else said.key,
        numbers_hidden=said.numbers_hidden,
        custom={
            **({"reply_to": said.reply_to} if said.reply_to else {}),
            **({"extra": said.extra} if said.extra and _fits(said) else {}),
        },
    )


def _fits(said: Said) -> bool:
    return len(raw(said.extra)) <= MOST_EXTRA

"""Pure translation of our messages into Messenger's; whom they go to is the sender's business."""

from __future__ import annotations

from typing import Any

from handoff.channels.messenger.profile import PROFILE
from handoff.core import texts
from handoff.core.channel import capabilities, text_pieces
from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.outgoing_files import kind_out, takes_link
from handoff.core.channel.port import Part, choice_id
from handoff.core.model import Message

KINDS = ("image", "audio", "video", "file")
LOGIN_TEXT = 640
"""Characters of a text that has the platform's own button for logging in at the shop."""


def to_payloads(
    message: Message, can: Capabilities = PROFILE.can, *, login_url: str | None = None
) -> tuple[Part, ...]:
    """The sends that a message needs, in their order; none for one that has nothing to show.

    What asks the customer to sign in gets a button for that where the shop's `login_url` is known.
    """
    text = _text_of(message, can)
    quick: list[dict[str, str]] = []
    if capabilities.shows_as_numbers(message, can):
        text = text_pieces.numbered(text, capabilities.titles(message))
        quick = _quick(message, [str(n) for n in range(1, len(message.buttons) + 1)], can)
    elif message.buttons:
        text = text or texts.CHOOSE
        quick = _quick(message, list(capabilities.titles(message)), can)
    asks_to_sign_in = login_url is not None and (message.custom or {}).get("sign_in")
    pieces = text_pieces.split(text, LOGIN_TEXT if asks_to_sign_in else can.text)
    *before, last = (*_files(message, can), *map(_text, pieces)) or (None,)
    if login_url is not None and asks_to_sign_in and pieces:
        last = _login(pieces[-1], login_url)
    if last is None:
        return ()
    if quick:
        last = Part(payload={**last.payload, "quick_replies": quick}, media=last.media)
    return (*before, last)


def _quick(message: Message, titles: list[str], can: Capabilities) -> list[dict[str, str]]:
    """The choices above the keyboard; none of them where they are too many."""
    if len(titles) > can.quick_replies:
        return []
    return [
        {"content_type": "text", "title": title, "payload": choice_id(message, place)}
        for place, title in enumerate(titles)
    ]


def _text(body: str) -> Part:
    return Part(payload={"text": body})


def _login(body: str, url: str) -> Part:
    button = {"type": "account_link", "url": url}
    template = {"template_type": "button", "text": body, "buttons": [button]}
    return Part(payload=_attachment("template", template))


def _text_of(message: Message, can: Capabilities) -> str:
    """The words, with the address of a picture that Messenger would not fetch."""
    text = (message.text or "").strip()
    if message.image is None or takes_link(message.image, can):
        return text
    return f"{text}\n{message.image}".strip()


def _files(message: Message, can: Capabilities) -> tuple[Part, ...]:
    linked = [Part(payload=_attachment("image", {"url": message.image}))]
    stored = [
        Part(payload=_attachment(kind_out(each, can), {}), media=each)
        for each in message.attachments
        if each.ref and each.kind in KINDS
    ]
    return (*(linked if message.image and takes_link(message.image, can) else []), *stored)


def _attachment(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {"attachment": {"type": kind, "payload": payload}}

"""Pure translation of what one message of WhatsApp's holds, whoever wrote it: words and files."""

from __future__ import annotations

import json
from typing import Any

from handoff.core.channel.inbound_events import Content, Media, MediaKind
from handoff.core.channel.loose_json import identity, inside, items, mapping, number, text, whole

MEDIA: dict[str, MediaKind] = {
    "image": "image",
    "sticker": "image",
    "video": "video",
    "audio": "audio",
    "document": "file",
}
KNOWN = frozenset({*MEDIA, "text", "button", "interactive", "order", "location", "contacts"})
CONTENTS: dict[str, Content] = {"audio": "voice", "sticker": "sticker", "order": "order"}
_SAID = ("body", "text", "caption", "title", "description", "name")
"""Where messages of a kind that is new may have something to read."""
_TOKEN = "flow_token"  # noqa: S105 - the name of a field
_MOST_ANSWERS = 40


def content_of(kind: str, message: dict[str, Any]) -> Content:
    """What it is: what came with errors, or is of no kind that we know, is no words to act on."""
    if message.get("errors") or kind not in KNOWN:
        return "unsupported"
    return "form" if _form(message) else CONTENTS.get(kind, "words")


def words_of(kind: str, message: dict[str, Any]) -> tuple[str | None, str | None]:
    """What was written, and what the pressed button had been given."""
    if kind == "text":
        return text(inside(message, "text", "body")), None
    if kind == "button":
        button = mapping(message.get("button"))
        return text(button.get("text")), text(button.get("payload"))
    if kind == "interactive":
        return _chosen(message)
    if kind == "order":
        return _order(mapping(message.get("order"))), None
    if kind == "location":
        return place_name(mapping(message.get("location"))), None
    if kind not in KNOWN:
        return _readable(message.get(kind)), None
    return text(inside(message, kind, "caption")), None


def media_of(kind: str, message: dict[str, Any]) -> tuple[Media, ...]:
    """The file of a message. Its own short-lived address is left out: the id finds a new one."""
    media = mapping(message.get(kind))
    key = identity(media.get("id"))
    if kind not in MEDIA or key is None:
        return ()
    name = text(media.get("filename"))
    found = Media(
        kind=MEDIA[kind],
        id=key,
        mime=text(media.get("mime_type")),
        name=name[:200] if name else None,
    )
    return (found,)


def extra_of(message: dict[str, Any]) -> dict[str, Any]:
    """What else came with it."""
    context = mapping(message.get("context"))
    kept = ("referred_product", "forwarded", "frequently_forwarded")
    extra = {name: context[name] for name in kept if context.get(name)}
    for name in ("referral", "group_id"):
        if message.get(name):
            extra[name] = message[name]
    codes = [code for e in items(message.get("errors")) if (code := whole(inside(e, "code")))]
    return {**extra, "errors": codes} if codes else extra


def place_name(place: dict[str, Any]) -> str | None:
    """What the place is called, in a line."""
    named = (text(place.get("name")), text(place.get("address")))
    return ", ".join(part for part in named if part)[:300] or None


def _chosen(message: dict[str, Any]) -> tuple[str | None, str | None]:
    """The row or button that was taken, or what a form was filled in with."""
    if form := _form(message):
        return form, None
    interactive = mapping(message.get("interactive"))
    reply = mapping(interactive.get("button_reply") or interactive.get("list_reply"))
    return text(reply.get("title")), identity(reply.get("id"))


def _form(message: dict[str, Any]) -> str | None:
    """The answers of a Flow, a line each; None for anything else."""
    reply = mapping(inside(message, "interactive", "nfm_reply"))
    if not reply:
        return None
    try:
        found = mapping(json.loads(text(reply.get("response_json")) or "{}"))
    except (ValueError, RecursionError):
        found = {}
    answers = [(name, value) for name, value in found.items() if name != _TOKEN][:_MOST_ANSWERS]
    lines = [f"{name.replace('_', ' ')}: {_line(value)}" for name, value in answers]
    return "\n".join(["Form:", *(lines or [text(reply.get("body")) or "(empty)"])])


def _line(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_line, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _readable(value: Any) -> str | None:
    """What can be read of a kind of message that nobody here knows."""
    parts = [text(value), *(text(inside(value, name)) for name in _SAID)]
    return "\n".join(dict.fromkeys(part for part in parts if part)) or None


def _order(order: dict[str, Any]) -> str:
    """An order from the catalogue in a line, with what it comes to."""
    lines, total, currency = [], 0.0, ""
    for item in items(order.get("product_items")):
        quantity = number(inside(item, "quantity")) or 0
        total += quantity * (number(inside(item, "item_price")) or 0)
        currency = text(inside(item, "currency")) or currency
        lines.append(f"{quantity:g} x {identity(inside(item, 'product_retailer_id')) or '?'}")
    words = text(order.get("text"))
    shown = f"Order: {', '.join(lines)}; {total:.2f} {currency}".rstrip()
    return f"{shown}\n{words}" if words else shown

"""Pure translation of what customers share on Messenger: links, products, templates of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handoff.core.channel.loose_json import inside, items, mapping, text

KINDS = ("fallback", "template", "share")
_NAMED = ("title", "subtitle", "text", "url", "item_url", "link_url")
_LONGEST = 600


def shared(message: dict[str, Any]) -> str | None:
    """What shared things say of themselves, a line each; None where a message has none.

    Those are the words of whoever made them, never the customer's.
    """
    lines = [line for each in items(message.get("attachments")) for line in _lines(each)]
    told = list(dict.fromkeys(lines))
    return f"Shared: {'; '.join(told)}"[:_LONGEST] if told else None


def _lines(attachment: Any) -> Iterator[str]:
    if inside(attachment, "type") not in KINDS:
        return
    payload = inside(attachment, "payload")
    listed = [*items(inside(payload, "elements")), *items(inside(payload, "product", "elements"))]
    for each in (attachment, payload, *listed):
        if line := _line(mapping(each)):
            yield line
    if not listed and not any(map(_line, (mapping(attachment), mapping(payload)))):
        yield text(payload) or "something"


def _line(thing: dict[str, Any]) -> str:
    """Title, subtitle and address of one thing."""
    parts = [part for name in _NAMED if (part := text(thing.get(name)))]
    return " ".join(dict.fromkeys(parts))

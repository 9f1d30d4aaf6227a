"""Pure translation of what WhatsApp's messages hold that is neither words nor a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.turn import Attachment
from handoff.channels.whatsapp.contents import place_name
from handoff.core.channel.loose_json import inside, items, mapping, number, text


def places(message: dict[str, Any]) -> Iterator[Attachment]:
    """Where the customer says that they, or something, are."""
    place = mapping(message.get("location"))
    latitude, longitude = number(place.get("latitude")), number(place.get("longitude"))
    if latitude is not None and longitude is not None:
        name = place_name(place)
        yield Attachment(kind="location", latitude=latitude, longitude=longitude, name=name)


def contacts(message: dict[str, Any]) -> Iterator[Attachment]:
    """Somebody whom the customer tells us of; never the customer."""
    if message.get("type") != "contacts":
        return
    for contact in items(message.get("contacts")):
        name = text(inside(contact, "name", "formatted_name"))
        numbers = [text(inside(p, "phone")) for p in items(inside(contact, "phones"))]
        shown = ", ".join(part for part in (name, *numbers) if part)
        yield Attachment(kind="contact", name=shown[:300] or "Contact")

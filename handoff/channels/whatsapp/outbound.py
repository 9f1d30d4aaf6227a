"""Pure translation of our messages into WhatsApp's; whom they go to is the sender's business."""

from __future__ import annotations

from typing import Any

from contracts.turn import Attachment
from handoff.channels.whatsapp.profile import PROFILE
from handoff.core import texts
from handoff.core.channel import capabilities, text_pieces
from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.outgoing_files import kind_out, takes_link
from handoff.core.channel.port import Part, choice_id
from handoff.core.model import Message

KINDS = {"image": "image", "audio": "audio", "video": "video", "file": "document"}


def to_payloads(message: Message, can: Capabilities = PROFILE.can) -> tuple[Part, ...]:
    """The sends that a message needs, in their order; none for one that has nothing to show."""
    template = (message.custom or {}).get("template")
    if template is not None:
        return (Part(payload={"type": "template", "template": _template(template)}),)
    text, files = _text_of(message, can), _files(message, can)
    if len(files) == 1 and text and not message.buttons and _takes_caption(files[0], text, can):
        return (_with_caption(files[0], text),)
    return (*files, *_words(message, text, can))


def _words(message: Message, text: str, can: Capabilities) -> tuple[Part, ...]:
    if capabilities.shows_as_numbers(message, can):
        text = text_pieces.numbered(text, capabilities.titles(message))
    elif message.buttons:
        *before, body = _bodies(text or texts.CHOOSE, can)
        return (*map(_text, before), Part(payload=_interactive(message, body, can)))
    return tuple(_text(piece) for piece in text_pieces.split(text, can.text))


def _bodies(text: str, can: Capabilities) -> tuple[str, ...]:
    """The text so that its last piece may have choices below it."""
    if len(text) <= can.body:
        return (text,)
    *before, last = text_pieces.split(text, can.text)
    return (*before, *text_pieces.split(last, can.body))


def _text(body: str) -> Part:
    return Part(payload={"type": "text", "text": {"body": body, "preview_url": False}})


def _interactive(message: Message, body: str, can: Capabilities) -> dict[str, Any]:
    kind, action = "list", _list(message, can)
    if capabilities.shows_as_buttons(message, can):
        kind, action = "button", {"buttons": _buttons(message)}
    return {
        "type": "interactive",
        "interactive": {"type": kind, "body": {"text": body}, "action": action},
    }


def _buttons(message: Message) -> list[dict[str, Any]]:
    return [
        {"type": "reply", "reply": {"id": choice_id(message, place), "title": title}}
        for place, title in enumerate(capabilities.titles(message))
    ]


def _list(message: Message, can: Capabilities) -> dict[str, Any]:
    return {"button": texts.CHOOSE_BUTTON, "sections": [{"rows": _rows(message, can)}]}


def _rows(message: Message, can: Capabilities) -> list[dict[str, str]]:
    """A row for each choice; a title that is too long is shown whole below its beginning."""
    rows = []
    for place, title in enumerate(capabilities.titles(message)):
        row = {"id": choice_id(message, place), "title": text_pieces.shorten(title, can.row_title)}
        if row["title"] != title:
            row["description"] = title
        rows.append(row)
    return rows


def _text_of(message: Message, can: Capabilities) -> str:
    """The words, with the address of a picture that WhatsApp would not fetch."""
    text = (message.text or "").strip()
    if message.image is None or takes_link(message.image, can):
        return text
    return f"{text}\n{message.image}".strip()


def _files(message: Message, can: Capabilities) -> tuple[Part, ...]:
    linked = [Part(payload={"type": "image", "image": {"link": message.image}})]
    stored = [_file(each, can) for each in message.attachments if each.ref and each.kind in KINDS]
    return (*(linked if message.image and takes_link(message.image, can) else []), *stored)


def _file(attachment: Attachment, can: Capabilities) -> Part:
    kind = KINDS[kind_out(attachment, can)]
    named = {"filename": attachment.name} if kind == "document" and attachment.name else {}
    return Part(payload={"type": kind, kind: named}, media=attachment)


def _takes_caption(file: Part, text: str, can: Capabilities) -> bool:
    return file.payload["type"] != "audio" and len(text) <= can.caption


def _with_caption(file: Part, text: str) -> Part:
    kind = file.payload["type"]
    captioned = {**file.payload[kind], "caption": text}
    return Part(payload={"type": kind, kind: captioned}, media=file.media)


def _template(template: dict[str, Any]) -> dict[str, Any]:
    parameters = [{"type": "text", "text": value} for value in template["parameters"]]
    components = [{"type": "body", "parameters": parameters}] if parameters else []
    return {
        "name": template["name"],
        "language": {"code": template["language"]},
        "components": components,
    }

"""Pure rules of files on their way out: as they are, in another format, or refused beforehand."""

from __future__ import annotations

import msgspec

from contracts.turn import Attachment
from handoff.core.channel.capabilities import MB, Capabilities, FileRule
from handoff.core.errors import BadRequest

CONVERTED = ("image/jpeg", "image/png", "image/webp", "image/gif")
"""Pictures that can be brought into another format, and into fewer bytes."""
_RENAMED = {"text/csv": "text/plain", "audio/x-m4a": "audio/mp4"}
"""Types that are another one as well, under which some platforms take them."""
_LINKED = {"webp": "image/webp", "gif": "image/gif", "avif": "image/avif", "svg": "image/svg+xml"}


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """How a file goes out: as which kind and type; a picture is first brought into `formats`."""

    kind: str
    mime: str
    formats: tuple[str, ...] = ()
    most: int
    """Bytes."""


def way_out(file: Attachment, can: Capabilities, label: str = "This channel") -> Way:
    """How a channel takes a file of ours; raises `BadRequest`, which names the channel."""
    mime, size = file.mime or "", file.size or 0
    if not can.files:
        return Way(kind=file.kind, mime=mime, most=size)
    for kind in dict.fromkeys((file.kind, "file")):
        rule = can.files.get(kind)
        as_type = rule and _type_in(rule, mime)
        if rule and as_type and size <= rule.most:
            return Way(kind=kind, mime=as_type, most=rule.most)
        if rule and kind == "image" and mime in CONVERTED:
            formats = tuple(one for one in rule.types if one in ("image/jpeg", "image/png"))
            return Way(kind=kind, mime=mime, formats=formats, most=rule.most)
    raise BadRequest(_why(file, can, label))


def kind_out(file: Attachment, can: Capabilities) -> str:
    """As which kind a file goes out; one that is refused stays what it is until it is sent."""
    try:
        return way_out(file, can).kind
    except BadRequest:
        return file.kind


def takes_link(url: str, can: Capabilities) -> bool:
    """Whether a picture can be sent by its address alone, as far as the address tells."""
    rule = can.files.get("image")
    mime = _LINKED.get(url.partition("?")[0].partition("#")[0].rpartition(".")[2].lower())
    return rule is None or mime is None or mime in rule.types


def _type_in(rule: FileRule, mime: str) -> str | None:
    """What a file is called where it is taken as that; None where it is not."""
    if not rule.types or mime in rule.types:
        return mime
    other = _RENAMED.get(mime)
    return other if other in rule.types else None


def _why(file: Attachment, can: Capabilities, label: str) -> str:
    rule = can.files.get(file.kind)
    if rule and _type_in(rule, file.mime or ""):
        return f"{label} takes files of this type up to {rule.most // MB} MB."
    return f"{label} does not take files of the type {file.mime or 'that this one has'}."

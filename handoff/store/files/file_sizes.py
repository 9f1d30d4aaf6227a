"""Scale of files: of which kind a type is, and how large a file of it may be."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.core.channel.capabilities import MB
from handoff.core.channel.inbound_events import MediaKind
from handoff.core.errors import TooLong

_KINDS: dict[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}
LIMITS = {"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "file": 100 * MB}
"""Most that is fetched from a platform or taken from an agent, in bytes by kind."""


def kind_of(mime: str) -> MediaKind:
    """What an attachment of that type is."""
    return _KINDS.get(mime.partition("/")[0], "file")


def check_size(mime: str, size: int, limits: Mapping[str, int]) -> None:
    """Raise `TooLong` for a file of so many bytes; `limits` are by kind."""
    limit = limits[kind_of(mime)]
    if size > limit:
        raise TooLong(f"A file of this type has at most {limit // MB} MB.")

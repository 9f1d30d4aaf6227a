"""Pure filter of inbound events: no number of a card or account is kept, not even in the inbox."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from contracts.payment_numbers import masked_in
from handoff.core.channel.inbound_events import Answered, Edited, Heard, Noted, Said

_WORDS = ("text", "payload", "raw", "extra")
_NAMED = ("media", "attachments")
_OURS = re.compile(r"m_[0-9a-z]+\.\d+")
"""What our own buttons were given; see `choice_id`."""


def without_numbers(heard: Heard) -> Heard:
    """What is told, as it may be kept; a message says whether that is what was written."""
    if not isinstance(heard, (Said, Edited, Answered, Noted)):
        return heard
    changes = {**_words(heard), **_files(heard)}
    if changes and isinstance(heard, (Said, Edited)):
        changes["numbers_hidden"] = True
    name = None if isinstance(heard, Noted) else masked_in(heard.sender.name)
    if not isinstance(heard, Noted) and name != heard.sender.name:
        changes["sender"] = msgspec.structs.replace(heard.sender, name=name)
    return msgspec.structs.replace(heard, **changes) if changes else heard


def _words(heard: Heard) -> dict[str, Any]:
    told = {name: getattr(heard, name) for name in _WORDS if hasattr(heard, name)}
    if _OURS.fullmatch(told.get("payload") or ""):
        del told["payload"]
    return {name: new for name, old in told.items() if (new := masked_in(old)) != old}


def _files(heard: Heard) -> dict[str, Any]:
    found = {name: getattr(heard, name, ()) for name in _NAMED}
    named = {
        field: tuple(msgspec.structs.replace(file, name=masked_in(file.name)) for file in files)
        for field, files in found.items()
    }
    return {field: files for field, files in named.items() if files != found[field]}

"""Value objects of what a channel takes: its limits in figures, lengths in characters. Pure."""

from __future__ import annotations

import msgspec

from handoff.core.model import Message

MB = 1_000_000


class FileRule(msgspec.Struct, frozen=True, kw_only=True):
    """Which files of one kind the channel takes from us; no `types` are all of them."""

    types: tuple[str, ...] = ()
    most: int
    """Bytes."""


class Capabilities(msgspec.Struct, frozen=True, kw_only=True):
    """How much of everything one message may have; 0 of what the channel does not know.

    `sizes` is what its customers may send, in bytes by kind of attachment; `files` what it takes
    from us, by the same kinds, where it does not take everything.
    """

    text: int
    body: int
    """Of a text that has choices."""
    caption: int = 0
    buttons: int = 0
    rows: int = 0
    quick_replies: int = 0
    title: int = 20
    row_title: int = 0
    row_description: int = 0
    payload: int = 200
    sizes: dict[str, int] = {}
    files: dict[str, FileRule] = {}


def titles(message: Message) -> tuple[str, ...]:
    """The choices of a message; one without a title is called by its number."""
    return tuple(b.title.strip() or str(n) for n, b in enumerate(message.buttons, 1))


def shows_as_buttons(message: Message, can: Capabilities) -> bool:
    """Whether the choices go out as reply buttons: few, short, and no two alike."""
    found = titles(message)
    fits = all(len(title) <= can.title for title in found)
    return 0 < len(found) <= can.buttons and fits and len(set(found)) == len(found)


def shows_as_list(message: Message, can: Capabilities) -> bool:
    """Whether the choices go out as a list that opens."""
    found = titles(message)
    longest = can.row_description if can.row_description else can.row_title
    few = 0 < len(found) <= can.rows and not shows_as_buttons(message, can)
    return few and all(len(t) <= longest for t in found) and len(set(found)) == len(found)


def shows_as_quick_replies(message: Message, can: Capabilities) -> bool:
    """Whether the choices go out as they are, above the keyboard."""
    found = titles(message)
    fits = all(len(title) <= can.title for title in found)
    return 0 < len(found) <= can.quick_replies and fits


def shows_as_numbers(message: Message, can: Capabilities) -> bool:
    """Whether the choices go out as a numbered text, so that a number answers it."""
    shown = shows_as_buttons, shows_as_list, shows_as_quick_replies
    return bool(message.buttons) and not any(way(message, can) for way in shown)

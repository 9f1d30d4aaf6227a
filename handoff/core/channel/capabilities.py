"""What each channel takes: the platforms' limits in figures. Lengths are in characters. Pure."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.wire import Channel
from handoff.core.model import Message

MB = 1_000_000


class Capabilities(msgspec.Struct, frozen=True, kw_only=True):
    """How much of everything one message may have; 0 of what the channel does not know.

    `sizes` is in bytes by kind of attachment; `types` begins the media types that are taken.
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
    sizes: dict[str, int]
    types: tuple[str, ...]


TYPES = (
    *("image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/mp4", "video/3gpp"),
    *("application/pdf", "text/plain", "text/csv"),
    *("application/msword", "application/vnd.openxmlformats-officedocument."),
    *("application/vnd.ms-excel", "application/vnd.ms-powerpoint"),
)
"""What is stored, whichever channel it comes from or goes to."""

WHATSAPP = Capabilities(
    text=4_096,
    body=1_024,
    caption=1_024,
    buttons=3,
    rows=10,
    row_title=24,
    row_description=72,
    sizes={"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "file": 100 * MB},
    types=TYPES,
)
MESSENGER = Capabilities(
    text=2_000,
    body=2_000,
    quick_replies=13,
    payload=1_000,
    sizes={"image": 25 * MB, "audio": 25 * MB, "video": 25 * MB, "file": 25 * MB},
    types=TYPES,
)
WEBCHAT_SIZES = {"image": 10 * MB, "audio": 20 * MB, "video": 20 * MB, "file": 20 * MB}
"""What customers send in the web chat, in bytes by kind. No platform sets these: photographs of
phones have up to 8 MB or so, and 20 MB still come through a slow line within some minutes."""
OF: dict[Channel, Capabilities] = {"whatsapp": WHATSAPP, "messenger": MESSENGER}

REPLY_WINDOW: dict[Channel, timedelta] = {
    "whatsapp": timedelta(hours=24),
    "messenger": timedelta(hours=24),
}
"""So long after the customer's last message everything may be sent."""
HUMAN_WINDOW = timedelta(days=7)
"""On Messenger a person may write so long after it."""


def titles(message: Message) -> tuple[str, ...]:
    """The choices of a message; one without a title is called by its number."""
    return tuple(b.title.strip() or str(n) for n, b in enumerate(message.buttons, 1))


def shows_as_buttons(message: Message, can: Capabilities) -> bool:
    """Whether the choices go out as up to three reply buttons."""
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

"""Value objects of inbound events: what platforms tell us, in our own words. Pure.

A webhook's payload becomes a row of these, in the order in which it has them. `account` is the
business's own number or page, `key` what the same update has when it comes again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Union

import msgspec

from contracts.turn import Attachment

MediaKind = Literal["image", "audio", "video", "file"]
Content = Literal["words", "voice", "sticker", "order", "form", "shared", "unsupported"]
ReceiptState = Literal["sent", "delivered", "read", "failed"]
Control = Literal["passed", "taken", "requested"]


class Sender(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who wrote. `id` is what an answer is sent to.

    `phone` is the number in digits, where the customer shows one; `platform_id` the platform's own
    id of them, which stays when the number changes.
    """

    id: str
    phone: str | None = None
    platform_id: str | None = None
    name: str | None = None


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that waits at the platform: under an `id`, or at a `url` that soon ends."""

    kind: MediaKind
    id: str | None = None
    url: str | None = None
    mime: str | None = None
    name: str | None = None


class _Heard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="heard"):
    """Base of the updates."""

    account: str
    key: str
    at: datetime | None = None


class _Theirs(_Heard, frozen=True, kw_only=True, omit_defaults=True):
    """Base of the updates that are of one customer."""

    sender: Sender


class Said(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="said"):
    """A message of the customer. `payload` is what the button that they pressed was given."""

    text: str | None = None
    payload: str | None = None
    content: Content = "words"
    media: tuple[Media, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    reply_to: str | None = None
    extra: dict[str, Any] = {}
    numbers_hidden: bool = False
    """Whether the number of a card or account in it was masked."""


class Reacted(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="reacted"):
    """A reaction to a message, or its removal when there is no `emoji`."""

    target: str
    emoji: str | None = None


class Edited(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="edited"):
    """A message says something else now; with `revoked` nothing any more.

    With `echo` it is one of the business's own, changed by somebody without the desk.
    """

    target: str
    text: str | None = None
    revoked: bool = False
    echo: bool = False
    numbers_hidden: bool = False


class Moved(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="moved"):
    """The customer has another number or id from now on; `sender` is as they were."""

    now: str


class Receipt(_Heard, frozen=True, kw_only=True, omit_defaults=True, tag="receipt"):
    """How far one of our messages has come. `tracker` is our own mark on it, if it came back."""

    target: str
    state: ReceiptState
    code: int | None = None
    tracker: str | None = None


class Watermark(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="watermark"):
    """Everything that we sent until `until` has come so far."""

    state: ReceiptState
    until: datetime | None = None
    targets: tuple[str, ...] = ()


class Answered(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="answered"):
    """Something was sent in our name; by whom, `app` tells (None: a person). `key` is its id."""

    app: str | None = None
    text: str | None = None
    media: tuple[Media, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    reply_to: str | None = None
    tracker: str | None = None


class ControlChanged(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="control"):
    """Another app has, or wants, the thread. `app` may be unknown."""

    how: Control
    app: str | None = None


class Linked(_Theirs, frozen=True, kw_only=True, omit_defaults=True, tag="linked"):
    """The customer has linked their account at the shop, or with no `code` unlinked it."""

    code: str | None = None


class Noted(_Heard, frozen=True, kw_only=True, omit_defaults=True, tag="noted"):
    """Nothing to act on, or nothing that we know. `raw` is kept for people to look at."""

    what: str
    raw: str
    alarming: bool = False


Heard = Union[  # noqa: UP007 - msgspec decodes a tagged union by this alias at run time
    Said,
    Reacted,
    Edited,
    Moved,
    Receipt,
    Watermark,
    Answered,
    ControlChanged,
    Linked,
    Noted,
]

"""What a customer of a shop wants done with their orders: a queue of matters, as plain JSON.

It is part of the case, holds the customer's own words, and no secret longer than it is needed.
"""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["open", "offered", "done", "refused", "dropped", "person"]
"""What has become of a matter."""

OpenKind = Literal[
    "identity",
    "lines",
    "orders",
    "variant",
    "payment",
    "reason",
    "address",
    "confirm",
    "differently",
    "instead",
    "person",
    "more",
]
"""What the customer was asked last."""


class Postal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An address that something shall go to, only until it does or while it can be taken back."""

    street: str
    city: str
    postcode: str
    region: str = ""
    country: str = ""

    def __str__(self) -> str:
        """In one line, as it is said."""
        town = " ".join(filter(None, (self.region, self.postcode)))
        return ", ".join(filter(None, (self.street, self.city, town)))


class Target(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of an order that a matter is about.

    `now` are the words that describe it as it is, `said` those of what it shall become, `sku` what
    was found for them; `skipped` where nothing fits and it shall stay.
    """

    order: str
    line: str
    now: str = ""
    said: str = ""
    sku: str | None = None
    skipped: bool = False

    @property
    def key(self) -> str:
        """What tells it from other lines of the customer."""
        return f"{self.order}/{self.line}"


class Matter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is wanted: the act with the customer's `words`, and what is known of it.

    `targets` are lines, `orders` numbers of whole orders; `default` where the address of the
    account is meant. `pay` has the id of a payment method by order. `note` says what came of it.
    """

    act: str
    words: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    orders: tuple[str, ...] = ()
    default: bool = False
    read: int = 0
    """How many of the words have been looked through for lines and orders."""
    pay: dict[str, str] = {}
    reason: str | None = None
    address: Postal | None = None
    agreed: bool = False
    """Whether something other than what was said first has been agreed to."""
    otherwise: tuple[Matter, ...] = ()
    """What shall be done where it cannot be."""
    state: State = "open"
    note: str = ""

    @property
    def text(self) -> str:
        """Everything that was said of it."""
        return " ".join(self.words)

    @property
    def touches(self) -> bool:
        """Whether there is anything that it would change."""
        kept = any(not one.skipped for one in self.targets)
        return bool(self.orders or self.default or kept)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The orders that it touches, each once."""
        return tuple(dict.fromkeys((*self.orders, *(one.order for one in self.targets))))


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A choice that was offered."""

    key: str
    title: str


class Open(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The question that waits for an answer. `about` is a line, an order, or an act offered."""

    kind: OpenKind
    text: str = ""
    options: tuple[Option, ...] = ()
    about: str = ""
    asked: int = 1


class Undoable(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something done in this conversation; `before` is where it went until then."""

    act: str
    order: str = ""
    before: Postal | None = None
    amount: int = 0
    """What comes back by it, in cents; below zero what is to be paid."""


class Wishes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that is wanted in a conversation. `secrets` are kept only until they prove somebody.

    `heard` is the message that is being taken in, `choice` the button that was pressed.
    """

    customer: str | None = None
    secrets: dict[str, str] = {}
    tries: int = 0
    matters: tuple[Matter, ...] = ()
    open: Open | None = None
    offered: bool = False
    """Whether a colleague was offered for what could not be done."""
    quoted: int = 0
    """The price that was told last, in cents."""
    told: tuple[str, ...] = ()
    """Messages that wishes were taken from: what is said again adds nothing."""
    unread: str = ""
    """What was said before it was known who writes."""
    heard: str = ""
    choice: str = ""
    verdict: Literal["", "yes", "no"] = ""
    spoken_of: tuple[str, ...] = ()
    """Keys of the lines that were last named."""
    done: tuple[Undoable, ...] = ()
    news: tuple[str, ...] = ()
    """What is to be said before the question."""

    @property
    def left(self) -> tuple[Matter, ...]:
        """What is still to be done."""
        return tuple(one for one in self.matters if one.state == "open")

"""Port of what reads messages: a turn's text cut into clauses, each with what it may mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import msgspec

from contracts.listening import Clause, Context


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A turn as it came: its whole `text`, and the clauses that came with it.

    `private` are words that must not leave the desk: the parts of the customer's name.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    private: tuple[str, ...] = ()


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What a message was said in: what was open, what it is about, and which topics there are.

    `topics` maps an intent to how a button calls it; `plan` is the act that is proposed.
    """

    context: Context = "nothing"
    topic: str = ""
    plan: str = ""
    topics: Mapping[str, str] = {}


class Reader(Protocol):
    """Reads a message, and proposes only: consent, identity, rights and writes code decides."""

    async def read(self, message: Message, around: Around) -> tuple[Clause, ...]:
        """The clauses in their order. Never raises: what cannot be read is read plainer."""

    async def close(self) -> None:
        """Give connections back."""


class BuiltInReader:
    """Implements `Reader` with what the bot's own model has made of the message. No network."""

    async def read(self, message: Message, around: Around) -> tuple[Clause, ...]:
        """The clauses as they came."""
        return message.clauses

    async def close(self) -> None:
        """Nothing to give back."""


class _Held:
    """Holds the one reader of this process, because actions are made without arguments."""

    reader: Reader = BuiltInReader()


def reader() -> Reader:
    """What reads messages here; the built-in one before another is in use."""
    return _Held.reader


def use(one: Reader) -> None:
    """Read with that one from now on."""
    _Held.reader = one

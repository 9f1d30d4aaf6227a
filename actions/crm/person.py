"""Who is to be told of, or forgotten: one person, by all that stores know them by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

import msgspec

Recalled = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of what they are kept in, as plain data or times."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One customer. `turn_ids` begin the keys of what the bot wrote for them elsewhere.

    `tries` are what their tries of identity were counted for.
    """

    customer_ids: tuple[str, ...] = ()
    conversation_ids: tuple[str, ...] = ()
    turn_ids: tuple[str, ...] = ()
    tries: tuple[str, ...] = ()


@runtime_checkable
class Forgetful(Protocol):
    """A system that can tell what it holds of a person, and forget it.

    Systems behind the CRM port need not be one: what they hold is then erased in them by hand.
    """

    async def recall(self, person: Person) -> Recalled:
        """All that is held of the person. Raises `CrmUnavailable`."""

    async def forget(self, person: Person) -> int:
        """Hold nothing of the person any more; returns how many rows have changed.

        Done twice it changes nothing. Raises `CrmUnavailable`.
        """

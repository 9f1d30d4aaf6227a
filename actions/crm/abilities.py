"""What a system behind a facet can do of what the facet may be asked."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Abilities(msgspec.Struct, frozen=True, kw_only=True):
    """Of a facet's writes those that its system cannot do, each with the reason as a clause for
    colleagues: `the shop's system has no …`. What is not named it can do, within its own rules.

    `keeps_keys` is False where the system does not know a write again by its idempotency key, so
    that sending one twice may do it twice.

    `shows` names writes that can be seen in what the system tells of an order or a customer: where
    a write is not among them, that nothing is to be seen of it does not say that it was not done.
    """

    unable: Mapping[str, str] = {}
    keeps_keys: bool = True
    shows: frozenset[str] = frozenset()

    def why_not(self, write: str) -> str | None:
        """The reason against a write, by its method's name; None where it can be done."""
        return self.unable.get(write)

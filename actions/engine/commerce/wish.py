"""What a customer wants a line to become, as data: what must hold, what is liked, what else."""

from __future__ import annotations

from typing import Literal

import msgspec


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Values of an option, any of which will do."""

    option: str
    values: tuple[str, ...]


class Preference(msgspec.Struct, frozen=True, kw_only=True):
    """Values of an option by how much they are liked, best first; those of one rank equally."""

    option: str
    ranks: tuple[tuple[str, ...], ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A move along an option's order: `direction` is 1 or -1.

    `by` is how far, in places of the order or, where `counted`, in the option's own unit; None for
    any distance. `far` is as far as it goes, `near` the next one.
    """

    option: str
    direction: Literal[1, -1]
    by: float | None = None
    counted: bool = False
    far: bool = False
    near: bool = False


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What a customer wants instead of what they have.

    `wanted`, `refused`, `steps` and `kept` must hold, so must `below` (price in cents). `keep_rest`
    means that whatever was not named must stay, `free_rest` that it does not matter; without
    either, staying is liked. `again` is the same item anew. `fallback` holds where nothing fits;
    `else_keep` where then nothing shall be done.
    """

    wanted: tuple[Wanted, ...] = ()
    refused: tuple[Wanted, ...] = ()
    steps: tuple[Step, ...] = ()
    kept: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    keep_rest: bool = False
    free_rest: bool = False
    preferred: tuple[Preference, ...] = ()
    price: Literal["cheapest", "dearest"] | None = None
    below: int | None = None
    sku: str | None = None
    again: bool = False
    fallback: Wish | None = None
    else_keep: bool = False

    @property
    def named(self) -> frozenset[str]:
        """The options that it says anything of."""
        return self.asked | {one.option for one in self.preferred} | self.kept | self.free

    @property
    def asked(self) -> frozenset[str]:
        """The options that shall be other than they are, or must not be something."""
        values = (one.option for each in (self.wanted, self.refused) for one in each)
        return frozenset((*values, *(one.option for one in self.steps)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of what it shall be."""
        return self == Wish()

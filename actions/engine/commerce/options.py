"""What a variant shall be, out of a customer's words: values, steps, preferences, fallbacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from actions.crm.records.goods import Product
from actions.crm.records.order import OrderLine
from actions.engine.commerce.vocabulary import Vocabulary


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Values of an option; in a preference the first one is liked best."""

    option: str
    values: tuple[str, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A move along an option's order: `direction` is 1 or -1.

    `by` is how far, in steps or (`amount`) in the option's own unit; None for any distance, with
    `far` for as far as it goes and `near` for the next one.
    """

    option: str
    direction: Literal[1, -1]
    by: float | None = None
    amount: bool = False
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
    preferred: tuple[Wanted, ...] = ()
    price: Literal["cheapest", "dearest"] | None = None
    below: int | None = None
    sku: str | None = None
    again: bool = False
    fallback: Wish | None = None
    else_keep: bool = False


def wish_for(
    text: str, line: OrderLine, variants: Sequence[Product], vocabulary: Vocabulary
) -> Wish:
    """What the text says the line shall become. `text` is what was said of that line alone."""
    raise NotImplementedError

"""Choice of a variant for a line: the one that fits, several that tie, or the nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from actions.crm.records.goods import Product
from actions.crm.records.order import OrderLine
from actions.engine.commerce.options import Wish
from actions.engine.commerce.vocabulary import Vocabulary


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """A line's product for another one. `changes` are (old, new) by option.

    `unasked` are those changes that the wish did not name; `difference` in cents for all pieces of
    the line, above zero to be paid; `gives_up` says of a near miss which options differ from the
    wish (`price` where it is that).
    """

    line: OrderLine
    product: Product
    changes: Mapping[str, tuple[str, str]]
    unasked: tuple[str, ...]
    difference: int
    gives_up: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the shop has for a wish. `best` are equally good: one is the answer, several are to be
    chosen from by `apart`, the options that tell them apart.

    `fitting` are all that fulfil it, best first; `nearest` only where none does. `fallback` counts
    how many of the customer's alternatives were gone through.
    """

    best: tuple[Swap, ...] = ()
    fitting: tuple[Swap, ...] = ()
    apart: tuple[str, ...] = ()
    nearest: tuple[Swap, ...] = ()
    fallback: int = 0


def find_variants(
    line: OrderLine, wish: Wish, variants: Sequence[Product], vocabulary: Vocabulary
) -> Found:
    """What of the line's family that can be had fulfils the wish; never the same item again."""
    raise NotImplementedError

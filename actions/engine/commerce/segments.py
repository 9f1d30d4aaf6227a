"""A long message cut into wishes: each with its act, its words and what it names."""

from __future__ import annotations

import msgspec

from actions.engine.commerce.kinds import Kinds
from actions.engine.commerce.vocabulary import Act


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text with one act; `act` is None for words that only describe.

    `families` are ids in the order they were named. `otherwise` marks what shall hold only if the
    segment before it cannot be done, `later` what shall come after a question is answered.
    """

    act: Act | None
    text: str
    start: int
    end: int
    order_numbers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    otherwise: bool = False


def segments(text: str, kinds: Kinds) -> tuple[Segment, ...]:
    """The wishes of a message, in its order; words before the first act belong to it."""
    raise NotImplementedError

"""Which words of a text speak of which line, and whether of what it is or shall become."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from actions.engine.commerce.kinds import Kinds
from actions.engine.commerce.lines import Bought


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one line: `now` describes it as it is, `then` what it shall become."""

    bought: Bought
    now: str
    then: str


def said_of(text: str, lines: Sequence[Bought], kinds: Kinds) -> tuple[Said, ...]:
    """The words of each line, nearest words first; what is said of all (“to the cheapest”) is in
    each of them."""
    raise NotImplementedError

"""What customers say next: to the stand-in, and to the real bot."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Says = Callable[[random.Random, Sequence[str]], str]
"""Words for somebody who was last offered these buttons."""

_TO_STAND_IN = {"hello": 8, "act": 2, "person": 1}
"""Beginnings that the stand-in echoes, acts upon and hands over, and how often they are said."""
_OPENINGS = {
    "where is my order?": 2,
    "my parcel is late": 3,
    "my order arrived damaged": 3,
    "I'd like to send something back": 3,
    "one item was missing in my parcel": 2,
    "please cancel my order": 2,
    "where is my refund?": 1,
    "I want to talk to a person": 1,
}
_ANSWERS = 0.9
"""How often a question of the bot is answered, and not passed over for something else."""


def to_stand_in(chance: random.Random, offered: Sequence[str]) -> str:
    """Something that it understands."""
    return _drawn(chance, _TO_STAND_IN)


def to_the_bot(chance: random.Random, offered: Sequence[str]) -> str:
    """Yes to what is proposed, the first of what is to choose from; else something new."""
    if not offered or chance.random() > _ANSWERS:
        return _drawn(chance, _OPENINGS)
    return "yes please" if offered[0].startswith("Yes") else offered[0]


def _drawn(chance: random.Random, words: dict[str, int]) -> str:
    return chance.choices(list(words), list(words.values()))[0]

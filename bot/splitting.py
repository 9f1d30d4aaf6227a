"""Tell one problem from two in what a customer wrote.

A message is taken apart at the ends of sentences and at words that begin something new. Whether the
parts are two problems, their intents say: a lost parcel and a wish for the money back are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from contracts.business import BusinessProfile

LONGEST = 8
"""Into how many parts a message is taken apart at most."""

_JOINT = (
    r"(?:and\s+)?(?:also|another\s+thing|one\s+more\s+thing|on\s+top\s+of\s+that"
    r"|secondly|the\s+second\s+thing|besides|apart\s+from\s+that|while\s+i'?m\s+at\s+it)"
)
_NEW_MATTER = re.compile(rf"(?:^|[\s,;.!?]){_JOINT}\b[\s,:]*", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?<=[.!?;])\s+|\n+"
    r"|,?\s+(?:and|but)\s+(?=(?:i|i'm|my|the|can|could|how|what|where|when|please|your|do)\b)",
    re.IGNORECASE,
)

NO_MATTER = frozenset({
    "greet", "goodbye", "thanks", "affirm", "deny", "inform", "cancel", "start_over", "repeat",
    "share_attachment", "bot_challenge", "out_of_scope", "complaint", "nlu_fallback",
    "contact_human_agent", "test_message", "wrong_chat", "nudge", "praise",
})  # fmt: skip
"""What of every business is said beside a problem, and is none."""


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """What a business adds: intents that are no problem, and groups that are sides of one."""

    beside: frozenset[str] = frozenset()
    one_problem: tuple[frozenset[str], ...] = ()


ALL_APART = Sides()
"""Of a business that says nothing of it."""


def sides_of(profile: BusinessProfile) -> Sides:
    """What a business's profile says."""
    return Sides(
        beside=frozenset(profile.beside), one_problem=tuple(map(frozenset, profile.one_problem))
    )


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a message; `new`: words before it announce something else."""

    text: str
    new: bool = False


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a message in their order; one where it cannot be taken apart."""
    return tuple(_parts(text))[:LONGEST]


def two_matters(
    found: Sequence[Part], intents: Sequence[str], sides: Sides = ALL_APART
) -> tuple[int, int] | None:
    """Which parts hold the first and the second problem, if there are two."""
    none = NO_MATTER | sides.beside
    matters = [at for at, intent in enumerate(intents) if intent not in none]
    for at in matters[1:]:
        first = matters[0]
        announced = any(part.new for part in found[first + 1 : at + 1])
        if intents[at] != intents[first] and (
            announced or _apart(intents[first], intents[at], sides)
        ):
            return first, at
    return None


def _parts(text: str) -> Iterator[Part]:
    for number, stretch in enumerate(_NEW_MATTER.split(text)):
        said = [piece.strip(" ,") for piece in _BETWEEN.split(stretch)]
        for place, piece in enumerate(filter(None, said)):
            yield Part(text=piece, new=number > 0 and place == 0)


def _apart(one: str, other: str, sides: Sides) -> bool:
    return not any({one, other} <= group for group in sides.one_problem)

"""Tell one problem from two in what a customer wrote.

A message is taken apart at the ends of sentences and at words that begin something new. Whether the
parts are two problems, their intents say: a lost parcel and a wish for the money back are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

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
    "share_attachment", "bot_challenge", "out_of_scope", "complaint", "review", "nlu_fallback",
    "contact_human_agent", "contact_customer_service",
})  # fmt: skip
"""What is said beside a problem, and is none."""
ABOUT_GOODS = re.compile(
    r"troubleshoot_\w+|order_missing|track_order|order_details_check|delivery_\w+|\w+_item"
    r"|out_of_stock|get_refund|track_refund|check_refund_policy|warranty_claim|\w*cancel\w*|change_\w+"
)
"""Intents that, said in a row, are one problem with an order, told from several sides."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a message; `new`: words before it announce something else."""

    text: str
    new: bool = False


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a message in their order; one where it cannot be taken apart."""
    return tuple(_parts(text))[:LONGEST]


def two_matters(found: Sequence[Part], intents: Sequence[str]) -> tuple[int, int] | None:
    """Which parts hold the first and the second problem, if there are two."""
    matters = [at for at, intent in enumerate(intents) if intent not in NO_MATTER]
    for at in matters[1:]:
        first = matters[0]
        announced = any(part.new for part in found[first + 1 : at + 1])
        if intents[at] != intents[first] and (announced or _apart(intents[first], intents[at])):
            return first, at
    return None


def _parts(text: str) -> Iterator[Part]:
    for number, stretch in enumerate(_NEW_MATTER.split(text)):
        said = [piece.strip(" ,") for piece in _BETWEEN.split(stretch)]
        for place, piece in enumerate(filter(None, said)):
            yield Part(text=piece, new=number > 0 and place == 0)


def _apart(one: str, other: str) -> bool:
    return not (ABOUT_GOODS.fullmatch(one) and ABOUT_GOODS.fullmatch(other))

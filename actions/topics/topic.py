"""What the conversation needs of a topic that looks into an order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import msgspec

from actions.case import Candidate, Deed, Diagnosis, Plan
from actions.crm.model import Order, Product, Tier
from actions.crm.port import Crm
from actions.policy import Act
from actions.turn import Turn


class Diagnose(Protocol):
    """Finds the likeliest cause."""

    def __call__(self, order: Order, today: date, *, wanted: Sequence[str], seed: str) -> Diagnosis:
        """The diagnosis; `seed` varies its wording."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """`heard` is the response that restates the problem; `skill` whom to hand over to."""

    heard: str
    skill: str
    candidates: Callable[[Iterable[Order], Sequence[str], date], list[Candidate]]
    diagnose: Diagnose
    plan: Callable[[Diagnosis, Mapping[str, Product], Tier], Plan]
    facts_of: Callable[[Diagnosis], dict[str, Any]]
    carry_out: Callable[[Crm, Act, Diagnosis, str, Turn], Awaitable[Deed]]

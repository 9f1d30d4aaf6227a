"""Value objects of what was counted of a period, and how figures are made of it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec

from handoff.core.model import SETTLING

_C = TypeVar("_C")

Value = tuple[float | None, int]
"""A value, and from how many it was counted."""


class BotCount(msgspec.Struct, frozen=True, kw_only=True):
    """Conversations that began on a day (from 0) with a topic."""

    day: int
    topic: str | None
    conversations: int
    handed_over: int


class CaseCount(msgspec.Struct, frozen=True, kw_only=True):
    """Cases that came on a day to a skill."""

    day: int
    skill: str
    came: int
    abandoned: int


class EndCount(msgspec.Struct, frozen=True, kw_only=True):
    """Cases of a skill that an agent resolved on a day in one way.

    `promised` had a target, which `kept` ones met.
    """

    day: int
    skill: str
    agent_id: str
    disposition: str | None
    resolved: int
    reopened: int
    rated: int
    stars: int
    promised: int
    kept: int

    @property
    def lasting(self) -> int:
        """Those that were solved for good."""
        return self.resolved - self.reopened if self.disposition in SETTLING else 0


class Quickness(msgspec.Struct, frozen=True, kw_only=True):
    """How soon answers came, in seconds of opening time: half of them, nine of ten of them."""

    of: str | int
    answers: int
    half: int
    most: int


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Answers with a target, and those that met it."""

    promised: int = 0
    kept: int = 0


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What an agent worked on resolved cases of a skill."""

    skill: str
    agent_id: str
    cases: int
    seconds: int


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """All that was counted of a period."""

    bot: tuple[BotCount, ...]
    reasons: dict[str, int]
    bot_rated: int
    bot_stars: int
    cases: tuple[CaseCount, ...] = ()
    ends: tuple[EndCount, ...] = ()
    work: tuple[Work, ...] = ()
    first: Quickness | None = None
    next: Quickness | None = None
    first_by_day: tuple[Quickness, ...] = ()
    first_by_skill: tuple[Quickness, ...] = ()
    first_by_agent: tuple[Quickness, ...] = ()
    first_kept: Kept = Kept()
    next_kept: Kept = Kept()


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What let customers down, and how many."""

    cause: str
    object: str | None
    customers: int
    before: int
    open: int


def total(counts: Iterable[object], name: str) -> int:
    """One of their numbers, summed."""
    return sum(getattr(each, name) for each in counts)


def whole(count: int) -> Value:
    """A count as a value."""
    return float(count), count


def share(part: int, of: int) -> Value:
    """A share, or an average; None of nothing."""
    return (part / of if of else None), of


def grouped(counts: Iterable[_C], name: str) -> dict[object, list[_C]]:
    """They by one of their values; nothing for a value that none has."""
    found: dict[object, list[_C]] = defaultdict(list)
    for each in counts:
        found[getattr(each, name)].append(each)
    return found


def quickness(found: Quickness | None, name: Literal["half", "most"]) -> Value:
    """How soon answers came."""
    return (None, 0) if found is None else (float(getattr(found, name)), found.answers)


def conversations(counts: Counts) -> int:
    """How many began."""
    return total(counts.bot, "conversations")


def handed_over(counts: Counts) -> int:
    """In how many of them a person was needed."""
    return total(counts.bot, "handed_over")


def contained(counts: list[BotCount]) -> float | None:
    """The share that the bot had alone."""
    began = total(counts, "conversations")
    return share(began - total(counts, "handed_over"), began)[0]

"""Value objects of SLA targets: how soon a case is answered and resolved, by skill and priority.

All spans are of the skill's opening time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from contracts.turn import Priority
from handoff.core.model import Clock, Due, Target
from handoff.core.sla.hours import Hours

Span = Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d{0,4}[smh]$")]
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}


class Goals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Targets as they are written down: `90s`, `10m`, `8h`."""

    first_answer: Span | None = None
    next_answer: Span | None = None
    resolution: Span | None = None


class SkillGoals(Goals, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Targets of a skill, and of the priorities in it that differ."""

    priorities: dict[Priority, Goals] = {}


class Targets(SkillGoals, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Targets of the desk, and of the skills that differ. `warn_at` is a percentage of each."""

    warn_at: Annotated[int, msgspec.Meta(ge=1, le=99)] = 75
    skills: dict[str, SkillGoals] = {}

    def goal(self, target: Target, skill: str, priority: Priority) -> timedelta | None:
        """How soon it is to come: a skill's word counts first, in it a priority's."""
        for goals in (self.skills.get(skill), self):
            if goals is None:
                continue
            for said in (goals.priorities.get(priority), goals):
                span = None if said is None else getattr(said, target)
                if span is not None:
                    return _timedelta(span)
        return None


NONE = Targets()
"""A desk that promises nothing."""


def due(clock: Clock, targets: Targets, hours: Hours) -> tuple[Due, ...]:
    """What runs out while the customer waits: the answer that is next, and the resolution."""
    since = clock.waits_since
    if since is None:
        return ()
    answer: Target = "next_answer" if clock.answered else "first_answer"
    spans: tuple[tuple[Target, int], ...] = ((answer, 0), ("resolution", clock.spent))
    found = (
        _running(clock, target, timedelta(seconds=spent), since, targets, hours)
        for target, spent in spans
    )
    return tuple(each for each in found if each is not None)


def _running(
    clock: Clock, target: Target, spent: timedelta, since: datetime, targets: Targets, hours: Hours
) -> Due | None:
    goal = targets.goal(target, clock.skill, clock.priority)
    if goal is None:
        return None
    warn_at = _after(hours, clock.skill, since, goal * targets.warn_at / 100 - spent)
    at = _after(hours, clock.skill, since, goal - spent)
    if warn_at is None or at is None:
        return None
    return Due(target=target, warn_at=warn_at, at=at)


def _after(hours: Hours, skill: str, since: datetime, left: timedelta) -> datetime | None:
    return since if left <= timedelta() else hours.reached(skill, since, left)


def _timedelta(span: str) -> timedelta:
    return timedelta(**{_UNITS[span[-1]]: int(span[:-1])})

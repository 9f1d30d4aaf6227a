"""Which waiting case is offered to which agent. Pure: the caller says what time it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from bot.wire import Priority

AGEING = timedelta(minutes=3)
"""A case that has waited this long counts as one priority higher, so that nobody starves."""
COOLDOWN = timedelta(seconds=60)
"""An agent who let an offer go gets it again after this, if nobody else could take it."""

RANK: dict[Priority, int] = {"low": 0, "normal": 1, "high": 2, "urgent": 3}


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the queue. `refused` says when each agent last let it go."""

    handoff_id: str
    skill: str
    priority: Priority
    since: datetime
    refused: dict[str, datetime]
    preferred: str | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An available agent; `load` counts the conversations and offers that they have."""

    agent_id: str
    skills: tuple[str, ...]
    capacity: int
    load: int
    idle_since: datetime


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An offer to be made."""

    handoff_id: str
    agent_id: str


def match(
    waiting: Sequence[Waiting], candidates: Sequence[Candidate], now: datetime
) -> tuple[Match, ...]:
    """Offers to make now: the most urgent case first, to the agent who has been idle longest."""
    load = {candidate.agent_id: candidate.load for candidate in candidates}
    made: list[Match] = []
    for case in in_order(waiting, now):
        free = [c for c in candidates if load[c.agent_id] < c.capacity and _can(c, case)]
        chosen = _choose(case, free, now)
        if chosen is not None:
            load[chosen.agent_id] += 1
            made.append(Match(handoff_id=case.handoff_id, agent_id=chosen.agent_id))
    return tuple(made)


def in_order(waiting: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """The queue as it is served: by priority that grows with age, then by age."""
    return sorted(waiting, key=lambda case: (-_urgency(case, now), case.since, case.handoff_id))


def _urgency(case: Waiting, now: datetime) -> int:
    return RANK[case.priority] + int((now - case.since) / AGEING)


def _can(candidate: Candidate, case: Waiting) -> bool:
    return not candidate.skills or case.skill in candidate.skills


def _choose(case: Waiting, free: Sequence[Candidate], now: datetime) -> Candidate | None:
    fresh = [c for c in free if c.agent_id not in case.refused]
    again = [c for c in free if c not in fresh and now - case.refused[c.agent_id] >= COOLDOWN]
    pool = fresh or again
    if not pool:
        return None
    return min(pool, key=lambda c: (c.agent_id != case.preferred, c.idle_since, c.agent_id))

"""Pure rules of routing: which waiting case is offered to which agent. The caller says the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from contracts.turn import Priority

AGEING = timedelta(minutes=3)
"""A step of priority is worth this much waiting, so that nobody starves."""
COOLDOWN = timedelta(seconds=60)
"""An agent who let an offer go gets it again after this, if nobody else could take it."""
MISSED_MOST = 2
"""An agent who lets so many offers in a row run out is away."""

RANK: dict[Priority, int] = {"low": 0, "normal": 1, "high": 2, "urgent": 3}


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the queue. `refused` says when each agent last let it go.

    `skills` are all required, the most important first, from `since` on; `counts_from` is its
    place in the queue.
    """

    handoff_id: str
    skills: tuple[str, ...]
    since: datetime
    counts_from: datetime
    refused: dict[str, datetime]
    preferred: str | None = None


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An available agent; `load` counts the conversations and offers that they have.

    `engaged` ones are asked nothing now: an offer waits for their answer, or they write the first
    one to a customer.
    """

    agent_id: str
    skills: tuple[str, ...]
    capacity: int
    load: int
    idle_since: datetime
    engaged: bool = False

    @property
    def free(self) -> bool:
        """Whether they can be asked to take one more case."""
        return not self.engaged and self.load < self.capacity


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An offer to be made."""

    handoff_id: str
    agent_id: str


def counts_from(priority: Priority, since: datetime) -> datetime:
    """The time that a case counts as having waited from: who has the earliest is served first.

    It moves with the priority alone, so newcomers of any priority come after it in the end.
    """
    return since - RANK[priority] * AGEING


def required(skills: Sequence[str], waited: timedelta, relax_after: timedelta) -> tuple[str, ...]:
    """The skills still asked for: the least important is given up after each `relax_after`."""
    return tuple(skills[: max(0, len(skills) - int(waited / relax_after))])


def match(
    waiting: Sequence[Waiting],
    candidates: Sequence[Candidate],
    now: datetime,
    *,
    relax_after: timedelta,
) -> tuple[Match, ...]:
    """Offers to make now: first in the queue first, to the agent who has been idle longest.

    Nobody is asked two things at a time.
    """
    there = {candidate.agent_id: candidate for candidate in candidates if candidate.free}
    made: list[Match] = []
    for case in in_order(waiting):
        skills = required(case.skills, now - case.since, relax_after)
        chosen = _choose(case, [c for c in there.values() if _can(c, skills)], now)
        if chosen is not None:
            del there[chosen.agent_id]
            made.append(Match(handoff_id=case.handoff_id, agent_id=chosen.agent_id))
    return tuple(made)


def counts_as_missed(made_at: datetime, ended_at: Sequence[datetime]) -> bool:
    """Whether an offer that ran out says that its agent is not there.

    `ended_at` tells when their other offers ended. One that ended since this one was made says it
    already, or shows that they were busy with that one: a burst counts once.
    """
    return all(ended < made_at for ended in ended_at)


def in_order(waiting: Sequence[Waiting]) -> list[Waiting]:
    """The queue as it is served."""
    return sorted(waiting, key=lambda case: (case.counts_from, case.handoff_id))


def _can(candidate: Candidate, skills: Sequence[str]) -> bool:
    return not candidate.skills or set(skills) <= set(candidate.skills)


def _choose(case: Waiting, free: Sequence[Candidate], now: datetime) -> Candidate | None:
    """Somebody who was not asked yet; else, after a pause, whoever let it go longest ago."""
    fresh = [c for c in free if c.agent_id not in case.refused]
    if fresh:
        return min(fresh, key=lambda c: (c.agent_id != case.preferred, c.idle_since, c.agent_id))
    again = [c for c in free if now - case.refused[c.agent_id] >= COOLDOWN]
    return min(again, key=lambda c: (case.refused[c.agent_id], c.agent_id), default=None)

"""Pure rules of SLA timers: a case's runs while its customer waits for people."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from handoff.core.model import Handoff, Record, SlaTimer, Target
from handoff.core.sla.hours import Hours
from handoff.core.sla.targets import Targets, due


class Answer(Record, frozen=True, kw_only=True):
    """A wait that an agent has ended, in seconds of opening time; `in_time` needs a target."""

    handoff_id: str
    agent_id: str
    target: Target
    since: datetime
    at: datetime
    seconds: int
    in_time: bool | None


class Stint(Record, frozen=True, kw_only=True):
    """A time in which an agent had a waiting customer in hand. `seconds` are of opening time."""

    handoff_id: str
    agent_id: str
    since: datetime
    until: datetime
    seconds: int


class Step(Record, frozen=True, kw_only=True):
    """How a clock stands after something happened, and what came to an end with it."""

    clock: SlaTimer
    answer: Answer | None = None
    stint: Stint | None = None


class Timekeeper:
    """Runs clocks by the hours and the targets of a desk."""

    def __init__(self, hours: Hours, targets: Targets) -> None:
        self._hours = hours
        self._targets = targets

    def begin(self, handoff: Handoff) -> SlaTimer:
        """The clock of a new case; the time with the bot is none of it."""
        clock = SlaTimer(
            handoff_id=handoff.id,
            conversation_id=handoff.conversation_id,
            skill=handoff.skill,
            priority=handoff.priority,
            waits_since=handoff.created_at,
        )
        return self.running(clock)

    def running(self, clock: SlaTimer) -> SlaTimer:
        """The same by the present targets, unless it stands still."""
        if clock.waits_since is None:
            return clock
        return replace(clock, dues=due(clock, self._targets, self._hours))

    def asked(self, clock: SlaTimer, at: datetime) -> Step:
        """The customer wrote: from here on they wait, unless they did already."""
        if clock.waits_since is not None:
            return Step(clock=clock)
        held = None if clock.agent_id is None else at
        return Step(clock=self.running(replace(clock, waits_since=at, held_since=held)))

    def answered(self, clock: SlaTimer, agent_id: str, at: datetime) -> Step:
        """An agent wrote to the customer: the desk waits for them now."""
        if clock.waits_since is None:
            return Step(clock=clock)
        target: Target = "next_answer" if clock.answered else "first_answer"
        goal = next((each.at for each in clock.dues if each.target == target), None)
        answer = Answer(
            handoff_id=clock.handoff_id,
            agent_id=agent_id,
            target=target,
            since=clock.waits_since,
            at=at,
            seconds=self._open_for(clock.skill, clock.waits_since, at),
            in_time=None if goal is None else at <= goal,
        )
        stopped = replace(self._stopped(clock, at), answered=True)
        return Step(clock=stopped, answer=answer, stint=self._stint(clock, at))

    def moved(self, clock: SlaTimer, handoff: Handoff, at: datetime) -> Step:
        """The case has another agent or none, another skill or priority."""
        same = replace(clock, skill=handoff.skill, priority=handoff.priority)
        if handoff.agent_id == clock.agent_id:
            return Step(clock=self.running(same))
        waits = clock.waits_since
        held = None if handoff.agent_id is None or waits is None else max(at, waits)
        passed = replace(same, agent_id=handoff.agent_id, held_since=held)
        return Step(clock=self.running(passed), stint=self._stint(clock, at))

    def ended(self, clock: SlaTimer, at: datetime) -> Step:
        """The case is over."""
        return Step(clock=self._stopped(clock, at), stint=self._stint(clock, at))

    def kept(self, clock: SlaTimer) -> bool | None:
        """Whether a case that is over was resolved in time; None where nothing was promised."""
        goal = self._targets.goal("resolution", clock.skill, clock.priority)
        return None if goal is None else clock.spent <= goal.total_seconds()

    def _stopped(self, clock: SlaTimer, at: datetime) -> SlaTimer:
        """It stands still; a resolution that was missed stays missed."""
        if clock.waits_since is None:
            return clock
        missed = tuple(d for d in clock.dues if d.target == "resolution" and d.at <= at)
        spent = clock.spent + self._open_for(clock.skill, clock.waits_since, at)
        return replace(clock, waits_since=None, held_since=None, spent=spent, dues=missed)

    def _stint(self, clock: SlaTimer, at: datetime) -> Stint | None:
        if clock.held_since is None or clock.agent_id is None or at <= clock.held_since:
            return None
        return Stint(
            handoff_id=clock.handoff_id,
            agent_id=clock.agent_id,
            since=clock.held_since,
            until=at,
            seconds=self._open_for(clock.skill, clock.held_since, at),
        )

    def _open_for(self, skill: str, since: datetime, until: datetime) -> int:
        return round(self._hours.passed(skill, since, until).total_seconds())

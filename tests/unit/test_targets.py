"""What a desk promises, in opening hours, and how the clock of a case runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from contracts.turn import Priority
from handoff.config.files import read_targets
from handoff.core.errors import Misconfigured
from handoff.core.model import Clock, Handoff, Target
from handoff.core.sla.hours import ALWAYS, Hours
from handoff.core.sla.rules import Timekeeper
from handoff.core.sla.targets import NONE, Targets

HOURS = Hours(
    timezone="Europe/Berlin",
    days={"monday": ("09:00-12:00", "13:00-17:00"), "tuesday": ("09:00-17:00",)},
    holidays=(date(2026, 3, 9),),
)
TARGETS = msgspec.convert(
    {
        "warn_at": 50,
        "first_answer": "10m",
        "next_answer": "20m",
        "resolution": "2h",
        "priorities": {"urgent": {"first_answer": "60s"}},
        "skills": {
            "warranty": {
                "first_answer": "30m",
                "priorities": {"high": {"first_answer": "15m"}},
            }
        },
    },
    Targets,
)


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 3) -> datetime:
    """A time in 2026, UTC; 2 March is a Monday, and Berlin an hour ahead."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


def a_case(**changes: object) -> Handoff:
    """A case that has just come."""
    case = Handoff(
        id="ho_1",
        conversation_id="cv_1",
        state="queued",
        reason="customer_asked",
        skill="orders",
        priority="normal",
        packet={},
        created_at=at(2, 9),
        queued_at=at(2, 9),
    )
    return msgspec.structs.replace(case, **changes)


def dues(clock: Clock) -> dict[Target, tuple[datetime, datetime]]:
    """When each target warns, and when it is missed."""
    return {due.target: (due.warn_at, due.at) for due in clock.dues}


@pytest.mark.parametrize(
    ("start", "end", "passed"),
    [
        (at(2, 8), at(2, 9), timedelta(hours=1)),
        (at(2, 7), at(2, 8, 30), timedelta(minutes=30)),
        (at(2, 10), at(2, 13), timedelta(hours=2)),
        (at(2, 15), at(3, 9), timedelta(hours=2)),
        (at(4, 9), at(6, 9), timedelta()),
        (at(9, 8), at(10, 8), timedelta()),
        (at(2, 9), at(2, 9), timedelta()),
    ],
)
def test_only_opening_time_passes(start: datetime, end: datetime, passed: timedelta) -> None:
    """Nights, breaks, days off and holidays do not count."""
    assert HOURS.passed("orders", start, end) == passed


def test_a_desk_that_never_closes_counts_every_second() -> None:
    """Without opening days all time is opening time."""
    assert ALWAYS.passed("orders", at(1, 0), at(8, 0)) == timedelta(days=7)
    assert ALWAYS.reached("orders", at(1, 0), timedelta(days=7)) == at(8, 0)


def test_an_hour_is_reached_over_closing_time() -> None:
    """What is not over at closing time goes on when the desk opens again."""
    assert HOURS.reached("orders", at(2, 15, 30), timedelta(hours=1)) == at(3, 8, 30)
    assert HOURS.reached("orders", at(2, 6), timedelta(hours=3)) == at(2, 11)
    assert HOURS.reached("orders", at(7, 12), timedelta(minutes=1)) == at(10, 8, 1)


def test_the_clock_on_the_wall_may_jump() -> None:
    """On the night in which summer begins, an hour of opening time does not exist."""
    nights = Hours(timezone="Europe/Berlin", days={"sunday": ("00:00-06:00",)})
    spent = nights.passed("orders", at(28, 20), at(29, 20))
    assert spent == timedelta(hours=5)


def test_a_desk_without_an_open_day_reaches_nothing() -> None:
    """What will never be open has no deadline, and nothing passes there."""
    shut = Hours(days={})
    assert shut.reached("orders", at(2, 9), timedelta(minutes=1)) is None
    assert shut.passed("orders", at(2, 9), at(9, 9)) == timedelta()


def test_overlapping_hours_count_once() -> None:
    """Two spans that overlap are one."""
    double = Hours(days={"monday": ("09:00-12:00", "11:00-13:00")})
    assert double.passed("orders", at(2, 0), at(3, 0)) == timedelta(hours=4)


@pytest.mark.parametrize(
    ("skill", "priority", "minutes"),
    [
        ("orders", "normal", 10),
        ("orders", "urgent", 1),
        ("warranty", "normal", 30),
        ("warranty", "high", 15),
        ("warranty", "urgent", 30),
    ],
)
def test_the_nearest_word_counts(skill: str, priority: Priority, minutes: int) -> None:
    """A skill says more than the desk, and a priority more than what holds for all of them."""
    assert TARGETS.goal("first_answer", skill, priority) == timedelta(minutes=minutes)


def test_what_nobody_said_is_no_target() -> None:
    """Without a word there is nothing to miss."""
    assert NONE.goal("resolution", "orders", "normal") is None
    assert Timekeeper(ALWAYS, NONE).begin(a_case()).dues == ()


def test_a_new_case_has_two_deadlines() -> None:
    """First answer and resolution run from the moment on which the case came, in opening hours."""
    clock = Timekeeper(HOURS, TARGETS).begin(a_case(created_at=at(2, 10, 55)))
    assert dues(clock) == {
        "first_answer": (at(2, 11), at(2, 12, 5)),
        "resolution": (at(2, 12, 55), at(2, 13, 55)),
    }


def test_an_answer_stops_the_clock_and_a_question_starts_it() -> None:
    """While we wait for the customer nothing runs; what was spent is kept for the resolution."""
    keeper = Timekeeper(ALWAYS, TARGETS)
    clock = keeper.moved(keeper.begin(a_case()), a_case(agent_id="ag_1"), at(2, 9, 2)).clock
    first = keeper.answered(clock, "ag_1", at(2, 9, 6))
    assert first.answer is not None
    assert (first.answer.seconds, first.answer.in_time) == (360, True)
    assert first.stint is not None
    assert first.stint.seconds == 240
    assert (first.clock.waits_since, first.clock.dues, first.clock.spent) == (None, (), 360)
    asked = keeper.asked(first.clock, at(2, 12)).clock
    assert dues(asked) == {
        "next_answer": (at(2, 12, 10), at(2, 12, 20)),
        "resolution": (at(2, 12, 54), at(2, 13, 54)),
    }
    late = keeper.answered(asked, "ag_1", at(2, 12, 21))
    assert late.answer is not None
    assert (late.answer.target, late.answer.in_time) == ("next_answer", False)


def test_a_second_question_and_a_second_answer_change_nothing() -> None:
    """A customer waits since their oldest unanswered words; who does not is not answered."""
    keeper = Timekeeper(ALWAYS, TARGETS)
    clock = keeper.begin(a_case())
    assert keeper.asked(clock, at(2, 9, 5)).clock == clock
    done = keeper.answered(clock, "ag_1", at(2, 9, 6)).clock
    assert keeper.answered(done, "ag_1", at(2, 9, 7)).answer is None


def test_a_missed_resolution_stays_missed() -> None:
    """An answer that came too late for the resolution does not make it good."""
    keeper = Timekeeper(ALWAYS, TARGETS)
    clock = keeper.begin(a_case())
    done = keeper.answered(clock, "ag_1", at(2, 12)).clock
    assert dues(done) == {"resolution": (at(2, 10), at(2, 11))}
    over = keeper.ended(done, at(2, 13)).clock
    assert keeper.kept(over) is False


def test_a_case_that_is_passed_on_has_several_hands() -> None:
    """Each agent's work counts for them alone, and the queue's time for nobody."""
    keeper = Timekeeper(ALWAYS, TARGETS)
    mine = keeper.moved(keeper.begin(a_case()), a_case(agent_id="ag_1"), at(2, 9, 1)).clock
    passed = keeper.moved(mine, a_case(skill="warranty"), at(2, 9, 4))
    assert passed.stint is not None
    assert (passed.stint.agent_id, passed.stint.seconds) == ("ag_1", 180)
    assert dues(passed.clock)["first_answer"] == (at(2, 9, 15), at(2, 9, 30))
    theirs = keeper.moved(
        passed.clock, a_case(skill="warranty", agent_id="ag_2"), at(2, 9, 10)
    ).clock
    done = keeper.answered(theirs, "ag_2", at(2, 9, 11))
    assert done.stint is not None
    assert (done.stint.agent_id, done.stint.seconds) == ("ag_2", 60)
    assert done.answer is not None
    assert done.answer.seconds == 660


def test_a_case_that_ends_in_time() -> None:
    """Only the time in which the customer waited is held against the target."""
    keeper = Timekeeper(ALWAYS, TARGETS)
    clock = keeper.answered(keeper.begin(a_case()), "ag_1", at(2, 9, 5)).clock
    over = keeper.ended(clock, at(6, 9)).clock
    assert (over.spent, keeper.kept(over)) == (300, True)


def test_a_file_of_targets(tmp_path: Path) -> None:
    """The file is read as it is documented; without a file nothing is promised."""
    path = tmp_path / "targets.yml"
    path.write_text("first_answer: 2m\nskills:\n  warranty:\n    first_answer: 30m\n")
    read = read_targets(str(path))
    assert read.goal("first_answer", "warranty", "low") == timedelta(minutes=30)
    assert read.warn_at == 75
    assert read_targets(None) == NONE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("first_answer: soon", "first_answer"),
        ("first_answer: 0m", "first_answer"),
        ("warn_at: 100", "warn_at"),
        ("third_answer: 2m", "unknown field"),
        ("priorities: {someday: {first_answer: 2m}}", "someday"),
    ],
)
def test_a_wrong_file_is_named_at_the_start(tmp_path: Path, text: str, says: str) -> None:
    """What is wrong with it is said before anybody waits."""
    path = tmp_path / "targets.yml"
    path.write_text(text)
    with pytest.raises(Misconfigured, match="TARGETS_FILE") as caught:
        read_targets(str(path))
    assert says in str(caught.value)

"""Who is asked to take which case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handoff.core.queue.eta import minutes_left
from handoff.core.queue.routing import (
    AGEING,
    RANK,
    Candidate,
    Waiting,
    counts_as_missed,
    counts_from,
    match,
    required,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def case(name: str = "ho_1", **more: Any) -> Waiting:
    """A case that came a minute ago."""
    values = {"skills": ("orders",), "since": NOW - MINUTE, "refused": {}, **more}
    values.setdefault("counts_from", values["since"])
    return Waiting(handoff_id=name, **values)


def agent(name: str, **more: Any) -> Candidate:
    """An agent who has been idle for an hour."""
    idle = NOW - timedelta(hours=1)
    values = {"skills": (), "capacity": 4, "load": 0, "idle_since": idle, **more}
    return Candidate(agent_id=name, **values)


def chosen(waiting: list[Waiting], agents: list[Candidate]) -> list[tuple[str, str]]:
    """Who gets what."""
    made = match(waiting, agents, NOW, relax_after=2 * MINUTE)
    return [(each.handoff_id, each.agent_id) for each in made]


def test_the_longest_idle_is_asked() -> None:
    """Of those who can, whoever had nothing to do for longest."""
    agents = [agent("a"), agent("b", idle_since=NOW - timedelta(hours=2))]
    assert chosen([case()], agents) == [("ho_1", "b")]


def test_the_preferred_agent_is_asked_first() -> None:
    """Whoever had the customer last, idle or not."""
    agents = [agent("a"), agent("b", idle_since=NOW)]
    assert chosen([case(preferred="b")], agents) == [("ho_1", "b")]


def test_nobody_gets_more_than_they_can_hold() -> None:
    """Capacity counts conversations and offers: who has it full is asked nothing."""
    waiting = [case(f"ho_{n}", counts_from=NOW + n * MINUTE) for n in range(4)]
    agents = [agent("a", capacity=2, load=2), agent("b", capacity=3, load=2)]
    assert chosen(waiting, agents) == [("ho_0", "b")]


def test_everybody_is_asked_one_thing_at_a_time() -> None:
    """However much room there is, an agent gets the next offer when the one before has ended."""
    waiting = [case(f"ho_{n}", counts_from=NOW + n * MINUTE) for n in range(4)]
    assert chosen(waiting, [agent("a"), agent("b")]) == [("ho_0", "a"), ("ho_1", "b")]


def test_nobody_is_asked_while_they_are_engaged() -> None:
    """Neither the favourite nor whoever is the only one there."""
    assert chosen([case(preferred="a")], [agent("a", engaged=True), agent("b")]) == [("ho_1", "b")]
    assert chosen([case()], [agent("a", engaged=True)]) == []


def test_a_burst_of_offers_that_ran_out_counts_once() -> None:
    """An offer says that nobody is there unless another one ended while it was open."""
    assert counts_as_missed(NOW, [])
    assert counts_as_missed(NOW, [NOW - MINUTE])
    assert not counts_as_missed(NOW, [NOW - MINUTE, NOW])
    assert not counts_as_missed(NOW, [NOW + MINUTE])


def test_never_back_to_the_same_agent_while_others_are_there() -> None:
    """Whoever let it go is asked again only when nobody else can be, and after a pause."""
    refused = {"a": NOW - 5 * MINUTE}
    assert chosen([case(refused=refused)], [agent("a"), agent("b")]) == [("ho_1", "b")]
    assert chosen([case(refused=refused)], [agent("a")]) == [("ho_1", "a")]
    assert chosen([case(refused={"a": NOW - timedelta(seconds=59)})], [agent("a")]) == []


def test_the_second_round_begins_with_who_was_asked_first() -> None:
    """When all have let it go, the one of longest ago comes first."""
    refused = {"a": NOW - 2 * MINUTE, "b": NOW - 3 * MINUTE}
    assert chosen([case(refused=refused)], [agent("a"), agent("b")]) == [("ho_1", "b")]


def test_skills_are_relaxed_one_by_one() -> None:
    """The least important goes first, after so much waiting each."""
    skills = ("orders", "language:de")
    step = 2 * MINUTE
    assert required(skills, step - MINUTE, step) == skills
    assert required(skills, step, step) == ("orders",)
    assert required(skills, 2 * step, step) == ()
    assert required(skills, 9 * step, step) == ()


def test_all_required_skills_are_needed() -> None:
    """One of two is not enough, and none named means all."""
    wanted = case(skills=("orders", "language:de"))
    assert chosen([wanted], [agent("a", skills=("orders",))]) == []
    assert chosen([wanted], [agent("a", skills=("language:de", "orders"))]) == [("ho_1", "a")]
    assert chosen([wanted], [agent("a")]) == [("ho_1", "a")]


@given(
    st.lists(st.tuples(st.sampled_from(sorted(RANK)), st.integers(0, 10_000)), min_size=1),
)
def test_nobody_starves(cases: list[tuple[Any, int]]) -> None:
    """Whatever comes later than the ageing of all priorities is served after every earlier case."""
    places = [counts_from(p, NOW + timedelta(seconds=s)) for p, s in cases]
    last = max(NOW + timedelta(seconds=s) for _, s in cases)
    newcomer = counts_from("urgent", last + (RANK["urgent"] + 1) * AGEING)
    assert all(place < newcomer for place in places)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6),
    st.integers(0, 12),
)
def test_no_capacity_is_exceeded_and_no_case_offered_twice(
    agents: list[tuple[int, int]], waiting: int
) -> None:
    """Whatever the numbers, each case goes to one agent and each agent has room for it."""
    there = [agent(f"a{n}", capacity=c, load=o) for n, (c, o) in enumerate(agents)]
    made = chosen([case(f"ho_{n}") for n in range(waiting)], there)
    assert len({handoff for handoff, _ in made}) == len(made)
    for each in there:
        taken = sum(who == each.agent_id for _, who in made)
        assert taken <= min(1, max(0, each.capacity - each.load))
    free = sum(each.load < each.capacity for each in there)
    assert len(made) == min(free, waiting)


def test_an_estimate_is_rounded_up_and_honest() -> None:
    """Few cases behind it, or nobody at the desk, and nothing is said; too long neither."""
    ten = timedelta(minutes=10)
    assert minutes_left(1, [ten] * 2, 4) is None
    assert minutes_left(1, [ten] * 3, 0) is None
    assert minutes_left(1, [ten] * 3, 4) == 3
    assert minutes_left(3, [ten] * 3, 4) == 10
    assert minutes_left(99, [ten] * 3, 4) is None

"""Whom a note names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handoff.core.model import Agent
from handoff.usecases.agent.mentions import mentioned


def agent(number: int, name: str) -> Agent:
    """Somebody of that name."""
    return Agent(
        id=f"ag_{number}",
        email=f"{number}@example.com",
        name=name,
        role="agent",
        skills=(),
        capacity=4,
        presence="available",
        idle_since=datetime(2026, 3, 2, tzinfo=UTC),
    )


STAFF = [agent(1, "Kim"), agent(2, "Kim Lee"), agent(3, "Zoë (Paris)"), agent(4, "Kim")]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@Kim Lee please look", {"ag_2"}),
        ("please @kim, look", {"ag_1", "ag_4"}),
        ("@Zoë (Paris) and @Kim Lee", {"ag_2", "ag_3"}),
        ("@Kimberly is a customer", set()),
        ("write to sam@Kim or @@Kim", set()),
        ("Kim knows", set()),
        ("", set()),
    ],
)
def test_whole_names_behind_an_at_are_meant(text: str, ids: set[str]) -> None:
    """The longest name counts, whatever its capitals; parts of words and addresses do not."""
    assert {each.id for each in mentioned(text, STAFF)} == ids


def test_nobody_is_nobody() -> None:
    """Without colleagues nobody can be meant."""
    assert mentioned("@Kim", []) == ()

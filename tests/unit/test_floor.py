"""Who has a place on the floor, and which cases are shown there."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from handoff.core.floor import held_case, works
from handoff.core.model import ELSEWHERE, Agent, Conversation, Handoff

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SAM = Agent(
    id="ag_1",
    email="sam@example.com",
    name="Sam",
    role="agent",
    skills=(),
    capacity=1,
    presence="available",
    idle_since=NOON,
)
HERE = Conversation(
    id="co_1",
    channel="webchat",
    address="v:1",
    customer_id=None,
    customer_name="Ada",
    level="anonymous",
    how=None,
    scope=None,
    owner="agent",
    epoch=2,
    agent_id=SAM.id,
    last_seq=1,
    question_seq=1,
    handled_seq=1,
    known_seq=1,
    locale="en",
    page={},
    opened_at=NOON,
    updated_at=NOON,
)
CASE = Handoff(
    id="ho_1",
    conversation_id=HERE.id,
    state="assigned",
    reason="customer_asked",
    skill="general",
    priority="normal",
    packet={},
    created_at=NOON,
    queued_at=NOON,
    agent_id=SAM.id,
    assigned_at=NOON,
)


@pytest.mark.parametrize(
    ("change", "there"),
    [
        ({}, True),
        ({"role": "supervisor"}, True),
        ({"role": "trainer"}, False),
        ({"disabled": True}, False),
        ({"id": ELSEWHERE}, False),
    ],
)
def test_who_answers_has_a_place(change: dict[str, object], there: bool) -> None:
    """Whoever may not answer, is disabled, or stands for people elsewhere has none."""
    assert works(msgspec.structs.replace(SAM, **change)) is there


def test_a_case_in_somebodys_hands_is_shown() -> None:
    """With its customer and its agent."""
    shown = held_case(CASE, HERE)
    assert shown is not None
    assert (shown.handoff_id, shown.agent_id, shown.customer_name) == ("ho_1", "ag_1", "Ada")


@pytest.mark.parametrize(
    "change",
    [{"state": "queued", "agent_id": None, "assigned_at": None}, {"state": "resolved"}],
)
def test_a_case_that_nobody_works_on_is_not_shown(change: dict[str, object]) -> None:
    """Neither before somebody has it nor after it has ended."""
    assert held_case(msgspec.structs.replace(CASE, **change), HERE) is None

"""What is replied to in the middle of a case, before its question is asked again."""

from __future__ import annotations

import pytest

from actions.engine.answers.interruptions import interrupts
from tests.demo_shop import TOPICS


@pytest.mark.parametrize("intent", ["opening_hours", "contact_human_agent", "cancel", "brand_new"])
def test_a_simple_topic_interrupts(intent: str) -> None:
    """A question, a steering word and a topic that was just added are answered on their own."""
    assert interrupts(intent)


@pytest.mark.parametrize("intent", ["affirm", "deny", "inform", "nlu_fallback", *TOPICS])
def test_answers_and_cases_do_not_interrupt(intent: str) -> None:
    """A yes, a detail and the problem in other words belong to the case."""
    assert not interrupts(intent)

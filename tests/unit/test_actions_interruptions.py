"""What is replied to in the middle of a case, before its question is asked again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actions.answers import interrupts
from actions.topics.registry import TOPICS

ROOT = Path(__file__).parents[2]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text())
SMALL_TALK = frozenset({
    "greet", "goodbye", "thanks", "affirm", "deny", "inform", "cancel", "start_over", "repeat",
    "share_attachment", "bot_challenge", "out_of_scope",
})  # fmt: skip
"""What needs no name for customers: nobody means it without saying it."""


@pytest.mark.parametrize("intent", ["opening_hours", "contact_human_agent", "cancel", "brand_new"])
def test_a_simple_topic_interrupts(intent: str) -> None:
    """A question, a steering word and a topic that was just added are answered on their own."""
    assert interrupts(intent)


@pytest.mark.parametrize("intent", ["affirm", "deny", "inform", "nlu_fallback", *TOPICS])
def test_answers_and_cases_do_not_interrupt(intent: str) -> None:
    """A yes, a detail and the problem in other words belong to the case."""
    assert not interrupts(intent)


@pytest.mark.parametrize("intent", sorted(set(DOMAIN["intents"]) - SMALL_TALK))
def test_everything_that_a_customer_may_mean_has_a_title(intent: str) -> None:
    """A "Did you mean" can offer it."""
    assert DOMAIN["slots"]["titles"]["initial_value"].get(intent), f"domain.yml: titles, {intent}"

"""What a turn counts as instead of what it was taken for, as parse data."""

from __future__ import annotations

import pytest

from actions.engine.conversation.parse_data import of_turn, of_words
from actions.engine.listening.listened import Heard
from contracts.turn import IntentScore

SAID = Heard(
    text="the other one", intent="late", ranking=(IntentScore(name="late", confidence=0.7),)
)


@pytest.mark.parametrize(
    ("intent", "ranked"),
    [("late", "late"), ("nlu_fallback", "late"), ("invoice", "invoice")],
)
def test_what_it_was_read_as_stays_unless_it_is_something_else(intent: str, ranked: str) -> None:
    """Words that count for nothing by themselves still have a meaning."""
    built = of_turn(SAID, intent, ())
    assert built["intent"]["name"] == intent
    assert [one["name"] for one in built["intent_ranking"]] == [ranked]


def test_words_under_an_intent_are_sure() -> None:
    """Nothing else is likely then."""
    assert of_words("yes", "affirm")["intent_ranking"] == [{"name": "affirm", "confidence": 1.0}]

"""The clauses of a turn, from the metadata of Rasa's message to the actions."""

from __future__ import annotations

import msgspec

from actions.engine.case.turn import read
from contracts.listening import ActScore, AskedScore, Clause
from contracts.turn import Entity, IntentScore

CLAUSE = Clause(
    text="how long does it take",
    start=12,
    end=33,
    intents=(IntentScore(name="refund_status", confidence=0.7),),
    entities=(Entity(entity="product", value="mouse", start=14, end=19),),
    acts={"proposal": (ActScore(name="asks_about", confidence=0.9),)},
    asks=(AskedScore(name="how_long", confidence=0.8),),
)


def test_clauses_reach_the_actions_as_they_were_read() -> None:
    """What Rasa's process puts into the metadata is what actions see."""
    message = {
        "text": "ok do that. how long does it take",
        "metadata": {"turn_id": "t1", "clauses": msgspec.to_builtins([CLAUSE])},
    }
    assert read(message, "c1").clauses == (CLAUSE,)


def test_a_pressed_button_has_no_clauses() -> None:
    """Nothing was worded: the metadata has none."""
    assert read({"text": "/affirm", "metadata": {"turn_id": "t1"}}, "c1").clauses == ()

"""A likely reading of a first message is asked about; a sure one, and danger, never are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from actions.engine.listening.doubting import to_choose_from
from actions.engine.listening.inventory import listen
from actions.engine.listening.listened import Known, Setting
from actions.engine.listening.reconcile import next_move
from contracts.listening import Context
from contracts.turn import Entity, IntentScore
from tests.unit.test_reconcile import SHOP, clause, said

NUMBER = Entity(entity="order_number", value="30011", start=0, end=5)


def first(*intents: tuple[str, float], context: Context = "nothing", known: Known = SHOP) -> str:
    """What comes first of a message that may be about these."""
    heard = said(clause("the thing I wrote about", *intents))
    around = Setting(known=known, context=context, topic="" if context == "nothing" else "late")
    return next_move(heard, listen(heard, around), around)


@pytest.mark.parametrize(
    ("intents", "move"),
    [
        ([("invoice", 0.65), ("late", 0.2)], "doubtful"),
        ([("invoice", 0.75), ("late", 0.2)], "goes_on"),
        ([("late", 0.6), ("broken", 0.2)], "goes_on"),
        ([("praise", 0.6), ("late", 0.2)], "goes_on"),
    ],
)
def test_what_is_only_likely_is_asked_about(intents: list[tuple[str, float]], move: str) -> None:
    """Unless the next likeliest are sides of the same problem, or it is no matter at all."""
    assert first(*intents) == move


@pytest.mark.parametrize("context", ["question", "proposal", "step", "choice", "detail"])
def test_an_open_question_is_not_left_for_a_doubt(context: Context) -> None:
    """There the case's own question follows."""
    assert first(("invoice", 0.65), context=context) == "goes_on"


@pytest.mark.parametrize(
    ("sure", "whole", "move"),
    [(0.95, 0.4, "reread"), (0.95, 0.1, "doubtful"), (0.8, 0.4, "doubtful")],
)
def test_a_clause_speaks_for_an_unclear_message_only_where_the_whole_does_too(
    sure: float, whole: float, move: str
) -> None:
    """Else it is asked which it is, with what the clause says first."""
    part = (clause("send it please", ("invoice", sure)), clause("if you like", start=15))
    scores = (
        IntentScore(name="late", confidence=0.45),
        IntentScore(name="invoice", confidence=whole),
    )
    heard = replace(said(*part, intent="nlu_fallback", unsure=True), ranking=scores)
    around = Setting(known=SHOP)
    listened = listen(heard, around)
    assert next_move(heard, listened, around) == move
    assert [one.name for one in to_choose_from(listened)] == ["invoice", "late"]


def test_danger_is_never_doubted() -> None:
    """A question would cost time that nobody may have."""
    known = Known(topics=SHOP.topics, dangers=frozenset({"invoice"}))
    assert first(("invoice", 0.65), known=known) == "goes_on"


def test_an_order_that_is_named_shows_the_rest() -> None:
    """It is looked up, and what is found is said."""
    heard = said(clause("30011 the thing", ("invoice", 0.65), entities=(NUMBER,)))
    around = Setting(known=SHOP)
    assert next_move(heard, listen(heard, around), around) == "goes_on"


@pytest.mark.parametrize(("whole", "move"), [("invoice", "matters"), ("praise", "doubtful")])
def test_several_parts_speak_for_an_unclear_message_only_where_the_whole_does(
    whole: str, move: str
) -> None:
    """At least for one of them; else it is a story that was read in pieces."""
    parts = (
        clause("about the invoice", ("invoice", 0.95)),
        clause("and it is late", ("late", 0.95), start=18),
    )
    scores = (IntentScore(name=whole, confidence=0.4),)
    heard = replace(said(*parts, intent="nlu_fallback", unsure=True), ranking=scores)
    around = Setting(known=SHOP)
    assert next_move(heard, listen(heard, around), around) == move

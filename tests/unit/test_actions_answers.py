"""What a message in the middle of a case is taken for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from actions.engine.answers.answers import answer
from actions.engine.answers.interruptions import changes_topic
from actions.engine.case.case import Case, Findings
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.symptoms.symptom import NO_CHANGE
from contracts.turn import IntentScore

PROPOSED = Case(
    topic="order_missing",
    order_number="30011",
    waiting_for="go_ahead",
    explained=True,
    diagnosis=Diagnosis(cause="late", explanation="It is late.", situation="Late."),
    plan=Plan(act="trace", intent="a trace", proposal="Shall I?"),
)


def turn(text: str, intent: str = "nlu_fallback", sure: float = 0.5) -> Turn:
    """A message and what it was taken for."""
    ranking = (IntentScore(name=intent, confidence=sure),)
    return Turn(turn_id="t", conversation_id="c", text=text, intent=intent, ranking=ranking)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("yes start it", "nlu_fallback"),
        ("yes cancel it", "cancel"),
        ("ok do that", "nlu_fallback"),
        ("sure, thanks", "thanks"),
        ("please do", "affirm"),
    ],
)
def test_a_yes_may_have_words_behind_it(text: str, intent: str) -> None:
    """What begins with a yes agrees to the proposal, whatever the rest was taken for."""
    case = answer(PROPOSED, turn(text, intent))
    assert case is not None
    assert case.ending == "act"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("yes but not today", "nlu_fallback"),
        ("yes and what does shipping cost?", "shipping_cost"),
        ("ok never mind then", "cancel"),
        ("yes, get me a human", "contact_human_agent"),
    ],
)
def test_not_every_yes_agrees(text: str, intent: str) -> None:
    """A reservation, a question, steering, or a wish for a person is no go-ahead."""
    case = answer(PROPOSED, turn(text, intent))
    assert case is None or case.ending != "act"


@pytest.mark.parametrize(
    "text", ["no, actually I'll keep it", "leave it, I'll just wait", "too much hassle"]
)
@pytest.mark.parametrize("question", ["go_ahead", "difference"])
def test_who_wants_it_left_is_not_asked_on(text: str, question: str) -> None:
    """Nothing is done, nothing asked, and nobody called."""
    case = answer(replace(PROPOSED, waiting_for=question), turn(text))
    assert case is not None
    assert (case.ending, case.reason) == ("left", None)


def test_another_kind_of_case_is_taken_up() -> None:
    """Where the message surely is about something else, the open question does not keep it."""
    other = turn("I want to send my monitor back", "return_item", 0.95)
    assert answer(PROPOSED, other) is None
    assert changes_topic(PROPOSED, other)


@pytest.mark.parametrize(
    ("text", "intent", "sure"),
    [
        ("no I meant the power supply", "troubleshoot_no_power", 0.95),
        ("it never came", "order_missing", 0.95),
        ("something with a monitor", "return_item", 0.5),
        ("what are your hours", "opening_hours", 0.95),
    ],
)
def test_a_correction_or_a_guess_does_not_change_the_topic(
    text: str, intent: str, sure: float
) -> None:
    """Nor does the same topic, nor a question that a rule answers."""
    assert not changes_topic(PROPOSED, turn(text, intent, sure))


def test_money_was_offered_and_a_new_one_is_wanted() -> None:
    """A lost order is then made good with the goods."""
    refund = replace(PROPOSED, topic="get_refund", plan=Plan(act="refund", intent="a refund"))
    case = answer(refund, turn("no, I'd rather have a new card", "deny"))
    assert case is not None
    assert (case.topic, case.order_number, case.waiting_for) == ("order_missing", "30011", None)


NOISE = Case(
    topic="troubleshoot_noise",
    waiting_for="helped",
    findings=Findings(known={"sound": "loud"}, open="slow_fans", settled=True),
    diagnosis=Diagnosis(cause="dust", explanation="Dust.", situation="Dust."),
)


def test_a_fact_put_right_at_a_repair_leads_to_a_new_look() -> None:
    """“Wait” in front of it is no request for patience then."""
    case = answer(NOISE, turn("hmm no wait, it's more of a whine"))
    assert case is not None
    assert case.findings.known["sound"] == "whine"
    assert (case.findings.settled, case.waiting_for) == (False, None)


def test_what_a_repair_did_counts_more_than_a_guess_at_another_matter() -> None:
    """The words of success end the case, though the rest looks like a question of delivery."""
    case = answer(NOISE, turn("wow, a carpet of dust. that helped", "delivery_options", 0.57))
    assert case is not None
    assert case.ending == "solved"
    assert (
        answer(NOISE, turn("do you ship while it still rattles", "delivery_options", 0.9)) is None
    )


def test_what_did_not_help_is_written_down() -> None:
    """Also where the message was taken for something else."""
    case = answer(NOISE, turn("still the same noise", "order_missing", 0.5))
    assert case is not None
    assert case.findings.known["slow_fans"] == NO_CHANGE

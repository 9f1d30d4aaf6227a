"""A yes to exactly what was proposed, and everything that only begins like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from actions.engine.answers.agreement import agreed
from actions.engine.answers.answers import answer
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.listening.consent import consent
from contracts.listening import ActScore, Clause
from contracts.turn import IntentScore

PROPOSAL = "I'd have Parcelix look for the parcel of order 30011. Shall I?"
PROPOSED = Case(
    topic="order_missing",
    order_number="30011",
    waiting_for="go_ahead",
    explained=True,
    diagnosis=Diagnosis(cause="late", explanation="It is late.", situation="Late."),
    plan=Plan(act="trace", intent="a trace with Parcelix", proposal=PROPOSAL),
)
PLAIN = (
    "yes",
    "Yes please, thank you",
    "YES!!!",
    "yep, go for it",
    "sure",
    "sure thing mate",
    "please do",
    "go ahead please",
    "of course",
    "absolutely",
    "ok do that",
    "hmm ok, go ahead",
    "alright, do it then",
    "oh yes please",
    "thanks for looking. yes please",
    "yeah why not",
    "no problem, go ahead",
    "that's fine, go ahead",
    "sounds good to me",
    "works for me",
    "\N{THUMBS UP SIGN}",
    "yes pls asap",
    "yes, have them look for the parcel",
    "yes please its been ages",
    "Yes please, it's for my father's birthday",
    "yes i don't mind waiting",
    "yes. i am so tired of this",
    "i'd like that",
    "that would be lovely, thanks",
    "yes start it",
    "very good, do so",
)
NODS = ("ok", "fine", "perfect", "right", "kk", "good idea", "alright then")
QUESTIONS = (
    "yes?",
    "yes, and what does it cost",
    "sure, how long will they look",
    "yes, is it free",
    "yes or no: will it be here on friday",
    "ok do that, what do i have to pay",
    "yes - could you do it tomorrow?",
    "go ahead, does my neighbour have to sign",
    "yes and when would i hear from them",
    "Yes. How much would that be?",
)
CONDITIONS = (
    "yes if it's free",
    "yes, unless it takes a month",
    "sure, as long as nothing is charged",
    "go ahead once my son has looked in the garage",
    "yes provided you pay for it",
    "do it only when i say so",
    "ok but only if they ring first",
    "Yes. Only if it costs nothing though.",
    "sure, if you bring it to my workshop",
    "yes please, before friday",
    "fine, in case it isn't there by monday",
)
CHANGES = (
    "yes but not today",
    "ok but not the lamp",
    "yes, except the charger",
    "go ahead. actually don't",
    "yes. wait, no",
    "yes to my workshop",
    "yes for the white one",
    "sure, with express",
    "yes, and cancel the other one too",
    "yes please, bring it to Elm Road 5",
    "yes, two of them",
    "yes i want my money back instead",
    "sure, from my other card",
    "yes it works now",
    "yes, it turned up",
    "do it for order 30012",
    "yes the keyboard, without the cable",
)
NO_CONSENT = (
    "how much is it",
    "and what about the other one",
    "bring it to my workshop",
    "ok thanks",
    "great thanks",
    "i want my money back",
    "you surely know that",
    "30011",
    "so where is it",
)


def turn(text: str, intent: str = "nlu_fallback", **more: object) -> Turn:
    """A message and what it was taken for."""
    ranking = (IntentScore(name=intent, confidence=0.5),)
    return Turn(
        turn_id="t",
        conversation_id="c",
        text=text,
        intent=intent,
        ranking=ranking,
        **more,  # type: ignore[arg-type]
    )


def acts(text: str, intent: str) -> bool:
    """Whether the proposal is carried out upon it."""
    case = answer(PROPOSED, turn(text, intent))
    return case is not None and case.ending == "act"


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("intent", ["affirm", "nlu_fallback", "thanks"])
def test_a_plain_yes_is_consent(text: str, intent: str) -> None:
    """Whatever the message was taken for: words that change nothing change nothing."""
    assert consent(text, proposed=PROPOSAL).verdict == "yes"
    assert acts(text, intent)


@pytest.mark.parametrize("text", NODS)
def test_a_nod_is_consent_where_it_was_understood_as_one(text: str) -> None:
    """A bare "fine" may also be small talk."""
    assert acts(text, "affirm")
    assert not acts(text, "nlu_fallback")


@pytest.mark.parametrize("text", [*QUESTIONS, *CONDITIONS, *CHANGES])
@pytest.mark.parametrize("intent", ["affirm", "nlu_fallback", "inform", "deny"])
def test_a_yes_that_asks_conditions_or_changes_is_none(text: str, intent: str) -> None:
    """Nothing is done upon it, even where the classifier is sure of a yes."""
    assert consent(text, taken_for_yes=True, proposed=PROPOSAL).verdict != "yes"
    assert not acts(text, intent)


@pytest.mark.parametrize(
    ("texts", "reserve"),
    [(QUESTIONS, "question"), (CONDITIONS, "condition")],
    ids=["questions", "conditions"],
)
def test_it_is_known_what_keeps_a_yes_from_being_one(texts: tuple[str, ...], reserve: str) -> None:
    """So that the customer can be told."""
    found = [consent(text, taken_for_yes=True, proposed=PROPOSAL).reserve for text in texts]
    assert found.count(reserve) >= len(texts) - 2, found  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NO_CONSENT)
def test_what_holds_no_yes_is_none(text: str) -> None:
    """Neither a yes nor a no."""
    assert consent(text, proposed=PROPOSAL).verdict is None


@pytest.mark.parametrize("text", ["no", "nope thanks", "not now", "don't", "no. please leave it"])
def test_a_no_is_a_no(text: str) -> None:
    """By its first word."""
    assert consent(text).verdict == "no"


def test_the_agreeing_sentence_alone_decides() -> None:
    """What is said in another one is heard afterwards."""
    said = consent("ok do that. and what about the other one")
    assert (said.verdict, said.rest) == ("yes", ("and what about the other one",))
    assert consent("Hi! Yes please do. When will I hear from you?").verdict == "yes"


def test_other_goods_or_another_order_are_no_part_of_it() -> None:
    """They were not proposed."""
    other = turn("yes the keyboard", "affirm", entities={"product": ("keyboard",)})
    assert agreed(replace(PROPOSED, wanted=("monitor",)), other).verdict == "reserved"
    assert agreed(PROPOSED, turn("yes order 30012", "affirm")).verdict == "reserved"


def test_nothing_is_done_and_the_proposal_stands() -> None:
    """The customer hears why, and may still agree."""
    case = answer(PROPOSED, turn("yes if it's free", "affirm"))
    assert case is not None
    assert (case.waiting_for, case.ending, len(case.news)) == ("go_ahead", None, 1)


def test_a_question_is_left_to_whoever_answers_it() -> None:
    """A topic of its own, such as what shipping costs."""
    assert answer(PROPOSED, turn("yes and what does shipping cost?", "shipping_cost")) is None


def test_a_clause_that_agrees_makes_a_nod_count() -> None:
    """Though the message as a whole was taken for something else."""
    agrees = (ActScore(name="agrees", confidence=0.9),)
    clause = Clause(text="fine", start=0, end=4, acts={"proposal": agrees})
    said = turn("fine. what about the other one", clauses=(clause,))
    assert agreed(PROPOSED, said).verdict == "yes"


def test_steering_is_neither() -> None:
    """Who wants a person gets one."""
    assert agreed(PROPOSED, turn("yes get me somebody", "contact_human_agent")).verdict is None


@pytest.mark.parametrize(("pressed", "verdict"), [("/affirm", "yes"), ("/deny", "no")])
def test_a_button_says_what_it_says(pressed: str, verdict: str) -> None:
    """There are no words to be read."""
    assert agreed(PROPOSED, turn(pressed, pressed[1:])).verdict == verdict


YES = st.sampled_from(["yes", "Yes please", "sure", "ok do it", "go ahead", "of course", "fine"])
FILLER = st.lists(
    st.sampled_from(["the", "parcel", "it", "my", "friend", "soon", "again", "really", "house"]),
    max_size=5,
).map(" ".join)
SPOILING = st.one_of(
    st.sampled_from(["?", "how much", "what is", "could you"]),
    st.sampled_from(["if", "unless", "only", "provided", "until", "once", "maybe", "as long as"]),
    st.sampled_from(["but", "except", "without", "instead", "rather", "not", "never", "another"]),
    st.sampled_from(["different", "wait", "actually", "don't", "in case", "won't", "isn't"]),
)
INTENTS = st.sampled_from(["affirm", "nlu_fallback", "inform", "thanks", "deny", "out_of_scope"])


@given(YES, FILLER, SPOILING, FILLER, INTENTS)
def test_no_question_condition_or_change_ever_writes(
    yes: str, before: str, spoiling: str, after: str, intent: str
) -> None:
    """Wherever in the consenting sentence it stands, and whatever stands around it."""
    assert not acts(f"{yes} {before} {spoiling} {after}", intent)


@given(YES, FILLER, st.text(max_size=40), FILLER)
def test_a_question_mark_in_the_sentence_never_agrees(
    yes: str, before: str, anything: str, after: str
) -> None:
    """Any text with one is a question first."""
    inner = "".join(one for one in anything if one not in ".!?;\n…")
    assert consent(f"{yes} {before} {inner} {after}?", taken_for_yes=True).verdict != "yes"


def test_what_was_proposed_may_be_said_again() -> None:
    """In its own words, even where they would change something else."""
    proposed = "I'd send you a new one, and take this one back. Shall I?"
    assert consent("ok then yes send a new one", proposed=proposed).verdict == "yes"
    assert consent("yes take it back and send a new one", proposed=proposed).verdict == "yes"
    assert consent("yes send a new one", proposed=PROPOSAL).verdict == "reserved"
    assert consent("yes but don't send a new one", proposed=proposed).verdict == "reserved"

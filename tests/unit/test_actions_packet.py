"""What the handoff packet proposes, and what it says to do next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.engine.answers.agreement import proposed
from actions.engine.case import crm_access
from actions.engine.case.case import (
    UNCERTAIN,
    Case,
    answered,
    attempted,
    ended,
    opened,
    to_slot,
    waiting,
)
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.conversation.handoff import REASONS, ActionHandOver, request
from actions.engine.conversation.next_step import next_step, proposal
from actions.engine.conversation.tone import ActionListen
from actions.engine.symptoms.symptom_topic import technician
from contracts.turn import ReasonCode, Wanted
from tests.unit.actions_stage import Stage
from tests.whole_crm import whole

CARLA = {"id": "c-0003", "name": "Carla Moreau", "level": "verified", "how": "site_token"}
INES = {"id": "c-0009", "name": "Ines Carvalho", "level": "verified", "how": "site_token"}


@pytest.fixture
def crm() -> Iterator[Crm]:
    """The demo customers."""
    shop = whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True))
    crm_access.use(shop)
    yield shop
    crm_access.use(None)


async def test_the_next_step_goes_on_from_the_fix_and_not_from_the_voucher(crm: Crm) -> None:
    """Goodwill stands among what was tried, but it is nothing to go on from."""
    stage = Stage(CARLA)
    card = {"product": "graphics card"}
    await stage.open("my graphics card has not arrived", entities=card)
    await stage.say("yes", "affirm")
    assert [one.action for one in stage.case.tried][-1] == "Goodwill"
    stage.hear("let me talk to someone", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert "Replacement of" in stage.handoff["summary"]["suggested_next_step"]


async def test_the_facts_name_the_root_cause_of_a_fault_of_ours(crm: Crm) -> None:
    """What was filed for the case is chosen already when an agent resolves it."""
    stage = Stage(CARLA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    stage.hear("let me talk to someone", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert stage.handoff["facts"]["root_cause"] == "carrier_loss"


async def test_what_a_person_was_asked_for_is_proposed_to_them(crm: Crm) -> None:
    """The customer agreed to bring in a colleague: nothing is done yet."""
    stage = Stage(INES)
    await stage.open("take the headset back", "return_item", entities={"product": "headset"})
    await stage.say("yes please", "affirm")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "policy"
    assert "exception for the return of Ravno" in stage.handoff["proposal"]


@pytest.mark.parametrize(("action", "shown"), [("Goodwill", False), ("Trace with Northway", True)])
def test_what_lies_beside_the_problem_is_no_fix(action: str, shown: bool) -> None:
    """What was given on top is told, but is nothing to go on from."""
    case = attempted(opened(Case(), "order_missing", wanted=(), number=None), action, "x")
    step = request(case, "customer_asked").summary.suggested_next_step
    assert (f"last: {action}" in step) is shown


@pytest.mark.parametrize(
    ("rejections", "reason"), [(0, "action_failed"), (1, "diagnosis_rejected")]
)
def test_a_technician_comes_for_the_true_reason(rejections: int, reason: str) -> None:
    """The repairs have failed, or the customer did not believe the diagnosis."""
    assert technician(Case(rejections=rejections)).reason == reason


async def test_a_case_without_a_name_is_told_in_the_customers_words(crm: Crm) -> None:
    """What was not understood is quoted, without greetings, buttons, names and addresses."""
    stage = Stage(CARLA)
    stage.hear("hello", "greet")
    stage.hear("/compatibility_question", "compatibility_question")
    stage.hear("the blue one hums, says Carla, write to carla@example.com", "nlu_fallback")
    stage.hear("a person please", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    situation = stage.handoff["summary"]["situation"]
    assert situation == "In the customer's words: “the blue one hums, says …, write to …”."


async def test_a_case_that_was_only_named_is_told_in_the_customers_words_too(
    crm: Crm,
) -> None:
    """The message that named it is quoted, not what was misunderstood after it."""
    stage = Stage(CARLA)
    stage.slots["case"] = to_slot(Case(topic="change_order"))
    stage.hear("can you gift wrap it?", "change_order")
    stage.hear("ducks", "nlu_fallback")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    situation = stage.handoff["summary"]["situation"]
    assert situation.endswith("found out yet. In the customer's words: “can you gift wrap it?”.")


async def test_a_case_without_a_word_says_so(crm: Crm) -> None:
    """Who asks for a person at once has not said what it is about."""
    stage = Stage(CARLA)
    stage.hear("a person please", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert "has not said" in stage.handoff["summary"]["situation"]


async def heard(stage: Stage, text: str, intent: str, **more: Any) -> None:
    """A message that opens no form and answers none; it is heard as Rasa would have it heard."""
    stage.hear(text, intent, **more)
    await stage.run(ActionListen())


def wants(stage: Stage) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the handoff says is wanted: about, state, words."""
    assert stage.handoff is not None
    return [(w["about"], w["state"], w["words"]) for w in stage.handoff["summary"]["wants"]]


async def over(stage: Stage, text: str = "a person please") -> None:
    """A person is asked for."""
    await heard(stage, text, "contact_human_agent")
    await stage.run(ActionHandOver())


async def test_who_asks_for_nothing_but_a_person_is_quoted(crm: Crm) -> None:
    """The words and their tone are all that a colleague has to go by."""
    stage = Stage(CARLA, listens=True)
    await over(stage, "HUMAN. now.")
    [(_, state, words)] = wants(stage)
    assert (state, words) == ("open", ("HUMAN. now.",))


async def test_the_packet_begins_with_what_is_wanted(crm: Crm) -> None:
    """In the customer's own words, with what it is about; the bare wish for a person is none."""
    stage = Stage(CARLA, listens=True)
    await stage.open("my graphics card never came", entities={"product": "graphics card"})
    await over(stage)
    [(about, state, words)] = wants(stage)
    assert words == ("my graphics card never came",)
    assert "order 30031" in about
    assert state == "open"
    assert stage.handoff is not None
    step = stage.handoff["summary"]["suggested_next_step"]
    assert step.startswith("They last said: “my graphics card never came”. Proposed and not agreed")


async def test_the_last_wish_stands_first(crm: Crm) -> None:
    """A wish in the middle of a diagnosis is a wish, whatever the flow made of it."""
    stage = Stage(CARLA, listens=True)
    await stage.open("my graphics card never came", entities={"product": "graphics card"})
    await stage.say("no replacement. i want my money back", "nlu_fallback")
    await over(stage, "get me someone")
    [(_, _, words)] = wants(stage)
    assert words == ("no replacement. i want my money back", "my graphics card never came")


async def test_what_was_done_is_told_as_done(crm: Crm) -> None:
    """Who asks for a person then has something else on their mind, or doubts it."""
    stage = Stage(CARLA, listens=True)
    await stage.open("my graphics card never came", entities={"product": "graphics card"})
    await stage.say("yes", "affirm")
    await heard(stage, "the blue lamp flickers", "nlu_fallback")
    await over(stage)
    assert [(state, words) for _, state, words in wants(stage)] == [
        ("open", ("the blue lamp flickers",)),
        ("done", ("my graphics card never came",)),
    ]


async def test_a_clause_is_quoted_and_not_the_whole_message(crm: Crm) -> None:
    """In a long message, the one that holds the wish."""
    stage = Stage(CARLA, listens=True)
    text = "good evening all. we moved in march. please cancel the lamp"
    clauses = [
        clause(text, "good evening all.", "noise"),
        clause(text, "we moved in march.", "answers"),
        clause(text, "please cancel the lamp", "wishes"),
    ]
    await heard(stage, text, "nlu_fallback", clauses=clauses)
    await over(stage)
    assert wants(stage) == [("", "open", ("please cancel the lamp",))]


async def test_clauses_of_one_kind_are_quoted_together(crm: Crm) -> None:
    """What leads to them, or is said to somebody who is wanted, is left out."""
    stage = Stage(CARLA, listens=True)
    text = "hi. i dont want another one, i want my money back. a human please"
    clauses = [
        clause(text, "hi.", "noise"),
        clause(text, "i dont want another one,", "refuses"),
        clause(text, "i want my money back.", "wishes"),
        clause(text, "a human please", "wants_person"),
    ]
    await heard(stage, text, "contact_human_agent", clauses=clauses)
    await stage.run(ActionHandOver())
    assert [words for _, _, words in wants(stage)] == [
        ("i dont want another one, i want my money back.",)
    ]


async def test_what_names_a_matter_is_kept_whatever_its_acts(crm: Crm) -> None:
    """A classifier that takes it for noise does not take the words away."""
    stage = Stage(CARLA, listens=True)
    text = "my graphics card never came"
    card = {"product": "graphics card"}
    await stage.open(text, entities=card, clauses=[clause(text, text, "noise")])
    await over(stage)
    assert [words for _, _, words in wants(stage)] == [(text,)]


@pytest.mark.parametrize(("text", "first"), [("thats all wrong", False), ("no, 21 not 12", True)])
async def test_a_correction_stands_first_where_it_says_what_it_is(
    crm: Crm, text: str, first: bool
) -> None:
    """That something is wrong is known already to whoever reads it."""
    stage = Stage(CARLA, listens=True)
    await stage.open("my graphics card never came", entities={"product": "graphics card"})
    part = {**clause(text, text, "corrects"), "intents": [{"name": "deny", "confidence": 0.9}]}
    part["acts"] = dict.fromkeys(("proposal", "choice", "detail"), part["acts"]["nothing"])
    await heard(stage, text, "nlu_fallback", clauses=[part])
    await over(stage)
    [(_, _, words)] = wants(stage)
    assert (words[0] == text) is first


@pytest.mark.parametrize(
    ("text", "first"), [("nope", False), ("no need", False), ("no replacement please", True)]
)
async def test_a_bare_no_is_no_wish(crm: Crm, text: str, first: bool) -> None:
    """It only answers what was proposed; one that says what shall not be done is a wish."""
    stage = Stage(CARLA, listens=True)
    await stage.open("my graphics card never came", entities={"product": "graphics card"})
    part = clause(text, text, "refuses")
    part["acts"] = dict.fromkeys(("proposal", "choice", "detail"), part["acts"]["nothing"])
    await heard(stage, text, "deny", clauses=[part])
    await over(stage)
    [(_, _, words)] = wants(stage)
    assert (words[0] == text) is first
    assert words[-1] == "my graphics card never came"


def clause(text: str, part: str, act: str) -> dict[str, Any]:
    """A clause that surely is that, whatever was open."""
    start = text.index(part)
    acts = {"nothing": [{"name": act, "confidence": 0.9}]}
    return {"text": part, "start": start, "end": start + len(part), "acts": acts}


async def test_what_is_personal_stays_out(crm: Crm) -> None:
    """Name, e-mail, telephone and postal address are in no summary."""
    stage = Stage(CARLA, listens=True)
    said = "i want it sent to Lindenweg 4, 89073 Ulm, says Carla, carla@example.com +49 731 1234567"
    await heard(stage, said, "nlu_fallback")
    await over(stage)
    [(_, _, (words,))] = wants(stage)
    assert words.startswith("i want it sent to")
    for personal in ("Lindenweg", "89073", "Carla", "example.com", "1234567"):
        assert personal not in words


async def test_answers_that_prove_who_it_is_are_no_wish(crm: Crm) -> None:
    """They are kept nowhere."""
    stage = Stage(listens=True)
    await stage.open("my card never came", entities={"product": "graphics card"})
    assert stage.case.waiting_for in ("identity", "order_number")
    await stage.say("30031 and 40233", "inform")
    await over(stage)
    assert [words for _, _, words in wants(stage)] == [("my card never came",)]


async def test_a_second_handoff_tells_what_a_person_has(crm: Crm) -> None:
    """What was handed over before is a colleague's; what they settled is done."""
    stage = Stage(CARLA, listens=True)
    await stage.open("my graphics card never came", entities={"product": "graphics card"})
    await over(stage)
    await heard(stage, "the blue lamp flickers", "nlu_fallback")
    await over(stage)
    assert [state for _, state, _ in wants(stage)] == ["open", "person"]
    await heard(stage, "and now the red one", "nlu_fallback", since={"outcome": "Sent anew"})
    await over(stage)
    assert [state for _, state, _ in wants(stage)] == ["open", "done", "done"]


async def test_what_the_customer_denies_is_not_told_as_a_fact(crm: Crm) -> None:
    """Neither in the situation nor among the facts."""
    found = Diagnosis(cause="lost", explanation="", situation="It is lost.", order_number="30031")
    case = Case(topic="order_missing", diagnosis=found)
    wish = request(case, "diagnosis_rejected")
    assert wish.summary.situation == "The customer says that this is not so: It is lost."
    assert "cause" not in wish.facts
    assert request(case, "customer_asked").summary.situation == "It is lost."
    assert request(case, "customer_asked").facts["cause"] == "lost"


PLAN = Plan(act="trace", intent="a trace with Northway", proposal="Shall I?")
WITH_PLAN = replace(opened(Case(), "order_missing", wanted=(), number="30031"), plan=PLAN)
CASES = {
    "nothing": Case(),
    "named": opened(Case(), "order_missing", wanted=(), number=None),
    "without a plan": replace(WITH_PLAN, plan=Plan(act="none", proposal="It is on its way.")),
    "proposed": waiting(WITH_PLAN, "go_ahead"),
    "turned down": ended(answered(WITH_PLAN, proposed(WITH_PLAN), "no"), "left"),
    "agreed on": ended(answered(WITH_PLAN, proposed(WITH_PLAN), "yes"), "act"),
    "done": attempted(ended(WITH_PLAN, "act"), "Trace with Northway", "opened"),
    "failed": attempted(ended(WITH_PLAN, "act"), "a trace with Northway", "failed: away"),
    "uncertain": attempted(ended(WITH_PLAN, "act"), "a trace with Northway", UNCERTAIN),
    "for a person": replace(WITH_PLAN, plan=replace(PLAN, act="person", reason="policy")),
}
SAID = {
    "said nothing": (),
    "wished": (Wanted(words=("money back, no new one",), about="Get my money back"),),
    "settled": (Wanted(words=("where is it",), state="done"),),
    "unworded": (Wanted(about="An order hasn't arrived"),),
}


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("state", CASES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_next_step_is_whole_sentences(reason: ReasonCode, state: str, said: str) -> None:
    """Whatever led there: no hole, what is still wanted by name, and nothing done twice."""
    step = next_step(CASES[state], reason, SAID[said])
    assert re.fullmatch(r"[A-Z“][^{}]*[.]", step), step
    for broken in ("  ", "..", ": .", " .", "“”", "go on with look", "on with ."):
        assert broken not in step
    assert ("money back, no new one" in step) is (said == "wished")
    assert "where is it" not in step
    proposed_again = proposal(CASES[state], reason) != ""
    done = state == "done" and reason != "action_failed"
    left = state not in ("turned down", "without a plan", "nothing", "named") and not done
    assert not proposed_again or left

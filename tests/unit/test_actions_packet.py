"""What the handoff packet proposes, and what it says to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.engine.case import crm_access
from actions.engine.case.case import Case, attempted, opened, to_slot
from actions.engine.conversation.handoff import ActionHandOver, request
from actions.engine.symptoms.symptom_topic import technician
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

"""What the bot goes on with, once it is clear what of a message counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business, use
from actions.engine.business.remedies import heeded, is_refused, otherwise
from actions.engine.case import crm_access
from actions.engine.case.case import Case, to_slot
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.conversation.hearing import ActionHear
from actions.engine.conversation.session import ActionOfferPerson
from actions.engine.conversation.tone import ActionListen
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


PROPOSED = Case(
    topic="order_missing",
    order_number="30011",
    waiting_for="go_ahead",
    explained=True,
    account="c-0001",
    diagnosis=Diagnosis(
        cause="lost", explanation="It is lost.", situation="Lost.", order_number="30011"
    ),
    plan=Plan(act="replacement", intent="a new one", proposal="Shall I send a new one?"),
)


def in_a_case(case: Case = PROPOSED) -> Stage:
    """A conversation in the middle of a case."""
    stage = Stage(ANNA)
    stage.slots["case"] = to_slot(case)
    stage.form = "case_form"
    return stage


async def hear(stage: Stage, text: str, intent: str = "nlu_fallback", **more: Any) -> None:
    """The customer writes one clause, and it is heard."""
    scores = [{"name": name, "confidence": sure} for name, sure in more.pop("about", {}).items()]
    clause = {"text": text, "start": 0, "end": len(text), "intents": scores}
    parse = {"intent_ranking": scores, "intent": {"name": intent}}
    stage.hear(text, intent, clauses=[clause], parse=parse, **more)
    await stage.run(ActionListen())
    if stage.slots.get("run_next") == "action_hear":
        await stage.run(ActionHear())


def heard_as(stage: Stage) -> tuple[str, str | None]:
    """What the last message counts as: its intent, and how."""
    user = next(event for event in reversed(stage.events) if event["event"] == "user")
    return user["parse_data"]["intent"]["name"], user["metadata"].get("taken_as")


async def test_a_plain_message_is_let_through() -> None:
    """The rules and the form answer it as it was taken."""
    stage = Stage(ANNA)
    await hear(stage, "where is my order", "track_order", about={"track_order": 0.9})
    assert not stage.slots.get("run_next")
    assert heard_as(stage) == ("track_order", None)


async def test_a_wish_for_a_person_by_name_is_one() -> None:
    """Whatever it was taken for."""
    stage = in_a_case()
    await hear(stage, "please connect me with ms holm")
    assert heard_as(stage) == ("contact_human_agent", None)


async def test_who_wants_no_person_is_offered_none() -> None:
    """Neither now nor later, until they ask for one."""
    stage = Stage(ANNA)
    await hear(stage, "no colleague, just answer me", "contact_human_agent")
    assert stage.words == "utter_no_person"
    await stage.run(ActionOfferPerson())
    assert stage.said[-1]["response"] == "utter_without_person"


async def test_what_is_unclear_beside_the_refusal_is_asked_about() -> None:
    """Who wants no colleague has said something else as well, and is asked what is meant by it."""
    text = "no agents please. the thing about my card again"
    parts = ("no agents please.", "the thing about my card again")
    scores = [{"name": "track_order", "confidence": 0.4}]
    clauses = [
        {"text": part, "start": text.index(part), "end": text.index(part) + len(part)}
        for part in parts
    ]
    clauses[1]["intents"] = scores
    stage = Stage(ANNA)
    stage.slots["titles"] = {"track_order": "Where my order is"}
    stage.hear(text, "nlu_fallback", clauses=clauses)
    await stage.run(ActionListen())
    await stage.run(ActionHear())
    assert "utter_no_person" in stage.words
    assert "utter_did_you_mean" in stage.words


async def test_what_is_asked_beside_the_refusal_is_answered() -> None:
    """It was taken for a wish for a person, and is a question."""
    stage = Stage(ANNA)
    about = {"contact_human_agent": 0.7, "shipping_cost": 0.65}
    await hear(stage, "no human: what is shipping", "contact_human_agent", about=about)
    assert heard_as(stage)[0] == "shipping_cost"


async def test_a_remedy_wished_for_opens_its_topic() -> None:
    """In the middle of another."""
    stage = in_a_case()
    await hear(stage, "NO QUESTIONS. REFUND.")
    assert heard_as(stage) == ("get_refund", "wish")


async def test_a_remedy_refused_belongs_to_the_case() -> None:
    """It is no answer to the proposal, and no matter of its own."""
    stage = in_a_case()
    await hear(stage, "no replacement please", "contact_human_agent")
    assert heard_as(stage) == ("inform", "refusal")


async def test_a_case_is_left_for_what_is_named() -> None:
    """Its question is not asked again."""
    stage = in_a_case()
    about = {"check_invoice": 0.9}
    await hear(stage, "no, this is about the invoice", "check_invoice", about=about)
    assert stage.form is None
    assert stage.case.ending == "left"
    assert heard_as(stage) == ("check_invoice", "matter")


async def test_a_case_is_left_where_nothing_else_is_named() -> None:
    """It is asked once what it is about, without a claim."""
    stage = in_a_case()
    await hear(stage, "that's not what i asked", "deny")
    assert stage.words == "utter_ask_anew"


async def test_a_second_correction_in_a_row_brings_a_person() -> None:
    """The bot does not guess a third time; a message in between begins anew."""
    stage = in_a_case()
    await hear(stage, "that's not what i asked", "deny")
    stage.slots["case"] = to_slot(PROPOSED)
    await hear(stage, "you got me wrong", "deny")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "diagnosis_rejected"


async def test_corrections_apart_are_none_in_a_row() -> None:
    """What was understood in between counts."""
    stage = in_a_case()
    await hear(stage, "that's not what i asked", "deny")
    await hear(stage, "where is my order", "track_order")
    stage.slots["case"] = to_slot(PROPOSED)
    await hear(stage, "you got me wrong", "deny")
    assert stage.handoff is None


async def test_what_alone_is_denied_opens_nothing() -> None:
    """No case, no apology: a question."""
    stage = Stage(ANNA)
    about = {"order_missing": 0.95}
    await hear(stage, "everything arrived fine", "order_missing", about=about)
    assert stage.words == "utter_ask_anew"


@pytest.fixture
def pages() -> Iterator[None]:
    """The shop with a page of invoices."""
    shop = business()
    known = replace(shop.listened_for, pages={"/invoices": frozenset({"get_invoice"})})
    use(replace(shop, listened_for=known))
    yield
    use(shop)


async def test_a_page_decides_between_close_readings(pages: None) -> None:
    """Whoever looks at it has likely that in mind."""
    stage = Stage(ANNA)
    about = {"get_refund": 0.55, "get_invoice": 0.5}
    await hear(stage, "can i have it", about=about, page={"url": "https://shop/invoices/1"})
    assert heard_as(stage)[0] == "get_invoice"


def said(text: str) -> Turn:
    """A turn with that text."""
    return Turn(turn_id="t1", conversation_id="c1", text=text, intent="")


def test_a_refused_remedy_gives_way_to_another() -> None:
    """About the same goods, with nothing asked again."""
    case = heeded(PROPOSED, said("no replacement please"))
    assert is_refused(case)
    instead = otherwise(case)
    assert instead is not None
    assert (instead.topic, instead.order_number) == ("get_refund", "30011")


def test_the_remedy_wished_for_goes_first() -> None:
    """Though the one proposed was not refused."""
    case = heeded(PROPOSED, said("I want it repaired"))
    instead = otherwise(case)
    assert instead is not None
    assert instead.topic == "warranty_claim"


def test_where_every_remedy_is_refused_a_person_is_offered() -> None:
    """There is nothing left to propose."""
    every = tuple(business().listened_for.remedies)
    left = otherwise(Case(topic="x", waiting_for="go_ahead", plan=PROPOSED.plan, refused=every))
    assert left is not None
    assert left.ending == "offer_person"


def test_a_proposal_that_is_no_remedy_stands() -> None:
    """Whatever is wished for: a search comes first."""
    trace = Case(topic="order_missing", waiting_for="go_ahead", plan=Plan(act="trace"))
    assert otherwise(heeded(trace, said("give me my money back"))) is None


def test_a_wish_takes_a_refusal_back() -> None:
    """What was said last counts."""
    case = heeded(PROPOSED, said("no replacement please"))
    case = heeded(case, said("ok then, send a replacement"))
    assert case.wished == "replacement"
    assert not is_refused(case)

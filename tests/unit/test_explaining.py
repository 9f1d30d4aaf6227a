"""Questions about what was just heard: recognised by their words, and answered from the case."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business
from actions.engine.case import crm_access
from actions.engine.case.case import Case, Findings
from actions.engine.case.diagnosis import Diagnosis, Done, Plan
from actions.engine.case.turn import Turn
from actions.engine.conversation.amending import ActionAmend
from actions.engine.conversation.explains import ActionExplain, asked_about_last
from actions.engine.conversation.tone import ActionListen
from actions.engine.listening.asked import asked
from actions.engine.listening.explaining import Explanation, explained
from actions.engine.listening.questions import FINER
from actions.engine.talk.base import RUN_NEXT, Talk
from actions.engine.words.texts import arguments_of
from actions.protocol.dispatcher import CollectingDispatcher
from contracts.listening import ActScore, Asked, AskedScore, Clause
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

FOUND = Diagnosis(
    cause="late",
    explanation="Your parcel is 6 days late.",
    situation="It is late.",
    order_number="30011",
    product="Voltaris Orion 4070 12 GB",
    carrier="Northway",
    value=57_900,
)
PLAIN_SUBJECTS = (
    *("any", "any_done", "person", "step", "question", "choice", "found", "refused"),
    *("detail_identity", "detail_order_number", "detail_new_address"),
    *("refused_too_late", "refused_value", "refused_proof", "part", "checked"),
)
PROPOSED = Case(
    topic="order_missing",
    order_number="30011",
    wanted=("graphics card",),
    diagnosis=FOUND,
    plan=Plan(
        act="trace", intent="a trace", proposal="I'd have Northway trace the parcel. Shall I?"
    ),
    waiting_for="go_ahead",
)


@pytest.fixture(autouse=True)
def _crm() -> Any:
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


def turn(text: str, **more: Any) -> Turn:
    """A message that was taken for nothing."""
    return Turn(
        **{"turn_id": "t", "conversation_id": "c", "text": text, "intent": "nlu_fallback"} | more
    )


def wants(name: str) -> frozenset[str] | None:
    """The arguments of a sentence of the demo shop."""
    variants = business().texts.sentences.get(name)
    return arguments_of(variants[0]) if variants else None


def name_of(case: Case, question: str) -> str:
    """The sentence that answers."""
    found = explained(case, question, wants)
    assert found is not None
    return found.name


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("and how long is that going to take", "how_long"),
        ("what if the driver kept it", "what_if"),
        ("ok but what happens if they say it was delivered", "what_if"),
        ("will i be charged a second time for this", "cost"),
        ("is it free", "cost"),
        ("could you reverse that later", "undo"),
        ("and then what", "what"),
        ("who comes to fetch it", "who"),
        ("why tho", "why"),
        ("hmm are you sure", "sure"),
        ("can i sleep on it first", "later"),
        ("would i get my money back then", "what_if"),
        ("when would i have it", "when"),
        ("how does that work", "how"),
        ("would that wipe my photos", "risk"),
        ("WHATS THAT COST ME, WHO PAYS", "cost"),
    ],
)
def test_a_question_about_the_proposal_is_known_by_its_words(text: str, question: str) -> None:
    """Which question it is, however it is put."""
    assert asked(PROPOSED, turn(text), "proposal", other=False) == question


@pytest.mark.parametrize(
    "text",
    [
        "yes please do that",
        "no, I'd rather have my money",
        "how long do your opening hours last on saturday",
        "when will order 30091 arrive",
        "by the way, how do i get the newsletter",
        "my monitor is broken as well",
    ],
)
def test_what_asks_of_something_else_is_none(text: str) -> None:
    """Another order, another matter, a yes or a no are not questions about the proposal."""
    assert asked(PROPOSED, turn(text), "proposal", other=False) is None


def test_a_message_surely_of_another_matter_asks_of_it_only_in_bare_words() -> None:
    """That deliveries take time is asked of deliveries, that "that" takes time is asked of this."""
    assert asked(PROPOSED, turn("how long does delivery take"), "proposal", other=True) is None
    assert asked(PROPOSED, turn("how long does that take"), "proposal", other=True) == "how_long"


def test_other_goods_than_those_of_the_case_are_something_else() -> None:
    """A question with another product in it is not about this one."""
    other = turn("how long does that take for the keyboard", entities={"product": ("keyboard",)})
    same = turn("how long does the graphics card take", entities={"product": ("graphics card",)})
    assert asked(PROPOSED, other, "proposal", other=False) is None
    assert asked(PROPOSED, same, "proposal", other=False) == "how_long"


def test_the_classifier_is_believed_where_it_is_sure() -> None:
    """A question in words that no table has, as the dialogue acts tell it."""
    clause = Clause(
        text="roughly in days please",
        start=0,
        end=22,
        acts={"proposal": (ActScore(name="asks_about", confidence=0.8),)},
        asks=(AskedScore(name="how_long", confidence=0.7),),
    )
    sure = turn("roughly in days please", clauses=(clause,))
    unsure = replace(clause, acts={"proposal": (ActScore(name="asks_about", confidence=0.4),)})
    assert asked(PROPOSED, sure, "proposal", other=False) == "how_long"
    assert asked(PROPOSED, sure, "step", other=False) is None
    assert asked(PROPOSED, turn(unsure.text, clauses=(unsure,)), "proposal", other=False) is None


def test_an_act_answers_before_what_fits_all() -> None:
    """A trace has its own word for how long it takes; where it has none, the general one holds."""
    assert name_of(PROPOSED, "how_long") == "explains.trace.how_long"
    assert name_of(PROPOSED, "later") == "explains.any.later"


def test_a_sentence_without_what_fills_it_is_not_said() -> None:
    """Where nobody tells the carrier, the sentence without a name is taken."""
    nameless = replace(PROPOSED, diagnosis=replace(FOUND, carrier=None))
    assert name_of(PROPOSED, "what") == "explains.trace.what"
    assert name_of(nameless, "what") == "explains.trace.what.plain"


def test_harm_is_a_what_if_where_nothing_else_is_said() -> None:
    """An act without a word on risks answers with what happens if it goes wrong."""
    cancelling = replace(PROPOSED, plan=Plan(act="cancel", proposal="Shall I cancel it?"))
    said = {"explains.cancel.what_if": frozenset[str]()}
    found = explained(cancelling, "risk", said.get)
    assert found == Explanation(name="explains.cancel.what_if")


def test_what_was_done_answers_with_its_day() -> None:
    """After the act, "when" is the day that the system has promised."""
    done = replace(
        PROPOSED,
        waiting_for=None,
        ending="act",
        done=Done(act="trace", by=date(2026, 3, 4), reference="TR-1"),
    )
    assert explained(done, "when", wants) == Explanation(
        name="explains.trace_done.when", arguments={"by": "Wednesday 4 March"}
    )


def test_nothing_is_explained_where_nothing_was_said() -> None:
    """An empty case, and one that was left for another, have nothing to ask about."""
    assert explained(Case(), "how_long", wants) is None
    of_one_business = Case(topic="unknown_charge", waiting_for="money_detail")
    assert explained(of_one_business, "why", wants) is None


def test_a_step_speaks_for_itself() -> None:
    """Its own words come first; what it does not say, the sentence for all steps does."""
    stepping = Case(topic="troubleshoot_no_display", waiting_for="helped", diagnosis=FOUND)
    own = {"risk": "No, it leaves them alone."}
    assert explained(stepping, "risk", wants, own) == Explanation(
        name="explains.own", arguments={"said": "No, it leaves them alone."}
    )
    assert explained(stepping, "cost", wants, own) == Explanation(name="explains.step.cost")


def test_every_act_of_the_shop_can_be_asked_about() -> None:
    """Whatever may be proposed has an answer to each question that people have about it."""
    questions = (
        "when",
        "how_long",
        "how",
        "cost",
        "what_if",
        "risk",
        "why",
        "undo",
        "status",
        "who",
    )
    for act in business().policy.rights:
        case = replace(PROPOSED, plan=Plan(act=act, proposal="Shall I?"))
        done = replace(case, waiting_for=None, ending="act", done=Done(act=act))
        for question in questions:
            assert explained(case, question, wants), (act, question)
        for question in ("when", "how_long", "how", "cost", "what_if", "why", "undo", "status"):
            assert explained(done, question, wants), (act, question)


def test_no_explanation_is_written_for_what_there_is_not() -> None:
    """A sentence about an act that nobody can do, or a question that nobody asks, is left over."""
    subjects = {*business().policy.rights, *PLAIN_SUBJECTS}
    subjects |= {f"{act}_done" for act in business().policy.rights}
    for name in (one for one in business().texts.sentences if one.startswith("explains.")):
        if name in ("explains.own",) or name.startswith("explains.again."):
            continue
        _, subject, question, *_ = name.split(".")
        assert subject in subjects, name
        assert question in (*get_args(Asked), *FINER), name


async def _asks(stage: Stage, text: str, intent: str = "nlu_fallback", **more: Any) -> None:
    """The customer asks in between, as the bot hears it."""
    stage.hear(text, intent, **more)
    await stage.run(ActionListen())
    assert stage.slots.get(RUN_NEXT) == "action_explain"
    await stage.run(ActionExplain())


async def test_the_proposal_stands_after_a_question() -> None:
    """It is answered with the policy's figure, asked again in short, and a yes still counts."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    before = stage.words
    await _asks(stage, "how long does that take")
    assert "three working days" in stage.words
    assert stage.words.splitlines()[-1] not in before
    assert [one["title"] for one in stage.said[-1]["buttons"]] == [
        "Yes, please",
        "No, something else",
    ]
    assert stage.case.waiting_for == "go_ahead"
    assert stage.slots.get(RUN_NEXT) is None
    await stage.say("ok then yes", "affirm")
    assert "TR-" in stage.words
    await _asks(stage, "and when will i get it")
    assert stage.case.done
    assert stage.case.done.by
    assert stage.words.count("\n") == 0


async def test_a_topic_that_is_surely_meant_is_not_held_up() -> None:
    """Another matter goes its way although it begins like a question about this one."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    ranking = [{"name": "review", "confidence": 0.97}]
    stage.hear("how do i write a review", "review", parse={"intent_ranking": ranking})
    await stage.run(ActionListen())
    assert stage.slots.get(RUN_NEXT) is None


async def test_a_step_is_explained_and_asked_again_calmly() -> None:
    """Its answer comes out of the symptom's file, and the step is not read out once more."""
    stage = Stage()
    stage.slots["case"] = {
        "topic": "troubleshoot_no_display",
        "waiting_for": "helped",
        "findings": {"open": "reset_bios", "settled": True},
    }
    stage.form = "case_form"
    await _asks(stage, "does it delete my games")
    assert "Games, files and Windows all stay" in stage.words
    assert stage.said[-1]["response"] == "utter_take_your_time"
    assert stage.case.findings == Findings(open="reset_bios", settled=True)


async def test_nobody_explains_without_a_question() -> None:
    """The action is only for a message that asks something."""
    stage = Stage(ANNA)
    stage.hear("hello", "greet")
    with pytest.raises(ValueError, match="nothing is asked"):
        await stage.run(ActionExplain())


async def test_an_address_that_was_changed_is_changed_back_on_a_yes() -> None:
    """What the bot did itself, and the system can do once more, is offered to be taken back."""
    stage = Stage(_PIA)
    await stage.open(
        "please send order 30103 to Elm Row 4, 10115 Berlin", "change_shipping_address"
    )
    await stage.say("yes", "affirm")
    assert "Elm Row 4" in stage.words
    stage.hear("hm can you undo that", "cancel")
    await stage.run(ActionListen())
    assert stage.slots.get(RUN_NEXT) == "action_amend"
    await stage.run(ActionAmend())
    await stage.run_open_form()
    assert stage.case.waiting_for == "go_ahead"
    assert "30103" in stage.words
    await stage.say("yes please", "affirm")
    order = await crm_access.crm().orders.order("30103")
    assert order is not None
    assert order.ship_to.street != "Elm Row 4"


async def test_what_cannot_be_taken_back_goes_to_a_colleague() -> None:
    """A cancelled order stays cancelled: the bot says so, and offers a person who knows of it."""
    stage = Stage(_PIA)
    await stage.open("cancel order 30103", "cancel_order")
    await stage.say("yes", "affirm")
    await _asks(stage, "can that be undone?")
    assert stage.case.plan
    assert stage.case.plan.act == "person"
    assert "Cancellation of order 30103" in stage.case.plan.intent
    assert stage.said[-1]["response"] == "utter_offer_person"


def test_steering_is_never_a_question_about_it() -> None:
    """A wish for a person stays one, however it is worded."""
    stage = Stage(ANNA)
    stage.slots["case"] = {"topic": "order_missing"}
    stage.hear("how long until I get a human", "contact_human_agent")
    assert asked_about_last(Talk(CollectingDispatcher(), stage._tracker())) is None


_PIA = {"id": "c-0010", "name": "Pia", "level": "verified", "how": "site_token"}

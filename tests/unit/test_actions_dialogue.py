"""Steering, misunderstanding, agents' outcomes and handing over, action by action."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.engine.business.policy import policy
from actions.engine.case.case import Case, answered, attempted, from_slot, opened, to_slot
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.conversation.clarify import (
    ActionClarify,
    likely_meanings,
    misunderstood_in_a_row,
    next_step,
)
from actions.engine.conversation.handoff import ActionHandOver, request
from actions.engine.conversation.session import (
    ActionAffirm,
    ActionDeny,
    ActionGoodbye,
    ActionGreet,
    ActionInform,
    ActionOfferPerson,
    ActionRepeat,
    ActionStartOver,
    ActionThanks,
)
from actions.engine.talk.base import DeskAction
from actions.engine.words.wording import day, days, listed, long_day, money, on_day, pick, short_day
from contracts.impersonal import without_personal
from contracts.turn import IntentScore
from tests.unit.actions_stage import ANNA, Stage

SAM = {"outcome": "A new card was sent.", "agent_name": "Sam"}
FOUND = Case(
    topic="order_missing",
    order_number="10432",
    waiting_for="go_ahead",
    explained=True,
    diagnosis=Diagnosis(
        cause="late",
        explanation="It is late.",
        situation="Order 10432 (Orion): late. Northway, 6 days late.",
        order_number="10432",
        product="Orion",
        carrier="Northway",
        days_late=6,
        value=57900,
    ),
    plan=Plan(act="trace", intent="a trace with Northway", proposal="Shall I?"),
)


async def after(action: DeskAction, text: str, intent: str, stage: Stage, **more: Any) -> Stage:
    """The stage after a message and the action that replies to it."""
    stage.hear(text, intent, **more)
    await stage.run(action)
    return stage


def with_case(case: Case, *, form: bool = True) -> Stage:
    """A conversation in the middle of a case."""
    stage = Stage(ANNA)
    stage.slots["case"] = to_slot(case)
    stage.form = "case_form" if form else None
    return stage


def test_the_bot_may_replace_up_to_its_limit() -> None:
    """1,500 euros are within its rights, a cent more is not; a trace has no limit."""
    assert policy().may("replacement", value=1500_00, tier="standard")
    assert not policy().may("replacement", value=1500_01, tier="business")
    assert policy().may("trace", value=9_999_00, tier="standard")


def test_what_has_no_entry_in_the_policy_is_not_allowed() -> None:
    """An act that nobody thought of needs a colleague."""
    assert not policy().may("person", value=1, tier="plus")


def test_a_case_survives_its_slot() -> None:
    """What is kept as JSON comes back the same."""
    case = attempted(answered(FOUND, "Which?", "that one"), "Trace", "opened")
    assert from_slot(to_slot(case)) == case
    assert from_slot(None) == Case()


def test_a_new_case_keeps_what_was_asked_and_tried() -> None:
    """The record is of the whole conversation, the findings are not."""
    before = attempted(answered(FOUND, "Which?", "that one"), "Trace", "opened")
    case = opened(before, "track_order", wanted=("monitor",), number=None)
    assert (case.asked, case.tried) == (before.asked, before.tried)
    assert (case.diagnosis, case.order_number) == (None, None)


def test_amounts_days_and_lists_read_like_a_persons() -> None:
    """`€1,848.90`, `1 day`, `yesterday`, `a, b and c`."""
    assert [money(184890, "EUR"), money(57900, "EUR"), money(100, "SEK")] == [
        "€1,848.90",
        "€579",
        "1 SEK",
    ]
    assert [days(1), days(8)] == ["1 day", "8 days"]
    assert on_day(date(2026, 3, 19), date(2026, 3, 20)) == "yesterday"
    assert on_day(date(2026, 3, 2), date(2026, 3, 20)) == "on Monday 2 March"
    assert on_day(date(2025, 12, 31), date(2026, 3, 20)) == "on Wednesday 31 December 2025"
    assert [day(date(2026, 11, 3)), short_day(date(2026, 11, 3))] == ["Tuesday 3 November", "3 Nov"]
    assert [listed([]), listed(["a"]), listed(["a", "b"])] == ["", "a", "a and b"]
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_the_same_seed_picks_the_same_words() -> None:
    """A turn that runs twice says the same; different turns vary."""
    variants = ("a", "b", "c")
    assert pick(variants, "t1") == pick(variants, "t1")
    assert {pick(variants, f"t{number}") for number in range(40)} == set(variants)


@pytest.mark.parametrize(
    ("in_a_row", "in_all", "step"),
    [
        (1, 1, "rephrase"),
        (2, 2, "offer_person"),
        (3, 3, "hand_over"),
        (1, 3, "rephrase"),
        (1, 4, "offer_person"),
    ],
)
def test_misunderstandings_lead_to_a_person_step_by_step(
    in_a_row: int, in_all: int, step: str
) -> None:
    """The second in a row or the fourth in all offers one, the third in a row hands over."""
    assert next_step(in_a_row=in_a_row, in_all=in_all, meanings=()) == step


def test_two_meanings_are_asked_about_only_at_first() -> None:
    """After a second failure a person helps more than a third guess."""
    meanings = ("track_order", "delivery_period")
    assert next_step(in_a_row=1, in_all=1, meanings=meanings) == "did_you_mean"
    assert next_step(in_a_row=2, in_all=2, meanings=meanings) == "offer_person"


def test_misunderstandings_in_a_row_end_at_the_first_message_understood() -> None:
    """Only the newest ones count."""
    assert misunderstood_in_a_row(["nlu_fallback", "nlu_fallback", "greet", "nlu_fallback"]) == 2


def score(name: str, confidence: float) -> IntentScore:
    """An entry of a ranking."""
    return IntentScore(name=name, confidence=confidence)


TITLES = {
    "track_order": "Where my order is",
    "delivery_period": "How long delivery takes",
    "order_missing": "An order hasn't arrived",
    "shipping_cost": "What shipping costs",
}


def meanings(*ranking: tuple[str, float]) -> tuple[str, ...]:
    """What a ranking may mean."""
    return likely_meanings([score(name, confidence) for name, confidence in ranking], TITLES)


def test_meanings_are_what_is_close_to_the_best() -> None:
    """Up to three that customers have a name for; a clear best stands alone."""
    close = (("track_order", 0.4), ("delivery_period", 0.35), ("order_missing", 0.3))
    assert meanings(*close) == ("track_order", "delivery_period", "order_missing")
    assert meanings(*close, ("shipping_cost", 0.3)) == meanings(*close)
    assert meanings(("track_order", 0.55), ("delivery_period", 0.12)) == ("track_order",)
    assert meanings(("track_order", 0.3), ("delivery_period", 0.08)) == ("track_order",)


def test_no_meaning_is_made_up() -> None:
    """Neither of weak guesses nor of an intent that has no name; one among others is left out."""
    assert meanings() == ()
    assert meanings(("track_order", 0.1), ("delivery_period", 0.1)) == ()
    assert meanings(("affirm", 0.4), ("track_order", 0.35)) == ()
    named = meanings(("track_order", 0.4), ("affirm", 0.38), ("order_missing", 0.3))
    assert named == ("track_order", "order_missing")


async def test_a_close_call_is_put_to_the_customer() -> None:
    """Every meaning is a button that does what it says, beside a way out."""
    ranking = [
        {"name": "nlu_fallback", "confidence": 0.5},
        {"name": "track_order", "confidence": 0.4},
        {"name": "delivery_period", "confidence": 0.38},
        {"name": "order_missing", "confidence": 0.36},
    ]
    stage = Stage()
    stage.slots["titles"] = TITLES
    await after(ActionClarify(), "when", "nlu_fallback", stage, parse={"intent_ranking": ranking})
    payloads = [button["payload"] for button in stage.said[0]["buttons"]]
    assert payloads == ["/track_order", "/delivery_period", "/order_missing", "/deny"]
    quoted = "“Where my order is”, “How long delivery takes”, “An order hasn't arrived”"
    assert stage.said[0]["meanings"] == quoted


async def test_three_misunderstandings_hand_over_with_their_count() -> None:
    """Rephrase, offer, hand over."""
    stage = Stage()
    for response in ("utter_rephrase", "utter_offer_person_not_understood"):
        await after(ActionClarify(), "blorp", "nlu_fallback", stage)
        assert response in stage.words
    await after(ActionClarify(), "blorp", "nlu_fallback", stage)
    assert stage.handoff is not None
    assert stage.handoff["clarifications"] == 3


async def test_a_bare_yes_takes_the_person_who_was_offered() -> None:
    """The offer stands for the next message only."""
    stage = await after(ActionOfferPerson(), "this is bad", "complaint", Stage())
    await after(ActionAffirm(), "yes", "affirm", stage)
    assert stage.handoff is not None
    late = await after(ActionOfferPerson(), "this is bad", "complaint", Stage())
    await after(ActionGreet(), "hello", "greet", late)
    await after(ActionAffirm(), "yes", "affirm", late)
    assert late.handoff is None


@pytest.mark.parametrize(
    ("customer", "text"),
    [({}, "go on"), ({}, "I'm signed in now"), (ANNA, "go on"), (ANNA, "yes")],
)
async def test_going_on_after_signing_in_is_no_wish_for_a_person(
    customer: dict[str, Any], text: str
) -> None:
    """The matter that needed it is taken up again, as if it had been said once more."""
    stage = sent_to_sign_in()
    stage.customer = customer
    await after(ActionAffirm(), text, "affirm", stage)
    assert stage.handoff is None
    heard = stage.events[-2]["parse_data"]
    assert heard["intent"]["name"] == "change_shipping_address"
    assert (
        opened(stage.case, heard["intent"]["name"], wanted=(), number=None).order_number == "30103"
    )


async def test_a_bare_yes_without_signing_in_is_one_to_the_person() -> None:
    """Who cannot sign in was asked for just that."""
    stage = sent_to_sign_in()
    await after(ActionAffirm(), "yes please", "affirm", stage)
    assert stage.handoff is not None


def sent_to_sign_in() -> Stage:
    """A conversation that has just been told to sign in, or to take a person."""
    case = Case(topic="change_shipping_address", order_number="30103", ending="sign_in")
    stage = with_case(case, form=False)
    stage.customer = {}
    stage.hear("send it elsewhere", "change_shipping_address")
    stage.slots["offer"] = {"what": "person", "turn_id": "t1", "meanings": []}
    return stage


async def test_no_person_is_offered_beside_an_open_question() -> None:
    """One question a message."""
    stage = await after(ActionOfferPerson(), "this is bad", "complaint", with_case(FOUND))
    assert stage.said == []


async def test_a_declined_person_brings_the_case_back() -> None:
    """The question that was put aside is asked again."""
    stage = with_case(FOUND, form=False)
    await after(ActionOfferPerson(), "blorp", "nlu_fallback", stage)
    await after(ActionDeny(), "no", "deny", stage)
    assert stage.events[-2] == {"event": "followup", "name": "case_form"}


@pytest.mark.parametrize(
    ("action", "response"),
    [
        (ActionAffirm(), "utter_affirm"),
        (ActionDeny(), "utter_deny"),
        (ActionInform(), "utter_inform"),
        (ActionRepeat(), "utter_nothing_to_repeat"),
        (ActionGoodbye(), "utter_goodbye"),
        (ActionThanks(), "utter_thanks"),
    ],
)
async def test_words_out_of_nowhere_get_an_answer(action: DeskAction, response: str) -> None:
    """Nothing is left without a reply."""
    stage = await after(action, "…", "inform", Stage())
    assert stage.words == response


async def test_an_order_number_out_of_nowhere_is_asked_about() -> None:
    """The buttons carry the number."""
    stage = await after(ActionInform(), "30011", "inform", Stage())
    assert stage.said[0]["buttons"][0]["payload"] == '/track_order{"order_number": "30011"}'


async def test_the_last_words_are_repeated() -> None:
    """What was said before the last message, not what came before that."""
    stage = Stage()
    stage.hear("one", "greet")
    stage.events.append({"event": "bot", "text": "old"})
    stage.hear("two", "greet")
    stage.events += [{"event": "bot", "text": "a"}, {"event": "bot", "text": "b"}]
    await after(ActionRepeat(), "what?", "repeat", stage)
    assert stage.words == "a\nb"


async def test_starting_over_keeps_only_the_tries() -> None:
    """Nobody gets five new tries by starting over."""
    stage = await after(
        ActionStartOver(), "restart", "start_over", with_case(Case(topic="x", tries=3))
    )
    assert stage.case == Case(tries=3)
    assert stage.form is None


async def test_a_verified_customer_is_greeted_by_name_once() -> None:
    """And a visitor never."""
    stage = await after(ActionGreet(), "hi", "greet", Stage(ANNA))
    assert (stage.words, stage.said[0]["name"]) == ("utter_greet_by_name", "Anna")
    assert (await after(ActionGreet(), "hi", "greet", stage)).words == "utter_greet"
    claimed = {**ANNA, "level": "claimed"}
    assert (await after(ActionGreet(), "hi", "greet", Stage(claimed))).words == "utter_greet"


@pytest.mark.parametrize("action", [ActionGreet(), ActionThanks(), ActionAffirm(), ActionClarify()])
async def test_what_an_agent_did_is_said_first_and_once(action: DeskAction) -> None:
    """Whatever the customer says after the return."""
    stage = Stage()
    stage.hear("thanks", "thanks")
    stage.events[-1]["metadata"]["since"] = SAM
    await stage.run(action)
    assert stage.said[0]["response"] == "utter_recall"
    assert (stage.said[0]["agent"], stage.said[0]["outcome"]) == ("Sam", "A new card was sent")
    assert stage.case.tried[-1].result == "A new card was sent."
    await after(action, "thanks", "thanks", stage)
    assert "utter_recall" not in stage.words


async def test_an_agents_outcome_closes_the_open_case() -> None:
    """A later yes does not act on what the agent has settled."""
    stage = with_case(FOUND, form=False)
    stage.hear("yes", "affirm")
    stage.events[-1]["metadata"]["since"] = SAM
    await stage.run(ActionAffirm())
    assert stage.case.waiting_for is None
    assert {"event": "followup", "name": "case_form"} not in stage.events


async def test_lost_words_bring_the_whole_question_back() -> None:
    """The customer never saw the explanation, so it is owed again."""
    stage = with_case(FOUND, form=False)
    stage.hear("hm?", "nlu_fallback")
    stage.events[-1]["metadata"]["since"] = {"dropped_turns": ["t0"]}
    await stage.run(ActionClarify())
    assert stage.words == "utter_words_lost"
    assert not stage.case.explained
    assert {"event": "followup", "name": "case_form"} in stage.events
    assert stage.slots.get("clarifications") is None


async def test_handing_over_tells_the_whole_case() -> None:
    """Situation, facts, proposal and next step are in the request, and the form is left."""
    stage = await after(ActionHandOver(), "human", "contact_human_agent", with_case(FOUND))
    assert stage.words.startswith("utter_hand_over")
    assert stage.handoff is not None
    assert stage.handoff["skill"] == "orders"
    assert stage.handoff["facts"]["days_late"] == 6
    assert stage.handoff["proposal"] == "a trace with Northway"
    assert "a trace with Northway" in stage.handoff["summary"]["suggested_next_step"]
    assert stage.form is None
    assert stage.case == Case(topic="order_missing", order_number="10432", ending="left")


async def test_handing_over_without_a_case_says_so() -> None:
    """A person wanted at once goes to the general skill."""
    stage = await after(ActionHandOver(), "human", "contact_human_agent", Stage())
    assert stage.handoff is not None
    assert stage.handoff["skill"] == "general"
    assert "has not said" in stage.handoff["summary"]["situation"]


def test_a_case_not_looked_into_yet_is_told_by_what_was_said() -> None:
    """Product and number are all that is known."""
    case = Case(topic="order_missing", wanted=("monitor",), order_number="10432")
    told = request(case, "customer_asked")
    assert "monitor (order 10432)" in told.summary.situation
    assert told.facts == {"order_number": "10432", "product": "monitor"}


def test_answers_are_freed_of_personal_data() -> None:
    """Name, e-mail and telephone number are left out, order numbers stay."""
    text = "I'm anna Lindqvist, anna@example.com, +44 7700 900001, order 30011"
    assert without_personal(text, "Anna Lindqvist") == "I'm … …, … …, order 30011"
    assert len(without_personal("x" * 999, None)) == 200


def test_a_day_far_off_has_its_year() -> None:
    """A voucher that is good for a year does not sound as if it ended today."""
    assert long_day(date(2027, 11, 3)) == "3 November 2027"

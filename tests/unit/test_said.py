"""Nothing is asked three times, and nothing said twice in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business
from actions.engine.case import crm_access
from actions.engine.case.case import Case, Findings
from actions.engine.conversation.clarify import ActionClarify
from actions.engine.conversation.session import ActionAffirm, ActionThanks
from actions.engine.talk.said import Asked, Heard, asked_from, has_replied, key_of, sentences
from actions.engine.words.texts import say, speaking
from contracts.region import region
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers."""
    crm_access.use(whole(MemoryCrm(demo_dataset(region().today()), demo=True)))
    yield
    crm_access.use(None)


def said(*texts: str) -> list[dict[str, Any]]:
    """Events of what the bot said."""
    return [{"event": "bot", "text": text} for text in texts]


def test_a_question_may_be_put_twice() -> None:
    """In a row; with others between, more often, but not for ever."""
    asked = Asked().put("a")
    assert not asked.too_often("a")
    assert asked.put("a").too_often("a")
    between = asked.put("b").put("a").put("b")
    assert not between.too_often("a")
    assert between.put("a").put("b").put("a").put("b").too_often("a")


def test_what_was_asked_is_kept_as_json() -> None:
    """And is nothing at the start."""
    assert asked_from(None) == Asked()
    assert asked_from({"times": {"a": 2}, "last": "a"}).too_often("a")


def test_a_question_is_known_by_what_it_is_about() -> None:
    """The same of another detail is another one."""
    one = Case(topic="t", waiting_for="detail", findings=Findings(open="amount"))
    other = Case(topic="t", waiting_for="detail", findings=Findings(open="day"))
    assert key_of(one) != key_of(other)
    assert key_of(one) == key_of(
        Case(**{name: getattr(one, name) for name in one.__struct_fields__})
    )


def test_sentences_are_known_whatever_their_signs() -> None:
    """Short courtesies are none that anybody would notice."""
    heard = Heard(said("It left on Monday. Shall I look for it?"))
    assert heard.all_of("Shall I look for it")
    assert heard.any_of("It left on Monday; more I don't know.") is False
    assert heard.any_of("It left on Monday. More I don't know.")
    assert sentences("Thank you. OK!") == ()
    assert not heard.all_of("Thank you.")


def test_a_sentence_that_was_heard_is_said_in_other_words() -> None:
    """By the next variant of its text, whatever the turn."""
    texts, name = business().texts, "consent.condition"
    told: list[str] = []
    for seed in ("t1", "t2", "t3"):
        with speaking(texts, seed, Heard(said(*told)).any_of):
            told.append(say(name))
    assert len(set(told)) == 3


def test_the_bot_has_replied_once_it_has_said_something_to_the_last_message() -> None:
    """Earlier words do not count."""
    user = {"event": "user", "text": "hello"}
    assert not has_replied([*said("Hello."), user])
    assert has_replied([user, *said("Hello.")])


async def test_a_proposal_is_put_twice_and_then_a_person_comes() -> None:
    """The second time in other words, with a person among the buttons."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    first = stage.words
    await stage.say("yes if it costs nothing", "affirm")
    again = stage.words
    assert not set(sentences(first)) & set(sentences(again))
    assert any("/contact" in b["payload"] for b in stage.said[-1]["buttons"])
    assert stage.handoff is None
    await stage.say("yes unless it costs anything", "affirm")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "low_understanding"
    assert "utter_asked_enough" in stage.words


async def test_a_question_that_was_put_twice_is_not_rephrased_again() -> None:
    """Who is not understood a third time there gets a person."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    await stage.say("yes if it costs nothing", "affirm")
    stage.hear("blorp", "nlu_fallback")
    await stage.run(ActionClarify())
    assert stage.handoff is not None


async def test_what_was_put_again_after_a_side_question_is_not_held_against_them() -> None:
    """Who asked something in between, and is not understood then, is asked once more."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    asked = asked_from(stage.slots["asked"])
    stage.slots["asked"] = msgspec.to_builtins(asked.put(asked.last))
    stage.hear("when do you open", "opening_hours")
    stage.hear("blorp", "nlu_fallback")
    await stage.run(ActionClarify())
    assert stage.handoff is None
    assert "utter_not_understood" in stage.words


async def test_wishing_to_hear_it_again_is_no_second_time() -> None:
    """The words are the same then."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    first = stage.said[-1]["text"]
    stage.hear("say that again", "repeat")
    stage.events.append({"event": "action", "name": "action_repeat"})
    await stage._run_form()
    assert stage.said[-1]["text"] == first


async def test_nobody_is_asked_for_more_while_a_case_is_open() -> None:
    """Thanks in the middle are taken, and nothing else is offered."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    stage.hear("thanks", "thanks")
    await stage.run(ActionThanks())
    assert stage.words == "utter_thanks_open"
    fresh = Stage(ANNA)
    fresh.hear("thanks", "thanks")
    await fresh.run(ActionThanks())
    assert fresh.words == "utter_thanks"


@pytest.mark.parametrize(
    ("text", "comes"), [("yes please", True), ("yes or no: can they see my order", False)]
)
async def test_a_person_comes_by_a_plain_yes(text: str, comes: bool) -> None:
    """A question about it is no yes, and the offer stands."""
    stage = Stage(ANNA)
    for words in ("blorp", "flonk"):
        stage.hear(words, "nlu_fallback")
        await stage.run(ActionClarify())
    stage.hear(text, "affirm")
    await stage.run(ActionAffirm())
    assert (stage.handoff is not None) is comes
    assert comes or "utter_offer_person_again" in stage.words


async def test_the_same_meanings_are_not_offered_a_third_time() -> None:
    """A person is, and brought in the time after that."""
    stage = Stage(ANNA)
    stage.slots["titles"] = {"track_order": "Where my order is"}
    ranking = {"intent_ranking": [{"name": "track_order", "confidence": 0.4}]}
    for _ in range(2):
        stage.hear("hm", "nlu_fallback", parse=ranking)
        stage.events.append(
            {"event": "user", "text": "hello", "parse_data": {"intent": {"name": "greet"}}}
        )
        stage.hear("hm", "nlu_fallback", parse=ranking)
        stage.slots["clarifications"] = 0
        await stage.run(ActionClarify())
        assert "utter_did_you_mean" in stage.words
        stage.hear("hello", "greet")
    stage.slots["clarifications"] = 0
    stage.hear("hm", "nlu_fallback", parse=ranking)
    await stage.run(ActionClarify())
    assert "utter_offer_person_not_understood" in stage.words


async def test_an_open_case_is_named_once_more_after_a_third_side_question() -> None:
    """And no question is put; after that it stays unsaid."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    said: list[str] = []
    for _ in range(3):
        stage.hear("when do you open", "opening_hours")
        stage.events += [
            {"event": "action_execution_rejected", "name": "case_form"},
            {"event": "bot", "text": "From 8 to 20, every day of the week."},
            {"event": "action", "name": "utter_opening_hours"},
        ]
        await stage._run_form()
        said.append(stage.words)
    assert "?" in said[0]
    assert said[1:] == ["utter_still_open", ""]
    assert stage.case.waiting_for == "go_ahead"


async def test_what_got_lost_is_said_again_in_full() -> None:
    """Nobody has heard it, whatever the log says."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    first = stage.said[-1]["text"]
    assert first is not None
    stage.hear("yes", "affirm", since={"dropped_turns": ["t1"]})
    stage.events.append({"event": "action", "name": "action_affirm"})
    await stage._run_form()
    assert not any(one["text"] and one["text"].startswith("Nothing has") for one in stage.said)
    assert "utter_still_open" not in stage.words


async def test_a_detail_that_was_asked_twice_is_left_open() -> None:
    """What can be said without it is said."""
    stage = Stage(ANNA)
    await stage.open("my pc crashes all the time", "troubleshoot_crash")
    first = stage.case.findings.open
    for words in ("hmm", "well"):
        await stage.say(words, "inform")
    assert first in stage.case.findings.skipped or stage.case.findings.open != first

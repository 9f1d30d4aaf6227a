"""What was said before "did you mean …?" counts once the meaning is chosen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.case.turn import FALLBACK_INTENT
from actions.engine.conversation.clarify import ActionClarify
from actions.engine.conversation.meanings import ActionTakeMeaning
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.base import RUN_NEXT
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

TITLES = {
    "order_missing": "An order hasn't arrived",
    "track_order": "Where my order is",
    "promo_code_problem": "A code doesn't work",
    "trade_in": "Sell or trade in old parts",
}


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers' CRM."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


async def asked_back(text: str, *meanings: str, **more: Any) -> Stage:
    """A customer who was asked which of these they mean."""
    stage = Stage(ANNA)
    stage.slots["titles"] = TITLES
    ranking = [{"name": name, "confidence": 0.4} for name in meanings]
    stage.hear(text, FALLBACK_INTENT, parse={"intent_ranking": ranking}, **more)
    await stage.run(ActionListen())
    await stage.run(ActionClarify())
    assert "did_you_mean" in stage.words
    return stage


async def taken(stage: Stage, text: str, intent: str, **more: Any) -> dict[str, Any] | None:
    """What the customer's answer is heard as instead; None where it stays as it is."""
    stage.hear(text, intent, **more)
    await stage.run(ActionListen())
    if stage.slots.get(RUN_NEXT) != ActionTakeMeaning().name():
        return None
    await stage.run(ActionTakeMeaning())
    assert stage.slots[RUN_NEXT] is None, "the next message would be taken as this one"
    return next(e for e in reversed(stage.events) if e["event"] == "user")["parse_data"]


async def test_a_pressed_meaning_keeps_what_was_said() -> None:
    """The product in the first message counts, as if it had been understood at once."""
    stage = await asked_back("still no ssd", "order_missing", entities={"product": "ssd"})
    heard = await taken(stage, "/order_missing", "order_missing")
    assert heard is not None
    assert (heard["text"], heard["intent"]["name"]) == ("still no ssd", "order_missing")
    assert heard["entities"] == [{"entity": "product", "value": "ssd"}]


@pytest.mark.parametrize(
    ("text", "intent", "chosen"),
    [
        ("yes", "affirm", None),
        ("the second one", "inform", "track_order"),
        ("hasn't arrived", FALLBACK_INTENT, "order_missing"),
        ("30011", "inform", "order_missing"),
        ("blue elephant", FALLBACK_INTENT, None),
        ("what time is it", "opening_hours", None),
    ],
)
async def test_a_typed_choice(text: str, intent: str, chosen: str | None) -> None:
    """A meaning is chosen by its place, its title, or by what goes with it."""
    stage = await asked_back("it is about my order", "order_missing", "track_order")
    heard = await taken(stage, text, intent)
    assert (heard and heard["intent"]["name"]) == chosen


@pytest.mark.parametrize("text", ["xkqj wvvf", "blue elephant", "hm"])
async def test_an_intake_is_not_chosen_by_words_that_tell_it_nothing(text: str) -> None:
    """It keeps whatever is said for a colleague: no reason to take it for what is meant."""
    stage = await asked_back("an old printer", "trade_in")
    assert await taken(stage, text, FALLBACK_INTENT) is None


async def test_a_yes_to_a_single_meaning() -> None:
    """Where only one was named, a yes takes it."""
    stage = await asked_back("thing not here", "order_missing")
    heard = await taken(stage, "yes", "affirm")
    assert heard is not None
    assert heard["text"] == "thing not here\nyes"


async def test_a_code_after_the_question_about_a_code() -> None:
    """What a topic can read is taken for that topic, whatever the words were taken for."""
    stage = await asked_back("discount thingy", "promo_code_problem")
    heard = await taken(stage, "WELCOME5", FALLBACK_INTENT)
    assert heard is not None
    assert heard["intent"]["name"] == "promo_code_problem"


async def test_an_older_question_is_past() -> None:
    """Only the message right after the question answers it."""
    stage = await asked_back("thing not here", "order_missing")
    stage.hear("when are you open", "opening_hours")
    await stage.run(ActionListen())
    assert await taken(stage, "yes", "affirm") is None


async def test_an_order_that_was_named_is_kept_for_what_it_is_about() -> None:
    """A number that made no sense by itself counts with the next message."""
    stage = Stage(ANNA)
    numbers = {"order_number": "30011"}
    stage.hear("30011 and 22087, you know", FALLBACK_INTENT, entities=numbers)
    await stage.run(ActionListen())
    await stage.run(ActionClarify())
    assert "utter_rephrase" in stage.words
    heard = await taken(stage, "where is it", "track_order")
    assert heard is not None
    assert heard["entities"] == [{"entity": "order_number", "value": "30011"}]


async def test_another_order_takes_its_place() -> None:
    """Who names an order anew means that one alone."""
    stage = Stage(ANNA)
    stage.hear("30011 you know", FALLBACK_INTENT, entities={"order_number": "30011"})
    await stage.run(ActionListen())
    await stage.run(ActionClarify())
    assert (
        await taken(stage, "where is 30012", "track_order", entities={"order_number": "30012"})
        is None
    )


async def test_messages_that_say_nothing_of_a_turn_are_heard() -> None:
    """From `rasa shell`, which sends no turn's id, a conversation goes past its first message."""
    stage = Stage()
    for text in ("hello", "my parcel has not come"):
        stage.hear(text, "greet", turn_id="", parse={"message_id": uuid.uuid4().hex})
        await stage.run(ActionListen())
    assert stage.said == []

"""What an upset customer hears: acknowledgement first, then a person, and no cheer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.conversation.session import ActionGoodbye, ActionGreet, ActionThanks
from actions.engine.conversation.tone import ActionHandOverUpset, ActionListen
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

ANGRY = "this is ridiculous, I'm fed up"


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


async def listen(stage: Stage, text: str, intent: str, **more: object) -> None:
    """The customer writes, and it is heard."""
    stage.hear(text, intent, **more)
    await stage.run(ActionListen())


async def test_a_calm_message_is_only_noted() -> None:
    """Nothing is said and nothing comes first."""
    stage = Stage(ANNA)
    await listen(stage, "where is my order", "track_order")
    assert stage.said == []
    assert not stage.slots.get("run_next")


async def test_one_heated_message_is_acknowledged_by_its_matter() -> None:
    """The first sentence names what it is about."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "order_missing", entities={"product": "graphics card"})
    assert [one["response"] for one in stage.said] == ["utter_acknowledge_matter"]
    assert stage.said[0]["matter"] == "waiting for your graphics card"


async def test_a_matter_that_is_unknown_is_not_made_up() -> None:
    """Without a topic the words stay general."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "nlu_fallback")
    assert stage.words == "utter_acknowledge"


async def test_a_heated_answer_is_acknowledged_by_the_open_case(crm: None) -> None:
    """The matter of the case that is open is named."""
    stage = Stage(ANNA)
    await stage.open("my graphics card is late", entities={"product": "graphics card"})
    await listen(stage, ANGRY, "nlu_fallback")
    assert stage.said[0]["matter"] == "waiting for your graphics card"


async def test_the_matter_is_not_restated_after_the_acknowledgement(crm: None) -> None:
    """The case opens with what happens next."""
    stage = Stage(ANNA)
    await listen(stage, "earlier", "greet")
    stage.slots["mood"] = {"heats": [1.0], "in_a_row": 1}
    await stage.open(ANGRY, entities={"product": "graphics card"})
    assert stage.words.splitlines()[0] == "utter_look_now"


async def test_two_heated_messages_bring_a_person() -> None:
    """The second one puts the handoff first, with priority and the reason."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "opening_hours")
    await listen(stage, "you are useless", "complaint")
    assert stage.said == []
    assert stage.slots["run_next"] == "action_hand_over_upset"
    await stage.run(ActionHandOverUpset())
    assert stage.words.splitlines()[0] == "utter_hand_over_upset"
    assert stage.handoff is not None
    assert (stage.handoff["reason"], stage.handoff["priority"]) == ("frustrated", "high")
    assert stage.handoff["facts"]["mood"] == "upset, falling"
    assert stage.slots["run_next"] is None
    assert stage.events[-2]["name"] == "action_listen"


async def test_after_the_person_it_begins_anew() -> None:
    """One more heated message after the handoff is acknowledged, not handed over again."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "opening_hours")
    await listen(stage, ANGRY, "opening_hours")
    await stage.run(ActionHandOverUpset())
    await listen(stage, "you are useless", "opening_hours")
    assert not stage.slots["run_next"]
    assert stage.said


async def test_a_wish_for_a_person_needs_no_second_reason() -> None:
    """Who asks for a person gets one for asking, however angry they are."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "complaint")
    await listen(stage, "useless, get me a human", "contact_human_agent")
    assert not stage.slots.get("run_next")
    assert stage.said == []


async def test_buttons_and_events_have_no_tone() -> None:
    """A pressed button ends the row, whatever its payload."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "complaint")
    await listen(stage, "/affirm", "affirm")
    await listen(stage, ANGRY, "complaint")
    assert not stage.slots.get("run_next")


async def test_no_cheer_for_an_upset_customer() -> None:
    """Greeting, thanks and goodbye are sober until the anger has passed."""
    stage = Stage(ANNA)
    await listen(stage, ANGRY, "complaint")
    for action in (ActionGreet(), ActionThanks(), ActionGoodbye()):
        stage.hear("hello", "greet")
        await stage.run(action)
        assert stage.words.endswith("_soberly")

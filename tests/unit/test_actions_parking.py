"""Two problems in one message: both are heard, and taken one after the other."""

from __future__ import annotations

from typing import Any

from actions.engine.conversation.handoff import ActionHandOver
from actions.engine.conversation.session import ActionStartOver
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.parking import ActionNextMatter
from tests.unit.actions_stage import ANNA, Stage

INVOICE = {"text": "I need my invoice", "intent": {"name": "get_invoice"}, "entities": []}


async def both(also: dict[str, Any] = INVOICE) -> Stage:
    """A customer with a missing card and something else."""
    stage = Stage(ANNA)
    card = {"product": "graphics card"}
    stage.hear("card is late, also my invoice", "order_missing", entities=card, also=also)
    await stage.run(ActionListen())
    return stage


async def test_both_are_named() -> None:
    """The first thing said is that both were heard."""
    stage = await both()
    assert stage.said[0]["response"] == "utter_two_matters"
    assert stage.said[0]["first"] == "your missing graphics card"
    assert stage.said[0]["second"] == "your invoice"


async def test_the_second_is_taken_up_as_if_just_said() -> None:
    """By name, once, with who writes and which turn it is."""
    stage = await both()
    await stage.run(ActionNextMatter())
    assert stage.said[-1]["thing"] == "your invoice"
    user = next(event for event in reversed(stage.events) if event["event"] == "user")
    assert (user["text"], user["parse_data"]) == ("I need my invoice", INVOICE)
    assert user["metadata"] == {"turn_id": "t1", "customer": ANNA}
    assert stage.slots["parked"] is None


async def test_an_offer_is_answered_first() -> None:
    """Where a person was just offered, the second matter waits for the answer."""
    stage = await both()
    stage.slots["offer"] = {"what": "person", "turn_id": "t1"}
    await stage.run(ActionNextMatter())
    assert stage.slots["parked"] == INVOICE


async def test_a_matter_without_a_name_is_called_by_its_title() -> None:
    """What trainers add needs no Python to be named."""
    stage = Stage(ANNA)
    stage.slots["titles"] = {"gift_wrap": "Gift wrapping"}
    also = {**INVOICE, "intent": {"name": "gift_wrap"}}
    stage.hear("late, also gift wrap", "order_missing", also=also)
    await stage.run(ActionListen())
    assert stage.said[0]["second"] == "“Gift wrapping”"


async def test_the_agent_hears_of_the_second_matter() -> None:
    """It does not get lost where a person takes over, and the bot forgets it."""
    stage = await both()
    stage.hear("a person", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    [second] = [one for one in stage.handoff["summary"]["wants"] if "invoice" in one["about"]]
    assert second == {"words": ("I need my invoice",), "about": "your invoice", "state": "open"}
    assert stage.slots["parked"] is None


async def test_starting_over_forgets_it() -> None:
    """Nothing is resumed after that."""
    stage = await both()
    stage.hear("start over", "start_over")
    await stage.run(ActionStartOver())
    assert stage.slots["parked"] is None

"""Several problems in one message: all are heard, and taken one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.conversation.handoff import ActionHandOver
from actions.engine.conversation.hearing import ActionHear
from actions.engine.conversation.session import ActionStartOver
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.parking import ActionNextMatter
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


CARD = {
    "text": "card is late",
    "intents": [{"name": "order_missing", "confidence": 0.95}],
    "entities": [{"entity": "product", "value": "graphics card", "start": 0, "end": 4}],
}
INVOICE = {"text": "send me my invoice", "intents": [{"name": "get_invoice", "confidence": 0.9}]}
HOURS = {"text": "when are you open?", "intents": [{"name": "opening_hours", "confidence": 0.9}]}


def clauses(*said: dict[str, Any]) -> list[dict[str, Any]]:
    """Clauses that follow each other."""
    placed, start = [], 0
    for one in said:
        placed.append({**one, "start": start, "end": start + len(one["text"])})
        start += len(one["text"]) + 1
    return placed


async def several(*said: dict[str, Any]) -> Stage:
    """A customer with a missing card and something else."""
    stage = Stage(ANNA)
    stage.slots["titles"] = {"gift_wrap": "Gift wrapping"}
    heard = clauses(*said)
    text = " ".join(one["text"] for one in heard)
    stage.hear(text, "order_missing", clauses=heard)
    await stage.run(ActionListen())
    assert stage.slots["run_next"] == "action_hear"
    await stage.run(ActionHear())
    return stage


async def both() -> Stage:
    """A customer with a missing card, who needs an invoice as well."""
    return await several(CARD, INVOICE)


def intents(stage: Stage) -> list[str]:
    """What waits, by intent."""
    return [one["intent"]["name"] for one in stage.slots["parked"] or ()]


async def test_both_are_named() -> None:
    """The first thing said is that both were heard."""
    stage = await both()
    assert stage.said[0]["response"] == "utter_two_matters"
    assert stage.said[0]["first"] == "your missing graphics card"
    assert stage.said[0]["second"] == "your invoice"
    assert intents(stage) == ["get_invoice"]


async def test_the_first_is_gone_on_with_alone() -> None:
    """With its own words and goods, as a matter that was named already."""
    stage = await both()
    user = next(event for event in reversed(stage.events) if event["event"] == "user")
    assert user["parse_data"]["intent"]["name"] == "order_missing"
    assert user["text"] == "card is late"
    assert user["metadata"]["taken_as"] == "matter"
    assert "clauses" not in user["metadata"]


async def test_all_of_three_are_named_and_kept() -> None:
    """None is lost, however many there are."""
    stage = await several(CARD, INVOICE, HOURS)
    assert stage.said[0]["response"] == "utter_many_matters"
    assert stage.said[0]["others"] == "your invoice and our opening hours"
    assert intents(stage) == ["get_invoice", "opening_hours"]


async def test_the_second_is_taken_up_as_if_just_said() -> None:
    """By name, once, with who writes and which turn it is; what is left is told."""
    stage = await several(CARD, INVOICE, HOURS)
    await stage.run(ActionNextMatter())
    assert stage.said[-1]["thing"] == "your invoice"
    assert stage.said[-1]["others"] == "our opening hours"
    user = next(event for event in reversed(stage.events) if event["event"] == "user")
    assert (user["text"], user["parse_data"]["intent"]["name"]) == (
        "send me my invoice",
        "get_invoice",
    )
    assert user["metadata"] == {"turn_id": "t1", "customer": ANNA, "taken_as": "matter"}
    await stage.run(ActionNextMatter())
    assert stage.said[-1]["response"] == "utter_next_matter"
    assert stage.slots["parked"] is None


async def test_an_offer_is_answered_first() -> None:
    """Where a person was just offered, the second matter waits for the answer."""
    stage = await both()
    stage.slots["offer"] = {"what": "person", "turn_id": "t1"}
    await stage.run(ActionNextMatter())
    assert intents(stage) == ["get_invoice"]


async def test_what_is_asked_for_again_does_not_wait_any_more() -> None:
    """It is answered now, and not once more later."""
    stage = await both()
    heard = clauses(HOURS, INVOICE)
    stage.hear("when are you open? send me my invoice", "opening_hours", clauses=heard)
    await stage.run(ActionListen())
    await stage.run(ActionHear())
    assert intents(stage) == ["get_invoice"]


async def test_a_matter_without_a_name_is_called_by_its_title() -> None:
    """What trainers add needs no Python to be named."""
    wrap = {"text": "please wrap it", "intents": [{"name": "gift_wrap", "confidence": 0.9}]}
    stage = await several(CARD, wrap)
    assert stage.said[0]["second"] == "“Gift wrapping”"


async def test_the_agent_hears_of_the_second_matter() -> None:
    """It does not get lost where a person takes over, and the bot forgets it."""
    stage = await both()
    stage.hear("a person", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    [second] = [one for one in stage.handoff["summary"]["wants"] if "invoice" in one["about"]]
    assert second == {"words": ("send me my invoice",), "about": "your invoice", "state": "open"}
    assert stage.slots["parked"] is None


async def test_starting_over_forgets_it() -> None:
    """Nothing is resumed after that."""
    stage = await both()
    stage.hear("start over", "start_over")
    await stage.run(ActionStartOver())
    assert stage.slots["parked"] is None

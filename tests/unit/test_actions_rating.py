"""A bad rating is made good: apology, what went wrong, a person."""

from __future__ import annotations

from typing import Any

from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.conversation.handoff import ActionHandOver
from actions.engine.conversation.recovery import ActionRecover, ActionRecoverHeard
from actions.engine.conversation.session import ActionAffirm, ActionDeny
from actions.engine.conversation.tone import ActionListen
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

SINCE = {"outcome": "Sent again", "agent_name": "Sam", "agent_messages": ["Done"]}


async def rated(comment: str = "", **more: Any) -> Stage:
    """A conversation after a rating of 1."""
    stage = Stage(ANNA)
    entities = {"score": 1, "comment": comment}
    stage.hear("EXTERNAL: event_rating", "event_rating", entities=entities, **more)
    await stage.run(ActionListen())
    await stage.run(ActionRecover())
    return stage


async def test_what_went_wrong_is_asked() -> None:
    """Without a comment: an apology, one question, and a person a button away."""
    stage = await rated()
    assert [one["response"] for one in stage.said] == ["utter_apologise", "utter_recover_ask"]
    assert stage.said[-1]["buttons"][0]["payload"] == "/contact_human_agent"


async def test_what_the_comment_says_is_not_asked() -> None:
    """With one, a person is offered at once, and the agent will read it."""
    stage = await rated("Anna was told nonsense")
    assert [one["response"] for one in stage.said] == ["utter_apologise", "utter_recover_offer"]
    stage.hear("yes", "affirm")
    await stage.run(ActionAffirm())
    assert stage.handoff is not None
    assert (stage.handoff["reason"], stage.handoff["priority"]) == ("proactive_recovery", "high")
    tried = stage.handoff["summary"]["tried"]
    assert list(tried) == [
        {"action": "Earlier help", "result": "rated 1 of 5, “… was told nonsense”"}
    ]


async def test_the_answer_is_heard_and_a_person_offered() -> None:
    """Words that name nothing to look into are taken as what went wrong, before any policy."""
    stage = await rated()
    stage.hear("he just did not listen", "nlu_fallback")
    await stage.run(ActionListen())
    assert stage.slots["run_next"] == "action_recover_heard"
    await stage.run(ActionRecoverHeard())
    assert stage.words == "utter_recover_offer"
    assert "did not listen" in stage.case.tried[-1].result


async def test_an_answer_that_names_a_matter_is_looked_into() -> None:
    """Then the topic replies."""
    stage = await rated()
    stage.hear("my card is still not here", "order_missing")
    await stage.run(ActionListen())
    assert not stage.slots.get("run_next")


async def test_only_the_next_message_is_the_answer() -> None:
    """Later ones go their usual way."""
    stage = await rated()
    stage.hear("good morning", "greet")
    stage.hear("blah", "nlu_fallback")
    crm_access.use(whole(MemoryCrm(Dataset())))
    await stage.run(ActionListen())
    crm_access.use(None)
    assert not stage.slots.get("run_next")


async def test_the_person_wished_for_knows_why() -> None:
    """The reason holds for one handoff only."""
    stage = await rated()
    for reason in ("proactive_recovery", "customer_asked"):
        stage.hear("a person please", "contact_human_agent")
        await stage.run(ActionHandOver())
        assert stage.handoff is not None
        assert stage.handoff["reason"] == reason


async def test_no_is_taken_for_an_answer() -> None:
    """Whoever wants no colleague is asked for nothing else."""
    stage = await rated("slow")
    stage.hear("no", "deny")
    await stage.run(ActionDeny())
    assert stage.words == "utter_own_words"


async def test_nobody_is_told_what_they_just_rated() -> None:
    """What the agent did is not recounted, neither now nor later, and the next agent reads it."""
    stage = await rated(since=SINCE)
    assert "utter_recall" not in stage.words
    stage.hear("a person", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert "utter_recall" not in stage.words
    assert stage.handoff is not None
    assert stage.handoff["summary"]["tried"][0]["result"] == "Sent again"

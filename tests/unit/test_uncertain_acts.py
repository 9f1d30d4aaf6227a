"""What was sent off and not confirmed is told as that: neither done, nor failed, nor regretted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm import demo
from actions.engine.case import crm_access
from actions.engine.case.case import UNCERTAIN
from actions.engine.conversation.handoff import request
from actions.engine.conversation.next_step import next_step
from actions.engine.conversation.session import ActionAffirm
from actions.engine.words.text_files import engine_texts
from tests.forgetful_shop import ForgetfulShop, Watch, connected
from tests.unit.actions_stage import BEN, Stage


@pytest.fixture
def shop() -> Iterator[ForgetfulShop]:
    """The demo shop of today, which loses answers."""
    made = ForgetfulShop(today=datetime.now(UTC))
    crm_access.use(connected(made, Watch(datetime.now(UTC))))
    yield made
    crm_access.use(None)


async def agreed(stage: Stage) -> None:
    """Ben's parcel is lost, the bot proposes what to do, and he agrees."""
    number = demo.ORDER_LOST_OF_TWO
    await stage.open(f"my order {number} has not arrived", entities={"order_number": number})
    assert stage.case.waiting_for == "go_ahead"
    await stage.say("yes please", "affirm")


async def test_an_unconfirmed_act_is_told_honestly(shop: ForgetfulShop) -> None:
    """It is on its way and will be told; nobody apologises, and no person is brought in."""
    shop.faults = ["reads_away"]
    stage = Stage(BEN)
    await agreed(stage)
    assert "waiting for the confirmation" in stage.words or "has not come back" in stage.words
    assert "utter_apologise" not in stage.words
    assert stage.handoff is None
    assert len(shop.sent) == 1


async def test_it_stays_in_the_case_as_uncertain(shop: ForgetfulShop) -> None:
    """What an agent reads is that it has to be looked for before it is done again."""
    shop.faults = ["reads_away"]
    stage = Stage(BEN)
    await agreed(stage)
    case = stage.case
    assert case.tried[-1].result == UNCERTAIN
    assert case.plan is not None
    step = next_step(case, "customer_asked", ())
    assert step == f"Look whether this was done before doing it again: {case.plan.intent}."
    packet = request(case, "customer_asked")
    assert packet.summary.tried[-1].result == UNCERTAIN
    assert packet.summary.suggested_next_step == step
    assert packet.proposal is None


async def test_its_end_is_owed_to_the_conversation(shop: ForgetfulShop) -> None:
    """The ledger knows whom to tell."""
    shop.faults = ["reads_away"]
    stage = Stage(BEN)
    await agreed(stage)
    due = await crm_access.crm().records.claim_writes(
        datetime.max.replace(tzinfo=UTC), until=datetime.now(UTC), limit=9
    )
    assert [(one.conversation_id, one.state, one.owed) for one in due] == [
        ("c1", "uncertain", True)
    ]


async def test_a_lost_answer_that_is_found_is_told_as_done(shop: ForgetfulShop) -> None:
    """The customer hears what they would have heard anyway."""
    shop.faults = ["answer_lost"]
    stage = Stage(BEN)
    await agreed(stage)
    assert "Done" in stage.words
    assert len(shop.sent) >= 1


async def test_a_second_yes_sends_nothing(shop: ForgetfulShop) -> None:
    """The case is at its end, so that a yes has nothing to agree to."""
    shop.faults = ["reads_away"]
    stage = Stage(BEN)
    await agreed(stage)
    shop.reads_away = False
    stage.hear("yes", "affirm")
    await stage.run(ActionAffirm())
    assert len(shop.sent) == 1


def test_the_words_are_texts() -> None:
    """A business may say it in its own words, and the engine has two of its own."""
    assert len(engine_texts("en").sentences["write.awaited"]) == 2

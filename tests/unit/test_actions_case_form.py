"""A case from the first message to its end, on the in-memory CRM."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.conversation.session import ActionAffirm, ActionCancel
from tests.unit.actions_stage import ANNA, BEN, HENRIK, Stage
from tests.whole_crm import whole

CARD = {"product": "graphics card"}


class Flaky(MemoryCrm):
    """A CRM whose methods named in `down` do not answer."""

    down: frozenset[str] = frozenset()

    def __getattribute__(self, name: str) -> Any:
        if name in object.__getattribute__(self, "down"):
            return _unavailable
        return object.__getattribute__(self, name)


async def _unavailable(*_args: object, **_fields: object) -> None:
    raise CrmUnavailable


@pytest.fixture
def crm() -> Iterator[Flaky]:
    """The demo customers."""
    shop = Flaky(demo_dataset(datetime.now(UTC).date()), demo=True)
    crm_access.use(whole(shop))
    yield shop
    crm_access.use(None)


async def test_one_candidate_needs_no_question_before_the_proposal(crm: Flaky) -> None:
    """The only order with a graphics card is taken, and the go-ahead asked for."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities=CARD)
    assert stage.case.waiting_for == "go_ahead"
    assert stage.case.order_number == stage.slots["order_number"] == "30011"
    assert stage.words.count("?") == 1


async def test_two_candidates_are_put_to_the_customer_by_name(crm: Flaky) -> None:
    """Each has a button with number, goods and day, and the payload names the order."""
    stage = Stage(BEN)
    await stage.open("my graphics card has not arrived", entities=CARD)
    buttons = stage.said[-1]["buttons"]
    assert stage.case.waiting_for == "which_order"
    assert [b["payload"] for b in buttons[:2]] == [
        '/inform{"order_number": "30022"}',
        '/inform{"order_number": "30021"}',
    ]
    assert "Order 30021" in buttons[1]["title"]
    assert "Helion Orion" in buttons[1]["title"]
    assert buttons[1]["card"]["name"] == "Order 30021"
    assert "Helion Orion" in buttons[1]["card"]["lines"][0]


@pytest.mark.parametrize(
    "text", ["the second one", "30021", "the helion", "the older one", "not the kyrotek one: last"]
)
async def test_a_typed_choice_is_understood(crm: Flaky, text: str) -> None:
    """By place, number, name or age."""
    stage = Stage(BEN)
    await stage.open("my graphics card has not arrived", entities=CARD)
    await stage.say(text, "inform")
    assert stage.case.order_number == "30021"


async def test_an_unclear_choice_sets_nothing_so_that_rules_reply(crm: Flaky) -> None:
    """A message that is no answer leaves the case as it was."""
    stage = Stage(BEN)
    await stage.open("my graphics card has not arrived", entities=CARD)
    before = stage.slots["case"]
    await stage.say("what a nice day", "out_of_scope")
    assert stage.slots["case"] == before


async def test_a_turn_run_twice_ends_in_the_same_reply_and_one_act(crm: Flaky) -> None:
    """Rasa died between act and save: the turn runs again on the tracker of before."""
    stage = Stage(BEN)
    await stage.open("order 30021 never arrived")
    saved = (dict(stage.slots), list(stage.events))
    await stage.say("yes", "affirm", turn_id="same")
    first = stage.words
    stage.slots, stage.events, stage.form = saved[0], saved[1], "case_form"
    await stage.say("yes", "affirm", turn_id="same")
    order = await crm_access.crm().orders.order("30021")
    assert order is not None
    assert stage.words == first
    assert order.replacements[0].reference in first
    assert len(order.replacements) == 1
    assert len(await crm_access.crm().history.notes("c-0002")) == 1


async def test_someone_elses_order_number_is_not_found(crm: Flaky) -> None:
    """A verified customer learns nothing of an order of another."""
    stage = Stage(ANNA)
    await stage.open("order 30021 has not arrived")
    assert stage.case.waiting_for == "order_number"
    assert "utter_order_not_found" in stage.words
    assert stage.case.diagnosis is None


async def test_three_unknown_numbers_end_with_a_person(crm: Flaky) -> None:
    """Asking a fourth time would help nobody."""
    stage = Stage(ANNA)
    await stage.open("order 99991 has not arrived")
    await stage.say("99992", "inform")
    await stage.say("99993", "inform")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "low_understanding"


async def test_above_the_rights_nothing_is_done(crm: Flaky) -> None:
    """The handoff carries the proposal; the CRM has no replacement."""
    stage = Stage(HENRIK)
    await stage.open("our graphics cards have not arrived", entities=CARD)
    order = await crm_access.crm().orders.order("30081")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "value_limit"
    assert "replacement" in stage.handoff["proposal"]
    assert order is not None
    assert not order.replacements


async def test_a_refused_write_is_owned_and_handed_over(crm: Flaky) -> None:
    """The agent sees what was tried and that it failed."""
    stage = Stage(ANNA)
    await stage.open("order 30011 has not arrived")
    crm.down = frozenset({"open_trace"})
    await stage.say("yes", "affirm")
    assert "utter_apologise" in stage.words
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "action_failed"
    assert "failed" in stage.handoff["summary"]["tried"][0]["result"]


async def test_a_failed_note_does_not_undo_the_act(crm: Flaky) -> None:
    """The customer hears of the trace; that the note is missing is on record."""
    stage = Stage(ANNA)
    await stage.open("order 30011 has not arrived")
    crm.down = frozenset({"add_note"})
    await stage.say("yes", "affirm")
    assert "TR-" in stage.words
    assert stage.handoff is None
    assert stage.case.tried[-1].result == "could not be written"


async def test_a_crm_that_does_not_answer_leads_to_a_person(crm: Flaky) -> None:
    """Before anything is found, too."""
    crm.down = frozenset({"orders"})
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities=CARD)
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "action_failed"
    assert stage.case.waiting_for is None


async def test_a_second_no_leads_to_a_person(crm: Flaky) -> None:
    """Once the bot asks what is different, then it gives the case away."""
    stage = Stage(ANNA)
    await stage.open("order 30011 has not arrived")
    await stage.say("no", "deny")
    assert stage.case.waiting_for == "difference"
    await stage.say("no", "deny")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "diagnosis_rejected"


async def test_another_order_named_with_the_no_is_looked_into(crm: Flaky) -> None:
    """New facts lead to a new diagnosis."""
    stage = Stage(BEN)
    await stage.open("order 30022 has not arrived")
    await stage.say("no, 30021", "deny")
    assert stage.case.order_number == "30021"
    assert stage.case.waiting_for == "go_ahead"
    assert "utter_corrected" in stage.words


async def test_another_product_named_is_searched_for(crm: Flaky) -> None:
    """The order changes with the product."""
    stage = Stage({**ANNA, "id": "c-0012"})
    await stage.open("my graphics card has not arrived", entities=CARD)
    await stage.say("no, the monitor", "deny", entities={"product": "monitor"})
    assert stage.case.wanted == ("monitor",)
    assert stage.case.waiting_for == "order_number"


async def test_a_visitor_hears_nothing_before_two_secrets_match(crm: Flaky) -> None:
    """Number and postcode open the order, and the bridge is told so."""
    stage = Stage()
    await stage.open("order 30011 has not arrived")
    assert "utter_ask_postcode" in stage.words
    assert stage.slots["order_number"] is None
    await stage.say("22087", "inform")
    assert {"level": "verified", "how": "order_challenge", "customer_id": "c-0001"}.items() <= (
        stage.said[0]["custom"]["identity"].items()
    )
    assert stage.case.waiting_for == "go_ahead"


async def test_the_postcode_may_come_with_the_first_message(crm: Flaky) -> None:
    """Called a postcode, it is not asked for again."""
    stage = Stage()
    await stage.open("order 30011 has not arrived, postcode 22087")
    assert stage.case.waiting_for == "go_ahead"


async def test_five_wrong_pairs_lead_to_a_person(crm: Flaky) -> None:
    """The fifth mismatch ends it."""
    stage = Stage()
    await stage.open("my order has not arrived")
    for _ in range(4):
        await stage.say("30011 11111", "inform")
        assert stage.handoff is None
    await stage.say("30011 11111", "inform")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "identity_failed"


async def test_tries_count_across_cases(crm: Flaky) -> None:
    """Leaving and coming back does not give five new tries."""
    stage = Stage()
    await stage.open("order 30011 has not arrived")
    await stage.say("11111", "inform")
    await stage.run(ActionCancel())
    await stage.open("order 30011 has not arrived")
    assert stage.case.tries == 1


async def test_who_signs_out_hears_no_more_of_the_order(crm: Flaky) -> None:
    """A yes of a stranger in the same browser does nothing."""
    stage = Stage(ANNA)
    await stage.open("order 30011 has not arrived")
    stage.customer = {}
    await stage.say("yes", "affirm")
    order = await crm_access.crm().orders.order("30011")
    assert order is not None
    assert not order.traces
    assert stage.case.waiting_for == "identity"
    assert stage.case.diagnosis is None


async def test_who_signs_in_meanwhile_is_not_asked_again(crm: Flaky) -> None:
    """Whatever they say next, the case goes on with what is theirs."""
    stage = Stage()
    await stage.open("order 30011 has not arrived")
    assert stage.case.waiting_for == "identity"
    stage.customer = ANNA
    await stage.say("go on", "affirm")
    assert stage.case.waiting_for != "identity"
    assert stage.case.account == ANNA["id"]


async def test_cancel_leaves_the_form_and_a_later_yes_does_nothing(crm: Flaky) -> None:
    """What was proposed is off the table."""
    stage = Stage(ANNA)
    await stage.open("order 30011 has not arrived")
    stage.hear("never mind", "cancel")
    await stage.run(ActionCancel())
    assert stage.form is None
    stage.hear("yes", "affirm")
    await stage.run(ActionAffirm())
    order = await crm_access.crm().orders.order("30011")
    assert order is not None
    assert not order.traces

"""Second thoughts after something was done: it is changed, called off, or given to a person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business
from actions.engine.case import crm_access
from actions.engine.case.case import Case, to_slot
from actions.engine.case.diagnosis import Diagnosis, Plan, Street
from actions.engine.case.turn import Turn
from actions.engine.conversation.amending import ActionAmend
from actions.engine.conversation.tone import ActionListen
from actions.shop.orders.taking_back import amended
from contracts.region import region
from tests.unit.actions_stage import Stage
from tests.whole_crm import whole

JONAS = {"id": "c-0010", "name": "Jonas Weber", "level": "verified", "how": "site_token"}
SENT = Case(
    topic="change_shipping_address",
    order_number="30103",
    account="c-0010",
    ending="act",
    explained=True,
    plan=Plan(act="redirect", intent="a new address for order 30103"),
    diagnosis=Diagnosis(
        cause="to_send",
        explanation="",
        situation="",
        order_number="30103",
        new_address=Street(street="Ahornweg 12", postcode="28195", city="Bremen"),
    ),
)
COMES_BACK = replace(
    SENT,
    topic="return_item",
    plan=Plan(act="send_back", intent="taking the keyboard back"),
    diagnosis=Diagnosis(
        cause="arrived", explanation="", situation="", order_number="30103", product="keyboard"
    ),
)


@pytest.fixture(autouse=True)
def crm() -> Iterator[MemoryCrm]:
    """The demo customers."""
    shop = MemoryCrm(demo_dataset(region().today()), demo=True)
    crm_access.use(whole(shop))
    yield shop
    crm_access.use(None)


def turn(text: str) -> Turn:
    """A message."""
    return Turn(turn_id="t", conversation_id="c", text=text, intent="inform")


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("the address was wrong, 21 not 12", "Ahornweg 21"),
        ("sorry, the house number is 21", "Ahornweg 21"),
        ("rather to Elm Road 5, 28195 Bremen please", "Elm Road 5"),
    ],
)
def test_an_address_is_put_right_after_it_was_changed(text: str, street: str) -> None:
    """It is proposed once more, and the order is the same."""
    case = amended(SENT, turn(text))
    assert case is not None
    assert case.new_address is not None
    assert (case.new_address.street, case.order_number, case.ending) == (street, "30103", None)


@pytest.mark.parametrize("text", ["can you undo that", "i changed my mind about it"])
def test_an_address_to_be_undone_is_asked_for(text: str) -> None:
    """Where it went before is not kept."""
    case = amended(SENT, turn(text))
    assert case is not None
    assert (case.new_address, case.plan) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["actually i'll keep it", "cancel the return please", "undo that", "don't want to return it"],
)
def test_a_return_is_called_off(text: str) -> None:
    """By a ticket, once that is agreed to."""
    case = amended(COMES_BACK, turn(text))
    assert case is not None
    assert case.plan is not None
    assert (case.plan.act, case.waiting_for, case.ending) == ("withdraw", "go_ahead", None)


def test_what_cannot_be_undone_is_a_persons() -> None:
    """Money that is on its way, say."""
    paid = replace(COMES_BACK, plan=Plan(act="refund", intent="a refund"))
    case = amended(paid, turn("undo that please"))
    assert case is not None
    assert case.plan is not None
    assert case.plan.act == "person"


@pytest.mark.parametrize("text", ["thanks", "when will it arrive", "and order 30012, undo that"])
def test_other_words_amend_nothing(text: str) -> None:
    """Nor do words about another order."""
    assert amended(SENT, turn(text)) is None
    assert amended(COMES_BACK, turn(text)) is None


def test_every_topic_of_the_shop_may_be_amended() -> None:
    """What its acts cannot take back is a person's."""
    assert set(business().amends) == set(business().topics) & set(business().amends)
    assert "return_item" in business().amends


async def amending(stage: Stage, text: str, case: Case) -> None:
    """A message after that case has ended, up to the question that comes of it."""
    stage.slots["case"] = to_slot(case)
    stage.hear(text, "inform")
    await stage.run(ActionListen())
    assert stage.slots.get("run_next") == "action_amend"
    await stage.run(ActionAmend())


async def test_the_order_goes_to_the_right_house_after_all(crm: MemoryCrm) -> None:
    """Heard, looked into anew, proposed, and done by a yes."""
    stage = Stage(JONAS)
    await amending(stage, "the address was wrong, 21 not 12", SENT)
    assert stage.case.waiting_for == "go_ahead"
    assert stage.case.plan is not None
    assert "Ahornweg 21, 28195 Bremen" in stage.case.plan.proposal
    stage.form = "case_form"
    await stage.say("yes please", "affirm")
    order = await whole(crm).orders.order("30103")
    assert order is not None
    assert order.ship_to.street == "Ahornweg 21"


async def test_a_return_is_closed_by_a_ticket() -> None:
    """And the customer has its reference."""
    stage = Stage(JONAS)
    await amending(stage, "actually i'll keep it", COMES_BACK)
    stage.form = "case_form"
    await stage.say("yes please", "affirm")
    assert stage.case.tried[-1].action == "Withdrawal of the return of keyboard"


async def test_who_has_signed_out_amends_nothing() -> None:
    """It is somebody else's order then."""
    stage = Stage()
    stage.slots["case"] = to_slot(SENT)
    stage.hear("the address was wrong, 21 not 12", "inform")
    await stage.run(ActionListen())
    assert stage.slots.get("run_next") is None


async def test_an_address_abroad_is_a_colleagues() -> None:
    """Shipping and duties have to be looked at."""
    stage = Stage(JONAS)
    await amending(stage, "rather to Seeweg 1, 8001 Zürich, Switzerland", SENT)
    assert stage.case.plan is not None
    assert stage.case.plan.act == "person"


async def test_a_postcode_of_another_country_is_asked_about() -> None:
    """And one that the country does not have is told so."""
    stage = Stage(JONAS)
    await amending(stage, "rather to Seeweg 1, 8001 Zürich", SENT)
    assert stage.case.waiting_for == "new_country"
    stage.form = "case_form"
    await stage.say("in germany", "inform")
    assert (stage.case.waiting_for, stage.case.new_address) == ("new_address", None)
    assert "8001" in stage.words

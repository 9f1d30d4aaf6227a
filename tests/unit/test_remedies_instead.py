"""What a customer would rather have: a part alone, an equal product, the new one first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from actions.crm.catalogue import RANGES
from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.shop.orders.accessories import named, part_of
from actions.shop.troubleshooting.claim import WARRANTY
from tests.unit.actions_stage import Stage
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()
INES = {"id": "c-0009", "name": "Ines", "level": "verified", "how": "site_token"}
PIA = {"id": "c-0010", "name": "Pia", "level": "verified", "how": "site_token"}
CARLA = {"id": "c-0003", "name": "Carla", "level": "verified", "how": "site_token"}
MONITOR, CARD = "MO-107", "GC-115"


def serve(*sold_out: str) -> None:
    """The demo shop, without these goods for five days."""
    data = demo_dataset(TODAY)
    back = TODAY + timedelta(days=5)
    goods = tuple(
        replace(one, in_stock=0, restock_on=back) if one.sku in sold_out else one
        for one in data.products
    )
    crm_access.use(whole(MemoryCrm(replace(data, products=goods), demo=True)))


@pytest.fixture(autouse=True)
def _crm() -> Iterator[None]:
    serve()
    yield
    crm_access.use(None)


async def damaged() -> Stage:
    """A monitor came damaged, and something was proposed."""
    stage = Stage(INES)
    await stage.open("my monitor came damaged", "damaged_item", entities={"product": "monitor"})
    return stage


async def test_a_part_that_is_missing_is_sent_alone() -> None:
    """Its data sheet has it, so nobody gets a second monitor for want of a cable."""
    stage = Stage(INES)
    monitor = {"product": "monitor"}
    await stage.open("the power cable of my monitor was missing", "missing_item", entities=monitor)
    assert stage.case.plan is not None
    assert stage.case.plan.act == "part"
    assert "power cable" in stage.words
    await stage.say("yes", "affirm")
    tickets = await crm_access.crm().history.tickets("c-0009")
    assert any(one.kind == "part" and "power cable" in one.subject for one in tickets)


async def test_only_the_part_is_taken_up_after_the_whole_was_proposed() -> None:
    """Said to the proposal of a new one; the goods stay where they are."""
    stage = await damaged()
    assert stage.case.plan is not None
    assert stage.case.plan.act == "swap"
    await stage.say("no ONLY its stand is broken", "nlu_fallback")
    assert stage.case.plan.act == "part"
    assert "stand" in stage.words


async def test_a_part_that_nobody_knows_changes_nothing() -> None:
    """What the data sheet does not have can't be sent by itself."""
    stage = Stage(INES)
    monitor = {"product": "monitor"}
    await stage.open("a screw of my monitor was missing", "missing_item", entities=monitor)
    assert stage.case.plan is not None
    assert stage.case.plan.act == "complete"


def test_parts_are_known_by_what_people_call_them() -> None:
    """A lead is a cable, feet are a stand; what is no part is none."""
    assert named("the power lead and both feet") == ("cable", "stand")
    assert named("my monitor flickers") == ()


def test_goods_are_no_part_of_themselves() -> None:
    """The box of a graphics card holds a graphics card, which is the whole of it."""
    (card,) = (one for one in demo_dataset(TODAY).products if one.sku == CARD)
    assert part_of([card], ["card"]) is None
    assert part_of([card], ["adapter"]) == "power adapter"
    assert part_of([], ["cable"]) is None


async def test_sold_out_goods_come_with_a_day_and_an_equal_one() -> None:
    """What was proposed stands; who would rather wait, or take another, knows what there is."""
    serve(MONITOR)
    stage = await damaged()
    assert stage.case.plan is not None
    assert stage.case.plan.act == "take_back"
    assert stage.case.diagnosis is not None
    equal = stage.case.diagnosis.facts["equal"]
    assert equal in stage.words
    assert "due on" in stage.words or "come on" in stage.words
    await stage.say("rather the other one then", "nlu_fallback")
    assert stage.case.plan.act == "person"
    assert equal in stage.case.plan.intent


async def test_a_lost_parcel_of_sold_out_goods_has_an_equal_one_too() -> None:
    """By its maker's name it is taken, and a colleague has it prepared."""
    serve(CARD)
    stage = Stage(CARLA)
    await stage.open("order 30031 never came", "order_missing")
    assert stage.case.plan is not None
    assert stage.case.plan.act == "refund"
    assert stage.case.diagnosis is not None
    maker = stage.case.diagnosis.facts["equal"].split()[0]
    await stage.say(f"send me the {maker} then", "nlu_fallback")
    assert stage.case.plan.act == "person"


async def test_asking_for_the_equal_one_takes_nothing() -> None:
    """A question about it is no wish for it."""
    serve(MONITOR)
    stage = await damaged()
    await stage.say("is the other one any good?", "nlu_fallback")
    assert stage.case.plan is not None
    assert stage.case.plan.act == "take_back"


async def test_a_new_one_first_is_prepared_for_a_colleague() -> None:
    """The bot may not do it, and the colleague gets it in one line."""
    stage = Stage(PIA)
    supply = {"product": "power supply"}
    await stage.open("my power supply is failing", "warranty_claim", entities=supply)
    await stage.say("could you ship the new one before i send mine", "nlu_fallback")
    assert stage.case.waiting_for == "go_ahead"
    await stage.say("yes", "affirm")
    assert stage.handoff is not None
    assert "advance exchange" in stage.handoff["proposal"]


def test_a_claim_after_repair_steps_knows_the_same() -> None:
    """Whoever tried everything may want the new part first as well."""
    claimed = Case(
        topic="troubleshoot_no_power",
        waiting_for="go_ahead",
        plan=Plan(act="claim", intent="a claim", proposal="Shall I file the claim?"),
        diagnosis=Diagnosis(cause="x", explanation="", situation="", product="Steadwell"),
    )
    turn = Turn(turn_id="t", conversation_id="c", text="I can't be without it", intent="inform")
    found = WARRANTY.rather(claimed, turn)
    assert found is not None
    assert found.plan is not None
    assert found.plan.act == "person"
    assert WARRANTY.rather(claimed, replace(turn, text="fine")) is None


def test_every_model_has_a_data_sheet() -> None:
    """Each product says what is in its box, and something that tells it from others."""
    for one in demo_dataset(TODAY).products:
        assert one.specifications["in the box"], one.name
        assert len(one.specifications) > 1, one.name
    assert len(RANGES) == len({one.category for one in demo_dataset(TODAY).products})

"""What follows when the company is at fault: one apology by name, and goodwill beside a fix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.crm.records.goods import Voucher
from actions.engine.business import goodwill
from actions.engine.business.policy import policy
from actions.engine.case import crm_access
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis
from actions.engine.talk.apology import ActionHearComplaint
from actions.engine.words.texts import say
from tests.unit.actions_stage import ANNA, BEN, Stage
from tests.whole_crm import whole

CARD = {"product": "graphics card"}
LOST = Case(
    topic="order_missing",
    diagnosis=Diagnosis(
        cause="lost",
        explanation="It is lost.",
        situation="Order 30021: lost.",
        order_number="30021",
        product="card",
        fault="your parcel was lost on its way",
    ),
)


class Mean(MemoryCrm):
    """A CRM that gives nobody a voucher."""

    async def issue_voucher(self, *_args: object, **_fields: object) -> Voucher:
        """Refuse."""
        raise CrmUnavailable


def shop(kind: type[MemoryCrm] = MemoryCrm, **later: timedelta) -> Crm:
    """The demo customers; `later` is how far its clock is off."""
    off = later.get("later", timedelta())
    data, clock = demo_dataset(datetime.now(UTC).date()), lambda: datetime.now(UTC) + off
    return whole(kind(data, demo=True, clock=clock))


@pytest.fixture
def crm() -> Iterator[Crm]:
    """The demo customers, for actions."""
    opened = shop()
    crm_access.use(opened)
    yield opened
    crm_access.use(None)


async def test_a_fault_is_apologised_for_by_name(crm: Crm) -> None:
    """The apology comes between what was found and what is proposed."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities=CARD)
    responses = [one["response"] for one in stage.said]
    assert responses.count("utter_apologise") == 1
    apology = stage.said[responses.index("utter_apologise")]
    assert stage.case.diagnosis is not None
    late = stage.case.diagnosis.product
    assert apology["fault"] == say("parcels.fault.late", goods=late, count=1)


async def test_no_apology_is_made_twice(crm: Crm) -> None:
    """Neither when it is repeated, nor when the same case is opened again."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities=CARD)
    await stage.say("say that again", "repeat")
    assert "utter_apologise" not in stage.words
    await stage.open("my graphics card has not arrived", entities=CARD)
    assert "utter_apologise" not in stage.words


async def test_a_fault_is_counted_with_its_root_cause(crm: Crm) -> None:
    """Once, with order, carrier and goods, and with nothing about the customer."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities=CARD)
    sent = [one["custom"]["complaint"] for one in stage.said if "complaint" in one["custom"]]
    assert sent == [
        {
            "kind": "delivery",
            "root_cause": "carrier_delay",
            "order_number": "30011",
            "carrier": "Northway",
            "product": "Voltaris Orion 4070 12 GB",
        }
    ]
    await stage.say("say that again", "repeat")
    assert not any("complaint" in one["custom"] for one in stage.said)


async def test_a_parcel_that_came_is_nobodys_fault(crm: Crm) -> None:
    """Who asks where it is hears no apology for a delivery."""
    stage = Stage({**ANNA, "id": "c-0004", "name": "David Petrov"})
    await stage.open("where is my card", "track_order", entities=CARD)
    assert "utter_apologise" not in stage.words


async def test_whose_fault_it_is_may_hang_on_the_answer(crm: Crm) -> None:
    """A parcel marked as delivered is apologised for once the customer has looked for it."""
    stage = Stage({**ANNA, "id": "c-0004", "name": "David Petrov"})
    await stage.open("it never came", entities=CARD)
    assert "utter_apologise" not in stage.words
    await stage.say("nobody has it", "affirm")
    assert "utter_apologise" in stage.words


async def test_a_second_complaint_hears_no_second_apology() -> None:
    """The first one does."""
    stage = Stage(ANNA)
    stage.hear("you let me down", "complaint")
    await stage.run(ActionHearComplaint())
    assert stage.words == "utter_apologise"
    stage.hear("you let me down", "complaint")
    await stage.run(ActionHearComplaint())
    assert stage.words == "utter_complaint_again"


async def test_goodwill_follows_the_fix(crm: Crm) -> None:
    """A lost parcel is sent again, and a voucher comes with it, said once and noted."""
    stage = Stage(BEN)
    await stage.open("order 30021 never came")
    await stage.say("yes", "affirm")
    given = [one for one in stage.said if one["response"] == "utter_goodwill"]
    (voucher,) = await crm.remedies.vouchers("c-0002")
    assert [one["code"] for one in given] == [voucher.code]
    assert (voucher.amount, voucher.order_number) == (10_00, "30021")
    assert any(voucher.code in one.result for one in stage.case.tried)


async def test_no_fix_no_goodwill(crm: Crm) -> None:
    """Who declines the fix is not bought off."""
    stage = Stage(BEN)
    await stage.open("order 30021 never came")
    await stage.say("no", "deny")
    assert await crm.remedies.vouchers("c-0002") == ()


async def test_one_voucher_an_order() -> None:
    """A second turn, or a turn run again, gives the first one's; later there is none."""
    crm = shop()
    case, first = await goodwill.add(LOST, crm, "c-0002")
    assert first is not None
    assert await goodwill.add(LOST, crm, "c-0002") == (case, first)
    assert await goodwill.add(case, crm, "c-0002") == (case, None)
    assert len(await crm.remedies.vouchers("c-0002")) == 1


async def test_an_order_that_had_goodwill_gets_no_more() -> None:
    """A voucher of another day counts."""
    crm = shop(later=timedelta(days=-3))
    await goodwill.add(LOST, crm, "c-0002")
    assert await goodwill.add(LOST, crm, "c-0002") == (LOST, None)


async def test_without_a_fault_there_is_no_goodwill() -> None:
    """Nor where the CRM does not answer: nothing was promised."""
    found = LOST.diagnosis
    assert found is not None
    fine = replace(LOST, diagnosis=replace(found, fault=None))
    assert await goodwill.add(fine, shop(), "c-0002") == (fine, None)
    assert await goodwill.add(LOST, shop(Mean), "c-0002") == (LOST, None)


@pytest.mark.parametrize("tier", ["standard", "plus", "business"])
def test_goodwill_is_a_matter_of_policy(tier: str) -> None:
    """A lost parcel is worth more than a late one, and nothing unknown is worth anything."""
    assert policy().goodwill_for("lost", tier) > policy().goodwill_for("late", tier)
    assert policy().goodwill_for("on_time", tier) == 0

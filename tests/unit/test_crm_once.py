"""Reading the CRM within one action: once, at once, and never another's answer."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.crm import demo
from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.errors import CrmUnavailable
from actions.crm.facets.people import Secret
from actions.crm.memory import MemoryCrm
from actions.crm.once import reading_once
from actions.engine.case import crm_access
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()


class CountingRecords(MemoryRecords):
    """The desk's own records, whose reading is counted with the CRM's."""

    def __init__(self, crm: CountingCrm) -> None:
        super().__init__(demo.demo_dataset(TODAY))
        self._crm = crm

    async def incidents(self, *, at: datetime | None = None, limit: int = 100) -> Any:
        return await self._crm.counted("incidents", super().incidents(at=at, limit=limit))


class CountingCrm(MemoryCrm):
    """The demo shop, which counts what it is asked; `broken` when orders cannot be read."""

    def __init__(self) -> None:
        super().__init__(demo.demo_dataset(TODAY), demo=True)
        self.asked: Counter[str] = Counter()
        self.under_way = self.most_at_once = 0
        self.broken = False

    async def customer(self, customer_id: str) -> Any:
        return await self.counted("customer", super().customer(customer_id))

    async def order(self, number: str) -> Any:
        return await self.counted("order", super().order(number))

    async def orders(self, customer_id: str, *, limit: int = 10) -> Any:
        return await self.counted("orders", super().orders(customer_id, limit=limit))

    def own_records(self) -> CountingRecords:
        return CountingRecords(self)

    async def counted(self, name: str, read: Any) -> Any:
        self.asked[name] += 1
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        for _ in range(5):  # whoever asks at the same time has done so by then
            await asyncio.sleep(0)
        self.under_way -= 1
        answer = await read
        if self.broken and name in ("order", "orders"):
            raise CrmUnavailable
        return answer


@pytest.fixture
def crm() -> Iterator[CountingCrm]:
    """The CRM of the action server while a test runs."""
    opened = CountingCrm()
    crm_access.use(whole(opened))
    yield opened
    crm_access.use(None)


async def test_equal_reads_are_one(crm: CountingCrm) -> None:
    """One after the other or at the same time; another customer's are their own."""
    once = reading_once(whole(crm))
    first, second = await asyncio.gather(once.orders.orders("c-0001"), once.orders.orders("c-0001"))
    assert first == second == await once.orders.orders("c-0001")
    assert crm.asked["orders"] == 1
    assert await once.orders.orders("c-0002") != first
    await once.orders.orders("c-0001", limit=1)
    assert crm.asked["orders"] == 3


async def test_a_failed_read_fails_for_all_who_asked(crm: CountingCrm) -> None:
    """Each hears of it; nobody takes it for an empty answer."""
    crm.broken = True
    once = reading_once(whole(crm))
    for _ in range(2):
        with pytest.raises(CrmUnavailable):
            await once.orders.order(demo.ORDER_LATE)


async def test_who_stops_waiting_leaves_the_answer_to_the_others(crm: CountingCrm) -> None:
    """A reader that is cancelled does not cancel the read."""
    once = reading_once(whole(crm))
    impatient = asyncio.ensure_future(once.people.customer("c-0001"))
    patient = asyncio.ensure_future(once.people.customer("c-0001"))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await patient).id == "c-0001"
    assert crm.asked["customer"] == 1


async def test_what_changes_something_is_never_shared(crm: CountingCrm) -> None:
    """Two tries of identity are two tries."""
    once = reading_once(whole(crm))
    about = {"conversation_id": "c", "client": None}
    wrong: dict[Secret, str] = {"order_number": demo.ORDER_LATE, "postcode": "00000"}
    tries = [
        await once.records.count_try(wrong, None, **about, idempotency_key=f"k{number}")
        for number in range(2)
    ]
    assert tries[0].tries_left == tries[1].tries_left + 1


async def test_a_case_is_looked_into_with_reads_at_the_same_time(crm: CountingCrm) -> None:
    """Incidents, the customer and their orders are asked for at once, and each of them once."""
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived")
    assert stage.case.diagnosis is not None
    assert crm.most_at_once >= 3
    assert set(crm.asked.values()) == {1}


async def test_reading_ahead_hides_no_failure(crm: CountingCrm) -> None:
    """Orders that cannot be read end the case as they did."""
    crm.broken = True
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived")
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "action_failed"

"""What the bridge owes the CRM arrives there once, however long the CRM is away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from actions.crm.demo import ORDER_LATE
from actions.crm.errors import CrmUnavailable
from actions.crm.facets.history import History
from actions.crm.port import Crm
from actions.crm.registry import open_crm
from contracts.turn import Complaint
from handoff import migrations
from handoff.jobs.crm_tasks import LEASE, RETRIES, CrmTasks
from handoff.jobs.engine.worker import Worker
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import (
    ComplaintTask,
    NoteTask,
    Owed,
    RatingTask,
    SettledTask,
    TicketTask,
)
from tests.desk import Desk, do_all
from tests.postgres import postgres_url


class Flaky:
    """A system that is away for its first calls."""

    def __init__(self, history: History, *, away: int) -> None:
        self._history = history
        self._away = away

    def __getattr__(self, name: str) -> Any:
        if self._away and name.startswith("add_"):
            self._away -= 1
            raise CrmUnavailable
        return getattr(self._history, name)


def flaky(crm: Crm, *, away: int) -> Crm:
    """The CRM, whose history is away for its first calls."""
    return replace(crm, history=Flaky(crm.history, away=away))


def a_note(**changes: Any) -> NoteTask:
    """A closing note for the first demo customer."""
    values = {
        "customer_id": "c-0001",
        "conversation_id": "cv_1",
        "author": "Sam",
        "text": "Solved.",
        "order_number": ORDER_LATE,
    }
    return NoteTask(**{**values, **changes})


async def owe(desk: Desk, task: crm_tasks.Task, key: str = "ho_1:note") -> None:
    """Owe the CRM something."""
    async with desk.db.write() as tx:
        await crm_tasks.add(tx, key=key, task=task, now=desk.clock())


async def states(desk: Desk) -> list[tuple[str, int]]:
    """State and tries of everything that is owed."""
    table = crm_tasks.crm_tasks
    async with desk.db.read() as connection:
        rows = await connection.execute(
            sa.select(table.c.state, table.c.attempts).order_by(table.c.id)
        )
        return [(row.state, row.attempts) for row in rows]


class Hanging:
    """A history whose notes of one customer hang until they may go on; it keeps their order."""

    def __init__(self, crm: Crm, customer_id: str) -> None:
        self._history = crm.history
        self.crm = replace(crm, history=self)
        self._customer_id = customer_id
        self.asked = asyncio.Event()
        self.go_on = asyncio.Event()
        self.noted: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._history, name)

    async def add_note(self, customer_id: str, **note: Any) -> Any:
        """A note, sooner or later."""
        if customer_id == self._customer_id:
            self.asked.set()
            await self.go_on.wait()
        self.noted.append((customer_id, note["text"]))
        return await self._history.add_note(customer_id, **note)


def a_worker(desk: Desk, crm: Crm) -> Worker[Owed, Owed, None]:
    """A worker of a desk."""
    return Worker(CrmTasks(desk.db, crm, desk.clock))


async def note(desk: Desk, customer_id: str, text: str, conversation_id: str | None = None) -> None:
    """Owe a note of a customer."""
    where = conversation_id or f"cv_{customer_id}"
    more = {"customer_id": customer_id, "conversation_id": where, "order_number": None}
    await owe(desk, a_note(text=text, **more), key=f"{customer_id}:{text}")


async def until(holds: Callable[[], bool]) -> None:
    """Return when it holds."""
    for _ in range(3_000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_a_call_that_hangs_holds_up_its_own_customer_only(desk: Desk) -> None:
    """Others' notes arrive meanwhile, each customer's in order, and the late ones after."""
    crm = Hanging(open_crm("memory:"), "c-0001")
    running = asyncio.create_task(a_worker(desk, crm.crm).run())
    await note(desk, "c-0001", "1")
    await note(desk, "c-0001", "2", conversation_id="cv_other")
    await asyncio.wait_for(crm.asked.wait(), 30)
    for text in ("1", "2", "3"):
        await note(desk, "c-0002", text)
        await note(desk, "c-0003", text)
    await until(lambda: len(crm.noted) == 6)
    assert [text for who, text in crm.noted if who == "c-0002"] == ["1", "2", "3"]
    assert [text for who, text in crm.noted if who == "c-0003"] == ["1", "2", "3"]
    crm.go_on.set()
    await until(lambda: len(crm.noted) == 8)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [text for who, text in crm.noted if who == "c-0001"] == ["1", "2"]


async def test_what_waits_for_a_retry_is_not_overtaken(desk: Desk) -> None:
    """Order within a customer holds while the CRM is away, too; who has nothing to do with it goes
    on."""
    crm = Hanging(flaky(open_crm("memory:"), away=1), "nobody")
    worker = a_worker(desk, crm.crm)
    await note(desk, "c-0001", "1")
    await do_all(worker)
    await note(desk, "c-0001", "2")
    await note(desk, "c-0002", "1")
    await do_all(worker)
    assert crm.noted == [("c-0001", "1"), ("c-0002", "1")]
    desk.clock.forward(seconds=2)
    await do_all(worker)
    assert crm.noted[2:] == [("c-0001", "1"), ("c-0001", "2")]
    assert {state for state, _ in await states(desk)} == {"done"}


async def test_what_was_complained_of_is_settled_behind_it(desk: Desk) -> None:
    """Also where the CRM knew the customer only in between: the conversation is the same."""
    crm = open_crm("memory:")
    found = Complaint(kind="service", root_cause="other")
    stranger = ComplaintTask(
        customer_id=None, conversation_id="cv_1", found_at=desk.clock(), complaint=found
    )
    await owe(desk, stranger, key="t_1:complaint")
    settled = SettledTask(conversation_id="cv_1", customer_id="c-0001")
    await owe(desk, settled, key="ho_1:settled")
    await do_all(a_worker(desk, crm))
    day = timedelta(days=1)
    [filed] = await crm.records.complaints(desk.clock() - day, desk.clock() + day)
    assert filed.state == "settled"


async def test_what_nobody_here_understands_blocks_nobody_else(desk: Desk) -> None:
    """A task of a newer bridge is tried again and at last given up; others' go on."""
    crm = open_crm("memory:")
    worker = a_worker(desk, crm)
    await owe(desk, a_note(), key="strange")
    async with desk.db.write() as tx:
        strange = {"type": "newer", "conversation_id": "cv_1"}
        await tx.connection.execute(crm_tasks.crm_tasks.update().values(payload=strange))
    await note(desk, "c-0002", "1")
    await do_all(worker)
    assert await states(desk) == [("queued", 1), ("done", 0)]
    for _ in range(RETRIES.tries):
        desk.clock.forward(minutes=10)
        await do_all(worker)
    assert [state for state, _ in await states(desk)] == ["failed", "done"]


@pytest.fixture
async def bridges() -> AsyncIterator[tuple[Desk, Desk]]:
    """Two bridges on one database."""
    url = postgres_url(migrations.upgrade)
    both = Desk(url), Desk(url)
    yield both
    for each in both:
        await each.close()


@pytest.mark.postgres
async def test_of_several_bridges_one_does_it(
    bridges: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes long stays with the bridge that does it, and so does what waits behind it."""
    monkeypatch.setattr("handoff.jobs.crm_tasks.SIGN_SECONDS", 0.01)
    one, two = bridges
    slow, quick = (Hanging(open_crm("memory:"), who) for who in ("c-0001", "nobody"))
    await note(one, "c-0001", "1")
    await note(one, "c-0001", "2")
    working = asyncio.create_task(a_worker(one, slow.crm).run_due())
    await asyncio.wait_for(slow.asked.wait(), 30)
    await note(two, "c-0002", "1")
    for _ in range(2):
        for each in bridges:
            each.clock.forward(seconds=10)
        await until_held(one, one.clock() + LEASE)
        await do_all(a_worker(two, quick.crm))
    assert quick.noted == [("c-0002", "1")]
    slow.go_on.set()
    await working
    await do_all(a_worker(two, quick.crm))
    assert (slow.noted, quick.noted[1:]) == ([("c-0001", "1")], [("c-0001", "2")])


@pytest.mark.postgres
async def test_what_a_bridge_leaves_behind_is_done_by_another(bridges: tuple[Desk, Desk]) -> None:
    """When the lease of a bridge that died is over, and not before."""
    one, two = bridges
    crm = open_crm("memory:")
    dying, alive = Hanging(crm, "c-0001"), Hanging(crm, "nobody")
    await note(one, "c-0001", "1")
    working = asyncio.create_task(a_worker(one, dying.crm).run_due())
    await asyncio.wait_for(dying.asked.wait(), 30)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert await a_worker(two, alive.crm).run_due() == 0
    two.clock.now += LEASE
    assert await a_worker(two, alive.crm).run_due() == 1
    assert [note.text for note in await crm.history.notes("c-0001") if note.author == "Sam"] == [
        "1"
    ]


async def test_a_customer_hears_of_a_ticket_once(desk: Desk) -> None:
    """Though two bridges may have filed it, each after the other's lease, the first tells of it."""
    crm = open_crm("memory:")
    conversation = await desk.say("hello")
    ticket = TicketTask(
        customer_id="c-0001",
        conversation_id=conversation.conversation_id,
        call_back=False,
        subject="A subject",
        body="A body",
    )
    await owe(desk, ticket)
    kind = CrmTasks(desk.db, crm, desk.clock)
    [owed] = await kind.claim((), 1)
    await kind.do(owed)
    before = await desk.transcript()
    await kind.do(owed)
    assert await desk.transcript() == before


async def until_held(desk: Desk, when: datetime) -> None:
    """Return when what is being done is its bridge's until then."""
    table = crm_tasks.crm_tasks
    first = sa.select(table.c.due_at).order_by(table.c.id).limit(1)
    for _ in range(1_000):
        async with desk.db.read() as connection:
            if (await connection.execute(first)).scalar_one() >= when:
                return
        await asyncio.sleep(0.01)
    raise TimeoutError(when)


async def test_a_note_arrives_once(desk: Desk) -> None:
    """A note is in the CRM after a run, and a second run adds nothing."""
    crm = open_crm("memory:")
    worker = Worker(CrmTasks(desk.db, crm, desk.clock))
    await owe(desk, a_note())
    assert (await worker.run_due(), await worker.run_due()) == (1, 0)
    assert [n.text for n in await crm.history.notes("c-0001") if n.author == "Sam"] == ["Solved."]


async def test_a_crm_that_is_away_gets_it_later(desk: Desk) -> None:
    """While the CRM is away the note waits, longer each time, and then arrives."""
    crm = open_crm("memory:")
    worker = Worker(CrmTasks(desk.db, flaky(crm, away=2), desk.clock))
    await owe(desk, a_note())
    await worker.run_due()
    assert await states(desk) == [("queued", 1)]
    desk.clock.forward(seconds=3)
    await worker.run_due()
    desk.clock.forward(seconds=3)
    assert await worker.run_due() == 0
    desk.clock.forward(seconds=3)
    await worker.run_due()
    assert await states(desk) == [("done", 2)]
    assert any(note.author == "Sam" for note in await crm.history.notes("c-0001"))


async def test_a_note_about_no_order_is_kept(desk: Desk) -> None:
    """A note whose order the CRM does not know is kept without it."""
    crm = open_crm("memory:")
    await owe(desk, a_note(order_number="99999"))
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    [note] = [note for note in await crm.history.notes("c-0001") if note.author == "Sam"]
    assert note.order_number is None


async def test_what_the_crm_refuses_is_marked(desk: Desk) -> None:
    """A task that can never work is marked as failed and tried no more."""
    worker = Worker(CrmTasks(desk.db, open_crm("memory:"), desk.clock))
    await owe(desk, a_note(customer_id="nobody", order_number=None))
    await worker.run_due()
    desk.clock.forward(hours=1)
    assert await worker.run_due() == 0
    assert await states(desk) == [("failed", 0)]


async def test_a_rating_arrives(desk: Desk) -> None:
    """A rating is kept as one of the agent."""
    crm = open_crm("memory:")
    await owe(
        desk, RatingTask(customer_id="c-0001", conversation_id="cv_1", score=4, comment="quick")
    )
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    [rating] = await crm.records.ratings("cv_1")
    assert (rating.about, rating.score, rating.comment) == ("agent", 4, "quick")


def a_complaint(found: Complaint, desk: Desk) -> ComplaintTask:
    """A complaint of the first demo customer."""
    return ComplaintTask(
        customer_id="c-0001", conversation_id="cv_1", found_at=desk.clock(), complaint=found
    )


async def test_a_complaint_arrives_and_is_settled(desk: Desk) -> None:
    """A complaint is filed with the time when it was found, and made good with its conversation."""
    crm, found_at = open_crm("memory:"), desk.clock()
    late = Complaint(kind="delivery", root_cause="carrier_delay", order_number=ORDER_LATE)
    await owe(desk, a_complaint(late, desk))
    desk.clock.forward(hours=3)
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    day = timedelta(days=1)
    [filed] = await crm.records.complaints(found_at - day, found_at + day)
    assert (filed.root_cause, filed.order_number, filed.state) == (
        "carrier_delay",
        ORDER_LATE,
        "open",
    )
    assert filed.opened_at == found_at
    async with desk.db.write() as tx:
        task = SettledTask(conversation_id="cv_1")
        await crm_tasks.add(tx, key="ho_1:settled", task=task, now=desk.clock())
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    [settled] = await crm.records.complaints(found_at - day, found_at + day)
    assert settled.state == "settled"


async def test_a_complaint_in_words_unknown_here(desk: Desk) -> None:
    """Neither words of a newer bot nor an order that nobody knows keep it from being filed."""
    crm = open_crm("memory:")
    found = Complaint(kind="new", root_cause="newer", order_number="99999", product="A card")
    await owe(desk, a_complaint(found, desk))
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    [filed] = await crm.records.complaints(desk.clock(), desk.clock() + timedelta(days=1))
    assert (filed.kind, filed.root_cause, filed.order_number) == ("service", "other", "99999")

"""What the bridge owes the CRM arrives there once, however long the CRM is away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from actions.crm.demo import ORDER_LATE
from actions.crm.errors import CrmUnavailable
from actions.crm.port import Crm
from actions.crm.registry import open_crm
from bot.wire import Complaint
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.worker import Worker
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import (
    ComplaintTask,
    NoteTask,
    RatingTask,
    SettledTask,
)
from tests.desk import Desk


class Flaky:
    """A CRM that is away for its first calls."""

    def __init__(self, crm: Crm, *, away: int = 0) -> None:
        self._crm = crm
        self._away = away

    def __getattr__(self, name: str) -> Any:
        if self._away and name.startswith("add_"):
            self._away -= 1
            raise CrmUnavailable
        return getattr(self._crm, name)


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


async def owe(desk: Desk, task: crm_tasks.Task) -> None:
    """Owe the CRM something."""
    async with desk.db.write() as tx:
        await crm_tasks.add(tx, key="ho_1:note", task=task, now=desk.clock())


async def states(desk: Desk) -> list[tuple[str, int]]:
    """State and tries of everything that is owed."""
    table = crm_tasks.crm_tasks
    async with desk.db.read() as connection:
        rows = await connection.execute(sa.select(table.c.state, table.c.attempts))
        return [(row.state, row.attempts) for row in rows]


async def test_a_note_arrives_once(desk: Desk) -> None:
    """A note is in the CRM after a run, and a second run adds nothing."""
    crm = open_crm("memory:")
    worker = Worker(CrmTasks(desk.db, crm, desk.clock))
    await owe(desk, a_note())
    assert (await worker.run_due(), await worker.run_due()) == (1, 0)
    assert [n.text for n in await crm.notes("c-0001") if n.author == "Sam"] == ["Solved."]


async def test_a_crm_that_is_away_gets_it_later(desk: Desk) -> None:
    """While the CRM is away the note waits, longer each time, and then arrives."""
    crm = open_crm("memory:")
    worker = Worker(CrmTasks(desk.db, Flaky(crm, away=2), desk.clock))  # type: ignore[arg-type]
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
    assert any(note.author == "Sam" for note in await crm.notes("c-0001"))


async def test_a_note_about_no_order_is_kept(desk: Desk) -> None:
    """A note whose order the CRM does not know is kept without it."""
    crm = open_crm("memory:")
    await owe(desk, a_note(order_number="99999"))
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    [note] = [note for note in await crm.notes("c-0001") if note.author == "Sam"]
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
    [rating] = await crm.ratings("cv_1")
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
    [filed] = await crm.complaints(found_at - day, found_at + day)
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
    [settled] = await crm.complaints(found_at - day, found_at + day)
    assert settled.state == "settled"


async def test_a_complaint_in_words_unknown_here(desk: Desk) -> None:
    """Neither words of a newer bot nor an order that nobody knows keep it from being filed."""
    crm = open_crm("memory:")
    found = Complaint(kind="new", root_cause="newer", order_number="99999", product="A card")
    await owe(desk, a_complaint(found, desk))
    await Worker(CrmTasks(desk.db, crm, desk.clock)).run_due()
    [filed] = await crm.complaints(desk.clock(), desk.clock() + timedelta(days=1))
    assert (filed.kind, filed.root_cause, filed.order_number) == ("service", "other", None)

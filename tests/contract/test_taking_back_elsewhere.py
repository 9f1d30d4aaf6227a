"""What customers took back is said by no note and no ticket of the CRM, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from actions.crm.errors import CrmUnavailable
from actions.crm.facets.rewords import Rewords
from actions.crm.once_only.facet import once_only
from actions.crm.port import Crm
from handoff.core import texts
from handoff.core.channel.inbound_events import Edited, Sender
from handoff.core.model import Conversation
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine.worker import Worker
from handoff.jobs.redacting import Redacting
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import NoteTask, Task, TicketTask
from handoff.store.tables.delivery import crm_tasks as tasks
from handoff.store.tables.delivery import redactions
from tests.contract.test_platform_sql import HERE, Stage, a_message
from tests.contract.test_taking_back import KeptFiles, Listener, NobodyErased
from tests.demo_fixtures import InMemory, InPostgres, InSqlite
from tests.desk import START
from tests.whole_crm import whole

SECRET = "my neighbour is called Agnes Miller"
GONE = "(deleted by the customer)"
ANNA = "c-0001"


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


@pytest.fixture
async def crm() -> AsyncIterator[Crm]:
    """The demo shop."""
    async with InMemory().opened() as shop:
        yield whole(shop)


def redacting(desk: Stage, crm: Crm) -> Redacting:
    """The round that has things forgotten, with a bot that is there."""
    bot = Listener()
    bot.away = False
    return Redacting(desk.db, desk.clock, KeptFiles(), bot, crm, NobodyErased())


async def said(desk: Stage, crm: Crm, *, brought: bool = True) -> Conversation:
    """A conversation of which the CRM has a note and a ticket, or is still owed them."""
    await desk.tells(a_message("1", text=SECRET))
    conversation = await desk.at(HERE)
    known = {"customer_id": ANNA, "conversation_id": conversation.id}
    owed: tuple[Task, ...] = (
        NoteTask(**known, author="Kim", text=f"Solved. They said: {SECRET}."),
        TicketTask(**known, call_back=False, subject=SECRET, body=f"Hello, {SECRET}"),
    )
    async with desk.db.write() as tx:
        for number, task in enumerate(owed):
            await crm_tasks.add(tx, key=f"k{number}", task=task, now=desk.clock())
    if brought:
        await bring(desk, crm)
    return conversation


async def bring(desk: Stage, crm: Crm) -> None:
    """The CRM gets what it is owed."""
    worker = Worker(CrmTasks(desk.db, crm, desk.clock))
    while await worker.run_due():
        pass


async def take_back(desk: Stage) -> None:
    """The customer deletes their message."""
    sender = Sender(id="49151", phone="49151")
    told = Edited(account="1001", key="x", at=START, sender=sender, target="1", revoked=True)
    await desk.tells(told)


async def owed_rows(desk: Stage) -> str:
    """Everything that the desk keeps of what it owes, or has owed."""
    async with desk.db.read() as connection:
        return str([(await connection.execute(sa.select(t))).all() for t in (tasks, redactions)])


async def history(crm: Crm) -> str:
    """What the CRM remembers."""
    return str([await crm.history.notes(ANNA), await crm.history.tickets(ANNA)])


async def test_notes_and_tickets_say_it_no_more(desk: Stage, crm: Crm) -> None:
    """What was brought to the CRM reads otherwise there, and nowhere in the desk's own tables."""
    await said(desk, crm)
    assert SECRET in await history(crm)
    await take_back(desk)
    await redacting(desk, crm).look()
    assert "Agnes" not in await history(crm)
    assert f"Solved. They said: {GONE}." in await history(crm)
    assert "Agnes" not in await owed_rows(desk)


async def test_what_is_still_owed_is_brought_without_it(desk: Stage, crm: Crm) -> None:
    """A note that waits loses the words at once; whoever was just bringing it is waited for."""
    await said(desk, crm, brought=False)
    await take_back(desk)
    async with desk.db.read() as connection:
        assert "Agnes" not in str((await connection.execute(sa.select(tasks))).all())
    work = redacting(desk, crm)
    await work.look()
    assert "Agnes" in await owed_rows(desk)
    await bring(desk, crm)
    desk.clock.forward(minutes=1)
    await work.look()
    assert "Agnes" not in await owed_rows(desk) + await history(crm)


async def test_a_crm_that_is_away_is_told_later(desk: Stage, crm: Crm) -> None:
    """It is owed until it is done."""
    await said(desk, crm)
    await take_back(desk)
    away: Any = Away(crm.history)
    await redacting(desk, replace(crm, history=away)).look()
    assert "Agnes" in await history(crm)
    desk.clock.forward(minutes=1)
    await redacting(desk, crm).look()
    assert "Agnes" not in await history(crm)


async def test_what_the_desk_cannot_change_a_colleague_does(desk: Stage, crm: Crm) -> None:
    """Where a system cannot change its notes, agents read that somebody has to look there."""
    conversation = await said(desk, crm)
    await take_back(desk)
    fixed: Any = Fixed(crm.history)
    await redacting(desk, replace(crm, history=fixed)).look()
    lines = await desk.customers.transcript(conversation.id, notes=True)
    (note,) = [one for one in lines if one.kind == "note"]
    assert note.text == texts.kept_elsewhere(2)
    assert "Agnes" not in await owed_rows(desk)


@pytest.mark.parametrize("able", [True, False])
async def test_an_adapter_of_the_companys_own_may_be_able_to(
    desk: Stage, crm: Crm, able: bool
) -> None:
    """Behind the ledger of writes, too: what it can do it does, and else a colleague looks."""
    conversation = await said(desk, crm)
    await take_back(desk)
    history_of_own: Any = (Able if able else Fixed)(crm.history)
    await redacting(desk, once_only(replace(crm, history=history_of_own))).look()
    assert ("Agnes" in await history(crm)) is not able
    lines = await desk.customers.transcript(conversation.id, notes=True)
    assert [one.kind for one in lines].count("note") == (0 if able else 1)


async def test_nobody_is_sent_to_look_for_nothing(desk: Stage, crm: Crm) -> None:
    """A conversation of which such a system was told nothing leaves nobody anything to do."""
    await desk.tells(a_message("1", text=SECRET))
    await take_back(desk)
    fixed: Any = Fixed(crm.history)
    await redacting(desk, replace(crm, history=fixed)).look()
    conversation = await desk.at(HERE)
    lines = await desk.customers.transcript(conversation.id, notes=True)
    assert [one for one in lines if one.kind == "note"] == []


@pytest.mark.parametrize(
    "shop", [InMemory, InSqlite, pytest.param(InPostgres, marks=pytest.mark.postgres)]
)
async def test_a_system_rewords_one_conversation_alone(shop: Any) -> None:
    """Notes and tickets of others stay; a write that is repeated tells the new words."""
    async with shop().opened() as opened:
        assert isinstance(opened, Rewords)

        async def note(key: str, conversation_id: str | None) -> str:
            more = {"author": "bot", "conversation_id": conversation_id, "idempotency_key": key}
            return (await opened.add_note(ANNA, text="Agnes, not Agnesia", **more)).text

        await note("one", "cv_1")
        await note("two", "cv_2")
        await note("three", None)
        await opened.open_ticket(
            *(ANNA,),
            subject="For Agnes",
            body="Agnes called",
            kind="message",
            conversation_id="cv_1",
            idempotency_key="four",
        )
        assert await opened.reword("cv_1", "Agnes", GONE) == 2
        assert await opened.reword("cv_1", "Agnes", GONE) == 0
        assert await note("one", "cv_1") == f"{GONE}, not Agnesia"
        assert await note("two", "cv_2") == "Agnes, not Agnesia"
        (ticket,) = [t for t in await opened.tickets(ANNA) if t.conversation_id == "cv_1"]
        assert (ticket.subject, ticket.body) == (f"For {GONE}", f"{GONE} called")
        notes = [one for one in await opened.notes(ANNA) if "Agnesia" in one.text]
        assert sorted(one.text.startswith(GONE) for one in notes) == [False, False, True]


class Fixed:
    """A history whose entries nobody can change."""

    def __init__(self, history: Any) -> None:
        self._history = history

    async def notes(self, customer_id: str) -> Any:
        """What it has."""
        return await self._history.notes(customer_id)


class Able(Fixed):
    """A history whose entries can be changed."""

    async def reword(self, conversation_id: str, old: str, new: str) -> int:
        """As the embedded one does."""
        changed: int = await self._history.reword(conversation_id, old, new)
        return changed


class Away(Fixed):
    """A history that does not answer."""

    async def reword(self, *_words: str) -> int:
        """Not now."""
        raise CrmUnavailable("no answer")

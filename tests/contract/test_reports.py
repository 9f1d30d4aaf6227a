"""Figures, each counted by hand on a small set of conversations, alike on each database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from actions.crm.dataset import Dataset
from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm, served_by
from contracts.turn import Complaint, Parse, TurnResult
from handoff.core.model import Agent, Author
from handoff.core.reports.figures import DEFINITIONS, Whose
from handoff.core.reports.periods import Period
from handoff.core.reports.tables import Table
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine.worker import Worker
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.tables.cases import handoffs
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Report, Reports
from tests.desk import Desk, a_request, says
from tests.whole_crm import whole

ALL: frozenset[Whose] = frozenset({"bot", "people"})
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 3)
LATE = Complaint(kind="delivery", root_cause="carrier_delay", carrier="Northway")


class SilentRecords(MemoryRecords):
    """Records that do not answer."""

    async def complaints(self, since: datetime, until: datetime) -> Any:
        """Nothing comes."""
        raise CrmUnavailable


def about(topic: str, **more: Any) -> TurnResult:
    """A bot's answer to something that it took for that topic."""
    parse = Parse(message_id="m", intent=topic, confidence=0.9)
    return says("One moment.", parses=(parse,), **more)


def wants(reason: str, skill: str) -> Any:
    """A wish for a person."""
    return a_request(reason=reason, skill=skill)


class Story:
    """Six conversations on two days, and one more two days later."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = 0

    async def tell(self) -> None:
        """Let all of it happen."""
        desk = self.desk
        self.sam = await desk.agent("Sam", skills=("orders",), capacity=9)
        self.kim = await desk.agent("Kim", skills=("money",), capacity=9)
        await self.monday()
        desk.clock.forward(hours=24)
        await self.tuesday()
        desk.clock.forward(hours=48)
        await self.thursday()

    async def monday(self) -> None:
        """One for the bot, one solved by Sam, one who gives up."""
        desk = self.desk
        await self.asks("v:1", about("order_missing", complaint=LATE))
        await self.rates_bot("v:1", 4)
        await self.rates_bot("v:1", 1)
        await self.asks("v:2", about("order_missing", handoff=wants("customer_asked", "orders")))
        desk.clock.forward(minutes=2)
        await self.accepts(self.sam)
        desk.clock.forward(minutes=3)
        await self.answers(self.sam, "v:2")
        desk.clock.forward(minutes=10)
        await desk.write("and when?", address="v:2")
        desk.clock.forward(minutes=4)
        await self.answers(self.sam, "v:2")
        await self.resolves(self.sam, "v:2", rating=5)
        await self.asks("v:3", about("get_refund", handoff=wants("low_understanding", "money")))
        desk.clock.forward(minutes=1)
        await desk.write("never mind", address="v:3")

    async def tuesday(self) -> None:
        """One solved by Kim, who will be back, and one about nothing."""
        desk = self.desk
        await self.asks("v:4", about("get_refund", handoff=wants("policy", "money")))
        await self.accepts(self.kim)
        desk.clock.forward(minutes=1)
        await self.answers(self.kim, "v:4")
        await self.resolves(self.kim, "v:4", rating=3)
        await self.asks("v:5", about("greet"))

    async def thursday(self) -> None:
        """Kim's customer comes back, in a new conversation."""
        await self.asks("v:4", about("get_refund", handoff=wants("customer_asked", "money")))

    async def asks(self, address: str, answer: TurnResult) -> None:
        """A customer writes, and the bot answers."""
        self.desk.bot.script.append(answer)
        await self.desk.say("hello", address=address)

    async def accepts(self, agent: Agent) -> None:
        """An agent takes what is offered."""
        await self.desk.agent_actions.still_there([self.sam.id, self.kim.id])
        await self.desk.routing.run_due()
        (pending,) = (await self.desk.overview.snapshot(agent.id)).offers
        await self.desk.agent_actions.accept(agent.id, pending.offer.id)

    async def answers(self, agent: Agent, address: str) -> None:
        """An agent writes."""
        self.count += 1
        here = await self.desk.here(address)
        await self.desk.agent_actions.say(
            agent.id, here.id, epoch=here.epoch, client_id=f"a{self.count}", text="Here you are."
        )

    async def resolves(self, agent: Agent, address: str, *, rating: int) -> None:
        """An agent ends a case, and the customer rates it."""
        desk = self.desk
        here = await desk.here(address)
        await desk.agent_actions.resolve(
            agent.id, here.id, epoch=here.epoch, disposition="solved", note=""
        )
        async with desk.db.read() as connection:
            of = sa.select(handoffs.c.id).where(handoffs.c.conversation_id == here.id)
            handoff_id = str(await connection.scalar(of))
        await desk.rate(handoff_id, rating, address=address, client_id=f"r{address}")

    async def rates_bot(self, address: str, score: int) -> None:
        """A rating of a conversation that the bot had alone."""
        here = await self.desk.here(address)
        content = Content(custom={"score": score, "comment": ""})
        said = Draft(
            author=Author(kind="customer"), kind="rating", text=str(score), content=content
        )
        async with self.desk.db.write() as tx:
            conversation = await log.lock(tx, here.id)
            await log.append(tx, conversation, said, self.desk.clock.now)


@pytest.fixture
async def told(desk: Desk) -> Desk:
    """A desk on which all of it has happened."""
    await Story(desk).tell()
    return desk


def reports(desk: Desk, crm: Crm | None = None) -> Reports:
    """The reports of a desk."""
    return Reports(desk.db, CrmInsights(crm or whole(MemoryCrm(Dataset()))))


def days(first: date = FIRST, last: date = LAST, timezone: str = "UTC") -> Period:
    """Some days, somewhere."""
    return Period(first=first, last=last, timezone=timezone)


async def report(desk: Desk, first: date = FIRST, last: date = LAST) -> Report:
    """All figures of some days."""
    return await reports(desk).of(days(first, last), ALL)


def table(found: Report, name: str) -> Table:
    """One of its tables."""
    return next(each for each in found.tables if each.name == name)


async def test_every_figure_is_what_one_counts_by_hand(told: Desk) -> None:
    """Monday: v:1 bot, v:2 Sam (300 s, then 240 s, 420 s in hand), v:3 gives up. Tuesday: v:4 Kim
    (60 s), who comes back on Thursday; v:5 bot.
    """
    found = await report(told)
    counted = {each.name: (each.value, each.base) for each in found.figures}
    assert counted == {
        "conversations": (5.0, 5),
        "containment": (2 / 5, 5),
        "bot_rating": (4.0, 1),
        "cases": (3.0, 3),
        "first_answer": (60.0, 2),
        "first_answer_most": (300.0, 2),
        "next_answer": (240.0, 1),
        "handle_time": ((180 + 240 + 60) / 2, 2),
        "abandonment": (1 / 3, 3),
        "first_contact_resolution": (1 / 2, 2),
        "reopen_rate": (1 / 2, 2),
        "people_rating": (4.0, 2),
        "first_answers_in_time": (None, 0),
        "next_answers_in_time": (None, 0),
        "resolutions_in_time": (None, 0),
    }
    assert {each.before for each in found.figures} == {None, 0.0}


async def test_tables_say_the_same_in_parts(told: Desk) -> None:
    """By day, reason, topic, skill and agent, as one counts them by hand."""
    found = await report(told)
    assert table(found, "bot_days").rows == (
        ("2026-03-02", 3, 1, 2, 1 / 3),
        ("2026-03-03", 2, 1, 1, 1 / 2),
    )
    assert table(found, "reasons").rows == (
        ("customer_asked", 1, 1 / 5, None),
        ("low_understanding", 1, 1 / 5, None),
        ("policy", 1, 1 / 5, None),
    )
    assert table(found, "topics").rows == (
        ("get_refund", 2, 0.0, None),
        ("order_missing", 2, 1 / 2, None),
        (None, 1, 1.0, None),
    )
    assert table(found, "people_days").rows == (
        ("2026-03-02", 2, 1, 1, 300),
        ("2026-03-03", 1, 1, 0, 60),
    )
    assert table(found, "skills").rows == (
        ("money", 2, 60, None, 60.0, 1 / 2, 0.0, 3.0),
        ("orders", 1, 300, None, 420.0, 0.0, 1.0, 5.0),
    )
    assert table(found, "agents").rows == (
        ("Kim", 1, 60, 60.0, 0.0, 3.0),
        ("Sam", 1, 300, 420.0, 1.0, 5.0),
    )


async def test_a_period_is_compared_with_the_one_before(told: Desk) -> None:
    """What was counted of Monday and Tuesday stands beside Wednesday and Thursday."""
    found = await report(told, date(2026, 3, 4), date(2026, 3, 5))
    counted = {each.name: (each.value, each.before) for each in found.figures}
    assert counted["conversations"] == (1.0, 5.0)
    assert counted["containment"] == (0.0, 2 / 5)
    assert counted["cases"] == (1.0, 3.0)
    assert counted["first_answer"] == (None, 60.0)
    assert table(found, "reasons").rows == (
        ("customer_asked", 1, 1.0, 1 / 5),
        ("low_understanding", 0, 0.0, 1 / 5),
        ("policy", 0, 0.0, 1 / 5),
    )
    assert table(found, "topics").rows == (("get_refund", 1, 0.0, 0.0),)


async def test_days_are_those_of_who_looks(desk: Desk) -> None:
    """What is late on Monday in Greenwich is Tuesday in Berlin."""
    desk.clock.forward(hours=14, minutes=30)
    await desk.say("hello")
    for timezone, counts in (("UTC", (1, 0)), ("Europe/Berlin", (0, 1))):
        found = await reports(desk).of(days(timezone=timezone), ALL)
        assert tuple(row[1] for row in table(found, "bot_days").rows) == counts
        assert found.timezone == timezone


async def test_the_bots_figures_alone(told: Desk) -> None:
    """Who may read those of the bot sees no figure of people, and no table with a name."""
    found = await reports(told).of(days(), frozenset({"bot"}))
    assert {each.of for each in found.figures} == {"bot"}
    assert [each.name for each in found.tables] == ["bot_days", "reasons", "topics"]


async def test_root_causes_come_from_the_crm(told: Desk) -> None:
    """How many customers a carrier let down, and how many it were before."""
    crm = whole(MemoryCrm(Dataset(), clock=told.clock))
    await Worker(CrmTasks(told.db, crm, told.clock)).run_due()
    found = await reports(told, crm).of(days(), ALL)
    assert table(found, "causes").rows == (("carrier_delay", "Northway", 1, 0, 1),)


async def test_without_the_crm_the_rest_stands(told: Desk) -> None:
    """A CRM that is away leaves out the root causes, and says so."""
    shop = MemoryCrm(Dataset())
    found = await reports(told, served_by(shop, SilentRecords())).of(days(), ALL)
    assert found.without is not None
    assert found.without.startswith("Root causes are missing")
    assert len(found.figures) == len(DEFINITIONS)
    assert table(found, "causes").rows == ()


async def test_an_empty_desk_has_a_report(desk: Desk) -> None:
    """Nothing to count is no error: counts are 0, and shares are unknown."""
    found = await report(desk)
    assert {each.value for each in found.figures} == {None, 0.0}
    assert len(table(found, "bot_days").rows) == 2

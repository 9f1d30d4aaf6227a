"""How long customers wait for people: kept by every way of writing, alike on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from handoff.core.events import SlaTimerChanged
from handoff.core.model import SlaTimer
from handoff.core.sla.hours import ALWAYS
from handoff.core.sla.rules import Timekeeper
from handoff.core.sla.targets import Targets
from handoff.store.cases.sla import SlaTimers
from handoff.store.read_models import gauges
from handoff.store.tables.sla import answers, clocks, stints
from tests.desk import START, Desk, a_request, says

TARGETS = msgspec.convert(
    {"first_answer": "10m", "next_answer": "20m", "resolution": "2h"}, Targets
)


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Desk]:
    """A desk that promises something, on each database."""
    made = Desk(desk_url, targets=TARGETS)
    yield made
    await made.close()


async def rows(desk: Desk, table: sa.Table, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, in the order of its key."""
    query = sa.select(*(table.c[name] for name in columns)).order_by(*table.primary_key.columns)
    async with desk.db.read() as connection:
        return [tuple(row) for row in await connection.execute(query)]


def told(desk: Desk) -> list[SlaTimer]:
    """Each state of a clock that consoles were told of."""
    return [r.event.clock for r in desk.events if isinstance(r.event, SlaTimerChanged)]


def minutes(desk: Desk, *numbers: float) -> list[datetime]:
    """Times so long after the start."""
    return [START + timedelta(minutes=number) for number in numbers]


async def say(desk: Desk, agent_id: str, text: str, client_id: str) -> None:
    """Answer the customer."""
    here = await desk.here()
    await desk.agent_actions.say(
        agent_id, here.id, epoch=here.epoch, client_id=client_id, text=text
    )


async def test_a_case_from_the_queue_to_its_end(desk: Desk) -> None:
    """First answer, a question and its answer: each wait is kept with who ended it."""
    sam = await desk.agent()
    here = await desk.taken_by(sam)
    desk.clock.forward(minutes=12)
    await say(desk, sam.id, "Hello", "a1")
    desk.clock.forward(minutes=30)
    await desk.write("and when?")
    desk.clock.forward(minutes=3)
    await say(desk, sam.id, "Tomorrow", "a2")
    desk.clock.forward(minutes=60)
    await desk.agent_actions.resolve(
        sam.id, here.id, epoch=here.epoch, disposition="solved", note=""
    )
    assert await rows(desk, answers, "target", "seconds", "in_time", "agent_id") == [
        ("first_answer", 720, False, sam.id),
        ("next_answer", 180, True, sam.id),
    ]
    assert await rows(desk, stints, "agent_id", "seconds") == [(sam.id, 720), (sam.id, 180)]
    assert await rows(desk, clocks, "spent", "ended_why", "in_time", "waits_since") == [
        (900, "resolved", True, None)
    ]


async def test_the_bots_time_is_none_of_it(desk: Desk) -> None:
    """The clock begins when the case comes to people, however long the bot was at it."""
    await desk.say("hello")
    desk.clock.forward(hours=3)
    await desk.handed_off()
    (clock,) = told(desk)
    assert clock.waits_since == desk.clock.now
    assert [(due.target, due.at - desk.clock.now) for due in clock.dues] == [
        ("first_answer", timedelta(minutes=10)),
        ("resolution", timedelta(hours=2)),
    ]


async def test_what_the_bot_hears_starts_no_clock(desk: Desk) -> None:
    """Before and after a case there is nothing to keep."""
    sam = await desk.agent()
    here = await desk.taken_by(sam)
    await desk.agent_actions.resolve(
        sam.id, here.id, epoch=here.epoch, disposition="solved", note=""
    )
    before = len(told(desk))
    await desk.say("hello again")
    assert len(told(desk)) == before


async def test_an_internal_note_is_no_answer(desk: Desk) -> None:
    """Only words to the customer end their wait."""
    sam = await desk.agent()
    here = await desk.taken_by(sam)
    await desk.agent_actions.note(sam.id, here.id, client_id="n1", text="hm")
    assert await rows(desk, answers, "id") == []


async def test_a_case_that_is_passed_on(desk: Desk) -> None:
    """The customer waits on, by the new skill's targets; each agent's work is their own."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim", skills=("money",))
    here = await desk.taken_by(sam)
    desk.clock.forward(minutes=2)
    await desk.transfers.transfer(
        sam.id, here.id, epoch=here.epoch, to_agent=None, to_skill="money", note="Yours"
    )
    desk.clock.forward(minutes=3)
    await desk.agent_actions.still_there([sam.id, kim.id])
    await desk.routing.run_due()
    (pending,) = (await desk.overview.snapshot(kim.id)).offers
    await desk.agent_actions.accept(kim.id, pending.offer.id)
    desk.clock.forward(minutes=1)
    await say(desk, kim.id, "Hello", "a1")
    assert await rows(desk, stints, "agent_id", "seconds") == [(sam.id, 120), (kim.id, 60)]
    assert await rows(desk, answers, "seconds", "agent_id") == [(360, kim.id)]
    assert await rows(desk, clocks, "skill", "agent_id") == [("money", kim.id)]


async def test_what_the_bot_asks_for_an_agent_is_their_answer(desk: Desk) -> None:
    """We wait for the customer meanwhile; their answer lets them wait for us again."""
    sam = await desk.agent("Sam")
    here = await desk.taken_by(sam)
    desk.clock.forward(minutes=2)
    await desk.bot_tasks.ask(sam.id, here.id, epoch=here.epoch, kind="serial_number", question="")
    assert await rows(desk, answers, "seconds", "agent_id") == [(120, sam.id)]
    assert await rows(desk, stints, "agent_id", "seconds") == [(sam.id, 120)]
    assert await rows(desk, clocks, "waits_since") == [(None,)]
    desk.clock.forward(minutes=30)
    await desk.write("SN-77A20411")
    assert await rows(desk, clocks, "waits_since", "agent_id") == [(desk.clock.now, None)]
    assert len(await rows(desk, stints, "id")) == 1


async def test_who_leaves_the_queue_stops_the_clock(desk: Desk) -> None:
    """A customer who says never mind waits no more, and why is kept."""
    await desk.handed_off()
    await desk.write("never mind")
    assert await rows(desk, clocks, "ended_why", "in_time") == [("never_mind", None)]


async def test_consoles_are_shown_the_clocks_of_their_cases(desk: Desk) -> None:
    """An agent's own cases and what waits, but not what colleagues have."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    await desk.taken_by(sam)
    await desk.agent_actions.set_presence(sam.id, "away")
    await desk.agent_actions.set_presence(kim.id, "away")
    await desk.handed_off("v:2")
    waiting = (await desk.here("v:2")).id
    shown = {}
    for agent in (sam, kim):
        found = (await desk.overview.snapshot(agent.id)).clocks
        shown[agent.id] = {clock.conversation_id for clock in found}
    assert shown == {sam.id: {waiting, (await desk.here()).id}, kim.id: {waiting}}


async def test_cases_from_before_there_were_clocks(desk: Desk) -> None:
    """At the start open cases get the clock that they would have had."""
    sam = await desk.agent()
    await desk.taken_by(sam)
    desk.clock.forward(minutes=4)
    await say(desk, sam.id, "Hello", "a1")
    desk.clock.forward(minutes=4)
    await desk.write("and?")
    kept = await rows(desk, clocks, *clocks.c.keys())
    async with desk.db.write() as tx:
        for table in (stints, answers, clocks):
            await tx.connection.execute(table.delete())
    await desk.sla_timers.catch_up()
    assert await rows(desk, clocks, *clocks.c.keys()) == kept


async def test_new_targets_hold_from_the_start_on(desk: Desk, desk_url: str) -> None:
    """Who changes the file finds open cases counted by it."""
    await desk.handed_off()
    other = Desk(desk_url, clock=desk.clock)
    shorter = msgspec.convert({"first_answer": "1m"}, Targets)
    await SlaTimers(other.db, Timekeeper(ALWAYS, shorter)).catch_up()
    await other.close()
    due = [row[0] for row in await rows(desk, clocks, "answer_due_at")]
    assert due == minutes(desk, 1)


async def test_the_metrics_count_what_is_near_and_what_is_missed(desk: Desk) -> None:
    """A case is near its target first, and then past it; one that is answered is neither."""
    sam = await desk.agent()
    await desk.taken_by(sam)
    await desk.handed_off("v:2")

    async def counted(target: Any) -> tuple[int, int]:
        now = await gauges.read(desk.db, desk.clock.now)
        return now.targets[target, "near"], now.targets[target, "missed"]

    assert await counted("first_answer") == (0, 0)
    desk.clock.forward(minutes=8)
    assert await counted("first_answer") == (2, 0)
    await say(desk, sam.id, "Hello", "a1")
    desk.clock.forward(minutes=2)
    assert await counted("first_answer") == (0, 1)
    assert await counted("next_answer") == (0, 0)
    desk.clock.forward(hours=2)
    assert await counted("resolution") == (0, 1)


async def lines(desk: Desk) -> Sequence[tuple[str, int, int, int]]:
    """The queue by skill."""
    numbers = await desk.wallboard.numbers()
    return [(each.skill, each.waiting, each.near, each.missed) for each in numbers.lines]


async def test_the_floor_says_who_waits_for_what(desk: Desk) -> None:
    """By skill: how many, since when the longest, and how many are near a target or past it."""
    await desk.handed_off("v:1")
    desk.clock.forward(minutes=8)
    desk.bot.script.append(says("One moment.", handoff=a_request(skill="warranty")))
    await desk.say("a person please", address="v:2")
    await desk.handed_off("v:3")
    assert await lines(desk) == [("orders", 2, 1, 0), ("warranty", 1, 0, 0)]
    desk.clock.forward(minutes=3)
    assert await lines(desk) == [("orders", 2, 0, 1), ("warranty", 1, 0, 0)]
    oldest = [each.oldest for each in (await desk.wallboard.numbers()).lines]
    assert oldest == minutes(desk, 0, 8)


async def test_the_floor_says_who_does_what(desk: Desk) -> None:
    """Everybody who answers customers, since when they are as they are, and what they have."""
    sam, ada = await desk.agent("Sam"), await desk.agent("Ada", role="supervisor")
    await desk.accounts.create(email="toni@example.com", name="Toni", role="trainer")
    here = await desk.taken_by(sam)
    desk.clock.forward(minutes=3)
    await desk.agent_actions.set_presence(ada.id, "away")
    await desk.say("hello", address="v:2")
    floor = await desk.wallboard.read()
    there = [(each.name, each.presence, each.presence_since) for each in floor.agents]
    assert there == [
        ("Ada", "away", desk.clock.now),
        ("Sam", "available", START),
    ]
    assert [(c.conversation_id, c.agent_id) for c in floor.cases] == [(here.id, sam.id)]
    assert [clock.waits_since for clock in floor.clocks] == [START]
    assert floor.numbers.with_bot == 1
    desk.clock.forward(minutes=16)
    assert (await desk.wallboard.numbers()).with_bot == 0


async def test_the_same_presence_again_is_no_news(desk: Desk) -> None:
    """Since when somebody is away stays what it was when they say it once more."""
    sam = await desk.agent()
    await desk.agent_actions.set_presence(sam.id, "away")
    desk.clock.forward(minutes=3)
    again = await desk.agent_actions.set_presence(sam.id, "away")
    assert again.presence_since == START

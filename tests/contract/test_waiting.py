"""A customer in the queue knows what happens, is heard, and can leave it in more than one way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from contracts.turn import Customer
from handoff.core import texts
from handoff.core.channel.port import Inbound
from handoff.core.sla.hours import Hours
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine.rounds import Rounds
from handoff.jobs.engine.worker import Worker
from handoff.jobs.queue.announcer import QueueAnnouncer
from handoff.store.cases import queue
from handoff.store.cases.crm_tasks import Owed
from handoff.store.tables.cases import handoffs
from handoff.store.tables.delivery import crm_tasks
from tests.desk import Desk, a_request, says
from tests.whole_crm import whole

VERIFIED = Customer(id="c-0001", name="Ada", level="verified", how="site_token")
NINE_TO_FIVE = msgspec.convert(
    {"timezone": "Europe/Berlin", "days": {"tuesday": ["09:00-17:00"]}}, Hours
)


def shop(desk: Desk) -> Crm:
    """The demo's CRM."""
    return whole(MemoryCrm(demo_dataset(desk.clock().date()), demo=True, clock=desk.clock))


async def waits(desk: Desk, address: str = "v:1", customer: Customer = VERIFIED) -> None:
    """A known customer comes into the queue."""
    await desk.say("hello", address=address, customer=customer)
    await desk.handed_off(address)


async def presses(desk: Desk, title: str) -> None:
    """The customer presses the newest button with that title."""
    shown = [m for _, m in desk.channel.sent if title in [b.title for b in m.buttons]][-1]
    place = [b.title for b in shown.buttons].index(title)
    await desk.say(None, button=(shown.seq, place))  # type: ignore[arg-type]


async def test_there_is_a_queue_position_from_the_first_moment(desk: Desk) -> None:
    """Who comes into the queue is told their place at once, and pages can show it."""
    await desk.agent(capacity=1)
    for number in (1, 2):
        await desk.handed_off(f"v:{number}")
    told = [text for text in desk.channel.texts() if text and "in line" in text]
    assert [text[:24] for text in told] == ["You are next in line. Wh", "You are number 2 in line"]
    place = await desk.customers.place((await desk.here("v:2")).id)
    assert place is not None
    assert (place.position, place.minutes) == (2, None)


async def test_the_estimate_comes_from_recent_cases(desk: Desk) -> None:
    """Three cases that took ten minutes each: with one free hand, number two waits for twenty."""
    sam = await desk.agent(capacity=1)
    for number in range(3):
        conversation = await desk.taken_by(sam, f"v:{number}")
        desk.clock.forward(minutes=10)
        await desk.agent_actions.still_there([sam.id])
        await desk.agent_actions.resolve(
            sam.id, conversation.id, epoch=conversation.epoch, disposition="solved", note=""
        )
    for address in ("v:7", "v:8"):
        await desk.handed_off(address)
    places = await desk.customers.places()
    assert [(p.position, p.minutes) for p in places.values()] == [(1, 10), (2, 20)]


async def test_a_place_is_told_again_when_it_is_better_and_not_too_often(desk: Desk) -> None:
    """Where no page shows it, a better place is told every three minutes at most."""
    await desk.agent(capacity=1)
    for number in (1, 2, 3):
        await desk.handed_off(f"v:{number}")
    async with desk.db.write() as tx:
        await tx.connection.execute(sa.text("UPDATE conversations SET channel = 'whatsapp'"))
    before = await _said(desk, "v:3")
    await _leaves(desk, "v:1")
    await desk.announcer.run_due()
    assert await _said(desk, "v:3") == before
    desk.clock.forward(minutes=4)
    await desk.announcer.run_due()
    await desk.announcer.run_due()
    assert await _said(desk, "v:3") == [*before, texts.in_line(2, None)]


async def _said(desk: Desk, address: str) -> list[str | None]:
    found = await desk.customers.conversation_at("whatsapp", address)
    assert found is not None
    return [m.text for m in await desk.customers.transcript(found.id)]


async def _leaves(desk: Desk, address: str) -> None:
    await desk.customers.receive(
        Inbound(
            channel="whatsapp",
            address=address,
            client_id="nm",
            customer=Customer(),
            text="never mind",
        )
    )


async def paused(desk: Desk) -> list[str | None]:
    """What the customer hears once they have paused."""
    before = len(desk.channel.sent)
    desk.clock.forward(seconds=5)
    await desk.settle()
    return desk.channel.texts()[before:]


async def packet(desk: Desk) -> dict[str, Any]:
    """What the agent would read of the case."""
    async with desk.db.read() as connection:
        handoff = await queue.open_in(connection, (await desk.here()).id)
    assert handoff is not None
    return handoff.packet


async def test_what_is_added_is_acknowledged_every_time(desk: Desk) -> None:
    """In other words each time, and once for lines in a row."""
    await desk.agent()
    await waits(desk)
    for text in ("it is order 10432", "and it is urgent", "very much so"):
        await desk.say(text)
    assert await paused(desk) == [texts.ADDED[0]]
    assert await paused(desk) == []
    await desk.say("the box is blue")
    assert await paused(desk) == [texts.ADDED[1]]
    await desk.say("thanks")
    assert await paused(desk) == [texts.NO_TROUBLE[0]]


async def test_who_waits_in_danger_hears_to_try_nothing(desk: Desk) -> None:
    """Whatever they add or ask: what they ask may be whether to switch it on again."""
    await desk.agent(capacity=1)
    desk.bot.script.append(says("Unplug it.", handoff=a_request(reason="danger")))
    await desk.say("it smokes")
    await paused(desk)
    for text, told in zip(("should I leave it on", "ok"), texts.ADDED_IN_DANGER, strict=True):
        await desk.say(text)
        assert await paused(desk) == [told]
    await desk.say("how long does this take?")
    assert await paused(desk) == [f"{texts.ADDED_IN_DANGER[0]} {texts.in_line(1, None)}"]


async def test_what_is_added_stands_in_the_packet(desk: Desk) -> None:
    """What was said since, without what was no part of it; the mood is of all of it."""
    await desk.agent()
    await waits(desk)
    before = (await packet(desk))["sentiment"]["now"]
    for text in ("the box is blue", "thanks", "how long does it take", "this is horrible"):
        await desk.say(text)
    kept = await packet(desk)
    assert [line["text"] for line in kept["said_since"]] == ["the box is blue", "this is horrible"]
    assert kept["transcript"]["recent"][-1]["text"] == "this is horrible"
    assert kept["sentiment"]["now"] < before


@pytest.mark.parametrize("asked", ["how long does this take?", "hello??"])
async def test_who_asks_how_long_it_takes_hears_their_place(desk: Desk, asked: str) -> None:
    """Each time that they ask."""
    await desk.agent(capacity=1)
    await waits(desk)
    for _ in range(2):
        await desk.say(asked)
        assert await paused(desk) == [texts.in_line(1, None)]


async def test_what_is_added_beside_a_question_is_heard_as_well(desk: Desk) -> None:
    """Both are answered in one message."""
    await desk.agent(capacity=1)
    await waits(desk)
    for text in ("the box is blue", "how long does this take?", "ok"):
        await desk.say(text)
    assert await paused(desk) == [f"{texts.ADDED[0]} {texts.in_line(1, None)}"]


async def test_who_asks_while_nobody_is_there_hears_that(desk: Desk) -> None:
    """No place is told where nobody works through the queue."""
    await waits(desk)
    await desk.say("anybody there?")
    assert await paused(desk) == [texts.NOBODY_THERE]


async def test_what_is_settled_ends_the_wait(desk: Desk) -> None:
    """The case leaves the queue, nobody is asked any more, and what comes next is new."""
    sam = await desk.agent()
    await waits(desk)
    await desk.routing.run_due()
    await desk.say("never mind, solved")
    assert desk.channel.texts()[-1] == texts.SETTLED
    assert (await desk.here()).owner == "closed"
    async with desk.db.read() as connection:
        [row] = (await connection.execute(sa.select(handoffs))).all()
    assert row.state == "abandoned"
    assert (await desk.overview.snapshot(sam.id)).offers == ()
    await desk.say("where is my order?")
    assert desk.channel.texts()[-1] == "echo where is my order?"


@pytest.mark.parametrize("how", ["never mind", "Oh, forget about it, thanks!", "button"])
async def test_never_mind_returns_to_the_bot(desk: Desk, how: str) -> None:
    """The case is abandoned, the offer withdrawn, and the bot answers what comes next."""
    sam = await desk.agent()
    await waits(desk)
    await desk.routing.run_due()
    if how == "button":
        await presses(desk, "Never mind")
    else:
        await desk.say(how)
    assert desk.channel.texts()[-1] == texts.BACK_WITH_BOT
    assert (await desk.here()).owner == "bot"
    async with desk.db.read() as connection:
        [row] = (await connection.execute(sa.select(handoffs))).all()
    assert row.state == "abandoned"
    assert (await desk.overview.snapshot(sam.id)).offers == ()
    await desk.say("where is my order?")
    assert desk.channel.texts()[-1] == "echo where is my order?"


async def test_words_that_only_contain_never_mind(desk: Desk) -> None:
    """A message that says more than that is for the agent."""
    await desk.agent()
    await waits(desk)
    await desk.say("never mind the colour, but the size is wrong")
    assert (await desk.here()).owner == "queue"


async def test_after_a_limit_another_way_is_offered_once(desk: Desk) -> None:
    """After ten minutes a call-back or a later answer can be chosen; it is not said twice."""
    sam = await desk.agent(skills=("warranty",), capacity=0)
    await waits(desk)
    for _ in range(3):
        desk.clock.forward(minutes=11)
        await desk.agent_actions.still_there([sam.id])
        await desk.settle()
    offered = [m for _, m in desk.channel.sent if m.text and texts.WAY_OUT in m.text]
    assert [[b.title for b in m.buttons] for m in offered] == [
        ["Call me back", "Answer me later", "Never mind"]
    ]


@pytest.mark.parametrize("title", ["Call me back", "Answer me later"])
async def test_a_ticket_has_a_reference(desk: Desk, title: str) -> None:
    """The case becomes one ticket in the CRM, also when the CRM is away at first."""
    crm = shop(desk)
    worker = Worker(CrmTasks(desk.db, crm, desk.clock))
    await waits(desk)
    before = len(await crm.history.tickets("c-0001", limit=50))
    await presses(desk, title)
    assert desk.channel.texts()[-1] == texts.FILING
    assert (await desk.here()).owner == "bot"
    await _while_away(desk, crm, worker)
    for _ in range(3):
        await worker.run_due()
    await desk.settle()
    tickets = await crm.history.tickets("c-0001", limit=50)
    assert len(tickets) == before + 1
    assert tickets[0].reference in (desk.channel.texts()[-1] or "")


async def _while_away(desk: Desk, crm: Crm, worker: Worker[Owed, Owed, None]) -> None:
    """The CRM does not answer for a while."""
    real = crm.history.open_ticket

    async def away(*_args: object, **_more: object) -> None:
        raise CrmUnavailable

    crm.history.open_ticket = away  # type: ignore[method-assign,assignment]
    await worker.run_due()
    crm.history.open_ticket = real  # type: ignore[method-assign]
    desk.clock.forward(minutes=1)


async def test_a_ticket_that_the_crm_refuses(desk: Desk) -> None:
    """The customer is told, and offered a person again."""
    worker = Worker(
        CrmTasks(
            desk.db,
            shop(desk),
            desk.clock,
        )
    )
    nobody = Customer(id="c-none", name="Ada", level="verified", how="site_token")
    await waits(desk, customer=nobody)
    await presses(desk, "Call me back")
    await worker.run_due()
    await desk.settle()
    assert desk.channel.texts()[-1] == texts.NOT_FILED
    await presses(desk, "Talk to a person")
    assert (await desk.here()).owner == "queue"
    async with desk.db.read() as connection:
        [row] = (await connection.execute(sa.select(crm_tasks))).all()
    assert row.state == "failed"


async def test_a_visitor_whom_nobody_knows_can_leave_an_address(desk: Desk) -> None:
    """A ticket needs a customer; everybody else is asked for a way to reach them."""
    await desk.handed_off()
    last = [m for _, m in desk.channel.sent][-1]
    assert texts.LEAVE_CONTACT in (last.text or "")
    assert [button.title for button in last.buttons] == ["Never mind"]


async def test_outside_opening_hours(desk: Desk) -> None:
    """Who comes while the desk is closed hears when it opens, and of the other ways at once."""
    await desk.agent()
    late = QueueAnnouncer(desk.db, desk.clock, NINE_TO_FIVE, limit=timedelta(minutes=10))
    desk.announcer = Rounds(late)
    await waits(desk)
    told = desk.channel.texts()[-1] or ""
    assert "Tuesday, 3 March, at 09:00 (CET)" in told
    assert texts.WAY_OUT in told

"""Somebody is blocked, or marked as spam: nobody hears of them, and all of it can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from contracts.turn import Customer
from handoff.core import texts
from handoff.core.channel.blocks import Block
from handoff.core.errors import BadRequest, Blocked, Conflict, Forbidden, NotFound
from handoff.core.model import Agent, Conversation
from handoff.core.reports.figures import Whose
from handoff.core.reports.periods import Period
from handoff.store.conversations.blocks import MOST
from handoff.store.tables.conversations import messages
from handoff.usecases.agent.blocking import BlockWish
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Reports
from tests.desk import Desk
from tests.whole_crm import whole

ADA = Customer(id="c-0001", name="Ada", level="verified", how="site_token")
BOTH: frozenset[Whose] = frozenset({"bot", "people"})


async def block(desk: Desk, agent: Agent, conversation: Conversation, **wish: Any) -> Block:
    """Block whoever is in a conversation."""
    wanted = BlockWish(**{"reason": "Insults us", **wish})
    return await desk.blocking.block(agent, conversation.id, wanted)


async def stored(desk: Desk) -> int:
    """How many messages there are, whosever they are."""
    async with desk.db.read() as connection:
        query = sa.select(sa.func.count()).select_from(messages)
        return int((await connection.execute(query)).scalar_one())


async def test_whoever_is_blocked_is_heard_by_nobody(desk: Desk) -> None:
    """Their case ends and leaves the queue; what they write after it is in no conversation, no
    turn and no queue, and is kept apart for supervisors."""
    sam = await desk.agent()
    waiting = await desk.handed_off()
    await block(desk, sam, waiting)
    here = await desk.here()
    assert (here.owner, here.ended) == ("closed", False)
    snapshot = await desk.overview.snapshot(sam.id)
    assert (snapshot.queue, snapshot.offers) == ((), ())
    before, turns = await stored(desk), len(desk.bot.seen)
    for text in ("you will hear from me", "now!"):
        with pytest.raises(Blocked):
            await desk.write(text)
    await desk.settle()
    assert (await stored(desk), len(desk.bot.seen)) == (before, turns)
    [listed] = await desk.blocking.listed()
    assert [each.text for each in listed.kept] == ["now!", "you will hear from me"]


async def test_whoever_is_blocked_on_a_page_is_told_once(desk: Desk) -> None:
    """Plainly, as the last thing that is said; on a platform nothing is said."""
    sam = await desk.agent()
    await desk.say("hello")
    block_ = await block(desk, sam, await desk.here(), hours=24)
    with pytest.raises(Blocked):
        await desk.write("hello?")
    said = await desk.customers.transcript((await desk.here()).id)
    told = [each.text for each in said if each.author.kind == "system"]
    assert told == [texts.no_more_of_you(block_.until)]
    await desk.say("hi", channel="whatsapp", address="w:1")
    there = await desk.here("w:1", "whatsapp")
    await block(desk, sam, there)
    said_there = await desk.customers.transcript(there.id)
    assert all(each.author.kind != "system" for each in said_there)


async def test_an_agents_case_ends_and_sets_them_free(desk: Desk) -> None:
    """The case is no abandoned one, its agent has a place again, and hears why."""
    sam, lou = await desk.agent(), await desk.agent("Lou", role="supervisor")
    mine = await desk.taken_by(sam)
    await block(desk, lou, mine, reason="Threatens people")
    snapshot = await desk.overview.snapshot(sam.id)
    assert snapshot.conversations == ()
    assert ["Threatens people" in notice.text for notice in snapshot.notices] == [True]
    with pytest.raises(Blocked):
        await desk.write("hello?")


async def test_a_message_that_is_sent_again_is_kept_once(desk: Desk) -> None:
    """A repeat of the same message adds nothing, and what is kept has an end."""
    sam = await desk.agent()
    await desk.say("hello")
    await block(desk, sam, await desk.here())
    for client_id in ("same", "same", *(f"n{n}" for n in range(MOST + 5))):
        with pytest.raises(Blocked):
            await desk.write("again", client_id=client_id)
    [listed] = await desk.blocking.listed()
    assert len(listed.kept) == MOST


async def test_a_block_ends_by_itself_and_can_be_lifted(desk: Desk) -> None:
    """After its hours, or once it is lifted, the customer goes on where they were."""
    sam = await desk.agent()
    await desk.say("hello")
    await block(desk, sam, await desk.here(), hours=2)
    desk.clock.forward(hours=1)
    with pytest.raises(Blocked):
        await desk.write("too soon")
    desk.clock.forward(hours=1)
    await desk.say("and now")
    here = await desk.here()
    again = await block(desk, sam, here)
    lifted = await desk.blocking.lift(sam, again.id)
    assert (lifted.lifted_at, lifted.lifted_by) == (desk.clock.now, "Sam")
    await desk.say("thank you")
    assert (await desk.here()).id == here.id
    with pytest.raises(Conflict):
        await desk.blocking.lift(sam, again.id)


async def test_only_supervisors_block_who_is_verified(desk: Desk) -> None:
    """An agent blocks strangers alone, and lifts what they did themselves."""
    sam, lou = await desk.agent(), await desk.agent("Lou", role="supervisor")
    await desk.say("hello", address="crm:c-0001", customer=ADA)
    hers = await desk.here("crm:c-0001")
    for scope in ("address", "customer"):
        with pytest.raises(Forbidden, match="by a supervisor"):
            await block(desk, sam, hers, scope=scope)
    made = await block(desk, lou, hers, scope="customer")
    with pytest.raises(Forbidden):
        await desk.blocking.lift(sam, made.id)
    with pytest.raises(Blocked):
        await desk.write("hello", address="crm:c-0001", customer=ADA)
    with pytest.raises(Blocked):
        await desk.write("hello", channel="whatsapp", address="w:9", customer=ADA)
    await desk.say("hello", address="v:2")
    await desk.blocking.lift(lou, made.id)
    await desk.say("hello", channel="whatsapp", address="w:9", customer=ADA)


async def test_an_address_is_one_channels(desk: Desk) -> None:
    """The same address elsewhere is somebody else."""
    sam = await desk.agent()
    await desk.say("hello", address="1", client="m")
    await block(desk, sam, await desk.here("1"))
    with pytest.raises(Blocked):
        await desk.write("hello", address="1")
    await desk.say("hello", address="1", channel="whatsapp")
    await desk.say("hello", address="2", client="m")


async def test_a_mark_stops_strangers_and_nobody_who_is_verified(desk: Desk) -> None:
    """A visitor who begins anew is known by where they are; a customer there is not."""
    sam = await desk.agent()
    await desk.say("hello", address="v:1", client="office")
    await block(desk, sam, await desk.here(), scope="mark")
    with pytest.raises(Blocked):
        await desk.write("hello", address="v:2", client="office")
    await desk.say("hello", address="v:3", client="home")
    await desk.say("hello", address="crm:c-0001", customer=ADA, client="office")


async def test_a_block_says_why_and_names_somebody(desk: Desk) -> None:
    """Without a reason, for nobody, or for no conversation there is none."""
    sam = await desk.agent()
    await desk.say("hello")
    here = await desk.here()
    with pytest.raises(BadRequest, match="why"):
        await block(desk, sam, here, reason=" ")
    with pytest.raises(BadRequest, match="of them"):
        await block(desk, sam, here, scope="mark")
    for act in (
        desk.blocking.block(sam, "cv_x", BlockWish(reason="x")),
        desk.blocking.lift(sam, "x"),
    ):
        with pytest.raises(NotFound):
            await act
    assert await desk.blocking.listed() == ()


async def test_spam_is_in_no_report_until_it_is_none(desk: Desk) -> None:
    """A conversation that was marked as spam counts nowhere; once that is undone it counts."""
    sam = await desk.agent()
    reports = Reports(desk.db, CrmInsights(whole(MemoryCrm(Dataset()))))
    day = Period(first=date(2026, 3, 2), last=date(2026, 3, 2), timezone="UTC")

    async def counted() -> dict[str, float | None]:
        found = await reports.of(day, BOTH)
        names = ("conversations", "cases", "resolved", "first_answer", "abandonment")
        return {one.name: one.value for one in found.figures if one.name in names}

    mine = await desk.taken_by(sam)
    await desk.agent_actions.say(
        sam.id, mine.id, epoch=mine.epoch, client_id="a", text="Buy elsewhere."
    )
    honest = await counted()
    assert (honest["conversations"], honest["cases"]) == (1.0, 1.0)
    made = await block(desk, sam, mine, spam=True)
    spam = await counted()
    assert (spam["conversations"], spam["cases"]) == (0.0, 0.0)
    assert spam["first_answer"] is None
    await desk.blocking.lift(sam, made.id)
    after = await counted()
    assert (after["conversations"], after["cases"], after["abandonment"]) == (1.0, 1.0, 0.0)

"""Nobody is asked two things at once, or while they begin to answer somebody."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.model import Agent, Offer
from handoff.store.cases.viewers import Viewers
from tests.desk import Desk

LOST = timedelta(seconds=60)


async def offered(desk: Desk, agent: Agent) -> list[Offer]:
    """What an agent is being asked to take."""
    return [each.offer for each in (await desk.overview.snapshot(agent.id)).offers]


async def waiting(desk: Desk, count: int) -> None:
    """So many customers wait for a person."""
    for number in range(count):
        await desk.handed_off(f"v:{number}")


async def passes(desk: Desk, *agents: Agent, seconds: float) -> None:
    """Time passes while these agents have their consoles open."""
    desk.clock.forward(seconds=seconds)
    await desk.agent_actions.still_there([agent.id for agent in agents])
    await desk.routing.run_due()
    await desk.settle()


async def test_four_customers_are_offered_one_after_the_other(desk: Desk) -> None:
    """The next offer comes when the one before was answered, until the agent has enough."""
    sam = await desk.agent("Sam")
    await waiting(desk, 5)
    for _ in range(4):
        await desk.routing.run_due()
        [offer] = await offered(desk, sam)
        await desk.agent_actions.accept(sam.id, offer.id)
    await desk.routing.run_due()
    assert await offered(desk, sam) == []


async def test_nothing_is_offered_while_a_first_answer_is_written(desk: Desk) -> None:
    """Neither a note nor a later answer holds an offer back, and neither does a draft at rest."""
    viewers = Viewers(desk.db, desk.clock, lost_after=LOST)
    sam = await desk.agent("Sam")
    taken = await desk.taken_by(sam, "v:sam")
    await viewers.look("sid", sam.id, taken.id, "reply")
    await waiting(desk, 1)
    await desk.routing.run_due()
    assert await offered(desk, sam) == []
    await viewers.look("sid", sam.id, taken.id)
    await desk.routing.run_due()
    [offer] = await offered(desk, sam)
    await desk.agent_actions.decline(sam.id, offer.id)
    await desk.agent_actions.say(
        sam.id, taken.id, epoch=taken.epoch, client_id="a1", text="Hello, I am here."
    )
    await viewers.look("sid", sam.id, taken.id, "reply")
    await waiting(desk, 2)
    await desk.routing.run_due()
    assert len(await offered(desk, sam)) == 1


async def test_a_burst_that_runs_out_sets_nobody_away(desk: Desk) -> None:
    """Colleagues may pass on several cases at once: unanswered they count as one."""
    kim, sam = await desk.agent("Kim"), await desk.agent("Sam")
    for number in range(3):
        case = await desk.taken_by(kim, f"v:{number}")
        await desk.transfers.transfer(
            kim.id, case.id, epoch=case.epoch, to_agent=sam.id, to_skill=None, note=""
        )
        await desk.agent_actions.set_presence(kim.id, "available")
    assert len(await offered(desk, sam)) == 3
    await desk.agent_actions.set_presence(kim.id, "away")
    await passes(desk, kim, sam, seconds=31)
    snapshot = await desk.overview.snapshot(sam.id)
    assert (snapshot.agent.presence, snapshot.agent.missed) == ("available", 1)


async def test_what_ran_out_beside_an_accepted_offer_is_not_missed(desk: Desk) -> None:
    """Whoever took one of two was there."""
    kim, sam = await desk.agent("Kim"), await desk.agent("Sam")
    cases = [await desk.taken_by(kim, f"v:{number}") for number in range(2)]
    for case in cases:
        await desk.transfers.transfer(
            kim.id, case.id, epoch=case.epoch, to_agent=sam.id, to_skill=None, note=""
        )
    await desk.agent_actions.set_presence(kim.id, "away")
    first = (await offered(desk, sam))[0]
    await desk.agent_actions.accept(sam.id, first.id)
    await passes(desk, kim, sam, seconds=31)
    assert (await desk.overview.snapshot(sam.id)).agent.missed == 0


async def test_who_writes_is_there(desk: Desk) -> None:
    """An offer that runs out while its agent writes to another customer is not missed."""
    viewers = Viewers(desk.db, desk.clock, lost_after=LOST)
    sam = await desk.agent("Sam")
    taken = await desk.taken_by(sam, "v:sam")
    await waiting(desk, 1)
    await desk.routing.run_due()
    assert len(await offered(desk, sam)) == 1
    await viewers.look("sid", sam.id, taken.id, "reply")
    await passes(desk, sam, seconds=31)
    snapshot = await desk.overview.snapshot(sam.id)
    assert (snapshot.agent.presence, snapshot.agent.missed) == ("available", 0)

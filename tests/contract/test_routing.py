"""Cases find the right person, and nothing is forgotten when people come and go."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from contracts.turn import Customer
from handoff.core import texts
from handoff.core.errors import BadRequest, Conflict, Forbidden, NotFound, NotOwner, TooLong
from handoff.core.model import Agent, Offer
from handoff.core.packet import wanted
from handoff.store.accounts import accounts
from handoff.store.tables.cases import offers
from handoff.store.tables.conversations import messages
from handoff.store.tables.metadata import events
from tests.desk import Desk, a_request, says

VERIFIED = Customer(id="c-0001", name="Ada", level="verified", how="site_token")


async def offers_to(desk: Desk, agent: Agent) -> list[Offer]:
    """What an agent is being asked to take."""
    return [each.offer for each in (await desk.overview.snapshot(agent.id)).offers]


async def passes(desk: Desk, *agents: Agent, **amount: float) -> None:
    """Time passes while these agents have their consoles open."""
    desk.clock.forward(**amount)
    await desk.agent_actions.still_there([agent.id for agent in agents])
    await desk.routing.run_due()
    await desk.settle()


async def test_an_assignee_who_never_answers_loses_the_offer_and_is_set_away(desk: Desk) -> None:
    """An offer goes on after thirty seconds; who lets two run out is away, and told so."""
    sam = await desk.agent("Sam")
    await desk.handed_off()
    await desk.routing.run_due()
    await passes(desk, sam, seconds=31)
    assert (await desk.overview.snapshot(sam.id)).agent.presence == "available"
    await passes(desk, sam, seconds=61)
    await passes(desk, sam, seconds=31)
    snapshot = await desk.overview.snapshot(sam.id)
    assert (snapshot.agent.presence, snapshot.offers) == ("away", ())
    assert [notice.text[:10] for notice in snapshot.notices] == ["Two offers"]
    kim = await desk.agent("Kim")
    await desk.routing.run_due()
    assert len(await offers_to(desk, kim)) == 1


async def test_an_answer_in_between_counts(desk: Desk) -> None:
    """Only offers that run out in a row make an agent away."""
    sam = await desk.agent("Sam")
    await desk.handed_off()
    await desk.routing.run_due()
    await passes(desk, sam, seconds=31)
    await passes(desk, sam, seconds=61)
    [offer] = await offers_to(desk, sam)
    await desk.agent_actions.decline(sam.id, offer.id)
    await passes(desk, sam, seconds=61)
    await passes(desk, sam, seconds=31)
    assert (await desk.overview.snapshot(sam.id)).agent.presence == "available"


async def test_everyone_offline_and_the_case_is_picked_up_later(desk: Desk) -> None:
    """A case that came while nobody was there is offered to the first who comes."""
    await desk.handed_off()
    await desk.routing.run_due()
    desk.clock.forward(hours=9)
    sam = await desk.agent()
    await desk.routing.run_due()
    assert len(await offers_to(desk, sam)) == 1


async def test_a_handed_off_conversation_notifies_whoever_can_take_it(desk: Desk) -> None:
    """The right agent gets the offer, and every console the event of the case."""
    await desk.agent("Kim", skills=("warranty",))
    sam = await desk.agent("Sam", skills=("orders",))
    await desk.handed_off()
    await desk.routing.run_due()
    assert len(await offers_to(desk, sam)) == 1
    told = [type(recorded.event).__name__ for recorded in desk.events]
    assert told.count("HandoffChanged") == 2
    assert "OfferChanged" in told


async def test_a_skill_that_nobody_has_is_relaxed(desk: Desk) -> None:
    """After a minute somebody without the skill is better than nobody."""
    kim = await desk.agent("Kim", skills=("warranty",))
    await desk.handed_off()
    await passes(desk, kim, seconds=59)
    assert await offers_to(desk, kim) == []
    await passes(desk, kim, seconds=2)
    assert len(await offers_to(desk, kim)) == 1


async def test_an_agent_who_is_gone_gives_their_conversations_back(desk: Desk) -> None:
    """After a minute the case is in the queue before all others, and both sides are told."""
    sam = await desk.agent("Sam")
    conversation = await desk.taken_by(sam)
    kim = await desk.agent("Kim")
    await passes(desk, kim, seconds=61)
    [offer] = await offers_to(desk, kim)
    taken = await desk.agent_actions.accept(kim.id, offer.id)
    assert taken.id == conversation.id
    assert texts.lost_touch("Sam") in desk.channel.texts()
    snapshot = await desk.overview.snapshot(sam.id)
    assert (snapshot.agent.presence, snapshot.conversations) == ("offline", ())
    [notice] = snapshot.notices
    assert notice.conversation_id == conversation.id
    await desk.agent_actions.dismiss(sam.id, notice.id)
    assert (await desk.overview.snapshot(sam.id)).notices == ()
    with pytest.raises(NotFound):
        await desk.agent_actions.dismiss(kim.id, notice.id)


async def test_two_agents_cannot_answer_against_each_other(desk: Desk) -> None:
    """Who has lost a conversation is refused by name of the reason, and nothing goes out."""
    sam = await desk.agent("Sam")
    before = await desk.taken_by(sam)
    kim = await desk.agent("Kim", role="supervisor")
    after = await desk.transfers.take_over(kim.id, before.id)
    with pytest.raises(NotOwner):
        await desk.agent_actions.say(
            sam.id, before.id, epoch=before.epoch, client_id="a1", text="Hi"
        )
    await desk.agent_actions.say(kim.id, before.id, epoch=after.epoch, client_id="a2", text="Hello")
    await desk.settle()
    assert "Hi" not in desk.channel.texts()
    assert desk.channel.texts()[-1] == "Hello"
    [notice] = (await desk.overview.snapshot(sam.id)).notices
    assert notice.text.startswith("Kim has taken over")


async def test_only_a_supervisor_takes_from_a_colleague(desk: Desk) -> None:
    """An agent may take from the bot and from the queue, but not from another agent."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    conversation = await desk.taken_by(sam)
    with pytest.raises(Forbidden):
        await desk.transfers.take_over(kim.id, conversation.id)
    with pytest.raises(Conflict):
        await desk.transfers.take_over(sam.id, conversation.id)


async def test_an_agent_takes_over_straight_from_the_bot(desk: Desk) -> None:
    """The bot is silent from then on, and the case has a packet like any other."""
    sam = await desk.agent("Sam")
    await desk.say("hello")
    await desk.write("and another thing")
    conversation = await desk.transfers.take_over(sam.id, (await desk.here()).id)
    await desk.settle()
    assert desk.channel.texts() == ["echo hello", "Sam has joined the conversation."]
    _, _, handoff = await desk.overview.open(conversation.id)
    assert handoff is not None
    assert (handoff.state, handoff.reason, handoff.agent_id) == (
        "assigned",
        "agent_takeover",
        sam.id,
    )
    assert wanted(handoff.packet) == ("“and another thing”",)


async def test_a_case_is_taken_out_of_the_queue(desk: Desk) -> None:
    """An offer to somebody else has then gone, and cannot be accepted any more."""
    sam = await desk.agent("Sam")
    conversation = await desk.handed_off()
    await desk.routing.run_due()
    kim = await desk.agent("Kim")
    await desk.transfers.take_over(kim.id, conversation.id)
    assert await offers_to(desk, sam) == []
    async with desk.db.read() as connection:
        [row] = (await connection.execute(sa.select(offers))).all()
    assert row.state == "withdrawn"


async def test_a_transfer_to_a_colleague_with_a_note(desk: Desk) -> None:
    """The colleague is asked at once, sees the note, and the first agent is not asked again."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim", skills=("warranty",))
    before = await desk.taken_by(sam)
    await desk.transfers.transfer(
        sam.id, before.id, epoch=before.epoch, to_agent=kim.id, to_skill=None, note="Knows GPUs"
    )
    [offer] = await offers_to(desk, kim)
    await desk.agent_actions.accept(kim.id, offer.id)
    _, seen, _ = await desk.overview.open(before.id)
    assert "Sam → Kim: Knows GPUs" in [m.text for m in seen if m.kind == "note"]
    await desk.settle()
    assert texts.passed_on("Sam") in desk.channel.texts()


async def test_a_transfer_that_nobody_accepts_goes_to_the_others(desk: Desk) -> None:
    """A colleague who declines does not lose the case: it is in the queue for everybody."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    before = await desk.taken_by(sam)
    await desk.transfers.transfer(
        sam.id, before.id, epoch=before.epoch, to_agent=kim.id, to_skill=None, note=""
    )
    [offer] = await offers_to(desk, kim)
    await desk.agent_actions.decline(kim.id, offer.id)
    bo = await desk.agent("Bo")
    await desk.routing.run_due()
    assert len(await offers_to(desk, bo)) == 1


async def test_a_transfer_to_a_skill(desk: Desk) -> None:
    """Whoever has the skill is asked."""
    sam = await desk.agent("Sam", skills=("orders",))
    before = await desk.taken_by(sam)
    kim = await desk.agent("Kim", skills=("warranty",))
    await desk.transfers.transfer(
        sam.id, before.id, epoch=before.epoch, to_agent=None, to_skill="warranty", note=""
    )
    await desk.routing.run_due()
    assert len(await offers_to(desk, kim)) == 1


async def test_a_transfer_to_somebody_who_is_away(desk: Desk) -> None:
    """It is refused, and the conversation stays where it is."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    before = await desk.taken_by(sam)
    await desk.agent_actions.set_presence(kim.id, "away")
    with pytest.raises(Conflict, match="Kim is not available"):
        await desk.transfers.transfer(
            sam.id, before.id, epoch=before.epoch, to_agent=kim.id, to_skill=None, note="x"
        )
    assert (await desk.here()).agent_id == sam.id


async def test_the_last_agent_is_preferred(desk: Desk) -> None:
    """A customer who needs a person again within a day gets the same one, idle or not."""
    sam = await desk.agent("Sam")
    conversation = await desk.taken_by(sam)
    await desk.agent_actions.resolve(
        sam.id, conversation.id, epoch=conversation.epoch, disposition="solved", note=""
    )
    await desk.settle()
    kim = await desk.agent("Kim")
    await passes(desk, sam, kim, hours=20)
    async with desk.db.write() as tx:
        await accounts.change(tx, sam.id, idle_since=desk.clock())
        await accounts.change(tx, sam.id, presence="available")
        await accounts.change(tx, kim.id, presence="available")
    await desk.handed_off()
    await desk.routing.run_due()
    assert (await desk.here()).id == conversation.id
    assert (len(await offers_to(desk, sam)), len(await offers_to(desk, kim))) == (1, 0)


async def test_everything_is_an_event_with_who_and_when(desk: Desk) -> None:
    """Each move of a case says why, by whom, and at which time."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    before = await desk.taken_by(sam)
    await desk.transfers.transfer(
        sam.id, before.id, epoch=before.epoch, to_agent=kim.id, to_skill=None, note=""
    )
    async with desk.db.read() as connection:
        rows = (await connection.execute(sa.select(events).order_by(events.c.cursor))).all()
    moves = [row for row in rows if row.body["type"] == "handoff.changed"]
    assert [(m.body["why"], m.body["by"]) for m in moves] == [
        ("asked", None),
        ("offered", None),
        ("accepted", sam.id),
        ("transferred", sam.id),
        ("offered", sam.id),
    ]
    assert all(move.at.tzinfo is not None for move in moves)


async def test_the_database_forbids_a_gap_in_seq(desk: Desk) -> None:
    """A message whose number does not follow the last one is refused by the database itself."""
    await desk.say("hello")
    async with desk.db.read() as connection:
        row = (await connection.execute(sa.select(messages))).mappings().first()
    assert row is not None
    values = {k: v for k, v in row.items() if k != "previous_seq"}
    with pytest.raises(IntegrityError):
        async with desk.db.write() as tx:
            await tx.connection.execute(
                messages.insert().values(**{**values, "id": "m_x", "seq": 4, "client_id": None})
            )


async def test_the_database_forbids_a_second_accepted_offer(desk: Desk) -> None:
    """One accepted offer a handoff is a rule of the database itself."""
    await desk.taken_by(await desk.agent())
    async with desk.db.read() as connection:
        row = (await connection.execute(sa.select(offers))).mappings().first()
    assert row is not None
    with pytest.raises(IntegrityError):
        async with desk.db.write() as tx:
            await tx.connection.execute(offers.insert().values(**{**row, "id": "of_x"}))


async def test_the_database_forbids_one_provider_id_twice(desk: Desk) -> None:
    """A platform's id of a message is unique in its channel."""
    await desk.say("hello")
    with pytest.raises(IntegrityError):
        async with desk.db.write() as tx:
            await tx.connection.execute(messages.update().values(provider_id="wamid.1"))


async def test_the_second_handoff_of_a_conversation_succeeds(desk: Desk) -> None:
    """Handed over, given up by the customer, and handed over again: the second one is like any."""
    sam = await desk.agent()
    await desk.handed_off()
    await desk.say("never mind")
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.say("a person after all")
    await desk.routing.run_due()
    [offer] = await offers_to(desk, sam)
    assert (await desk.agent_actions.accept(sam.id, offer.id)).owner == "agent"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"to_agent": None, "to_skill": None, "note": ""}, BadRequest),
        ({"to_agent": "ag_x", "to_skill": "warranty", "note": ""}, BadRequest),
        ({"to_agent": None, "to_skill": "warranty", "note": "x" * 5_001}, TooLong),
        ({"to_agent": "ag_nobody", "to_skill": None, "note": ""}, NotFound),
    ],
)
async def test_a_transfer_to_nowhere(desk: Desk, values: Any, error: type[Exception]) -> None:
    """It names a colleague or a skill, and says why in few words; else nothing happens."""
    sam = await desk.agent("Sam")
    before = await desk.taken_by(sam)
    with pytest.raises(error):
        await desk.transfers.transfer(sam.id, before.id, epoch=before.epoch, **values)
    assert (await desk.here()).agent_id == sam.id


async def test_what_has_ended_cannot_be_taken_over(desk: Desk) -> None:
    """A resolved conversation is opened again by its customer only."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim", role="supervisor")
    before = await desk.taken_by(sam)
    await desk.agent_actions.resolve(
        sam.id, before.id, epoch=before.epoch, disposition="solved", note=""
    )
    with pytest.raises(Conflict, match="has ended"):
        await desk.transfers.take_over(kim.id, before.id)
    with pytest.raises(NotOwner):
        await desk.agent_actions.send_again(sam.id, before.id, 1)


async def test_after_a_start_nobody_counts_as_gone(desk: Desk) -> None:
    """A bridge that was down could not see who was there, so it waits before it judges."""
    sam = await desk.agent("Sam")
    await desk.taken_by(sam)
    desk.clock.forward(minutes=10)
    timers = asyncio.create_task(desk.routing.run())
    await asyncio.sleep(0.3)
    timers.cancel()
    await asyncio.gather(timers, return_exceptions=True)
    assert (await desk.here()).agent_id == sam.id
    assert (await desk.overview.snapshot(sam.id)).agent.presence == "available"

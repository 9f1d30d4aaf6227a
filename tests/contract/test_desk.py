"""The bridge's core keeps its promises on every database it may run on."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from actions.crm.complaint import RootCause
from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from contracts.turn import (
    Button,
    Complaint,
    Customer,
    Event,
    IdentityWon,
    Summary,
    Turn,
    TurnResult,
    Wanted,
)
from handoff.bot_link.client import BotAway, BotFailed
from handoff.core import texts
from handoff.core.channel.port import Undelivered
from handoff.core.errors import BadRequest, NotFound, NotOwner, OfferGone, TooLong
from handoff.core.model import MAX_TEXT, Conversation
from handoff.core.packet import validated, wanted
from handoff.jobs.crm_tasks import CrmTasks
from handoff.jobs.engine.worker import Worker
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages, turns
from handoff.store.tables.delivery import crm_tasks, outbox
from handoff.usecases.supervisor.insights import CrmInsights
from tests.desk import Desk, a_request, do_all, says
from tests.whole_crm import whole

YES_NO = (Button(title="Yes", payload="/affirm"), Button(title="No", payload="/deny"))
VERIFIED = Customer(id="c-0001", name="Ada", level="verified", how="site_token")


async def rows(desk: Desk, table: sa.Table) -> list[sa.Row]:
    """Everything in a table."""
    async with desk.db.read() as connection:
        return list((await connection.execute(sa.select(table))).all())


async def test_a_message_is_answered_once(desk: Desk) -> None:
    """A message is kept, answered by the bot, and the answer goes out once."""
    await desk.say("hello")
    assert await desk.transcript() == [("customer", "hello"), ("bot", "echo hello")]
    assert desk.channel.texts() == ["echo hello"]


async def test_the_bot_writes_under_its_own_name(desk: Desk) -> None:
    """What the business calls it is kept with each of its messages, and with nobody else's."""
    desk.db.bot_name = "Sprocket"
    await desk.say("hello")
    names = [(row.author_kind, row.author_name) for row in await rows(desk, messages)]
    assert names == [("customer", None), ("bot", "Sprocket")]


async def test_the_same_client_id_is_one_message(desk: Desk) -> None:
    """A message that a client sends again is stored once and answered once."""
    first = await desk.say("hello", client_id="same")
    again = await desk.say("hello", client_id="same")
    assert (first.id, len(desk.bot.seen)) == (again.id, 1)


async def test_the_same_message_from_two_sockets_at_once(desk: Desk) -> None:
    """Twenty copies of a first message at the same moment make one conversation and one row."""
    sent = await asyncio.gather(*(desk.write("hello", client_id="same") for _ in range(20)))
    assert len({message.id for message in sent}) == 1
    assert len(await rows(desk, conversations)) == 1


async def test_seq_has_no_gaps(desk: Desk) -> None:
    """Messages that arrive at once are numbered from 1 without gaps."""
    await desk.write("first")
    await asyncio.gather(*(desk.write(f"m{n}") for n in range(25)))
    seqs = sorted(row.seq for row in await rows(desk, messages))
    assert seqs == list(range(1, 27))


async def test_messages_in_a_row_make_one_turn(desk: Desk) -> None:
    """Texts that queued up are answered together; a press is a turn of its own."""
    desk.bot.script.append(says("Shall I?", buttons=YES_NO))
    await desk.say("start")
    for text in ("a", "b"):
        await desk.write(text)
    await desk.write(button=(2, 0))
    await desk.write("c")
    await desk.settle()
    asked = [[m.text or m.button_id for m in turn.messages] for turn in desk.bot.seen]
    assert asked == [["start"], ["a", "b"], ["/affirm"], ["c"]]


async def test_a_message_during_a_turn_makes_the_next_one(desk: Desk) -> None:
    """What a customer writes while the bot thinks is answered after it, in order."""
    thinking, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_: Turn) -> TurnResult:
        thinking.set()
        await go_on.wait()
        return says("one")

    desk.bot.script.append(slowly)
    await desk.write("first")
    run = asyncio.create_task(desk.turns.run_due())
    await thinking.wait()
    await desk.write("second")
    go_on.set()
    await run
    await desk.settle()
    assert desk.channel.texts() == ["one", "echo second"]


async def test_a_button_of_the_past_is_declined_kindly(desk: Desk) -> None:
    """A button older than the last question never reaches the bot."""
    desk.bot.script += [says("First?", buttons=YES_NO), says("Second?", buttons=YES_NO)]
    await desk.say("start")
    await desk.say("and another thing")
    await desk.write(button=(2, 0))
    await desk.settle()
    assert len(desk.bot.seen) == 2
    assert "earlier question" in (desk.channel.texts()[-1] or "")


async def test_a_button_counts_once(desk: Desk) -> None:
    """Pressing a question's button twice runs it once."""
    desk.bot.script.append(says("Shall I?", buttons=YES_NO))
    await desk.say("start")
    await desk.write(button=(2, 0))
    await desk.write(button=(2, 0))
    await desk.settle()
    assert [m.button_id for t in desk.bot.seen for m in t.messages] == [None, "/affirm"]


@pytest.mark.parametrize("button", [(1, 0), (2, 2), (2, -1), (9, 0)])
async def test_a_button_that_was_never_offered(desk: Desk, button: tuple[int, int]) -> None:
    """A made-up button is refused and stores nothing."""
    desk.bot.script.append(says("Shall I?", buttons=YES_NO))
    await desk.say("start")
    with pytest.raises(BadRequest, match="no such button"):
        await desk.write(button=button)
    assert len(await rows(desk, messages)) == 2


@pytest.mark.parametrize(
    ("text", "error"), [("x" * (MAX_TEXT + 1), TooLong), ("", BadRequest), (" \n ", BadRequest)]
)
async def test_bad_messages_are_refused(desk: Desk, text: str, error: type[Exception]) -> None:
    """A message that is too long or empty is refused before anything is stored."""
    with pytest.raises(error):
        await desk.write(text)
    assert await rows(desk, conversations) == []


async def test_the_longest_message_is_kept_whole(desk: Desk) -> None:
    """5,000 characters with emoji arrive as they were sent."""
    text = ("é😀" * MAX_TEXT)[:MAX_TEXT]
    await desk.say(text)
    assert (await desk.transcript())[0] == ("customer", text)


async def test_the_bot_is_starting(desk: Desk) -> None:
    """A customer who writes while the bot starts is told at once, and answered when it is up."""
    desk.bot.script += [BotAway("connection_refused")] * 3
    await desk.write("hello")
    for _ in range(4):
        await desk.settle()
        desk.clock.forward(seconds=2)
    said = desk.channel.texts()
    assert "starting up" in (said[0] or "")
    assert said[1:] == ["echo hello"]


async def test_the_bot_stays_away(desk: Desk) -> None:
    """When the bot does not come back the customer is offered a person, and gets one."""
    desk.bot.script += [BotAway("connection_refused")] * 6
    await desk.agent()
    await desk.write("hello")
    for _ in range(5):
        await desk.settle()
        desk.clock.forward(seconds=40)
    offered = next(m for _, m in desk.channel.sent if m.buttons)
    assert [button.title for button in offered.buttons] == ["Talk to a person"]
    await desk.write(button=(offered.seq, 0))
    conversation = await desk.here()
    assert conversation.owner == "queue"
    [handoff] = await rows(desk, handoffs)
    assert handoff.reason == "bot_unavailable"
    validated(handoff.packet)


async def test_a_failing_turn_is_retried_as_the_same_turn(desk: Desk) -> None:
    """Each try of a turn carries the same id and the same messages."""
    desk.bot.script += [BotFailed("connection_lost"), BotFailed("timeout")]
    await desk.write("hello")
    for _ in range(3):
        await desk.settle()
        await desk.write("more", client_id="more")
        desk.clock.forward(seconds=5)
    assert len({turn.turn_id for turn in desk.bot.seen[:3]}) == 1
    assert {tuple(m.text for m in t.messages) for t in desk.bot.seen[:3]} == {("hello",)}


async def test_waiting_counts_no_try(desk: Desk) -> None:
    """A bot that has nobody to act for it is waited for, and that is none of the three tries."""
    failing = [BotFailed("action_failed")] * 2
    desk.bot.script += [*failing, *[BotAway("actions_unavailable")] * 4]
    await desk.write("hello")
    for _ in range(7):
        await desk.settle()
        desk.clock.forward(seconds=5)
    said = desk.channel.texts()
    assert "starting up" in (said[0] or "")
    assert said[1:] == ["echo hello"]


async def test_a_turn_that_fails_three_times(desk: Desk) -> None:
    """It is apologised for and a person is offered; the next message is answered as always."""
    desk.bot.script += [BotFailed("action_failed")] * 3
    await desk.write("hello")
    for _ in range(4):
        await desk.settle()
        desk.clock.forward(seconds=5)
    assert "went wrong" in (desk.channel.texts()[-1] or "")
    await desk.say("again")
    assert desk.channel.texts()[-1] == "echo again"
    since = desk.bot.seen[-1].since
    assert since is not None
    assert since.dropped_turns == (desk.bot.seen[0].turn_id,)


async def test_one_bot_error_does_not_throw_the_conversation_to_people(desk: Desk) -> None:
    """A turn that fails once is tried again; nobody is asked for, and the bot goes on."""
    desk.bot.script.append(BotFailed("action_failed"))
    await desk.write("hello")
    for _ in range(2):
        await desk.settle()
        desk.clock.forward(seconds=5)
    assert desk.channel.texts() == ["echo hello"]
    assert await rows(desk, handoffs) == []
    assert (await desk.here()).owner == "bot"


async def test_what_breaks_in_the_bridge_itself_comes_to_an_end(desk: Desk) -> None:
    """A turn that trips over a fault of the bridge is apologised for like any other."""

    async def breaks(_: Turn) -> TurnResult:
        raise RuntimeError("nobody expected this")

    desk.bot.script += [breaks] * 3
    await desk.write("hello")
    for _ in range(4):
        await desk.settle()
        desk.clock.forward(seconds=5)
    assert desk.channel.texts() == [texts.TURN_FAILED]


async def test_a_bridge_that_died_in_a_turn(desk: Desk) -> None:
    """A turn whose runner died is run again, as the same turn, when its lease is over."""

    async def dies(_: Turn) -> TurnResult:
        raise RuntimeError("the process ends here")

    desk.bot.script.append(dies)
    await desk.write("hello")
    await desk.settle()
    desk.clock.forward(seconds=120)
    desk.turns = desk.new_turn_worker()
    await desk.settle()
    assert desk.channel.texts() == ["echo hello"]
    assert len({turn.turn_id for turn in desk.bot.seen}) == 1


async def test_the_bot_never_talks_over_a_person(desk: Desk) -> None:
    """A reply that comes back after the owner changed is dropped, and the bot is told later."""
    agent = await desk.agent()
    thinking, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(_: Turn) -> TurnResult:
        thinking.set()
        await go_on.wait()
        return says("too late")

    desk.bot.script += [says("Shall I?", buttons=YES_NO), *[BotFailed("x")] * 3]
    await desk.say("start")
    await desk.write("fails")
    for _ in range(3):
        await desk.settle()
        desk.clock.forward(seconds=5)
    offered = [m for _, m in desk.channel.sent if m.buttons][-1]
    desk.bot.script.append(slowly)
    await desk.write("slow one")
    run = asyncio.create_task(desk.turns.run_due())
    await thinking.wait()
    await desk.write(button=(offered.seq, 0))
    go_on.set()
    await run
    await desk.settle()
    assert "too late" not in desk.channel.texts()
    assert (await desk.here()).owner == "queue"
    assert [t.state for t in await rows(desk, turns)][-1] == "dropped"
    assert agent.presence == "available"


async def test_a_handoff_from_the_bot(desk: Desk) -> None:
    """The bot's wish for a person queues the conversation with a packet that fits its schema."""
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.say("my card is late!! this is terrible", customer=VERIFIED)
    conversation = await desk.here()
    [handoff] = await rows(desk, handoffs)
    assert (conversation.owner, conversation.epoch) == ("queue", 2)
    packet = validated(handoff.packet)
    assert packet["facts"] == {"order_number": "10432"}
    assert packet["contact"]["level"] == "verified"
    assert packet["sentiment"]["now"] < 0
    assert [line["author"] for line in packet["transcript"]["recent"]] == ["customer", "bot"]


async def test_what_is_wanted_comes_first(desk: Desk) -> None:
    """In the packet and in the queue's own words of the case; the heat makes the mood."""
    sam = await desk.agent()
    summary = Summary(
        situation="A card is late.",
        wants=(
            Wanted(words=("money back, no new one", "it never came"), about="A refund"),
            Wanted(words=("and my invoice",), about="An invoice", state="done"),
        ),
    )
    asked = says("One moment.", handoff=a_request(summary=summary, heat=0.8))
    desk.bot.script.append(asked)
    await desk.say("give me a person")
    [handoff] = await rows(desk, handoffs)
    packet = validated(handoff.packet)
    assert [want["state"] for want in packet["summary"]["wants"]] == ["open", "done"]
    assert packet["sentiment"]["label"] == "upset"
    [item] = (await desk.overview.snapshot(sam.id)).queue
    assert wanted(item.handoff.packet)[0] == "“money back, no new one”, A refund"


async def test_nobody_is_at_the_desk(desk: Desk) -> None:
    """A customer who is queued while no agent is there is told so."""
    await desk.handed_off()
    assert "None of our colleagues" in (desk.channel.texts()[-1] or "")


async def test_what_is_added_while_waiting_goes_into_the_packet(desk: Desk) -> None:
    """A message in the queue starts no bot turn and is in the packet."""
    conversation = await desk.handed_off()
    await desk.say("it is order 10432")
    [handoff] = await rows(desk, handoffs)
    assert handoff.packet["transcript"]["recent"][-1]["text"] == "it is order 10432"
    assert len(desk.bot.seen) == 1
    assert conversation.owner == "queue"


async def test_an_offer_is_made_accepted_and_answered(desk: Desk) -> None:
    """The agent who accepts owns the conversation; both write; the bot stays silent."""
    agent = await desk.agent()
    conversation = await desk.taken_by(agent)
    await desk.say("are you there?")
    await desk.agent_actions.say(
        agent.id, conversation.id, epoch=conversation.epoch, client_id="a1", text="I am."
    )
    await desk.settle()
    assert desk.channel.texts()[-2:] == ["Sam has joined the conversation.", "I am."]
    assert len(desk.bot.seen) == 1


async def test_an_offer_goes_to_the_next_agent(desk: Desk) -> None:
    """A declined or expired offer goes on to somebody else, and comes back only after a pause."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    await desk.handed_off()
    await desk.routing.run_due()
    first = (await desk.overview.snapshot(sam.id)).offers[0].offer
    await desk.agent_actions.decline(sam.id, first.id)
    await desk.routing.run_due()
    assert len((await desk.overview.snapshot(kim.id)).offers) == 1
    desk.clock.forward(seconds=31)
    await desk.agent_actions.still_there([sam.id, kim.id])
    await desk.routing.run_due()
    assert (await desk.overview.snapshot(kim.id)).offers == ()
    assert (await desk.overview.snapshot(sam.id)).offers == ()
    desk.clock.forward(seconds=61)
    await desk.agent_actions.still_there([sam.id, kim.id])
    await desk.routing.run_due()
    assert len((await desk.overview.snapshot(sam.id)).offers) == 1


async def test_an_expired_offer_cannot_be_accepted(desk: Desk) -> None:
    """Accepting too late is refused with a clear reason."""
    agent = await desk.agent()
    await desk.handed_off()
    await desk.routing.run_due()
    offer = (await desk.overview.snapshot(agent.id)).offers[0].offer
    desk.clock.forward(seconds=31)
    with pytest.raises(OfferGone):
        await desk.agent_actions.accept(agent.id, offer.id)


async def test_only_one_of_two_clicks_accepts(desk: Desk) -> None:
    """Two accepts of one offer at once give one assignment."""
    agent = await desk.agent()
    await desk.handed_off()
    await desk.routing.run_due()
    offer = (await desk.overview.snapshot(agent.id)).offers[0].offer
    results = await asyncio.gather(
        *(desk.agent_actions.accept(agent.id, offer.id) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(result, Conversation) for result in results) == 1
    assert all(isinstance(r, (Conversation, OfferGone)) for r in results)


async def test_an_agent_who_is_gone_is_offline(desk: Desk) -> None:
    """Nobody is offered a case after their console has been closed for a minute."""
    agent = await desk.agent()
    desk.clock.forward(seconds=61)
    await desk.routing.run_due()
    await desk.handed_off()
    await desk.routing.run_due()
    snapshot = await desk.overview.snapshot(agent.id)
    assert (snapshot.agent.presence, snapshot.offers) == ("offline", ())


async def test_an_agent_who_does_not_own_it_cannot_write(desk: Desk) -> None:
    """A message with an old epoch, or of another agent, is refused."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim", skills=("warranty",))
    conversation = await desk.taken_by(sam)
    for agent, epoch in ((kim, conversation.epoch), (sam, conversation.epoch - 1)):
        with pytest.raises(NotOwner):
            await desk.agent_actions.say(
                agent.id, conversation.id, epoch=epoch, client_id="a1", text="hello"
            )


async def test_a_note_never_goes_out(desk: Desk) -> None:
    """An internal note is in the log for agents and nowhere for the customer."""
    agent = await desk.agent()
    conversation = await desk.taken_by(agent)
    before = desk.channel.texts()
    await desk.agent_actions.note(agent.id, conversation.id, client_id="n1", text="rude")
    await desk.settle()
    assert desk.channel.texts() == before
    seen = await desk.customers.transcript(conversation.id)
    assert "note" not in {message.kind for message in seen}


async def _resolved(desk: Desk, root_cause: RootCause | None = None) -> Conversation:
    agent = await desk.agent()
    conversation = await desk.taken_by(agent)
    await desk.agent_actions.say(
        agent.id, conversation.id, epoch=conversation.epoch, client_id="a1", text="New one sent."
    )
    await desk.agent_actions.resolve(
        agent.id,
        conversation.id,
        epoch=conversation.epoch,
        disposition="solved",
        note="Sent a new card",
        root_cause=root_cause,
    )
    await desk.settle()
    return await desk.here()


async def test_a_closing_note_has_a_limit(desk: Desk) -> None:
    """A longer one is refused, and the case stays open."""
    agent = await desk.agent()
    held = await desk.taken_by(agent)
    with pytest.raises(TooLong, match="closing note has at most 5,000 characters"):
        await desk.agent_actions.resolve(
            agent.id,
            held.id,
            epoch=held.epoch,
            disposition="solved",
            note="x" * (MAX_TEXT + 1),
        )
    assert (await desk.here()).owner == "agent"


async def test_resolving_asks_how_it_went(desk: Desk) -> None:
    """A resolved case is closed, rated by the customer, and the next message is the bot's."""
    conversation = await _resolved(desk)
    assert conversation.owner == "closed"
    assert "How did it go" in (desk.channel.texts()[-1] or "")
    await desk.say("4")
    [handoff] = await rows(desk, handoffs)
    assert (handoff.rating, handoff.disposition) == (4, "solved")
    assert (await desk.here()).owner == "closed"
    await desk.say("thanks")
    assert (await desk.here()).owner == "bot"
    since = desk.bot.seen[-1].since
    assert since is not None
    assert (since.agent_name, since.agent_messages) == ("Sam", ("New one sent.",))
    assert since.outcome == "Sent a new card"
    await desk.say("and more")
    assert desk.bot.seen[-1].since is None


async def test_anything_but_a_score_is_a_bot_turn(desk: Desk) -> None:
    """After the rating was asked, other words go to the bot, and a later digit does too."""
    await _resolved(desk)
    await desk.say("5 stars for Sam")
    await desk.say("5")
    assert [t.messages[0].text for t in desk.bot.seen[-2:]] == ["5 stars for Sam", "5"]
    [handoff] = await rows(desk, handoffs)
    assert handoff.rating is None


async def test_a_rating_by_the_form(desk: Desk) -> None:
    """The form's rating has a comment, counts once, and is owed to the CRM."""
    conversation = await _resolved(desk)
    [handoff] = await rows(desk, handoffs)
    for n, score in enumerate((2, 5)):
        await desk.rate(handoff.id, score, "slow", client_id=f"r{n}")
    [handoff] = await rows(desk, handoffs)
    assert handoff.rating == 2
    owed = [row for row in await rows(desk, crm_tasks) if row.kind == "rating"]
    assert [(row.payload["score"], row.payload["comment"]) for row in owed] == [(2, "slow")]
    asked = await desk.customers.transcript(conversation.id)
    [custom] = [m.custom for m in asked if m.kind == "rating_request"]
    assert custom == {"handoff_id": handoff.id, "answered": True, "score": 2}


async def test_a_rating_button_is_a_rating(desk: Desk) -> None:
    """The rating's own buttons rate, on channels that have no form."""
    conversation = await _resolved(desk)
    asked = (await desk.customers.transcript(conversation.id))[-1]
    await desk.write(button=(asked.seq, 2))
    [handoff] = await rows(desk, handoffs)
    assert handoff.rating == 3


async def test_a_bad_rating_is_the_bots_to_answer(desk: Desk) -> None:
    """It comes as an event of its own, once, however often the form is sent."""
    await _resolved(desk)
    [handoff] = await rows(desk, handoffs)
    for _ in range(2):
        await desk.rate(handoff.id, 1, "rude")
    await desk.write("are you there?")
    seen = len(desk.bot.seen)
    await desk.settle()
    rating, text = desk.bot.seen[seen:]
    assert (rating.event, rating.messages) == (
        Event(name="rating", data={"score": 1, "comment": "rude"}),
        (),
    )
    assert rating.since is not None
    assert [message.text for message in text.messages] == ["are you there?"]
    assert (await desk.here()).owner == "bot"
    assert texts.SORRY_FOR_RATING not in [said for _, said in await desk.transcript()]


async def test_root_causes_are_counted_by_customer(desk: Desk) -> None:
    """A customer counts once a cause, however often it is found; the days before are compared."""
    crm = whole(MemoryCrm(Dataset(), clock=desk.clock))
    late = Complaint(kind="delivery", root_cause="carrier_delay", carrier="Northway")
    lost = Complaint(kind="delivery", root_cause="carrier_loss", carrier="Northway")
    heard = [("v:0", late), ("v:1", late), ("v:1", late), ("v:2", late), ("v:2", lost)]
    for number, (address, complaint) in enumerate(heard):
        desk.bot.script.append(says("I'm sorry.", complaint=complaint))
        await desk.say("still nothing", address=address)
        desk.clock.forward(days=10 if number == 0 else 0)
    await do_all(Worker(CrmTasks(desk.db, crm, desk.clock)))
    found = await CrmInsights(crm).root_causes(desk.clock(), timedelta(days=7))
    counts = [(one.root_cause, one.object, one.customers, one.customers_before) for one in found]
    assert counts == [("carrier_delay", "Northway", 2, 1), ("carrier_loss", "Northway", 1, 0)]
    assert found[0].latest_at == desk.clock()


async def test_an_agent_names_the_root_cause(desk: Desk) -> None:
    """What an agent names on resolving counts with what the bot finds, and is settled with it."""
    crm = whole(MemoryCrm(Dataset(), clock=desk.clock))
    await _resolved(desk, root_cause="billing_error")
    await do_all(Worker(CrmTasks(desk.db, crm, desk.clock)))
    [found] = await CrmInsights(crm).root_causes(desk.clock(), timedelta(days=1))
    assert (found.root_cause, found.customers, found.open) == ("billing_error", 1, 0)


async def test_where_it_comes_from_reaches_the_bot(desk: Desk) -> None:
    """Each turn says where its last message came from; the next turn may come from elsewhere."""
    for client in ("a", "b", None):
        await desk.say("hello", client=client)
    assert [turn.metadata.client for turn in desk.bot.seen] == ["a", "b", "b"]


async def test_a_good_rating_wakes_nobody(desk: Desk) -> None:
    """Three and more are thanked for, and the conversation stays closed."""
    await _resolved(desk)
    [handoff] = await rows(desk, handoffs)
    seen = len(desk.bot.seen)
    await desk.rate(handoff.id, 3)
    await desk.settle()
    assert len(desk.bot.seen) == seen
    assert (await desk.here()).owner == "closed"


async def test_a_bad_rating_of_the_past_is_only_regretted(desk: Desk) -> None:
    """Once the customer has a new conversation, the old one is not opened again."""
    await _resolved(desk)
    [handoff] = await rows(desk, handoffs)
    desk.clock.forward(hours=25)
    await desk.say("hello again")
    seen = len(desk.bot.seen)
    await desk.rate(handoff.id, 1)
    await desk.settle()
    assert len(desk.bot.seen) == seen
    old = await desk.customers.transcript(handoff.conversation_id)
    assert old[-1].text == texts.SORRY_FOR_RATING


async def test_a_bad_rating_while_a_person_is_asked_for(desk: Desk) -> None:
    """The bot does not talk over the queue."""
    await _resolved(desk)
    [handoff] = await rows(desk, handoffs)
    await desk.handed_off()
    seen = len(desk.bot.seen)
    await desk.rate(handoff.id, 1)
    await desk.settle()
    assert len(desk.bot.seen) == seen
    assert (await desk.here()).owner == "queue"


@pytest.mark.parametrize("score", [0, 6])
async def test_a_rating_out_of_range(desk: Desk, score: int) -> None:
    """A rating is 1 to 5."""
    with pytest.raises(BadRequest):
        await desk.rate("x", score)


async def test_a_comment_of_a_rating_has_a_limit(desk: Desk) -> None:
    """It is no longer than a message."""
    with pytest.raises(TooLong):
        await desk.rate("x", 5, "x" * (MAX_TEXT + 1))


async def test_a_rating_of_somebody_else_s_case(desk: Desk) -> None:
    """Nobody rates a case that is not theirs, or that does not exist."""
    await _resolved(desk)
    [handoff] = await rows(desk, handoffs)
    for address, handoff_id in (("v:2", handoff.id), ("v:1", "ho_none")):
        with pytest.raises(NotFound):
            await desk.rate(handoff_id, 5, address=address)


async def test_the_second_handoff_of_a_conversation(desk: Desk) -> None:
    """A reopened conversation can be handed over again."""
    await _resolved(desk)
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.say("it broke again")
    assert (await desk.here()).owner == "queue"
    assert [h.state for h in await rows(desk, handoffs)] == ["resolved", "queued"]


async def test_after_a_day_a_new_conversation_begins(desk: Desk) -> None:
    """A message long after the end opens a new conversation that is linked to the last."""
    old = await _resolved(desk)
    desk.clock.forward(hours=25)
    await desk.say("hello again")
    new = await desk.here()
    assert (new.previous_id, new.owner, new.last_seq) == (old.id, "bot", 2)


async def test_what_is_said_on_the_web_chat_is_told_by_its_commit(desk: Desk) -> None:
    """Pages hear of it in order, once, as sent; nothing is left for the outbox to do."""
    desk.bot.script.append(says("one", "two"))
    await desk.write("hello")
    await desk.turns.run_due()
    assert desk.channel.texts() == ["one", "two"]
    assert await desk.outbox.run_due() == 0
    assert await rows(desk, outbox) == []
    seen = await desk.customers.transcript((await desk.here()).id)
    assert [message.state for message in seen] == [None, "sent", "sent"]


async def test_an_undelivered_message_is_tried_again_in_order(desk: Desk) -> None:
    """While a channel is down nothing is lost and nothing overtakes."""
    desk.channel.failing = Undelivered("down", retry=True)
    desk.bot.script.append(says("one", "two"))
    await desk.say("hello", channel="whatsapp")
    desk.channel.failing = None
    for _ in range(3):
        desk.clock.forward(seconds=3)
        await desk.settle()
    assert desk.channel.texts() == ["one", "two"]


async def test_a_message_that_cannot_be_delivered_is_marked(desk: Desk) -> None:
    """A refusal for good marks the message as failed and lets the next one go."""
    desk.channel.failing = Undelivered("blocked", retry=False)
    await desk.say("hello", channel="whatsapp")
    desk.channel.failing = None
    await desk.say("still there?", channel="whatsapp")
    seen = await desk.customers.transcript((await desk.here(channel="whatsapp")).id)
    assert [m.state for m in seen if m.author.kind == "bot"] == ["failed", "sent"]


async def test_a_channel_that_breaks_stops_nobody_else(desk: Desk) -> None:
    """A message that a channel trips over is tried again, and others go out meanwhile."""
    desk.channel.failing = RuntimeError("unexpected")  # type: ignore[assignment]
    await desk.say("hello", channel="whatsapp")
    desk.channel.failing = None
    await desk.say("hello", address="v:2", channel="whatsapp")
    desk.clock.forward(seconds=3)
    await desk.settle()
    assert sorted(address for address, _ in desk.channel.sent) == ["v:1", "v:2"]


async def test_a_busy_platform_is_left_alone_for_as_long_as_it_says(desk: Desk) -> None:
    """A limit on the rate is waited for, however short the backoff would be."""
    desk.channel.failing = Undelivered("busy", retry=True, after=timedelta(minutes=2))
    await desk.say("hello", channel="whatsapp")
    desk.channel.failing = None
    desk.clock.forward(seconds=119)
    await desk.settle()
    assert desk.channel.texts() == []
    desk.clock.forward(seconds=2)
    await desk.settle()
    assert desk.channel.texts() == ["echo hello"]


async def test_delivery_marks_never_go_back(desk: Desk) -> None:
    """Read stays read when a late delivery receipt comes in."""
    await desk.say("hello")
    conversation = await desk.here()
    await desk.customers.mark(conversation.id, 2, "read")
    await desk.customers.mark(conversation.id, 2, "delivered")
    seen = await desk.customers.transcript(conversation.id)
    assert [message.state for message in seen] == [None, "read"]


async def test_a_visitor_who_signs_in_takes_the_conversation_along(desk: Desk) -> None:
    """An anonymous conversation becomes the customer's, and the bot is told who it is."""
    await desk.say("hello")
    await desk.customers.adopt("webchat", "v:1", VERIFIED)
    await desk.say("it's me", address="crm:c-0001", customer=VERIFIED)
    assert len(await rows(desk, conversations)) == 1
    assert desk.bot.seen[-1].metadata.customer.level == "verified"


async def test_an_open_conversation_of_the_customer_stays(desk: Desk) -> None:
    """Signing in does not merge two conversations that are both under way."""
    await desk.say("on my phone", address="crm:c-0001", customer=VERIFIED)
    await desk.say("hello")
    await desk.customers.adopt("webchat", "v:1", VERIFIED)
    assert len(await desk.transcript("crm:c-0001")) == 2


async def test_a_verification_won_by_the_bot_is_kept(desk: Desk) -> None:
    """What an action verified holds for the next turn, with its scope."""
    won = IdentityWon(level="verified", how="order_challenge", customer_id="c-0007", scope="10432")
    desk.bot.script.append(says("Thank you.", identity=won))
    await desk.say("10432 and 20095")
    await desk.say("where is it?")
    customer = desk.bot.seen[-1].metadata.customer
    assert (customer.level, customer.scope, customer.id) == ("verified", "10432", "c-0007")


async def test_events_come_in_order_and_can_be_caught_up(desk: Desk) -> None:
    """Cursors rise, and what was missed can be read again."""
    await desk.say("hello")
    cursors = [recorded.cursor for recorded in desk.events]
    assert cursors == sorted(cursors)
    assert len(set(cursors)) == len(cursors)
    missed = await desk.db.events_after(cursors[2])
    assert missed is not None
    assert [recorded.cursor for recorded in missed] == cursors[3:]
    assert await desk.db.events_after(cursors[-1] + 1000) is None


async def test_cursors_commit_in_order_under_load(desk: Desk) -> None:
    """A reader that follows the cursor misses nothing while many write at once."""
    seen: list[int] = []

    async def follow() -> None:
        while True:
            events = await desk.db.events_after(seen[-1] if seen else 0)
            seen.extend(recorded.cursor for recorded in events or ())
            await asyncio.sleep(0)

    follower = asyncio.create_task(follow())
    await asyncio.gather(*(desk.write("hi", address=f"v:{n}") for n in range(20)))
    last = await desk.db.cursor()
    for _ in range(2000):
        if seen and seen[-1] >= last:
            break
        await asyncio.sleep(0.01)
    follower.cancel()
    async with desk.db.read() as connection:
        every = await connection.execute(sa.text("SELECT cursor FROM events ORDER BY cursor"))
        assert seen == [row.cursor for row in every]


async def test_the_database_forbids_two_open_handoffs(desk: Desk) -> None:
    """One open handoff a conversation is a rule of the database itself."""
    await desk.handed_off()
    [handoff] = await rows(desk, handoffs)
    values = {**handoff._mapping, "id": "ho_2", "idempotency_key": "other"}
    with pytest.raises(IntegrityError):
        async with desk.db.write() as tx:
            await tx.connection.execute(handoffs.insert().values(**values))


async def test_the_database_forbids_an_agent_s_conversation_without_agent(desk: Desk) -> None:
    """Owner `agent` and an agent's id go together, or not at all."""
    await desk.say("hello")
    with pytest.raises(IntegrityError):
        async with desk.db.write() as tx:
            await tx.connection.execute(conversations.update().values(owner="agent"))


async def test_a_failed_transaction_publishes_nothing(desk: Desk) -> None:
    """What is rolled back was never true, and nobody hears of it."""
    before = len(desk.events)
    with pytest.raises(BadRequest):
        await desk.write("", client_id="x")
    for _ in itertools.repeat(None, 2):
        with pytest.raises(BadRequest):
            await desk.write(button=(1, 1))
    assert len(desk.events) == before

"""Customers end conversations themselves: wherever one stands, nobody is left with it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from contracts.turn import Customer, Summary, Turn, TurnResult, Wanted
from handoff.core import texts
from handoff.core.errors import BadRequest, NotFound, TooLong
from handoff.core.model import MAX_TEXT
from handoff.store.tables.cases import bot_tasks, handoffs
from handoff.store.tables.conversations import conversations, turns
from handoff.store.tables.delivery import crm_tasks
from handoff.usecases.customer.rating import Given
from tests.desk import Desk, a_request, says

ADA = Customer(id="c-0001", name="Ada", level="verified", how="site_token")


async def rows(desk: Desk, table: sa.Table) -> list[Any]:
    """Everything in a table."""
    async with desk.db.read() as connection:
        return list((await connection.execute(sa.select(table))).all())


async def rate(desk: Desk, conversation_id: str, score: int, **more: str) -> None:
    """Say how the bot did."""
    words = {"address": "v:1", "comment": "", "client_id": "r", **more}
    given = Given(channel="webchat", score=score, **words)
    await desk.endings.rate(given, conversation_id=conversation_id)


async def test_a_conversation_with_the_bot_is_closed(desk: Desk) -> None:
    """It is over, the customer is told so and asked how it went, and the bot says no more."""
    await desk.say("hello")
    before = await desk.here()
    await desk.endings.end(before.id)
    ended = await desk.here()
    assert (ended.owner, ended.ended, ended.epoch) == ("closed", True, before.epoch + 1)
    said = await desk.customers.transcript(ended.id)
    assert [m.text for m in said[-2:]] == [texts.ENDED, texts.HOW_DID_IT_GO]
    assert said[-1].custom == {"conversation_id": ended.id, "answered": False}


async def test_a_second_time_changes_nothing(desk: Desk) -> None:
    """Two tabs that end it at once leave one end, and one question how it went."""
    await desk.say("hello")
    conversation = await desk.here()
    await desk.endings.end(conversation.id)
    once = await desk.transcript()
    await desk.endings.end(conversation.id)
    assert await desk.transcript() == once


async def test_what_the_bot_still_thinks_of_is_dropped(desk: Desk) -> None:
    """An answer that comes after the end is not shown, and what waited is not asked any more."""

    async def ends_meanwhile(_: Turn) -> TurnResult:
        await desk.write("and another thing")
        await desk.endings.end((await desk.here()).id)
        return says("too late")

    desk.bot.script.append(ends_meanwhile)
    await desk.say("hello")
    assert "too late" not in [text for _, text in await desk.transcript()]
    assert len(desk.bot.seen) == 1
    assert {row.state for row in await rows(desk, turns)} == {"dropped"}


async def test_who_waits_leaves_the_queue(desk: Desk) -> None:
    """The case is abandoned by the customer's own will, offered or not."""
    await desk.agent()
    conversation = await desk.handed_off()
    await desk.routing.run_due()
    await desk.endings.end(conversation.id)
    [handoff] = await rows(desk, handoffs)
    assert (handoff.state, handoff.agent_id) == ("abandoned", None)
    assert (await desk.here()).owner == "closed"
    await desk.settle()
    assert not (await desk.overview.waiting(after=None)).entries


async def test_an_agent_is_told_and_free_again(desk: Desk) -> None:
    """The case is resolved without a disposition; the agent has a notice, and their hands free."""
    agent = await desk.agent()
    conversation = await desk.taken_by(agent)
    desk.clock.forward(seconds=90)
    await desk.endings.end(conversation.id)
    [handoff] = await rows(desk, handoffs)
    assert (handoff.state, handoff.disposition) == ("resolved", None)
    snapshot = await desk.overview.snapshot(agent.id)
    assert snapshot.conversations == ()
    assert [n.text for n in snapshot.notices] == [texts.ended_by(None)]
    assert snapshot.notices[0].conversation_id == conversation.id
    assert snapshot.agent.idle_since == desk.clock.now
    asked = (await desk.customers.transcript(conversation.id))[-1]
    assert asked.custom == {"handoff_id": handoff.id, "answered": False}


async def test_it_ends_while_the_bot_asks_for_an_agent(desk: Desk) -> None:
    """The question is over, and the case is the agent's: resolved, and they are told."""
    agent = await desk.agent()
    taken = await desk.taken_by(agent)
    await desk.bot_tasks.ask(
        agent.id, taken.id, epoch=taken.epoch, kind="serial_number", question=""
    )
    await desk.endings.end(taken.id)
    [handoff] = await rows(desk, handoffs)
    [task] = await rows(desk, bot_tasks)
    assert (handoff.state, handoff.agent_id, task.outcome) == ("resolved", agent.id, "ended")
    here = await desk.here()
    assert (here.owner, here.task_id, here.ended) == ("closed", None, True)
    [notice] = (await desk.overview.snapshot(agent.id)).notices
    assert notice.conversation_id == taken.id
    desk.clock.forward(hours=5)
    assert await desk.bot_task_deadlines.run_due() == 0


async def test_the_crm_hears_who_ended_it(desk: Desk) -> None:
    """A known customer's history says that they ended the case, and what it was about."""
    agent = await desk.agent()
    await desk.say("hello", customer=ADA)
    conversation = await desk.taken_by(agent)
    await desk.endings.end(conversation.id)
    [note] = [row for row in await rows(desk, crm_tasks) if row.kind == "note"]
    assert note.payload["text"] == "Ended by the customer. A graphics card has not arrived."


async def test_the_crm_hears_what_was_wanted(desk: Desk) -> None:
    """In the customer's own words, before what the bot found; the history of the next case, too."""
    agent = await desk.agent()
    await desk.say("hello", customer=ADA)
    wants = (Wanted(words=("money back, no new one",), about="A refund"),)
    summary = Summary(situation="A graphics card has not arrived.", wants=wants)
    desk.bot.script.append(says("One moment.", handoff=a_request(summary=summary)))
    await desk.say("a person please")
    await desk.routing.run_due()
    offer = (await desk.overview.snapshot(agent.id)).offers[0].offer
    conversation = await desk.agent_actions.accept(agent.id, offer.id)
    await desk.endings.end(conversation.id)
    [note] = [row for row in await rows(desk, crm_tasks) if row.kind == "note"]
    assert note.payload["text"] == (
        "Ended by the customer. Wanted: “money back, no new one”, A refund. "
        "A graphics card has not arrived."
    )
    [past] = await desk.overview.past((await desk.say("again", customer=ADA)).conversation_id)
    assert past.wanted == "“money back, no new one”, A refund"


async def test_the_next_message_begins_another_conversation(desk: Desk) -> None:
    """What the customer ended stays as it is, and the new one knows of it."""
    await desk.say("hello")
    ended = await desk.here()
    await desk.endings.end(ended.id)
    before = await desk.customers.transcript(ended.id)
    await desk.say("something else")
    new = await desk.here()
    assert (new.previous_id, new.owner, new.ended) == (ended.id, "bot", False)
    assert await desk.customers.transcript(ended.id) == before


async def test_the_bot_is_rated_once(desk: Desk) -> None:
    """A score for the bot is kept with the conversation, owed to the CRM, and never changes."""
    await desk.say("hello")
    conversation = await desk.here()
    await desk.endings.end(conversation.id)
    await rate(desk, conversation.id, 4, comment="quick")
    await rate(desk, conversation.id, 4, comment="quick")
    await rate(desk, conversation.id, 1, client_id="r2")
    [row] = await rows(desk, conversations)
    assert (row.rating, row.owner) == (4, "closed")
    owed = [task.payload for task in await rows(desk, crm_tasks) if task.kind == "rating"]
    assert [(payload["score"], payload["comment"]) for payload in owed] == [(4, "quick")]
    asked = [
        m.custom
        for m in await desk.customers.transcript(conversation.id)
        if m.kind == "rating_request"
    ]
    assert asked == [{"conversation_id": conversation.id, "answered": True, "score": 4}]


async def test_a_bad_rating_of_the_bot_is_answered_there(desk: Desk) -> None:
    """The bot comes back to it, and the customer goes on in the same conversation."""
    await desk.say("hello")
    conversation = await desk.here()
    await desk.endings.end(conversation.id)
    await rate(desk, conversation.id, 1)
    await desk.settle()
    assert desk.bot.seen[-1].event is not None
    again = await desk.here()
    assert (again.id, again.owner, again.ended) == (conversation.id, "bot", False)
    await desk.endings.end(conversation.id)
    kinds = [m.kind for m in await desk.customers.transcript(conversation.id)]
    assert kinds.count("rating_request") == 1


async def test_a_rating_button_of_an_ended_conversation_counts(desk: Desk) -> None:
    """On channels without a form the buttons rate, though words would begin another one."""
    where: dict[str, Any] = {"channel": "whatsapp", "address": "w:1"}
    await desk.say("hello", **where)
    conversation = await desk.here("w:1", "whatsapp")
    await desk.endings.end(conversation.id)
    asked = (await desk.customers.transcript(conversation.id))[-1]
    await desk.write(button=(asked.seq, 4), **where)
    [row] = await rows(desk, conversations)
    assert row.rating == 5


async def test_nobody_rates_for_somebody_else(desk: Desk) -> None:
    """Only the page of the conversation's own customer may."""
    await desk.say("hello")
    conversation = await desk.here()
    await desk.endings.end(conversation.id)
    with pytest.raises(NotFound):
        await rate(desk, conversation.id, 5, address="v:2")


@pytest.mark.parametrize(
    ("score", "comment", "error"),
    [(0, "", BadRequest), (6, "", BadRequest), (5, "x" * (MAX_TEXT + 1), TooLong)],
)
async def test_a_rating_of_the_bot_has_limits(
    desk: Desk, score: int, comment: str, error: type[Exception]
) -> None:
    """It is 1 to 5 with a comment of one message at most, as a rating of a person is."""
    await desk.say("hello")
    conversation = await desk.here()
    with pytest.raises(error):
        await rate(desk, conversation.id, score, comment=comment)


async def test_what_an_agent_resolved_can_be_ended_for_good(desk: Desk) -> None:
    """Nothing is asked again, and the next message begins another conversation."""
    agent = await desk.agent()
    conversation = await desk.taken_by(agent)
    epoch = (await desk.here()).epoch
    await desk.agent_actions.resolve(
        agent.id, conversation.id, epoch=epoch, disposition="solved", note=""
    )
    before = await desk.transcript()
    await desk.endings.end(conversation.id)
    assert await desk.transcript() == before
    assert (await desk.here()).ended

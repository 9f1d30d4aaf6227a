"""What agents let the bot ask for them, on each database."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.turn import Attachment
from handoff.core import texts
from handoff.core.errors import BadRequest, Conflict, NotOwner
from handoff.core.events import HandoffChanged
from handoff.core.model import Agent, Conversation
from handoff.jobs.engine.worker import Worker
from handoff.jobs.turns.bot_task_deadlines import BotTaskDeadlines
from handoff.usecases.casework.bot_tasks import WAITS, BotTasks
from tests.desk import Desk


@pytest.fixture
def tasks(desk: Desk) -> BotTasks:
    """What lets the bot ask."""
    return desk.bot_tasks


async def asked(desk: Desk, tasks: BotTasks, sam: Agent, **task: Any) -> Conversation:
    """A conversation in which the bot asks something for Sam."""
    here = await desk.taken_by(sam)
    what = {"kind": "serial_number", "question": "", **task}
    await tasks.ask(sam.id, here.id, epoch=here.epoch, **what)
    return await desk.here()


async def told(desk: Desk) -> list[dict[str, str]]:
    """What was asked and answered, as the packet of the case in the queue has it."""
    [entry] = (await desk.overview.waiting(after=None)).entries
    pairs: list[dict[str, str]] = entry.handoff.packet["summary"]["asked_and_answered"]
    return pairs


async def test_the_bot_asks_and_the_answer_comes_back(desk: Desk, tasks: BotTasks) -> None:
    """The customer answers, and the same agent is offered the case, before all others."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    before = await desk.handed_off("v:9")
    await desk.routing.run_due()
    for agent in (sam, kim):
        for each in (await desk.overview.snapshot(agent.id)).offers:
            await desk.agent_actions.decline(agent.id, each.offer.id)
    await desk.agent_actions.set_presence(kim.id, "away")
    here = await asked(desk, tasks, sam)
    assert (here.owner, here.agent_id, here.task_id is None) == ("bot", None, False)
    assert desk.channel.texts()[-1] == texts.asks_for(
        "Sam",
        "What is the serial number? It is on a sticker at the back or below, next to S/N.",
    )
    turns = len(desk.bot.seen)
    await desk.agent_actions.set_presence(kim.id, "available")
    await desk.say("It says SN-77A20411")
    assert len(desk.bot.seen) == turns, "Rasa has no part in it"
    back = await desk.here()
    assert (back.owner, back.task_id) == ("queue", None)
    queue = (await desk.overview.waiting(after=None)).entries
    assert [entry.conversation.id for entry in queue] == [back.id, before.id]
    [pair] = queue[0].handoff.packet["summary"]["asked_and_answered"]
    assert pair["answer"] == "It says SN-77A20411"
    assert queue[0].handoff.packet["transcript"]["recent"][-1]["text"] == "It says SN-77A20411"
    await desk.routing.run_due()
    offers = (await desk.overview.snapshot(sam.id)).offers
    assert back.id in [each.conversation_id for each in offers]


async def test_one_case_is_one_handoff(desk: Desk, tasks: BotTasks) -> None:
    """The case stays open and the agent's while the bot asks, and says so with each move."""
    sam = await desk.agent()
    await asked(desk, tasks, sam)
    await desk.say("77A20411")
    moves = [item.event for item in desk.events if isinstance(item.event, HandoffChanged)]
    assert [move.why for move in moves][-2:] == ["bot_asks", "bot_asked"]
    assert moves[-2].handoff.state == "assigned"
    assert moves[-2].handoff.agent_id == sam.id
    assert moves[-1].handoff.preferred_id == sam.id
    assert len({move.handoff.id for move in moves}) == 1


async def test_the_agent_is_free_meanwhile(desk: Desk, tasks: BotTasks) -> None:
    """While the bot asks, the agent's hands are free for somebody else."""
    sam = await desk.agent(capacity=1)
    await asked(desk, tasks, sam)
    await desk.handed_off("v:2")
    await desk.routing.run_due()
    assert len((await desk.overview.snapshot(sam.id)).offers) == 1


@pytest.mark.parametrize(
    ("words_of_customer", "answer"),
    [
        ("forget it", "Did not say: “forget it”"),
        ("When will my refund come?", "No clear answer: “When will my refund come?”"),
        ("I'd like to talk to a person", "Asked for a person instead."),
    ],
)
async def test_what_is_no_answer_is_not_taken_for_one(
    desk: Desk, tasks: BotTasks, words_of_customer: str, answer: str
) -> None:
    """The case comes back with the customer's words, which are not told as the answer."""
    sam = await desk.agent()
    await asked(desk, tasks, sam)
    await desk.say(words_of_customer)
    assert (await told(desk))[-1]["answer"] == answer


async def test_the_button_for_a_person_brings_the_case_back(desk: Desk, tasks: BotTasks) -> None:
    """The question has the button, and pressing it is a wish for a person."""
    sam = await desk.agent()
    here = await asked(desk, tasks, sam)
    await desk.say(None, button=(here.last_seq, 0))
    assert (await told(desk))[-1]["answer"] == "Asked for a person instead."


async def test_a_photo_is_an_answer(desk: Desk, tasks: BotTasks) -> None:
    """A picture, and words that announce it, are told apart."""
    sam = await desk.agent()
    await asked(desk, tasks, sam, kind="photo")
    await desk.say("one moment")
    assert (await desk.here()).task_id is not None
    await desk.say(None, attachments=(Attachment(kind="image", ref="r"),))
    assert (await told(desk))[-1]["answer"] == "(sent without words)"


async def test_without_an_answer_the_case_comes_back(desk: Desk, tasks: BotTasks) -> None:
    """After a while it does, over a restart, and the customer is told."""
    sam = await desk.agent()
    await asked(desk, tasks, sam)
    desk.clock.now += WAITS / 2
    assert await Worker(BotTaskDeadlines(tasks)).run_due() == 0
    desk.clock.now += WAITS / 2
    anew = BotTasks(desk.db, desk.clock)
    assert await Worker(BotTaskDeadlines(anew)).run_due() == 1
    assert (await told(desk))[-1]["answer"] == "No answer in time."
    assert texts.NOTHING_HEARD in [text for _, text in await desk.transcript()]
    assert await Worker(BotTaskDeadlines(tasks)).run_due() == 0


async def test_a_question_of_ones_own(desk: Desk, tasks: BotTasks) -> None:
    """It is asked as it was written, and any statement is an answer."""
    sam = await desk.agent()
    await asked(desk, tasks, sam, kind="own", question=" Which lamp blinks? ")
    assert "Which lamp blinks?" in str(desk.channel.texts()[-1])
    await desk.say("the orange one")
    assert await told(desk) == [{"question": "Which lamp blinks?", "answer": "the orange one"}]


async def test_a_question_needs_words_and_an_owner(desk: Desk, tasks: BotTasks) -> None:
    """An empty or endless one is refused, and so is one of somebody who has not the case."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    for question in ("  ", "x" * 501):
        with pytest.raises(BadRequest):
            await tasks.ask(sam.id, here.id, epoch=here.epoch, kind="own", question=question)
    for agent, epoch in ((kim, here.epoch), (sam, here.epoch - 1)):
        with pytest.raises(NotOwner):
            await tasks.ask(agent.id, here.id, epoch=epoch, kind="photo", question="")
    assert (await desk.here()).owner == "agent"


async def test_an_agent_takes_the_case_before_the_answer(desk: Desk, tasks: BotTasks) -> None:
    """Whoever takes over has the same case, and the question is forgotten."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    await asked(desk, tasks, sam)
    taken = await desk.transfers.take_over(kim.id, (await desk.here()).id)
    assert (taken.owner, taken.agent_id, taken.task_id) == ("agent", kim.id, None)
    handoffs = {
        item.event.handoff.id for item in desk.events if isinstance(item.event, HandoffChanged)
    }
    assert len(handoffs) == 1
    desk.clock.now += WAITS
    assert await Worker(BotTaskDeadlines(tasks)).run_due() == 0
    await desk.say("77A20411")
    assert (await desk.here()).agent_id == kim.id
    with pytest.raises(Conflict):
        await desk.transfers.take_over(kim.id, taken.id)

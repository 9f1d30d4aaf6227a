"""Silent customers: warned, let go with a friendly word, and received as if they had never left."""

from __future__ import annotations

from contracts.turn import Customer
from handoff.core import texts
from handoff.core.model import Agent, Conversation
from handoff.core.sla.idle import IdleRules, Rule
from handoff.core.states import Owner
from tests.desk import Desk, do_all

ADA = Customer(id="c-0001", name="Ada", level="verified", how="site_token")
QUESTION = "Which colour is the light on the card?"


async def answered(desk: Desk, agent: Agent, text: str = QUESTION) -> Conversation:
    """A case whose agent has answered, so that the customer is next."""
    mine = await desk.taken_by(agent)
    await desk.agent_actions.say(agent.id, mine.id, epoch=mine.epoch, client_id="a", text=text)
    return await desk.here()


async def told(desk: Desk) -> list[str | None]:
    """What the desk itself said last to the customer, without the first words of the case."""
    said = await desk.customers.transcript((await desk.here()).id)
    ours = (texts.STILL_THERE, texts.CLOSED_FOR_NOW)
    return [each.text for each in said if each.text in ours]


async def look(desk: Desk, rules: IdleRules | None = None, **later: float) -> Owner:
    """Let time pass, have the job look, and say who has the conversation."""
    desk.clock.forward(**later)
    await desk.idle_worker(rules).run_due()
    return (await desk.here()).owner


async def test_a_silent_case_keeps_no_place(desk: Desk) -> None:
    """The customer is warned once and let go with a last word; the agent has a place again, sees
    why, and the case has its end."""
    sam = await desk.agent(capacity=1)
    case = await answered(desk, sam)
    assert await look(desk, hours=19) == "agent"
    assert await told(desk) == []
    assert await look(desk, hours=1) == "agent"
    assert await look(desk, hours=2) == "agent"
    assert await told(desk) == [texts.STILL_THERE]
    assert await look(desk, hours=1) == "closed"
    assert await told(desk) == [texts.STILL_THERE, texts.CLOSED_FOR_NOW]
    snapshot = await desk.overview.snapshot(sam.id)
    assert snapshot.conversations == ()
    [notice] = snapshot.notices
    assert notice.text.startswith("Closed by the desk: the customer has not answered")
    handoff = (await desk.overview.open(case.id))[2]
    assert handoff is not None
    assert (handoff.state, handoff.disposition) == ("resolved", "no_response")
    assert handoff.closing_note == notice.text
    await desk.agent_actions.set_presence(sam.id, "available")
    other = await desk.taken_by(sam, address="v:2")
    assert other.agent_id == sam.id


async def test_an_answer_brings_the_same_case_back(desk: Desk) -> None:
    """In the same conversation, to the same agent first, with the packet of before; no bot turn."""
    sam = await desk.agent()
    case = await answered(desk, sam)
    before = (await desk.overview.open(case.id))[2]
    await look(desk, hours=20)
    assert await look(desk, hours=3) == "closed"
    turns = len(desk.bot.seen)
    desk.clock.forward(hours=10)
    await desk.say("It is red. Sorry, I was ill.")
    here = await desk.here()
    assert (here.id, here.owner) == (case.id, "queue")
    assert len(desk.bot.seen) == turns
    again = (await desk.overview.open(case.id))[2]
    assert before is not None
    assert again is not None
    assert again.id != before.id
    assert again.preferred_id == sam.id
    assert (again.skill, again.priority) == (before.skill, before.priority)
    assert again.packet["facts"] == before.packet["facts"]
    assert again.packet["summary"]["situation"] == before.packet["summary"]["situation"]
    assert again.packet["reason"]["text"] == texts.CAME_BACK
    said = await desk.customers.transcript(case.id)
    assert texts.BACK_AGAIN in [each.text for each in said]
    desk.clock.forward(minutes=1)
    await desk.say("are you there?")
    assert [each.text for each in await desk.customers.transcript(case.id)].count(
        texts.BACK_AGAIN
    ) == 1


async def test_after_the_time_to_reopen_another_one_begins(desk: Desk) -> None:
    """Who comes back after that is with the bot, in a new conversation."""
    sam = await desk.agent()
    case = await answered(desk, sam)
    await look(desk, hours=20)
    await look(desk, hours=3)
    desk.clock.forward(hours=25)
    await desk.say("hello again")
    here = await desk.here()
    assert (here.id != case.id, here.owner, here.previous_id) == (True, "bot", case.id)


async def test_an_answer_after_the_warning_begins_anew(desk: Desk) -> None:
    """Once the customer has written the desk owes an answer, and the silence after that one is
    counted, and warned of, from its beginning."""
    sam = await desk.agent()
    await answered(desk, sam)
    await look(desk, hours=20)
    await desk.say("I am looking")
    assert await look(desk, hours=100) == "agent"
    here = await desk.here()
    await desk.agent_actions.say(
        sam.id, here.id, epoch=here.epoch, client_id="b", text="Take your time."
    )
    assert await look(desk, hours=19) == "agent"
    assert len(await told(desk)) == 1
    assert await look(desk, hours=1) == "agent"
    assert len(await told(desk)) == 2
    assert await look(desk, hours=3) == "closed"


async def test_what_the_desk_owes_is_never_closed(desk: Desk) -> None:
    """A case in the queue, one without an answer yet, and one in which something was promised."""
    sam = await desk.agent()
    await desk.handed_off("v:1")
    assert await look(desk, hours=200) == "queue"
    await desk.say("never mind")
    await desk.agent_actions.set_presence(sam.id, "available")
    mine = await desk.taken_by(sam)
    desk.clock.forward(hours=200)
    await desk.idle_worker().run_due()
    assert (await desk.here()).owner == "agent"
    text = "I'll ask the carrier and write to you tomorrow."
    await desk.agent_actions.say(sam.id, mine.id, epoch=mine.epoch, client_id="a", text=text)
    for _ in range(3):
        desk.clock.forward(hours=200)
        await desk.idle_worker().run_due()
    assert (await desk.here()).owner == "agent"
    assert texts.STILL_THERE not in [each.text for each in await desk.customers.transcript(mine.id)]


async def test_what_the_bot_has_is_closed_where_a_rule_says_so(desk: Desk) -> None:
    """Quietly: no case, no rating; never while the customer waits for an answer."""
    rules = IdleRules(bot=Rule(close_after="2h"))
    await desk.say("hello")
    assert await look(desk, hours=1) == "bot"
    assert await look(desk, rules, hours=2) == "closed"
    assert await told(desk) == [texts.CLOSED_FOR_NOW]
    await desk.say("thanks")
    assert (await desk.here()).owner == "bot"
    await desk.write("one more thing")
    assert await look(desk, rules, hours=5) == "bot"


async def test_two_bridges_close_once(desk: Desk) -> None:
    """Of two that look at the same moment one warns, and one closes."""
    sam = await desk.agent()
    await answered(desk, sam)
    first, second = desk.idle_worker(), desk.idle_worker()
    for hours in (20, 3):
        desk.clock.forward(hours=hours)
        await first.run_due()
        await second.run_due()
    assert await told(desk) == [texts.STILL_THERE, texts.CLOSED_FOR_NOW]


async def test_who_was_never_reached_is_not_silent(desk: Desk) -> None:
    """A question that waits for its platform is no question yet; once it is there the customer is
    next, and is warned."""
    sam = await desk.agent()
    await desk.say("hello", channel="whatsapp", address="w:1")
    here = await desk.here("w:1", "whatsapp")
    await desk.transfers.take_over(sam.id, here.id)
    epoch = (await desk.here("w:1", "whatsapp")).epoch
    await desk.agent_actions.say(sam.id, here.id, epoch=epoch, client_id="a", text=QUESTION)
    worker = desk.idle_worker()
    desk.clock.forward(hours=21)
    assert await worker.run_due() == 0
    await do_all(desk.outbox)
    assert await worker.run_due() == 1
    await do_all(desk.outbox)
    assert desk.channel.texts()[-1] == texts.STILL_THERE


async def test_on_a_platform_the_last_word_expires_with_the_window(desk: Desk) -> None:
    """What is said of silence is a status line: who comes back later is not told it then."""
    sam = await desk.agent()
    await desk.say("hello", channel="whatsapp", address="w:1")
    here = await desk.here("w:1", "whatsapp")
    await desk.transfers.take_over(sam.id, here.id)
    here = await desk.here("w:1", "whatsapp")
    await desk.agent_actions.say(sam.id, here.id, epoch=here.epoch, client_id="a", text=QUESTION)
    await do_all(desk.outbox)
    for hours in (20, 3):
        desk.clock.forward(hours=hours)
        await desk.idle_worker().run_due()
        await do_all(desk.outbox)
    assert (await desk.here("w:1", "whatsapp")).owner == "closed"
    assert desk.channel.texts()[-2:] == [texts.STILL_THERE, texts.CLOSED_FOR_NOW]

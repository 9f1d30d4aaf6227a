"""What a customer wrote is unread until their agent has seen it, on whatever screen."""

from __future__ import annotations

from handoff.core.events import ConversationChanged
from handoff.usecases.agent.reading import Reading
from tests.desk import Desk


async def unread(desk: Desk) -> int:
    """What the conversation says, and what was told of it last."""
    told = [e.event for e in desk.events if isinstance(e.event, ConversationChanged)]
    here = await desk.here()
    assert told[-1].conversation.unread == here.unread
    return here.unread


async def test_lines_of_the_customer_alone_are_unread(desk: Desk) -> None:
    """Neither what the desk says of itself counts, nor the bot's and colleagues' words."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    assert await unread(desk) == 0
    await desk.say("are you there?")
    await desk.say("hello?")
    await desk.agent_actions.note(kim.id, here.id, client_id="n1", text="@Sam look")
    assert await unread(desk) == 2
    [held] = (await desk.overview.snapshot(sam.id)).conversations
    assert (held.conversation.unread, held.line.last_text) == (2, "hello?")


async def test_reading_is_kept_by_the_desk(desk: Desk) -> None:
    """As far as was read nothing is unread any more; what came meanwhile still is."""
    reading = Reading(desk.db)
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    first = await desk.say("are you there?")
    last = await desk.say("hello?")
    await reading.read(kim.id, here.id, last.seq)
    assert await unread(desk) == 2
    await reading.read(sam.id, here.id, first.seq)
    assert await unread(desk) == 1
    await reading.read(sam.id, here.id, first.seq - 1)
    assert await unread(desk) == 1
    await reading.read(sam.id, here.id, last.seq)
    assert await unread(desk) == 0
    told = len(desk.events)
    await reading.read(sam.id, here.id, last.seq)
    assert len(desk.events) == told


async def test_an_answer_has_read_everything(desk: Desk) -> None:
    """And whoever gets the case next begins with nothing unread."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    await desk.say("are you there?")
    await desk.agent_actions.say(sam.id, here.id, epoch=here.epoch, client_id="a1", text="I am.")
    assert await unread(desk) == 0
    await desk.say("good")
    await desk.transfers.transfer(
        sam.id, here.id, epoch=here.epoch, to_agent=kim.id, to_skill=None, note="Knows cards"
    )
    assert await unread(desk) == 0


async def test_no_list_ends_in_what_the_desk_says_of_itself(desk: Desk) -> None:
    """A row says what the case is about, how the customer feels, and what was said last."""
    sam = await desk.agent("Sam")
    await desk.taken_by(sam)
    [held] = (await desk.overview.snapshot(sam.id)).conversations
    line = held.line
    assert (line.about, line.mood) == ("A graphics card has not arrived.", "friendly")
    assert line.last_text == "a person please"

"""Machines that answer machines, late status lines and albums, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from contracts.turn import Attachment, Channel, Customer
from handoff.core.channel import machines
from handoff.core.channel.port import Inbound
from tests.contract.test_platform_sql import Stage
from tests.desk import a_request, says

HERE: dict[str, str] = {"whatsapp": "1001/49151", "messenger": "2001/31", "webchat": "v:1"}
CHANNELS = pytest.mark.parametrize("channel", HERE)
OUT = "Automatic reply: I am out of the office until Monday."
PICTURE = Attachment(kind="image", ref="md_1", mime="image/jpeg")


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


async def _writes(desk: Stage, channel: Channel, text: str | None, **more: Any) -> None:
    desk._count += 1
    await desk.customers.receive(
        Inbound(
            channel=channel,
            address=HERE[channel],
            client_id=f"w{desk._count}",
            customer=Customer(),
            text=text,
            **more,
        )
    )
    await desk.settle()


async def _notes(desk: Stage, channel: Channel) -> list[str]:
    conversation = await desk.at(HERE[channel], channel)
    lines = await desk.customers.transcript(conversation.id, notes=True)
    return [one.text or "" for one in lines if one.kind == "note"]


@CHANNELS
async def test_a_loop_ends_and_agents_see_why(desk: Stage, channel: Channel) -> None:
    """What is the same each time is answered a few times, then not; something else is again."""
    for _ in range(12):
        await _writes(desk, channel, "Your message has been received by our team.")
        desk.clock.forward(seconds=30)
    assert len(desk.bot.seen) == machines.SAME_LONG - 1
    (note,) = await _notes(desk, channel)
    assert "the same message 4 times in a row" in note
    await _writes(desk, channel, "sorry, that was our robot. where is my lamp?")
    assert len(desk.bot.seen) == machines.SAME_LONG


@CHANNELS
async def test_a_storm_is_bounded(desk: Stage, channel: Channel) -> None:
    """Ever other words, faster than anybody writes, are answered so often and no more."""
    for number in range(machines.AT_ONCE + 20):
        await _writes(desk, channel, f"robot talk number {number} {'x' * number}")
        desk.clock.forward(seconds=1)
    assert len(desk.bot.seen) <= machines.AT_ONCE
    assert len(await _notes(desk, channel)) == 1
    desk.clock.forward(minutes=11)
    before = len(desk.bot.seen)
    await _writes(desk, channel, "a person writes")
    assert len(desk.bot.seen) == before + 1


@CHANNELS
async def test_automatic_replies_are_left_alone(desk: Stage, channel: Channel) -> None:
    """The first is answered by the bot, which knows what to say; no further one is."""
    for _ in range(3):
        await _writes(desk, channel, OUT)
        desk.clock.forward(minutes=5)
    assert len(desk.bot.seen) == 1
    assert "an automatic reply" in (await _notes(desk, channel))[0]


async def test_an_automatic_reply_opens_nothing(desk: Stage) -> None:
    """In the queue it is not answered, though a person who writes there is."""
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await _writes(desk, "whatsapp", "a person please")
    said = len(await desk.customers.transcript((await desk.at()).id))
    for _ in range(3):
        await _writes(desk, "whatsapp", OUT)
        desk.clock.forward(seconds=10)
        await desk.settle()
    assert len(await desk.customers.transcript((await desk.at()).id)) == said + 3
    assert len(desk.bot.seen) == 1
    await _writes(desk, "whatsapp", "my lamp is broken as well")
    desk.clock.forward(seconds=10)
    await desk.settle()
    assert len(await desk.customers.transcript((await desk.at()).id)) == said + 5


async def test_people_who_repeat_themselves_are_answered(desk: Stage) -> None:
    """A short yes to several questions, and impatience without an answer, are no machines."""
    for _ in range(5):
        await _writes(desk, "whatsapp", "yes")
    assert len(desk.bot.seen) == 5
    assert await _notes(desk, "whatsapp") == []


async def test_status_lines_expire_with_the_window(desk: Stage) -> None:
    """What was held is not told once it is not true any more; how things are then is."""
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.asked("a person please", channel="whatsapp", address=HERE["whatsapp"])
    while await desk.outbox.run_due():
        pass
    desk.clock.forward(hours=25)
    await desk.settle()
    before = desk.graph.texts()
    await _writes(desk, "whatsapp", "hello?")
    assert desk.graph.texts() == before
    lines = await desk.customers.transcript((await desk.at()).id)
    held = [(one.custom or {}).get("undelivered") for one in lines]
    assert [code for code in held if code] == ["expired"]
    desk.clock.forward(seconds=10)
    await desk.settle()
    assert len(desk.graph.texts()) == len(before) + 1


async def test_a_late_status_line_is_not_sent(desk: Stage) -> None:
    """After a stop of the channel only what is still true goes out."""
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.asked("a person please", channel="whatsapp", address=HERE["whatsapp"])
    await desk.announcer.run_due()
    desk.clock.forward(minutes=20)
    while await desk.outbox.run_due():
        pass
    assert desk.graph.texts() == ["One moment."]


@CHANNELS
async def test_several_pictures_are_answered_once(desk: Stage, channel: Channel) -> None:
    """Those that come within a minute of each other are one album, with or without words."""
    for number in range(4):
        text = "my lamp" if number == 0 else None
        await _writes(desk, channel, text, attachments=(PICTURE,))
        desk.clock.forward(seconds=5)
    assert len(desk.bot.seen) == 1
    desk.clock.forward(minutes=5)
    await _writes(desk, channel, None, attachments=(PICTURE,))
    assert len(desk.bot.seen) == 2

"""A channel that a company adds in one file: a whole conversation, with nothing else changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.bridge import Bridge, eventually
from tests.channel_customers import PigeonKeeper
from tests.desk import a_request, says

PIGEON = "tests.pigeon_channel"


@pytest.fixture
async def olga(tmp_path: Path, migrated: Path) -> AsyncIterator[tuple[Bridge, PigeonKeeper]]:
    """A running bridge that was told of the channel, and a customer with a pigeon."""
    keeper, bridge = PigeonKeeper(), Bridge(tmp_path, migrated)
    await bridge.start(channels=(PIGEON,), channel_env=await keeper.start())
    await keeper.meet(bridge.url)
    yield bridge, keeper
    await bridge.stop()
    await keeper.stop()


async def came(keeper: PigeonKeeper, text: str) -> Any:
    """The note with that text, when it comes."""
    return await eventually(
        lambda: next((note for note in keeper.notes if text in note["note"]), None), text
    )


async def test_a_conversation_with_a_handoff(olga: tuple[Bridge, PigeonKeeper]) -> None:
    """Bot, queue, agent and rating work as on every channel; each side sees what it should."""
    bridge, keeper = olga
    console = await bridge.console("Sam")
    await keeper.says("hello")
    await came(keeper, "echo hello")

    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    await keeper.says("a person please")
    await came(keeper, "One moment.")
    conversation_id = await console.take_next()
    await came(keeper, "Sam has joined the conversation.")

    mine = {"conversation_id": conversation_id, "epoch": await console.epoch(conversation_id)}
    await console.ask("send", client_id="a1", text="How many pigeons came back?", **mine)
    await came(keeper, "How many pigeons came back?")
    await keeper.says("two of three")
    await console.hears("two of three")
    await keeper.has("delivered", "read")
    await console.ask("resolve", **mine, disposition="solved", note="One pigeon is on its way.")
    await came(keeper, "How did it go? 1 is bad, 5 is great.")
    await keeper.says("5")
    await came(keeper, "Thank you for telling us.")

    (found,) = (await bridge.read("/api/conversations?channel=pigeon"))["conversations"]
    assert (found["id"], found["owner"]) == (conversation_id, "closed")
    (case,) = (await bridge.read("/api/handoffs"))["handoffs"]
    assert case["packet"]["channel"]["name"] == "pigeon"
    assert case["packet"]["channel"]["capabilities"] == ["text"]
    assert case["packet"]["channel"]["reply_window_until"] is not None


async def test_the_console_is_told_of_it(olga: tuple[Bridge, PigeonKeeper]) -> None:
    """Agents read the channel's label, and know what it can, from the snapshot alone."""
    bridge, _ = olga
    console = await bridge.console()
    channels = (await console.ask("snapshot"))["channels"]
    assert [each["name"] for each in channels] == ["webchat", "whatsapp", "messenger", "pigeon"]
    assert channels[-1] == {
        "name": "pigeon",
        "label": "Carrier pigeon",
        "marked": True,
        "linkable": False,
        "templates_only": False,
        "templates": [],
        "proofs": {},
    }


async def test_a_lost_pigeon_is_told_of(olga: tuple[Bridge, PigeonKeeper]) -> None:
    """What the platform could not deliver is marked so in the transcript, with its code."""
    bridge, keeper = olga
    await keeper.says("hello")
    await came(keeper, "echo hello")
    await keeper.has("failed")
    (conversation,) = (await bridge.read("/api/conversations"))["conversations"]
    console = await bridge.console()

    async def failed() -> Any:
        opened = await console.ask("open", conversation_id=conversation["id"])
        return [m for m in opened["messages"] if m["state"] == "failed"]

    for _ in range(400):
        if found := await failed():
            break
    assert found[0]["custom"] == {"undelivered": "pigeon_lost"}


async def test_a_link_is_for_channels_that_take_one(olga: tuple[Bridge, PigeonKeeper]) -> None:
    """What a channel cannot is refused by what it can, in a sentence that names who does."""
    bridge, keeper = olga
    await keeper.says("hello")
    await came(keeper, "echo hello")
    (conversation,) = (await bridge.read("/api/conversations"))["conversations"]
    status, body = await bridge.call(
        "POST",
        f"/api/conversations/{conversation['id']}/link",
        headers={"Authorization": "Bearer an-operators-token-for-tests-only"},
        json={},
    )
    assert (status, body["error"]["message"]) == (
        400,
        "A link needs a conversation of the web chat that has not ended.",
    )

"""Numbers of cards and accounts, written wherever somebody can write, are found nowhere after."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from contracts.payment_numbers import HIDDEN
from contracts.turn import Button
from handoff.core import texts
from tests.bridge import Bridge, eventually
from tests.desk import says
from tests.pictures import PNG
from tests.platforms import Platforms

CARD = "4111111111111111"
SPACED = "4111 1111 1111 1111"
SHOWN = f"{HIDDEN * 4} {HIDDEN * 4} {HIDDEN * 4} 1111"
ACCOUNT = "DE89370400440532013000"
TOLD = texts.NUMBER_NOT_KEPT


@pytest.fixture
async def platforms(tmp_path: Path, migrated: Path) -> AsyncIterator[Platforms]:
    """A running bridge with WhatsApp and Messenger."""
    (tmp_path / "desk").mkdir()
    made = Platforms(Bridge(tmp_path / "desk", migrated))
    await made.start()
    yield made
    await made.bridge.stop()
    await made.stop()


def kept(folder: Path) -> str:
    """All that the desk has on the disk, with nothing but its letters and digits."""
    found = []
    for path in folder.rglob("*"):
        if path.suffix in (".db", ".sqlite"):
            with sqlite3.connect(path) as connection:
                found += list(connection.iterdump())
        elif path.is_file():
            found.append(path.read_bytes().decode("utf-8", "ignore") + path.name)
    return "".join(char for char in "".join(found) if char.isalnum())


def nothing_of_it(folder: Path) -> None:
    """No form of the numbers is left."""
    everything = kept(folder)
    assert len(everything) > 1_000
    for number in (CARD, ACCOUNT, CARD[:12], ACCOUNT[:18]):
        assert number not in everything


async def test_what_a_visitor_writes_is_masked_for_everybody(bridge: Bridge) -> None:
    """Their own bubble, the bot, the agent's list and the disk have the last four, and why is said
    once."""
    page = await bridge.page(page={"url": f"https://shop.example/pay?card={CARD}", "title": CARD})
    bridge.bot.script.append(
        says(
            f"Is it {SPACED}?",
            buttons=(Button(title=f"Yes {CARD}", payload=f'/a{{"n":"{CARD}"}}'),),
        )
    )
    await page.send(f"charge {SPACED}", page={"url": f"https://shop.example/?c={CARD}"})
    await page.shows(f"charge {SHOWN}")
    await page.shows(TOLD)
    question = await page.shows(f"Is it {SHOWN}?")
    await page.send(button_id=f"{question['seq']}.0")
    await page.send(f"or from {ACCOUNT}")
    await page.shows(f"or from {HIDDEN * 18}3000")
    await page.shows(f"echo or from {HIDDEN * 18}3000")
    assert page.texts().count(TOLD) == 1
    heard = [message.text or "" for turn in bridge.bot.seen for message in turn.messages]
    assert not any("4111" in text or "DE89" in text for text in heard)
    nothing_of_it(bridge.folder)


async def test_no_name_of_a_file_carries_a_number(bridge: Bridge) -> None:
    """Neither the customer's file on the disk nor the message that it is sent with."""
    page = await bridge.page()
    headers = {"Authorization": f"Bearer {page.session['token']}", "Content-Type": "text/plain"}
    _, answer = await bridge.call(
        "POST",
        "/api/chat/media",
        params={"name": f"card {SPACED}.txt"},
        data=b"hello",
        headers=headers,
    )
    assert answer["attachment"]["name"] == f"card {SHOWN}.txt"
    await page.send(files=[answer["attachment"]["ref"]])
    await eventually(lambda: bridge.bot.seen)
    nothing_of_it(bridge.folder)


async def test_what_colleagues_write_is_masked_too(bridge: Bridge) -> None:
    """Answers, notes, questions by the bot, transfers, canned replies and closing notes."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    kim = await bridge.console("Kim")
    conversation_id = await bridge.handed_off(page)
    assert await kim.take_next() == conversation_id
    where = {"conversation_id": conversation_id}
    epoch = await kim.epoch(conversation_id)
    await kim.ask("send", **where, epoch=epoch, client_id="a1", text=f"We have {SPACED}")
    await page.shows(f"We have {SHOWN}")
    await kim.ask("note", **where, client_id="a2", text=f"their account is {ACCOUNT}")
    await kim.hears(f"their account is {HIDDEN * 18}3000")
    await kim.ask("send", **where, epoch=epoch, client_id="a3", text=f"card no {CARD}?")
    await kim.ask("search", text=CARD)
    answer = await kim.ask(
        "resolve", **where, epoch=epoch, disposition="solved", note=f"paid with {CARD}"
    )
    assert answer is None or "error" not in answer, answer
    nothing_of_it(bridge.folder)


async def test_a_rating_keeps_no_number(bridge: Bridge) -> None:
    """The comment goes to the log and to the CRM without it."""
    page = await bridge.page(identity=await bridge.identity("c-0002"))
    kim = await bridge.console("Kim")
    conversation_id = await bridge.handed_off(page)
    await kim.take_next()
    epoch = await kim.epoch(conversation_id)
    where = {"conversation_id": conversation_id}
    await kim.ask("resolve", **where, epoch=epoch, disposition="solved", note="done")
    asked = await page.next("message", lambda m: (m.get("custom") or {}).get("handoff_id"))
    rating = {"handoff_id": asked["custom"]["handoff_id"], "score": 5, "comment": f"my {SPACED}"}
    await page.send(rating=rating)
    await page.shows(f"5: my {SHOWN}")
    await bridge.until_quiet()
    nothing_of_it(bridge.folder)


async def test_webhooks_keep_no_number_before_they_are_answered(platforms: Platforms) -> None:
    """Words, captions, names of files and people, edits and answers of the shop's own phone: not
    even while they wait in the inbox, or fail there."""
    bridge = platforms.bridge
    whatsapp, messenger = platforms.whatsapp(name=f"Zoë {CARD}"), platforms.messenger()
    line = whatsapp.says(f"take it from {SPACED}")
    messenger.says(f"or {ACCOUNT}")
    await eventually(lambda: len(bridge.bot.seen) >= 2)
    key = platforms.graph.keep_file(PNG, "image/png", f"{CARD}.png")
    url = f"{platforms.graph_url}/files/{key}"
    whatsapp.sends_file("document", key, url, "image/png", f"{CARD}.png")
    whatsapp.edits(line, f"no, from {ACCOUNT}")
    messenger.is_answered_elsewhere(f"we have {SPACED}")
    conversations = await platforms.conversations()
    await _until(platforms, f"no, from {HIDDEN * 18}3000")
    await _until(platforms, f"we have {SHOWN}")
    assert [await _seen(platforms, TOLD, one["id"]) for one in conversations] == [1, 1]
    await bridge.until_quiet()
    nothing_of_it(bridge.folder)


async def _until(platforms: Platforms, text: str) -> None:
    """Return once somebody has said that."""
    for _ in range(3_000):
        for one in await platforms.conversations():
            if await _seen(platforms, text, one["id"]):
                return
        await asyncio.sleep(0.01)
    pytest.fail(f"nobody says {text}")


async def _seen(platforms: Platforms, text: str, conversation_id: str) -> int:
    lines: list[dict[str, Any]] = await platforms.transcript(conversation_id)
    return sum(line["text"] == text for line in lines)

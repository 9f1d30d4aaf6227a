"""Attacks by files: programs under other names, places in pictures, links to what was deleted."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from PIL import Image

from handoff.console.http.auth import COOKIE
from tests.bridge import Bridge, Page, eventually
from tests.pictures import PNG, photograph
from tests.platforms import Platforms

PROGRAM = b"MZ\x90\x00\x03 this program cannot be run in DOS mode"


@pytest.fixture
async def platforms(tmp_path: Path, migrated: Path) -> AsyncIterator[Platforms]:
    """A running bridge with WhatsApp and Messenger."""
    (tmp_path / "desk").mkdir()
    made = Platforms(Bridge(tmp_path / "desk", migrated))
    await made.start()
    yield made
    await made.bridge.stop()
    await made.stop()


async def _upload(
    bridge: Bridge, page: Page, content: bytes, mime: str, name: str
) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {page.session['token']}", "Content-Type": mime}
    return await bridge.call(
        "POST", "/api/chat/media", params={"name": name}, data=content, headers=headers
    )


@pytest.mark.parametrize(
    ("content", "mime", "name"),
    [
        (PROGRAM, "application/pdf", "invoice.pdf"),
        (PROGRAM, "text/plain", "readme.txt"),
        (PROGRAM, "application/msword", "letter.doc"),
        (b"L\x00\x00\x00\x01\x14\x02\x00", "text/plain", "folder"),
        (b"@echo off", "text/plain", "run.bat"),
        (b"plain", "text/plain", "holiday.txt.lnk"),
        (PROGRAM, "audio/mpeg", "song.mp3"),
        (b"\x89PNG\r\n\x1a\n" + PROGRAM, "image/png", "a.png"),
        (b"x", "audio/x-evil", "a.wav"),
        (b"x", "application/vnd.openxmlformats-officedocument.evil", "a.docx"),
    ],
)
async def test_programs_get_in_under_no_name(
    platforms: Platforms, content: bytes, mime: str, name: str
) -> None:
    """Whatever type and name a page gives a program, nothing is kept of it."""
    bridge = platforms.bridge
    page = await bridge.page()
    status, answer = await _upload(bridge, page, content, mime, name)
    assert (status, answer["error"]["code"]) == (400, "bad_request")
    assert [f for f in (bridge.folder / "media").rglob("md_*") if f.is_file()] == []


async def test_a_photograph_tells_no_place(platforms: Platforms) -> None:
    """Where it was taken is neither on the disk nor in what an agent gets."""
    bridge = platforms.bridge
    page = await bridge.page()
    status, answer = await _upload(bridge, page, photograph(), "image/jpeg", "home")
    assert status == 200
    attachment = answer["attachment"]
    assert attachment["name"] == "home.jpg"
    (kept,) = [f for f in (bridge.folder / "media").rglob("md_*") if not f.suffix]
    content = kept.read_bytes()
    assert len(content) == attachment["size"]
    assert not Image.open(io.BytesIO(content)).getexif()
    assert b"A telephone" not in content


async def test_a_deleted_picture_is_gone_from_disk_and_links(platforms: Platforms) -> None:
    """No address that was given out before leads to it any more, and no file is left."""
    bridge = platforms.bridge
    phone = platforms.whatsapp()
    key = platforms.graph.keep_file(PNG, "image/png", "card.png")
    phone.sends_file("image", key, f"{platforms.graph_url}/files/{key}", "image/png", "card.png")
    await eventually(lambda: bridge.bot.seen)
    console = await bridge.console()
    (conversation,) = await platforms.conversations()
    opened = await console.ask("open", conversation_id=conversation["id"])
    (attachment,) = opened["messages"][0]["attachments"]
    url = f"{bridge.url}/api/console/media/{attachment['ref']}"
    assert await _status(bridge, url, console.cookie) == 200
    phone.takes_back(phone.lines[0]["id"])
    folder = bridge.folder / "media"
    await eventually(lambda: not list(folder.rglob("md_*")), "no file")
    assert await _status(bridge, url, console.cookie) == 404
    (line, *_) = await platforms.transcript(conversation["id"])
    assert (line["text"], line["attachments"]) == ("(deleted by the customer)", [])

    def emptied(event: Any) -> bool:
        return event["type"] == "message.updated" and event["data"].get("attachments") == []

    await console.next("event", emptied)


async def _status(bridge: Bridge, url: str, cookie: dict[str, str]) -> int:
    response: aiohttp.ClientResponse
    async with bridge.http.get(url, headers=cookie) as response:
        return response.status


async def test_a_colleagues_upload_fills_no_memory_and_no_disk(bridge: Bridge) -> None:
    """What is larger than it says is cut off while it comes, and nothing of it is kept."""
    kim = await bridge.member("Kim", "agent")
    asked = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal asked
        yield PNG
        while asked < 200_000_000:
            asked += 65_536
            yield b"\0" * 65_536

    headers = {
        "Cookie": f"{COOKIE}={kim.cookie}",
        "X-Requested-With": "warmdesk",
        "Content-Type": "image/png",
    }
    url = f"{bridge.url}/api/console/media?name=a.png"
    try:
        async with bridge.http.post(url, data=endless(), headers=headers) as answer:
            assert answer.status == 413
    except aiohttp.ClientError:
        pass  # it was hung up on before it had read the answer
    assert asked < 20_000_000
    folder = Path(bridge.settings().warmdesk_var) / "media"
    assert [path for path in folder.rglob("*") if path.is_file()] == []

"""Files that come in pieces lie on the disk as they come, whoever sends them."""

from __future__ import annotations

import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from contracts.turn import Attachment
from handoff.channels.webchat.profile import SIZES
from handoff.core.channel.capabilities import MB
from handoff.core.errors import BadRequest, HandoffError, TooLong, Unavailable
from handoff.store.files.file_sizes import LIMITS
from handoff.store.files.media import UNSENT, FolderMedia
from handoff.store.files.scanner import Scanner
from handoff.store.files.uploads import UNSENT_FOR, Uploads
from tests.desk import ManualClock

BLOCK = 65_536
Take = Callable[[AsyncIterator[bytes]], Awaitable[Attachment]]


class Reader:
    """A scanner that reads everything, in pieces."""

    read = 0

    async def check(self, content: BinaryIO) -> None:
        """Let it pass."""
        while block := content.read(BLOCK):
            self.read += len(block)


class Refuses:
    """A scanner that is away."""

    async def check(self, content: BinaryIO) -> None:
        """Nobody can tell."""
        raise Unavailable("not now")


class Sent:
    """A text of so many bytes, and how many of them anybody has asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked = 0

    async def body(self) -> AsyncIterator[bytes]:
        """As a network brings it."""
        while self.asked < self.size:
            self.asked += BLOCK
            yield b"a" * BLOCK


def taken_by(who: str, folder: Path, scanner: Scanner | None = None) -> tuple[Take, int]:
    """The way of a customer's or a colleague's file, and the most bytes that it takes."""
    if who == "agent":
        media = FolderMedia(folder, scanner)
        return lambda body: media.receive(body, mime="text/plain", name="a"), LIMITS["file"]
    uploads = Uploads(folder, ManualClock(), SIZES, scanner)
    return (
        lambda body: uploads.receive(body, mime="text/plain", name="a", owner="v:1"),
        SIZES["file"],
    )


def kept(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


SENDERS = pytest.mark.parametrize("who", ["agent", "customer"])


@SENDERS
async def test_a_large_file_is_never_whole_in_memory(who: str, tmp_path: Path) -> None:
    """Of a file of the largest size a few blocks are held at a time, also while it is scanned."""
    scanner = Reader()
    take, most = taken_by(who, tmp_path, scanner)
    sent = Sent(most - BLOCK)
    tracemalloc.start()
    try:
        made = await take(sent.body())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert made.size == scanner.read == sent.asked > 19 * MB
    assert peak < 3 * MB


@SENDERS
async def test_what_is_too_large_is_refused_while_it_comes(who: str, tmp_path: Path) -> None:
    """Whatever it says of its size, no more than a few blocks beyond are read, and none is kept."""
    take, most = taken_by(who, tmp_path)
    sent = Sent(10 * most)
    with pytest.raises(TooLong):
        await take(sent.body())
    assert sent.asked <= most + MB
    assert kept(tmp_path) == []


@SENDERS
@pytest.mark.parametrize(("start", "error"), [(b"MZ\x90\0", BadRequest), (b"a", Unavailable)])
async def test_what_is_refused_leaves_nothing(
    who: str, start: bytes, error: type[HandoffError], tmp_path: Path
) -> None:
    """Neither a program nor what no scanner could look into lies about afterwards."""
    take, _ = taken_by(who, tmp_path, Refuses())

    async def body() -> AsyncIterator[bytes]:
        yield start

    with pytest.raises(error):
        await take(body())
    assert kept(tmp_path) == []


@SENDERS
async def test_a_page_that_goes_away_leaves_nothing(who: str, tmp_path: Path) -> None:
    """A connection that ends in the middle ends its file, too."""
    take, _ = taken_by(who, tmp_path)

    async def body() -> AsyncIterator[bytes]:
        yield b"a" * BLOCK * 8
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await take(body())
    assert kept(tmp_path) == []


async def test_what_a_dead_bridge_left_is_tidied(tmp_path: Path) -> None:
    """Colleagues' files land where customers' do, so that the same round forgets their rest."""
    left = tmp_path / UNSENT / "md_1"
    left.parent.mkdir()
    left.write_bytes(b"half of it")
    clock = ManualClock()
    clock.forward(days=365 * 100)
    assert UNSENT_FOR.days == 1
    await Uploads(tmp_path, clock, SIZES).tidy()
    assert kept(tmp_path) == []


async def test_a_colleagues_file_is_there_at_once(tmp_path: Path) -> None:
    """It has its name and type, and lies where messages find it."""
    media = FolderMedia(tmp_path)
    sent = Sent(BLOCK)
    made = await media.receive(sent.body(), mime="text/plain; x=y", name="../a.txt")
    stored = await media.get(made.ref or "")
    assert (stored.mime, stored.name, len(stored.content)) == ("text/plain", ".. a.txt", BLOCK)
    assert list((tmp_path / UNSENT).iterdir()) == []
    with pytest.raises(TooLong):
        await media.receive(sent.body(), mime="text/plain", name="b", size=LIMITS["file"] + 1)

"""What customers upload: checked while it comes, sent by its owner alone, forgotten when unsent."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handoff.channels.webchat.profile import SIZES
from handoff.channels.webchat.wire import MAX_FILES
from handoff.core.channel.capabilities import MB
from handoff.core.errors import BadRequest, NotFound, TooLong, Unavailable
from handoff.frontend.pages import WEB
from handoff.store.files.file_types import TYPES
from handoff.store.files.media import FolderMedia, Stored
from handoff.store.files.uploads import LEAST_FREE, UNSENT_FOR, Uploads
from tests.desk import START, ManualClock
from tests.pictures import PNG

ADA, BOB = "v:ada", "v:bob"


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    """A body as a network brings it."""
    for part in parts:
        yield part


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    """Where files wait."""
    return Uploads(tmp_path, ManualClock(), SIZES)


def kept(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def make_old(folder: Path) -> None:
    """Have every file be from the day at which clocks stand."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (START.timestamp(), START.timestamp()))


async def test_a_file_is_sent_by_whoever_uploaded_it(uploads: Uploads, tmp_path: Path) -> None:
    """It belongs to no message before; taken along it is there, and may be taken again."""
    body = pieces(PNG[:3], PNG[3:], b"5")
    made = await uploads.receive(body, mime="image/PNG; x=y", name="../a\n\0b.png", owner=ADA)
    assert (made.kind, made.mime, made.size) == ("image", "image/png", len(PNG) + 1)
    assert made.name == ".. a b.png"
    store, ref = FolderMedia(tmp_path), made.ref or ""
    with pytest.raises(NotFound):
        await store.get(ref)
    for _ in range(2):
        assert await uploads.take(ref, ADA) == made
        assert (await store.get(ref)).content == PNG + b"5"


async def test_nobody_sends_what_somebody_else_has_uploaded(uploads: Uploads) -> None:
    """Neither before nor after its owner has sent it."""
    made = await uploads.receive(pieces(PNG), mime="image/png", name=None, owner=ADA)
    for _ in range(2):
        with pytest.raises(NotFound):
            await uploads.take(made.ref or "", BOB)
        await uploads.take(made.ref or "", ADA)


async def test_an_agent_s_file_is_no_customer_s(uploads: Uploads, tmp_path: Path) -> None:
    """What was not uploaded by a visitor has no owner to send it."""
    ref, _ = await FolderMedia(tmp_path).put(Stored(content=PNG, mime="image/png"))
    with pytest.raises(NotFound):
        await uploads.take(ref, ADA)


@pytest.mark.parametrize("ref", ["", "../../desk.db", "md_1", "md_" + "0" * 32])
async def test_there_is_no_other_file(uploads: Uploads, ref: str) -> None:
    """A ref that is none of ours finds nothing, wherever it points."""
    with pytest.raises(NotFound):
        await uploads.take(ref, ADA)


@pytest.mark.parametrize(
    ("body", "mime", "size", "error"),
    [
        ((b"<svg/>",), "image/svg+xml", None, BadRequest),
        ((b"<html>",), "image/png", None, BadRequest),
        ((), "application/pdf", None, BadRequest),
        ((PNG,), "image/png", 10 * MB + 1, TooLong),
        ((PNG, b"0" * 10 * MB), "image/png", None, TooLong),
        ((b"%PDF-", b"0" * 20 * MB), "application/pdf", None, TooLong),
    ],
)
async def test_what_is_not_taken_is_not_kept(
    uploads: Uploads,
    tmp_path: Path,
    body: tuple[bytes, ...],
    mime: str,
    size: int | None,
    error: type[Exception],
) -> None:
    """Strange types, wrong contents and large files are refused, and leave nothing behind."""
    with pytest.raises(error):
        await uploads.receive(pieces(*body), mime=mime, name="x", owner=ADA, size=size)
    assert kept(tmp_path) == []


async def test_what_is_too_large_is_refused_before_it_is_read(uploads: Uploads) -> None:
    """The type and the size that the sender tells are enough."""

    async def unread() -> AsyncIterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    for mime, size in (("text/html", 1), ("application/pdf", 20 * MB + 1)):
        with pytest.raises((BadRequest, TooLong)):
            await uploads.receive(unread(), mime=mime, name=None, owner=ADA, size=size)


async def test_a_body_that_breaks_off_leaves_nothing(uploads: Uploads, tmp_path: Path) -> None:
    """The customer went away in the middle."""

    async def breaking() -> AsyncIterator[bytes]:
        yield PNG
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await uploads.receive(breaking(), mime="image/png", name=None, owner=ADA)
    assert kept(tmp_path) == []


async def test_what_was_never_sent_is_forgotten_after_a_day(tmp_path: Path) -> None:
    """What a message has taken along stays for good."""
    clock = ManualClock()
    uploads = Uploads(tmp_path, clock, SIZES)
    sent = await uploads.receive(pieces(PNG), mime="image/png", name=None, owner=ADA)
    await uploads.take(sent.ref or "", ADA)
    unsent = await uploads.receive(pieces(PNG), mime="image/png", name=None, owner=ADA)
    make_old(tmp_path)
    clock.forward(seconds=UNSENT_FOR.total_seconds())
    await uploads.tidy()
    assert len(kept(tmp_path)) == 4
    clock.forward(seconds=1)
    await uploads.tidy()
    assert kept(tmp_path) == [sent.ref, f"{sent.ref}.json"]
    with pytest.raises(NotFound):
        await uploads.take(unsent.ref or "", ADA)


async def test_the_databases_keep_their_room(
    uploads: Uploads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that is nearly full nothing is taken any more."""
    free = shutil.disk_usage(tmp_path)._replace(free=LEAST_FREE - 1)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: free)
    with pytest.raises(Unavailable):
        await uploads.receive(pieces(PNG), mime="image/png", name=None, owner=ADA)
    assert kept(tmp_path) == []


async def test_there_may_be_nothing_to_tidy(uploads: Uploads) -> None:
    """Before the first upload there is not even a folder."""
    await uploads.tidy()


def test_the_widget_says_the_same_limits() -> None:
    """What the widget refuses before it is sent is what the desk would refuse, and no more."""
    code = (WEB / "widget" / "uploads.js").read_text()
    sizes = re.search(r"picture: (\d+), other: (\d+)", code)
    most = re.search(r"MOST_FILES = (\d+)", code)
    assert sizes is not None
    assert most is not None
    assert int(sizes[1]) * MB == SIZES["image"]
    others = {size for kind, size in SIZES.items() if kind != "image"}
    assert {int(sizes[2]) * MB} == others
    assert int(most[1]) == MAX_FILES
    offered = re.search(r"OFFERED =\s+([^;]+);", code)
    assert offered is not None
    types = [name for name in re.findall(r"[\w/.*-]+", offered[1]) if "/" in name]
    assert len(types) == 10
    taken = [[one for one in TYPES if one.startswith(name.rstrip("*"))] for name in types]
    assert all(taken)

"""Which files are taken, under which name, and what is left in pictures."""

from __future__ import annotations

import asyncio
import io
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image

from handoff.core.errors import BadRequest, NotFound, Unavailable
from handoff.store.files import pictures
from handoff.store.files.file_types import OCTETS, PROGRAMS, accepted, check_beginning, named
from handoff.store.files.media import FolderMedia, Stored, checked, keep
from handoff.store.files.scanner import Clamd
from tests.pictures import ORIENTATION, PNG, photograph, picture


@pytest.mark.parametrize("mime", ["audio/evil", "application/vnd.ms-excel.evil", "image/svg+xml"])
def test_types_are_exact(mime: str) -> None:
    """What only begins as a type that is taken is none."""
    with pytest.raises(BadRequest):
        accepted(mime)


@pytest.mark.parametrize(
    ("name", "mime", "expected"),
    [
        ("invoice.pdf", "application/pdf", "invoice.pdf"),
        ("invoice", "application/pdf", "invoice.pdf"),
        ("photo.png", "image/jpeg", "photo.png.jpg"),
        ("PHOTO.JPEG", "image/jpeg", "PHOTO.JPEG"),
        ("..\\..\\a.txt", "text/plain", ".. .. a.txt"),
        ("plan.dwg", OCTETS, "plan.dwg"),
        ("", "text/plain", None),
        (None, "text/plain", None),
        ("\u202etxt.pdf", "application/pdf", "txt.pdf"),
        ("x" * 300, "text/plain", "x" * 190 + ".txt"),
    ],
)
def test_a_name_ends_as_its_type_does(name: str | None, mime: str, expected: str | None) -> None:
    """An ending that is not of the type gets one that is, whatever stands before it."""
    assert named(name, mime) == expected


@pytest.mark.parametrize("ending", ["exe", "lnk", "bat", "SCR", "js", "ps1", "hta", "exe. ", "jar"])
def test_no_program_by_its_name(ending: str) -> None:
    """The ending of a program is refused under any type, also where blanks hide it."""
    assert ending.lower().rstrip(". ") in PROGRAMS
    for mime in ("text/plain", "application/pdf", OCTETS):
        with pytest.raises(BadRequest):
            named(f"invoice.pdf.{ending}", mime)


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90", b"\x7fELF", b"L\x00\x00\x00\x01\x14\x02\x00", b"#!/bin/sh", b"\xca\xfe\xba\xbe"],
    ids=["Windows", "Linux", "shortcut", "script", "Java"],
)
def test_no_program_by_its_beginning(content: bytes) -> None:
    """Machine code, shortcuts and scripts are refused under any type."""
    for mime in ("text/plain", "application/msword", "audio/mpeg", OCTETS):
        with pytest.raises(BadRequest):
            check_beginning(mime, content)
    check_beginning("audio/amr", b"#!AMR\n")


def test_documents_of_any_type_are_only_saved() -> None:
    """From a platform what nobody knows is kept as octets; from anybody else it is refused."""
    file = Stored(content=b"\x00\x01", mime="image/heic", name="a.heic")
    kept = checked(file, every_document=True)
    assert (kept.mime, kept.name) == (OCTETS, "a.heic")
    with pytest.raises(BadRequest):
        checked(file)
    with pytest.raises(BadRequest):
        checked(Stored(content=b"\x00", mime=OCTETS, name="a"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_pictures_tell_nothing(kind: str) -> None:
    """Place, time and camera are gone, and the picture stands as its photographer saw it."""
    mime = f"image/{kind.lower()}"
    before = photograph(kind)
    assert Image.open(io.BytesIO(before)).getexif()
    after = await pictures.without_metadata(before, mime)
    image = Image.open(io.BytesIO(after))
    assert len(image.getexif()) == 0
    assert b"A telephone" not in after
    assert (image.format, image.size) == (kind, (30, 40))


async def test_a_picture_without_metadata_stays_as_it_is() -> None:
    """Nothing is lost by writing it anew; one that only lies straight loses its place alone."""
    assert await pictures.without_metadata(PNG, "image/png") == PNG
    straight = await pictures.without_metadata(photograph(turned=1), "image/jpeg")
    assert Image.open(io.BytesIO(straight)).size == (40, 30)
    assert Image.open(io.BytesIO(straight)).getexif().get(ORIENTATION) is None


async def test_comments_and_texts_go() -> None:
    """Where a PNG or a JPEG has words in it, they are left out."""
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "Anna Lindqvist")
    for content, mime in (
        (picture("PNG", pnginfo=told), "image/png"),
        (picture("JPEG", comment=b"Anna Lindqvist"), "image/jpeg"),
    ):
        assert b"Anna Lindqvist" in content
        assert b"Anna Lindqvist" not in await pictures.without_metadata(content, mime)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (b"\x89PNG\r\n\x1a\n and no more", "image/png"),
        (PNG, "image/jpeg"),
        (photograph()[:200], "image/jpeg"),
    ],
)
async def test_what_is_no_picture_is_refused(content: bytes, mime: str) -> None:
    """Only the beginning of one, another kind, and half of one are none."""
    with pytest.raises(BadRequest):
        await pictures.without_metadata(content, mime)


async def test_a_picture_that_would_fill_the_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its size counts before anything of it is unpacked."""
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10)
    with pytest.raises(BadRequest, match="too many pixels"):
        await pictures.without_metadata(PNG, "image/png")


async def test_pictures_are_brought_into_a_format_and_a_size() -> None:
    """What has holes stays so where that is taken; what is too large gets smaller."""
    holes = picture("WEBP", mode="RGBA", colour=(255, 0, 0, 80))
    assert (await pictures.as_one_of(holes, ("image/jpeg", "image/png"), 9_000))[1] == "image/png"
    noise = io.BytesIO()
    Image.effect_noise((900, 900), 90).save(noise, "PNG")
    content, mime = await pictures.as_one_of(noise.getvalue(), ("image/jpeg",), 60_000)
    assert (mime, len(content) <= 60_000) == ("image/jpeg", True)
    with pytest.raises(BadRequest):
        await pictures.as_one_of(noise.getvalue(), ("image/jpeg",), 10)


async def test_a_dropped_file_is_gone(tmp_path: Path) -> None:
    """Nothing of it is left on the disk; once more changes nothing."""
    store = FolderMedia(tmp_path)
    kept = await keep(store, Stored(content=PNG, mime="image/png", name="a.png"))
    for _ in range(2):
        await store.drop(kept.ref or "")
    assert _names(tmp_path) == []
    with pytest.raises(NotFound):
        await store.get(kept.ref or "")


def _names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@asynccontextmanager
async def clamd(answer: bytes | None) -> AsyncIterator[tuple[Clamd, list[bytes]]]:
    """Somebody who speaks clamd's protocol, and what they were shown."""
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", await reader.readexactly(4))[0]:
            content += await reader.readexactly(size)
        seen.append(content)
        if answer is not None:
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield Clamd(f"127.0.0.1:{port}"), seen


async def test_the_scanner_sees_every_file(tmp_path: Path) -> None:
    """What it finds nothing in is kept, and it has seen all of it."""
    content = b"%PDF-" + b"0" * 200_000
    async with clamd(b"stream: OK\0") as (scanner, seen):
        store = FolderMedia(tmp_path, scanner)
        await keep(store, Stored(content=content, mime="application/pdf"))
    assert seen == [content]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", BadRequest),
        (b"INSTREAM size limit exceeded. ERROR\0", Unavailable),
        (None, Unavailable),
    ],
    ids=["infected", "error", "silent"],
)
async def test_what_the_scanner_does_not_pass_is_not_kept(
    tmp_path: Path, answer: bytes | None, error: type[Exception]
) -> None:
    """An infected file is refused; so is each one that nobody could look into."""
    async with clamd(answer) as (scanner, _):
        with pytest.raises(error):
            await keep(FolderMedia(tmp_path, scanner), Stored(content=b"a", mime="text/plain"))
    assert _names(tmp_path) == []


async def test_a_scanner_that_is_away_lets_nothing_through(tmp_path: Path) -> None:
    """By a port or by a socket: without an answer no file is kept."""
    for address in ("127.0.0.1:1", f"unix:{tmp_path}/none"):
        with pytest.raises(Unavailable):
            await Clamd(address).check(b"a")

"""Files on WhatsApp and Messenger: kept or honestly refused, and sent as each one takes them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from scripts.simulating import file_limits
from scripts.simulating.phones import Phone
from tests.bridge import Console, eventually
from tests.integration.test_platforms import PHONES, Of, _upload, only, opened, taken, until
from tests.pictures import photograph, picture
from tests.platforms import Platforms, shown

ZIP = b"PK\x03\x04 a drawing"


def _sends(platforms: Platforms, phone: Phone, content: bytes, mime: str, name: str) -> None:
    key = platforms.graph.keep_file(content, mime, name)
    phone.sends_file("document", key, f"{platforms.graph_url}/files/{key}", mime, name)


async def _attachment(platforms: Platforms) -> dict[str, Any]:
    async def found() -> Any:
        lines = await platforms.transcript((await only(platforms))["id"])
        return next((each["attachments"][0] for each in lines if each["attachments"]), None)

    return dict(await until(found, "the document"))


@pytest.mark.parametrize(
    ("content", "mime", "name"),
    [
        (ZIP, "application/zip", "drawings.zip"),
        (b"AC1032 a plan", "image/vnd.dwg", "plan.dwg"),
        (b"{\\rtf1 a letter}", "application/rtf", "letter.rtf"),
        (picture("JPEG", (2_000, 2_000)), "image/jpeg", "large.jpg"),
    ],
    ids=["zip", "dwg", "rtf", "picture"],
)
@PHONES
async def test_documents_of_every_type_are_kept(
    platforms: Platforms, of: Of, content: bytes, mime: str, name: str
) -> None:
    """Whatever it is, agents can save it, under its name where the platform tells that."""
    phone = of(platforms)
    _sends(platforms, phone, content, mime, name)
    found = await _attachment(platforms)
    assert found["ref"]
    assert found["size"] == len(content)
    assert found.get("name") == (name if phone.channel == "whatsapp" else None)


@PHONES
async def test_what_is_not_kept_is_told(platforms: Platforms, of: Of) -> None:
    """A program is refused under any type; the customer hears so, and the bot promises nothing."""
    phone = of(platforms)
    _sends(platforms, phone, b"MZ\x90\x00", "application/pdf", "invoice.pdf")
    await shown(phone, "of a kind that is not taken")
    found = await _attachment(platforms)
    assert found.get("ref") is None
    assert "not taken" in found["name"]
    assert platforms.bridge.bot.seen == []


async def test_words_beside_a_refused_file_are_heard(platforms: Platforms) -> None:
    """The customer is told of the file, and what they wrote is answered."""
    phone = platforms.whatsapp()
    key = platforms.graph.keep_file(b"MZ\x90\x00", "image/png", "x.png")
    image = {"type": "image", "image": {"id": key, "mime_type": "image/png", "caption": "see"}}
    phone._tell(image, text="see")
    await shown(phone, "of a kind that is not taken")
    await shown(phone, "echo see")


async def _sent(platforms: Platforms, phone: Phone, console: Console, ref: str, say: Any) -> Any:
    await console.ask("send", client_id=ref, text="Here", files=[ref], **say)

    def file() -> Any:
        return next((x["file"] for x in phone.lines if (x.get("file") or {}).get("media")), None)

    return platforms.graph.files[(await eventually(file, "the file"))["media"]]


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
async def test_pictures_go_in_a_format_that_is_taken(platforms: Platforms, kind: str) -> None:
    """WhatsApp takes neither WebP nor GIF as pictures: they become what it takes."""
    phone = platforms.whatsapp()
    console, say = await taken(platforms, phone)
    mime = f"image/{kind.lower()}"
    ref = await _upload(platforms, console, picture(kind), mime, f"a.{kind.lower()}")
    content, sent, name = await _sent(platforms, phone, console, ref, say)
    assert sent == "image/jpeg"
    assert Image.open(io.BytesIO(content)).format == "JPEG"
    assert name == "a.jpg"


async def test_a_table_goes_as_text(platforms: Platforms) -> None:
    """WhatsApp knows no CSV and takes it as the plain text that it is."""
    phone = platforms.whatsapp()
    console, say = await taken(platforms, phone)
    ref = await _upload(platforms, console, b"a,b\n", "text/csv", "a.csv")
    assert (await _sent(platforms, phone, console, ref, say))[1:] == ("text/plain", "a.csv")


@pytest.mark.parametrize(
    ("content", "mime"), [(b"RIFF....WAVE", "audio/wav"), (b"\x1aE\xdf\xa3", "audio/webm")]
)
async def test_what_is_not_taken_is_refused_before_it_is_sent(
    platforms: Platforms, content: bytes, mime: str
) -> None:
    """The agent is told, nothing is said to the customer, and Messenger gets it as it can."""
    phone = platforms.whatsapp()
    console, say = await taken(platforms, phone)
    ref = await _upload(platforms, console, content, mime, "a")
    answer = await console.ask("send", client_id="f", text="Listen", files=[ref], **say)
    assert answer["error"]["code"] == "bad_request"
    assert "WhatsApp does not take" in answer["error"]["message"]
    lines = (await opened(platforms, console))["messages"]
    assert "Listen" not in [each["text"] for each in lines]


async def test_messenger_takes_other_sounds_as_files(platforms: Platforms) -> None:
    """What it would not play goes as a file, which it takes of any type."""
    phone = platforms.messenger()
    console, say = await taken(platforms, phone)
    ref = await _upload(platforms, console, b"\x1aE\xdf\xa3 sound", "audio/webm", "a.webm")
    assert (await _sent(platforms, phone, console, ref, say))[0] == b"\x1aE\xdf\xa3 sound"
    (sent,) = [r for r in platforms.graph.sent() if r["message"].get("attachment")]
    assert sent["message"]["attachment"]["type"] == "file"


async def test_an_agents_picture_tells_no_place(platforms: Platforms) -> None:
    """What the customer gets is the picture alone."""
    phone = platforms.whatsapp()
    console, say = await taken(platforms, phone)
    ref = await _upload(platforms, console, photograph(), "image/jpeg", "a.jpg")
    content, _, _ = await _sent(platforms, phone, console, ref, say)
    assert not Image.open(io.BytesIO(content)).getexif()


@pytest.mark.parametrize(
    ("content", "mime", "said"),
    [
        (b"RIFF", "audio/wav", "audio/wav"),
        (b"a,b", "text/csv", "text/csv"),
        (picture("GIF"), "image/gif", "image/gif"),
        (picture("PNG"), "image/jpeg", "image/jpeg"),
        (picture("PNG"), "image/png", "image/jpeg"),
        (b"0" * 16_000_001, "audio/ogg", "audio/ogg"),
    ],
)
def test_the_simulator_refuses_what_whatsapp_refuses(content: bytes, mime: str, said: str) -> None:
    """Types that the Cloud API does not list, false ones, and too much of one."""
    assert file_limits.refuse_whatsapp_upload(content, mime, said) is not None


def test_the_simulator_takes_what_is_taken() -> None:
    """What is listed and true goes through, on either platform; WebP is a sticker only."""
    png = picture("PNG")
    assert file_limits.refuse_whatsapp_upload(png, "image/png", "image/png") is None
    assert file_limits.refuse_as("image", "image/png") is None
    assert file_limits.refuse_as("image", "image/webp") is not None
    assert file_limits.refuse_as("audio", "image/png") is not None
    assert file_limits.refuse_messenger_upload(picture("GIF"), "image/gif", "image") is None
    assert file_limits.refuse_messenger_upload(picture("WEBP"), "image/webp", "image") is not None
    assert file_limits.refuse_messenger_upload(b"x", "text/plain", "audio") is not None
    assert file_limits.refuse_messenger_upload(b"0" * 25_000_001, "x/y", "file") is not None

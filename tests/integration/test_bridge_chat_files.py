"""Files in the web chat over real HTTP and socket.io, both ways, and for nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from handoff.config.keys import derive
from handoff.container.clock import now
from handoff.http.file_links import FileLinks
from handoff.http.limit_rules import UPLOADS
from tests.bridge import Bridge, Console, Page, eventually
from tests.desk import a_request, says
from tests.integration.conftest import StartBridge
from tests.pictures import PNG

PDF = b"%PDF-1.4 label"
SHOP = {"Origin": "https://shop.example"}


async def upload(
    bridge: Bridge,
    page: Page,
    content: Any = PNG,
    *,
    mime: str = "image/png",
    name: str = "broken.png",
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, Any], Any]:
    """Status, body and headers of an upload, as the widget makes it."""
    sent = {"Authorization": f"Bearer {page.session['token']}", "Content-Type": mime}
    url = f"{bridge.url}/api/chat/media?name={name}"
    async with bridge.http.post(url, data=content, headers={**sent, **(headers or {})}) as answer:
        return answer.status, await answer.json(), answer.headers


async def ref_of(bridge: Bridge, page: Page, content: bytes = PNG, **more: Any) -> str:
    """The ref of a file that was uploaded."""
    status, body, _ = await upload(bridge, page, content, **more)
    assert status == 200, body
    return str(body["attachment"]["ref"])


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """An answer with its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def fetched(bridge: Bridge, attachment: dict[str, Any]) -> Fetched:
    """What is at the address of a file that a customer was shown."""
    async with bridge.http.get(f"{bridge.url}/{attachment['url']}") as answer:
        return Fetched(status=answer.status, headers=answer.headers, body=await answer.read())


async def taken(bridge: Bridge, page: Page) -> tuple[Console, dict[str, Any]]:
    """An agent who has the conversation of a page, and what they say by."""
    sam = await bridge.console()
    await bridge.handed_off(page)
    conversation_id = await sam.take_next()
    epoch = await sam.epoch(conversation_id)
    return sam, {"conversation_id": conversation_id, "epoch": epoch}


async def from_agent(bridge: Bridge, sam: Console, content: bytes, mime: str, name: str) -> str:
    """The ref of a file that an agent has uploaded."""
    headers = {**sam.cookie, "X-Requested-With": "warmdesk", "Content-Type": mime}
    url = f"{bridge.url}/api/console/media?name={name}"
    async with bridge.http.post(url, data=content, headers=headers) as answer:
        return str((await answer.json())["attachment"]["ref"])


async def test_a_customer_s_picture_reaches_the_bot_and_their_pages(bridge: Bridge) -> None:
    """The bot gets it as on any channel; each page of the customer shows it, live and anew."""
    page = await bridge.page()
    other = await bridge.page(page.session)
    ref = await ref_of(bridge, page)
    await page.send("look at this", files=[ref])
    await page.shows("echo look at this")
    (attachment,) = bridge.bot.seen[-1].messages[0].attachments
    assert (attachment.kind, attachment.ref, attachment.name) == ("image", ref, "broken.png")
    again = (await page.ask("sync"))["messages"][0]
    live = [await each.shows("look at this") for each in (page, other)]
    for message in (again, *live):
        (shown,) = message["attachments"]
        assert "ref" not in shown
        answer = await fetched(bridge, shown)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
        assert answer.body == PNG


async def test_a_file_needs_no_words(bridge: Bridge) -> None:
    """A message may be files alone, which the agents' list says."""
    page = await bridge.page()
    refs = [
        await ref_of(bridge, page),
        await ref_of(bridge, page, PDF, mime="application/pdf", name="bill.pdf"),
    ]
    sam, say = await taken(bridge, page)
    answer = await page.send(files=refs)
    assert "error" not in answer

    def told() -> Any:
        added = (event["message"] for event in sam.events("message.added"))
        return [message["attachments"] for message in added if message["attachments"]]

    ((picture, bill),) = await eventually(told, "the files")
    assert (picture["kind"], bill["kind"], bill["name"]) == ("image", "file", "bill.pdf")
    await sam.next(
        "event",
        lambda event: (
            event["type"] == "conversation.changed"
            and event["data"]["conversation"]["last_text"] == "(a file)"
        ),
    )
    opened = await sam.ask("open", conversation_id=say["conversation_id"])
    assert opened["conversation"]["last_text"] == "(a file)"
    async with bridge.http.get(
        f"{bridge.url}/api/console/media/{bill['ref']}", headers=sam.cookie
    ) as given:
        assert await given.read() == PDF


async def test_an_agent_s_files_reach_all_devices(bridge: Bridge) -> None:
    """Live, and after a reload; a document is saved, never opened as a page of the desk."""
    page = await bridge.page()
    other = await bridge.page(page.session)
    sam, say = await taken(bridge, page)
    refs = [
        await from_agent(bridge, sam, PDF, "application/pdf", "label.pdf"),
        await from_agent(bridge, sam, PNG, "image/png", "where.png"),
    ]
    answer = await sam.ask("send", client_id="f1", text="", files=refs, **say)
    assert "error" not in answer
    live = [await each.next("message", lambda m: m["attachments"]) for each in (page, other)]
    synced = (await page.ask("sync"))["messages"][-1]
    for message in (*live, synced):
        label, where = message["attachments"]
        assert (label["name"], label["size"], where["kind"]) == ("label.pdf", len(PDF), "image")
        saved, looked_at = await fetched(bridge, label), await fetched(bridge, where)
        assert saved.body == PDF
        assert saved.headers["Content-Disposition"] == "attachment; filename*=UTF-8''label.pdf"
        assert looked_at.headers["Content-Disposition"].startswith("inline")
        for given in (saved, looked_at):
            assert given.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
            assert given.headers["X-Content-Type-Options"] == "nosniff"
            assert given.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


async def test_nobody_sends_or_reads_what_is_another_s(bridge: Bridge) -> None:
    """A ref is worth nothing to others, and without its address no file is given out."""
    ada, bob = await bridge.page(), await bridge.page()
    ref = await ref_of(bridge, ada)
    refusal = await bob.send("mine now", files=[ref])
    assert refusal["error"]["code"] == "not_found"
    await ada.send("mine", files=[ref])
    await ada.shows("echo mine")
    refusal = await bob.send("mine now", files=[ref])
    assert refusal["error"]["code"] == "not_found"
    assert (await bob.ask("sync"))["messages"] == []
    forged = FileLinks(derive("another desk's secret", "file link"), now).path(ref)
    for path in (ref, forged.rpartition("/")[2], "nonsense"):
        status, body = await bridge.call("GET", f"/api/chat/media/{path}")
        assert (status, body["error"]["code"]) == (404, "not_found")
    sam, say = await taken(bridge, bob)
    label = await from_agent(bridge, sam, PDF, "application/pdf", "label.pdf")
    await sam.ask("send", client_id="f1", text="Yours", files=[label], **say)
    await bob.shows("Yours")
    refusal = await ada.send("mine now", files=[label])
    assert refusal["error"]["code"] == "not_found"


async def test_the_same_message_twice_has_its_files_once(bridge: Bridge) -> None:
    """A repeat, whose answer was lost, is acknowledged with the place of the first."""
    page = await bridge.page()
    ref = await ref_of(bridge, page)
    first = await page.ask("send", client_id="c-1", files=[ref])
    assert await page.ask("send", client_id="c-1", files=[ref]) == first


@pytest.mark.parametrize(
    ("content", "mime", "error"),
    [
        (b"MZ", "application/x-msdownload", (400, "bad_request")),
        (b"<svg onload='x'/>", "image/svg+xml", (400, "bad_request")),
        (b"<html>", "image/png", (400, "bad_request")),
        (b"", "image/png", (400, "bad_request")),
        (PNG + b"0" * 10_000_000, "image/png", (413, "too_long")),
        (PDF + b"0" * 20_000_000, "application/pdf", (413, "too_long")),
    ],
)
async def test_uploads_are_checked(
    bridge: Bridge, content: bytes, mime: str, error: tuple[int, str]
) -> None:
    """Strange types, damaged and large files are refused, readably for the shop's page."""
    page = await bridge.page()
    status, body, headers = await upload(bridge, page, content, mime=mime, headers=SHOP)
    assert (status, body["error"]["code"]) == error
    assert headers["Access-Control-Allow-Origin"] == SHOP["Origin"]
    assert body["error"]["message"]


async def test_a_body_of_unknown_length_is_counted(bridge: Bridge) -> None:
    """Whoever does not say how large it is gets no further than the limit."""
    page = await bridge.page()

    async def endless() -> Any:
        yield PNG
        for _ in range(170):
            yield b"0" * 65_536

    status, body, _ = await upload(bridge, page, endless())
    assert (status, body["error"]["code"]) == (413, "too_long")
    assert not list((bridge.folder / "media").rglob("md_*"))


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", "Basic abc"])
async def test_only_a_visitor_uploads(bridge: Bridge, shown: str) -> None:
    """Without a session's token nothing is read."""
    page = await bridge.page()
    status, body, _ = await upload(bridge, page, headers={"Authorization": shown})
    assert (status, body["error"]["code"]) == (401, "unauthorized")


async def test_files_come_from_listed_sites_only(start_bridge: StartBridge) -> None:
    """As the session does; a browser that asks first is told what it may send."""
    bridge = await start_bridge(chat_origins=(SHOP["Origin"],))
    page = await bridge.page()
    assert (await upload(bridge, page, headers=SHOP))[0] == 200
    for strange in ("https://evil.example", "null"):
        status, body, headers = await upload(bridge, page, headers={"Origin": strange})
        assert (status, body["error"]["code"]) == (403, "forbidden")
        assert "Access-Control-Allow-Origin" not in headers
        url = f"{bridge.url}/api/chat/media"
        async with bridge.http.options(url, headers={"Origin": strange}) as asked:
            assert "Access-Control-Allow-Origin" not in asked.headers
    async with bridge.http.options(url, headers=SHOP) as asked:
        assert asked.headers["Access-Control-Allow-Origin"] == SHOP["Origin"]
        assert asked.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"


async def test_nobody_fills_the_disk(bridge: Bridge) -> None:
    """After a good many files at once a visitor is asked to wait, and nobody else is."""
    page = await bridge.page()
    for _ in range(UPLOADS.most):
        assert (await upload(bridge, page))[0] == 200
    status, body, _ = await upload(bridge, page)
    assert (status, body["error"]["code"]) == (429, "too_many")
    assert (await upload(bridge, await bridge.page()))[0] == 200


async def test_a_voice_message_is_for_people(bridge: Bridge) -> None:
    """The bot says that it cannot listen, as on the platforms, and offers a person."""
    page = await bridge.page()
    ref = await ref_of(bridge, page, b"OggS", mime="audio/ogg", name="voice.ogg")
    await page.send(files=[ref])
    said = await page.next("message", lambda m: m["author"]["kind"] == "bot")
    assert "can't listen" in said["text"]
    assert [button["title"] for button in said["buttons"]] == ["Talk to a person"]
    assert bridge.bot.seen == []


async def test_in_the_queue_a_picture_is_added_to_the_case(bridge: Bridge) -> None:
    """Who waits may send one, and is told that it was added."""
    page = await bridge.page()
    await bridge.handed_off(page)
    await page.send(files=[await ref_of(bridge, page)])
    await page.shows("Thank you, I have added that to your case.")


async def test_no_address_and_no_token_is_logged(
    bridge: Bridge, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever reads the log learns neither who may upload nor where a file is."""
    bridge.bot.script.append(says("One moment.", handoff=a_request()))
    page = await bridge.page()
    await page.send("look", files=[await ref_of(bridge, page)])
    message = await page.shows("look")
    address = message["attachments"][0]["url"]
    await fetched(bridge, message["attachments"][0])
    await bridge.call("GET", f"/{address}x")
    logged = "".join(capfd.readouterr())
    for secret in (page.session["token"], address.rpartition("/")[2], "broken.png"):
        assert secret not in logged


async def test_operators_read_what_was_sent(bridge: Bridge) -> None:
    """Programs see that a message has files, and which."""
    page = await bridge.page()
    answer = await page.send(files=[await ref_of(bridge, page)])
    found = await bridge.read(f"/api/conversations/{answer['conversation_id']}/messages")
    (attachment,) = found["messages"][0]["attachments"]
    assert (attachment["name"], attachment["mime"]) == ("broken.png", "image/png")

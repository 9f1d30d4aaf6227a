"""Pictures and documents in the web chat, in browsers: chosen, sent, seen, on both sides."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import PHONE, faults
from tests.browser.test_journey import log_of, write
from tests.browser.test_widget import greet, open_chat
from tests.desk import a_request, says

pytestmark = pytest.mark.browser

LABEL = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"

OWN, DESKS = re.compile("^blob:"), re.compile("^http://127")
"""Where a picture of the customer's is shown from: this page's memory, which does not blink when
the desk's copy arrives, or the desk."""


def drawn(red: int, *, width: int = 640, height: int = 420) -> bytes:
    """A PNG that people can look at."""
    rows = b"".join(
        b"\0" + b"".join(bytes((red, 255 * x // width, 255 * y // height)) for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        length, check = len(data), zlib.crc32(kind + data)
        return struct.pack(">I", length) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def a_file(name: str, mime: str, content: bytes) -> FilePayload:
    """A file as it is chosen in a dialog."""
    return {"name": name, "mimeType": mime, "buffer": content}


BROKEN = a_file("broken-card.png", "image/png", drawn(200))
WHERE = a_file("where-it-goes.png", "image/png", drawn(20))
RETURN = a_file("return-label.pdf", "application/pdf", LABEL)


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def picker(page: Page) -> Locator:
    """What the paper clip opens."""
    return page.locator(".composer input[type=file]")


def chips(page: Page) -> Locator:
    """The files that the next message takes along."""
    return page.get_by_role("list", name="Attached files").get_by_role("listitem")


def loaded(image: Locator) -> None:
    """Return when a picture is shown, and not only its frame."""
    expect(image).to_be_visible()
    expect(image).to_have_js_property("naturalWidth", 640)


def handed_over(desk: LiveBridge, page: Page, agent: Page) -> None:
    """The customer asks for a person, who takes the conversation."""
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    write(page, "a person please")
    agent.get_by_role("button", name="Accept").click()
    expect(log_of(agent)).to_contain_text("a person please")


def test_files_go_both_ways_and_stay(
    desk: LiveBridge,
    customer_context: BrowserContext,
    agent_context: BrowserContext,
    browser: Browser,
) -> None:
    """A picture to the agent, a document and a picture back, on all devices and after a reload."""
    agent, page = agent_context.new_page(), customer_context.new_page()
    log_in(agent, desk, "Kim", "agent")
    open_chat(page, desk)
    handed_over(desk, page, agent)
    picker(page).set_input_files([BROKEN])
    expect(chips(page)).to_have_count(1)
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    picture(page, "files-chosen")
    assert faults(page) == []
    write(page, "It arrived like this")
    expect(chips(page)).to_have_count(0)
    mine = log_of(page).get_by_role("img", name="Picture: broken-card.png")
    loaded(mine)
    theirs = log_of(agent).get_by_role("img", name="broken-card.png")
    loaded(theirs)
    expect(log_of(page).get_by_role("link", name="broken-card.png")).to_have_attribute(
        "href", DESKS
    )
    expect(mine).to_have_attribute("src", OWN)
    expect(log_of(agent)).to_contain_text("It arrived like this")
    agent.get_by_label("File for the customer").set_input_files([RETURN, WHERE])
    expect(chips(agent)).to_have_count(2)
    agent.get_by_role("textbox", name="Reply").fill("Print this, and take it there")
    picture(agent, "console-chosen")
    assert faults(agent) == []
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(chips(agent)).to_have_count(0)
    expect(log_of(page)).to_contain_text("Print this, and take it there")
    where = log_of(page).get_by_role("img", name="Picture: where-it-goes.png")
    loaded(where)
    label = log_of(page).get_by_role("link", name="return-label.pdf")
    expect(label).to_be_visible()
    for name, seen in (("widget-files", page), ("console-files", agent)):
        for scheme in ("light", "dark"):
            seen.emulate_media(color_scheme=scheme)
            picture(seen, f"{name}-{scheme}")
        assert faults(seen) == []
    with page.expect_download() as download:
        label.click()
    assert Path(download.value.path()).read_bytes() == LABEL
    assert download.value.suggested_filename == "return-label.pdf"
    with page.expect_popup() as opened:
        where.click()
    loaded(opened.value.locator("img"))
    page.bring_to_front()
    page.reload()
    for name in ("broken-card.png", "where-it-goes.png"):
        again = log_of(page).get_by_role("img", name=f"Picture: {name}")
        loaded(again)
        expect(again).to_have_attribute("src", DESKS)
    on_a_phone(desk, page, browser)


def on_a_phone(desk: LiveBridge, page: Page, browser: Browser) -> None:
    """The customer's other device shows the same files."""
    kept = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith(':session'))")
    phone = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    other = phone.new_page()
    other.add_init_script(f"localStorage.setItem({kept[0]!r}, {kept[1]!r})")
    open_chat(other, desk)
    for name in ("broken-card.png", "where-it-goes.png"):
        loaded(log_of(other).get_by_role("img", name=f"Picture: {name}"))
    expect(log_of(other).get_by_role("link", name="return-label.pdf")).to_be_visible()
    picker(other).set_input_files([WHERE, RETURN])
    expect(chips(other)).to_have_count(2)
    for scheme in ("light", "dark"):
        other.emulate_media(color_scheme=scheme)
        picture(other, f"phone-files-{scheme}")
    assert faults(other) == []
    phone.close()


ADDED = """([how, name, type, bytes]) => {
  const files = new DataTransfer();
  files.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const inside = document.querySelector("warmdesk-widget").shadowRoot;
  const told = { bubbles: true, cancelable: true };
  if (how === "paste") {
    const box = inside.querySelector(".composer textarea");
    box.dispatchEvent(new ClipboardEvent("paste", { ...told, clipboardData: files }));
  } else {
    const log = inside.querySelector(".log");
    log.dispatchEvent(new DragEvent("dragover", { ...told, dataTransfer: files }));
    if (how === "drop") log.dispatchEvent(new DragEvent("drop", { ...told, dataTransfer: files }));
  }
}"""


def test_files_are_pasted_dropped_and_removed(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """From the clipboard and from other windows; by keyboard they are taken out again."""
    content = list(drawn(90, width=8, height=8))
    page = customer_context.new_page()
    open_chat(page, desk)
    page.evaluate(ADDED, ["paste", "image.png", "image/png", content])
    expect(chips(page)).to_have_count(1)
    page.evaluate(ADDED, ["drag", "other.png", "image/png", content])
    expect(page.locator(".panel[data-over]")).to_have_count(1)
    picture(page, "files-dragged")
    page.evaluate(ADDED, ["drop", "other.png", "image/png", content])
    expect(page.locator(".panel[data-over]")).to_have_count(0)
    expect(chips(page)).to_have_count(2)
    page.get_by_role("button", name="Remove image.png").press("Enter")
    expect(chips(page)).to_have_count(1)
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    page.keyboard.press("Enter")
    expect(log_of(page).get_by_role("img", name="Picture: other.png")).to_have_count(1)
    expect(chips(page)).to_have_count(0)
    expect(log_of(page).locator(".group.bot:not(.typing)")).to_have_count(1)
    [turn] = desk.bridge.bot.seen
    assert [each.name for each in turn.messages[0].attachments] == ["other.png"]


def test_what_cannot_be_sent_is_said_with_a_reason(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """Of the wrong type, too large, too many, and damaged, which only the desk sees."""
    page = customer_context.new_page()
    open_chat(page, desk)
    send = page.get_by_role("button", name="Send", exact=True)
    refusal = page.get_by_role("alert")
    picker(page).set_input_files([a_file("page.html", "text/html", b"<html>")])
    expect(refusal).to_contain_text("page.html: Damaged, or of a type that is not taken")
    picker(page).set_input_files([a_file("large.png", "image/png", b"0" * 10_000_001)])
    expect(refusal).to_contain_text("large.png: Too large: at most 10 MB for a picture")
    picker(page).set_input_files([a_file(f"{n}.pdf", "application/pdf", LABEL) for n in range(6)])
    expect(refusal).to_contain_text("5.pdf: At most 5 files in one message")
    expect(chips(page)).to_have_count(5)
    picture(page, "files-refused")
    assert faults(page) == []
    page.get_by_role("button", name="Remove 0.pdf").click()
    expect(refusal).to_have_count(0)
    picker(page).set_input_files([a_file("torn.png", "image/png", b"not a picture")])
    expect(chips(page).filter(has_text="torn.png")).to_contain_text("Damaged")
    expect(send).to_be_disabled()
    picture(page, "files-damaged")
    assert faults(page) == []
    page.get_by_role("button", name="Remove torn.png").click()
    expect(send).to_be_enabled()


def test_without_a_connection_files_wait(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """Chosen and sent while there is none, they go when it is back, once and in order."""
    page = customer_context.new_page()
    greet(page, desk)
    customer_context.set_offline(True)
    picker(page).set_input_files([WHERE])
    expect(chips(page)).to_contain_text("Waiting for the connection")
    write(page, "with a picture")
    write(page, "and words behind it")
    picture(page, "files-offline")
    customer_context.set_offline(False)
    answers = log_of(page).locator(".group.bot .bubble")
    expect(answers.filter(has_text="and words behind it")).to_have_count(1)
    expect(log_of(page)).not_to_contain_text("Waiting for the connection")
    expect(log_of(page).locator(".group.customer .bubble")).to_have_text(
        ["hello", "with a picture", "and words behind it"]
    )
    loaded(log_of(page).get_by_role("img", name="Picture: where-it-goes.png"))
    seen = [message for turn in desk.bridge.bot.seen for message in turn.messages]
    files = [[each.name for each in message.attachments] for message in seen]
    assert files == [[], ["where-it-goes.png"], []]


def test_a_file_that_was_not_sent_before_a_reload_is_asked_for_again(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """The words are kept; what only the page had is gone, and the customer is told."""
    page = customer_context.new_page()
    greet(page, desk)
    page.route("**/api/chat/media*", lambda route: route.abort())
    picker(page).set_input_files([WHERE])
    expect(chips(page)).to_contain_text("Waiting for the connection")
    write(page, "look")
    expect(log_of(page)).to_contain_text("Not sent")
    page.reload()
    expect(log_of(page)).to_contain_text("The file is gone: please attach it again")
    picture(page, "files-lost")
    assert faults(page) == []
    page.get_by_role("button", name="Discard").click()
    expect(log_of(page)).not_to_contain_text("look")

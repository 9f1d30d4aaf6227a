"""Words from right to left, on every screen that shows them, for the customer and for agents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_journey import log_of, write
from tests.browser.test_widget import open_chat
from tests.desk import a_request, says

pytestmark = pytest.mark.browser

ARABIC = "مرحبا، أين طلبي رقم 4711 (RTX)؟"
HEBREW = "שלום, ההזמנה שלי לא הגיעה: 4711 (RTX)!"
WRONG = """() => {
    const fromRight = /^[^\\p{L}]*[\\p{sc=Arabic}\\p{sc=Hebrew}]/u;
    const isolated = /\\u2068[^\\u2069]*\\u2069/g;
    const wrong = [];
    const look = (root) => {
        const kinds = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
        const walker = document.createTreeWalker(root, kinds);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (node.shadowRoot) look(node.shadowRoot);
            const field = node.nodeName === "TEXTAREA" || node.nodeName === "INPUT";
            const text = field ? node.value : node.nodeType === 3 ? node.data : "";
            if (!fromRight.test(text.replace(isolated, ""))) continue;
            const element = field ? node : node.parentElement;
            if (["STYLE", "SCRIPT"].includes(element?.nodeName)) continue;
            if (getComputedStyle(element).direction !== "rtl") wrong.push(element.outerHTML);
        }
    };
    look(document);
    return wrong;
}"""
"""Elements in which words from right to left stand as if they came from the left."""


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def all_turn(page: Page, shown: int) -> None:
    """Nothing from right to left stands the wrong way, and so many lines of it are on the page."""
    assert page.evaluate(WRONG) == []
    assert page.get_by_text("4711 (RTX)").count() >= shown


def test_the_widget_shows_words_in_their_direction(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """In the log, in what the bot says, and in the box while they are written."""
    page = customer_context.new_page()
    open_chat(page, desk)
    for words in (ARABIC, HEBREW):
        write(page, words)
        expect(log_of(page)).to_contain_text(f"echo {words}")
    desk.bridge.bot.script.append(says(ARABIC, HEBREW))
    write(page, "hello")
    expect(log_of(page).get_by_text(HEBREW, exact=True)).to_have_count(2)
    page.get_by_role("textbox", name="Message").fill(ARABIC)
    all_turn(page, 6)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        picture(page, f"direction-widget-{scheme}")
    page.set_viewport_size({"width": 390, "height": 800})
    picture(page, "direction-widget-390")


def test_the_console_shows_words_in_their_direction(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """In queue, transcript, quote, note, mention, summary, draft, list and search."""
    page = agent_context.new_page()
    log_in(page, desk, "Sam", "supervisor")
    customer = desk.run(desk.bridge.page())
    desk.run(customer.send(HEBREW))
    desk.run(customer.shows(f"echo {HEBREW}"))
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    desk.run(customer.send(ARABIC))
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    all_turn(page, 0)
    page.get_by_role("button", name="Accept").click()
    box = page.get_by_role("textbox", name="Reply")
    expect(box).to_be_focused()
    box.fill(HEBREW)
    box.press("Enter")
    expect(page.locator(".message.agent")).to_contain_text("4711")
    page.get_by_role("button", name=f"Quote: {HEBREW}").first.press("Enter")
    all_turn(page, 4)
    box.fill(ARABIC)
    picture(page, "direction-console")
    box.press("Enter")
    expect(page.locator("a.quote")).to_be_visible()
    page.get_by_role("button", name="Internal note").click()
    note = page.get_by_role("textbox", name="Internal note")
    note.fill(f"{HEBREW} @Sam")
    note.press("Enter")
    expect(page.locator(".message.note")).to_be_visible()
    all_turn(page, 6)
    page.emulate_media(color_scheme="dark")
    picture(page, "direction-console-dark")
    page.keyboard.press("Escape")
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Find").fill("4711")
    expect(page.locator("#hit-0")).to_be_visible()
    all_turn(page, 6)
    picture(page, "direction-search")

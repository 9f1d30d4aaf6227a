"""The console on a noisy day: a queue and a conversation that are too long to be shown whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.benchmarks.crowd import fill_queue, lengthen
from tests.browser.live_bridge import LiveBridge, live, log_in, picture

pytestmark = pytest.mark.browser

WAITING = 350
MESSAGES = 450
OFFERED = 1
"""So many at once are offered to an agent."""
ROWS = 60
"""More rows than this are never in the page for one screen of a list."""


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge whose offers outlast a test: what is offered is not among the rest."""
    with live(tmp_path, migrated, offer_seconds=600) as made:
        yield made


def database(desk: LiveBridge) -> str:
    """The bridge's own."""
    return f"sqlite:///{desk.bridge.database}"


def test_a_long_queue_is_scrolled_to_its_end(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Its head, its length, its last case, with few rows in the page; what leaves it is counted."""
    desk.run(desk.bridge.handed_off(desk.run(desk.bridge.page())))
    desk.run(fill_queue(database(desk), WAITING))
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    queue = page.get_by_role("list", name="Queue")
    expect(page.get_by_role("heading", name=f"Queue {WAITING + 1}")).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(OFFERED)
    picture(page, "long-queue-1-head")
    last = queue.locator(f"[aria-posinset='{WAITING + 1 - OFFERED}']")
    scroll_until(page, queue, last)
    expect(last).to_have_attribute("aria-setsize", str(WAITING + 1 - OFFERED))
    assert queue.get_by_role("listitem").count() < ROWS
    picture(page, "long-queue-2-end")
    last.get_by_role("link").click()
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("heading", name=f"Queue {WAITING}")).to_be_visible()
    expect(last).to_have_count(0)


def test_a_long_conversation_is_read_back_to_its_beginning(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """It opens at its end; scrolling back brings everything, and then the end again."""
    customer = desk.run(desk.bridge.page())
    desk.run(desk.bridge.handed_off(customer))
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    page.get_by_role("button", name="Accept").click()
    opened = page.get_by_role("log", name="Conversation")
    expect(opened).to_contain_text("a person please")
    conversation_id = page.url.rpartition("/")[2]
    desk.run(lengthen(database(desk), conversation_id, MESSAGES))
    page.reload()
    expect(opened.get_by_text(f"Message {MESSAGES - 1}:")).to_be_in_viewport()
    assert opened.get_by_role("article").count() < 120
    first = page.get_by_text("a person please")
    scroll_until(page, opened, first, up=True)
    picture(page, "long-conversation-1-beginning")
    seqs = opened.locator("[data-seq]").evaluate_all("all => all.map((one) => +one.dataset.seq)")
    assert seqs == list(range(1, len(seqs) + 1))
    page.get_by_role("button", name="Latest message").click()
    expect(opened.get_by_text(f"Message {MESSAGES - 1}:")).to_be_in_viewport()
    desk.run(customer.send("are you still there?"))
    expect(opened.get_by_text("are you still there?")).to_be_in_viewport()
    assert opened.get_by_role("article").count() < 120


def scroll_until(page: Page, box: Locator, wanted: Locator, *, up: bool = False) -> None:
    """Turn the wheel over a box until something in it is in sight."""
    box.hover()
    for _ in range(400):
        if wanted.count() and wanted.first.is_visible():
            wanted.first.scroll_into_view_if_needed()
            return
        page.mouse.wheel(0, -900 if up else 900)
        page.wait_for_timeout(30)
    raise AssertionError("it never came into sight")

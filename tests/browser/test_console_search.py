"""Finding a message in the console by keyboard, and links to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from handoff.core.model import Author
from tests.bridge import Console
from tests.browser.live_bridge import LiveBridge, live, log_in, picture

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


async def a_long_conversation(desk: LiveBridge, colleague: Console) -> str:
    """One of a colleague's, with something to find at its beginning; its id."""
    page = await desk.bridge.page()
    await page.send("my Graphics card NW-4711 has not arrived")
    await page.shows("echo my Graphics card NW-4711 has not arrived")
    where = await desk.bridge.handed_off(page)
    await colleague.take_next()
    agent = Author(kind="agent", id=colleague.agent.id, name=colleague.agent.name)
    await desk.bridge.write(
        where, agent, [f"line {n} of many, so that it is long" for n in range(60)]
    )
    return where


def test_a_message_is_found_and_opened(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """From the first key to the message, which is on screen and marked, read-only, and audited."""
    page = agent_context.new_page()
    sam = desk.run(desk.bridge.console("Sam"))
    where = desk.run(a_long_conversation(desk, sam))
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Find")
    expect(box).to_be_focused()
    box.fill("graph nw-4711")
    hits = page.get_by_role("listbox", name="Found").get_by_role("option")
    expect(hits).to_have_count(2)
    picture(page, "search-1-found")
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    message = page.locator(".message.target")
    expect(message).to_contain_text("Graphics card")
    expect(message).to_be_in_viewport()
    assert page.url.endswith(f"#/c/{where}/1")
    expect(page.get_by_text("With Sam.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Reply")).to_have_count(0)
    picture(page, "search-2-opened")
    page.reload()
    expect(page.locator(".message.target")).to_be_in_viewport()
    log = desk.run(desk.bridge.audited(where))
    assert ("Kim", "open") in log


def test_a_search_is_narrowed_down(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Filters work without words too, and the search is there again when it is opened again."""
    page = agent_context.new_page()
    sam = desk.run(desk.bridge.console("Sam"))
    desk.run(a_long_conversation(desk, sam))
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_text("Filters").click()
    page.locator("select[name=agent_id]").select_option(label="Sam")
    hits = page.get_by_role("listbox", name="Found").get_by_role("option")
    expect(hits).to_have_count(1)
    picture(page, "search-3-filters")
    page.locator("select[name=mood]").select_option(label="Upset")
    expect(page.get_by_text("Nothing found.")).to_be_visible()
    page.locator("select[name=mood]").select_option(label="Any")
    expect(hits).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("select[name=agent_id]")).to_have_value(sam.agent.id)
    expect(hits).to_have_count(1)

"""Offers in the console: one at a time, always in sight, and never between somebody and a reply."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from scripts.benchmarks.crowd import fill_queue
from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import faults

pytestmark = pytest.mark.browser

WAITING = 36


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge whose offers outlast a test."""
    with live(tmp_path, migrated) as made:
        yield made


def test_offers_come_one_at_a_time_and_are_always_in_sight(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """With 36 waiting, four are taken one after the other, from whatever page is open."""
    desk.run(desk.bridge.handed_off(desk.run(desk.bridge.page())))
    desk.run(fill_queue(f"sqlite:///{desk.bridge.database}", WAITING - 1))
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "supervisor")
    accept = page.get_by_role("button", name="Accept")
    mine = page.get_by_role("list", name="My conversations").get_by_role("listitem")
    for taken, where in enumerate(("floor", "reports", "blocks", "c/nothing")):
        page.evaluate(f"location.hash = '#/{where}'")
        expect(accept).to_have_count(1)
        expect(accept).to_be_in_viewport(ratio=1)
        picture(page, f"offers-{taken + 1}")
        assert faults(page) == []
        accept.click()
        expect(mine).to_have_count(taken + 1)
    expect(accept).to_have_count(0)
    expect(page.get_by_role("heading", name=f"Queue {WAITING - 4}")).to_be_visible()


def test_an_offer_waits_for_a_first_answer(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """While the first words to a customer are typed nothing is offered; once sent it is."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    first, second = desk.run(desk.bridge.page()), desk.run(desk.bridge.page())
    desk.run(desk.bridge.handed_off(first))
    page.get_by_role("button", name="Accept").click()
    box = page.get_by_role("textbox", name="Reply")
    expect(box).to_be_focused()
    box.press_sequentially("Hello, I am")
    page.wait_for_timeout(500)
    desk.run(desk.bridge.handed_off(second))
    expect(page.get_by_role("heading", name="Queue 1")).to_be_visible()
    for letter in " reading what happened":
        box.press_sequentially(letter)
        page.wait_for_timeout(150)
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    box.press("Enter")
    desk.run(first.shows("Hello, I am reading what happened"))
    expect(page.get_by_role("button", name="Accept")).to_be_in_viewport(ratio=1)
    expect(box).to_be_focused()

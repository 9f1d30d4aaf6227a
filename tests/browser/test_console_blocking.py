"""Blocking in the console: somebody is blocked, told once, seen by supervisors and let in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import faults
from tests.browser.test_journey import log_of, write
from tests.browser.test_widget import open_chat
from tests.desk import a_request, says

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def test_somebody_is_blocked_and_let_in_again(
    desk: LiveBridge, customer_context: BrowserContext, agent_context: BrowserContext
) -> None:
    """The customer is told plainly once; their words reach nobody until a supervisor lifts it."""
    page, agent = customer_context.new_page(), agent_context.new_page()
    log_in(agent, desk, "Lou", "supervisor")
    open_chat(page, desk)
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    write(page, "a person, you fools")
    agent.get_by_role("button", name="Accept").click()
    expect(agent.get_by_role("textbox", name="Reply")).to_be_focused()
    agent.get_by_role("button", name="Block or report spam").click()
    agent.get_by_label("Why").fill("Insults us")
    agent.get_by_label("It is spam").check()
    picture(agent, "block-dialog")
    assert not faults(agent)
    agent.get_by_role("button", name="Block", exact=True).click()
    expect(agent.get_by_role("button", name="Undo")).to_be_visible()
    agent.get_by_role("button", name="Done").click()
    expect(log_of(page)).to_contain_text("You can't write to us here until")
    write(page, "let me in")
    expect(log_of(page)).to_contain_text("This was not passed on.")
    picture(page, "blocked-widget")
    page.set_viewport_size({"width": 390, "height": 800})
    picture(page, "blocked-widget-390")
    agent.get_by_role("link", name="Blocked").click()
    row = agent.get_by_role("row").filter(has_text="Insults us")
    row.get_by_text("1 message").click()
    expect(row).to_contain_text("let me in")
    picture(agent, "blocks")
    agent.emulate_media(color_scheme="dark")
    picture(agent, "blocks-dark")
    assert not faults(agent)
    row.get_by_role("button", name="Lift").click()
    expect(row).to_contain_text("lifted by Lou")
    write(page, "thank you")
    expect(log_of(page)).to_contain_text("echo thank you")

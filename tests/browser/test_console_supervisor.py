"""What supervisors see of the console: the live floor, service targets, reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.live_bridge import LiveBridge, live, log_in, picture

pytestmark = pytest.mark.browser

TARGETS = "first_answer: 2s\nnext_answer: 10m\nresolution: 8h\n"


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge that promises to answer within two seconds."""
    targets = tmp_path / "targets.yml"
    targets.write_text(TARGETS)
    with live(tmp_path, migrated, targets_file=str(targets)) as made:
        yield made


def test_the_floor_is_live(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Who waits, who has what, what runs late; a case is moved to a colleague, and then taken."""
    page, bridge = agent_context.new_page(), desk.bridge
    sam, kim = desk.run(bridge.console("Sam")), desk.run(bridge.console("Kim Berg"))
    desk.run(kim.ask("presence", presence="away"))
    log_in(page, desk, "Lou", "supervisor")
    page.get_by_role("radio", name="Away").check()
    page.get_by_role("link", name="Floor").click()
    agents = page.get_by_role("list", name="Agents", exact=True)
    expect(agents.get_by_role("listitem", name="Kim Berg")).to_contain_text("Away for")

    customer = desk.run(bridge.page())
    desk.run(bridge.handed_off(customer))
    expect(page.get_by_role("row", name="Orders")).to_contain_text("1")
    expect(page.get_by_role("list", name="Next in the queue")).to_contain_text("offered to Sam")
    desk.run(sam.take_next())
    held = page.get_by_role("list", name="Cases of Sam")
    expect(held).to_contain_text("waits")
    expect(held).to_contain_text("late")
    expect(page.get_by_role("list", name="Next in the queue")).to_have_count(0)
    desk.run(kim.ask("presence", presence="available"))
    expect(agents.get_by_role("listitem", name="Kim Berg")).to_contain_text("Available for")
    picture(page, "supervisor-1-floor")

    held.get_by_role("button", name="Reassign").click()
    page.get_by_label("Agent, who is asked at once").select_option(label="Kim Berg")
    page.get_by_label("Note").fill("You know these")
    picture(page, "supervisor-2-reassign")
    page.get_by_role("dialog").get_by_role("button", name="Reassign").click()
    waiting = page.get_by_role("list", name="Next in the queue")
    expect(waiting).to_contain_text("offered to Kim Berg")
    expect(held).to_have_count(0)
    waiting.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("log", name="Conversation")).to_contain_text("Lou has joined")


def test_an_agent_is_warned_in_their_list(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """A case whose answer is late says so, until it is answered."""
    page = agent_context.new_page()
    log_in(page, desk, "Sam", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    desk.run(desk.bridge.handed_off(desk.run(desk.bridge.page())))
    page.get_by_role("button", name="Accept").click()
    mine = page.get_by_role("list", name="My conversations")
    expect(mine).to_contain_text("First answer")
    expect(mine).to_contain_text("late")
    picture(page, "supervisor-3-late")
    page.get_by_role("textbox", name="Reply").fill("Hello, I have read it all.")
    page.keyboard.press("Enter")
    expect(mine).to_contain_text("waits for the customer")
    expect(mine).not_to_contain_text("late")
    expect(page.get_by_role("link", name="Floor")).to_have_count(0)
    expect(page.get_by_role("link", name="Reports")).to_have_count(0)


def test_reports_with_definitions_charts_and_files(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Each figure stands beside what it means; charts have their table; files hold the same."""
    page, bridge = agent_context.new_page(), desk.bridge
    sam = desk.run(bridge.console("Sam"))
    customer = desk.run(bridge.page())
    desk.run(bridge.handed_off(customer))
    where = desk.run(sam.take_next())
    epoch = desk.run(sam.epoch(where))
    said = {"conversation_id": where, "epoch": epoch}
    desk.run(sam.ask("send", client_id="a-1", text="Hello", **said))
    desk.run(sam.ask("resolve", disposition="solved", note="", **said))
    desk.run(desk.run(bridge.page()).send("hello"))
    log_in(page, desk, "Lou", "supervisor")
    page.get_by_role("link", name="Reports").click()
    contained = page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name="Containment", exact=True)
    )
    expect(contained).to_contain_text("50%")
    expect(contained).to_contain_text("Share of the conversations begun in the period")
    picture(page, "supervisor-4-reports")
    expect(page.locator("canvas")).to_have_count(3)
    page.get_by_text("Conversations by day as a table").click()
    days = page.get_by_role("region", name="Conversations by day").get_by_role("row")
    expect(days).to_have_count(29)
    expect(days.last).to_contain_text("50%")
    page.get_by_role("button", name="7 days").click()
    expect(days).to_have_count(8)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of: By agent").click()
    saved = Path(download.value.path()).read_text()
    assert saved.splitlines()[1].startswith("Sam,1,")
    page.get_by_role("heading", name="By agent").scroll_into_view_if_needed()
    picture(page, "supervisor-5-tables")


def test_a_trainer_sees_how_the_bot_does(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """The bot's figures, and nothing of people or customers."""
    page = agent_context.new_page()
    log_in(page, desk, "Toni", "trainer")
    expect(page.get_by_role("heading", name="Containment")).to_be_visible()
    expect(page.get_by_role("region", name="The bot")).to_be_visible()
    expect(page.get_by_role("region", name="People")).to_have_count(0)
    expect(page.get_by_text("By agent")).to_have_count(0)
    picture(page, "supervisor-6-trainer")

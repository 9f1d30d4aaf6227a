"""An agent's own conversations: told apart, unread as the desk keeps it, heard when answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from contracts.turn import Summary, Wanted
from tests.bridge import Page as Customer
from tests.browser.live_bridge import PASSWORD, LiveBridge, live, log_in, picture, taken
from tests.browser.test_accessibility import faults
from tests.desk import a_request, says

pytestmark = pytest.mark.browser

HEARD = """
    window.heard = [];
    window.shown = [];
    window.AudioContext = class {
        currentTime = 0;
        destination = {};
        createOscillator() {
            heard.push("note");
            return { frequency: {}, connect: (to) => to, start() {}, stop() {} };
        }
        createGain() {
            const gain = {
                setValueAtTime() {},
                linearRampToValueAtTime() {},
                exponentialRampToValueAtTime() {},
            };
            return { gain, connect: (to) => to };
        }
        close() {}
    };
    window.Notification = class {
        static permission = "granted";
        constructor(title, { body }) {
            shown.push(`${title}: ${body}`);
        }
    };
"""
"""What would be heard and shown by the system, written down instead."""
AWAY = """
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
"""


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def accepted(desk: LiveBridge, page: Page, words: str, about: str, heat: float = 0.0) -> Customer:
    """A customer who wants that, and whose case was accepted on the page."""
    customer = desk.run(desk.bridge.page())
    summary = Summary(situation="Nothing is known.", wants=(Wanted(words=(words,), about=about),))
    desk.bridge.bot.script.append(
        says("One moment.", handoff=a_request(summary=summary, heat=heat))
    )
    desk.run(customer.send(words))
    desk.run(customer.shows("One moment."))
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    return customer


def counted(page: Page, what: str, count: int) -> None:
    """Return once so many of these were written down."""
    for _ in range(100):
        if page.evaluate(f"{what}.length") == count:
            return
        page.wait_for_timeout(50)
    assert page.evaluate(what) == [f"{count} of them"]


def test_own_conversations_can_be_told_apart(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Each row says what is wanted, the last words of somebody, the channel, and who is upset."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    accepted(desk, page, "my money back, at once", "Get my money back", 0.9)
    accepted(desk, page, "where is my parcel", "Where is my parcel?")
    mine = page.get_by_role("list", name="My conversations")
    rows = mine.get_by_role("listitem")
    expect(rows.nth(0)).to_contain_text("Get my money back")
    expect(rows.nth(0)).to_contain_text("my money back, at once")
    expect(rows.nth(0)).to_contain_text("Web chat")
    expect(rows.nth(0)).to_contain_text("Upset")
    expect(rows.nth(1)).to_contain_text("Where is my parcel?")
    expect(rows.nth(1)).not_to_contain_text("Upset")
    expect(mine).not_to_contain_text("has joined")
    log = page.get_by_role("log", name="Conversation")
    expect(log).to_contain_text("Customer was told: “Kim has joined the conversation.”")
    picture(page, "own-1-rows")
    assert faults(page) == []


def test_unread_is_kept_by_the_desk(
    desk: LiveBridge, agent_context: BrowserContext, other_context: BrowserContext
) -> None:
    """The badge counts the customer's lines alone, in every browser, until one has shown them."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    first = accepted(desk, page, "my money back", "Get my money back")
    accepted(desk, page, "where is my parcel", "Where is my parcel?")
    badge = page.get_by_label("2 unread")
    expect(page.locator(".badge")).to_have_count(0)
    desk.run(first.send("are you there?"))
    desk.run(first.send("hello?"))
    expect(badge).to_be_visible()
    page.reload()
    expect(badge).to_be_visible()
    there = other_context.new_page()
    there.goto(desk.console)
    there.get_by_label("E-mail").fill("kim@example.com")
    there.get_by_label("Password").fill(PASSWORD)
    there.get_by_role("button", name="Log in").click()
    expect(there.get_by_label("2 unread")).to_be_visible()
    page.get_by_role("list", name="My conversations").get_by_role("link").first.click()
    expect(page.locator(".badge")).to_have_count(0)
    expect(there.locator(".badge")).to_have_count(0)


def test_a_reply_is_heard_and_shown(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Behind another conversation by a sound, in another tab by a notification; both as wished."""
    page = agent_context.new_page()
    page.add_init_script(HEARD)
    log_in(page, desk, "Kim", "agent")
    first = accepted(desk, page, "my money back", "Get my money back")
    second = accepted(desk, page, "where is my parcel", "Where is my parcel?")
    page.evaluate("heard.length = shown.length = 0")
    desk.run(second.send("are you looking?"))
    expect(page.get_by_role("log", name="Conversation")).to_contain_text("are you looking?")
    assert page.evaluate("heard") == []
    desk.run(first.send("are you there?"))
    counted(page, "heard", 1)
    assert page.evaluate("shown") == []
    page.evaluate(AWAY)
    desk.run(second.send("it came!"))
    counted(page, "shown", 1)
    assert "it came!" in page.evaluate("shown[0]")
    page.get_by_role("button", name="You", exact=True).click()
    page.get_by_role("checkbox", name="A sound when a customer answers").uncheck()
    picture(page, "own-2-sounds")
    page.evaluate("heard.length = 0")
    desk.run(first.send("still there?"))
    counted(page, "shown", 2)
    assert page.evaluate("heard") == []


def test_the_log_follows_after_a_link(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Opened by the link of a message near its end, a conversation goes on with what is said."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    customer = taken(desk, page)
    page.evaluate("location.hash = `${location.hash}/2`")
    expect(page.locator(".message.target")).to_be_visible()
    for number in range(20):
        desk.run(customer.send(f"line {number}"))
    expect(page.get_by_text("line 19", exact=True).last).to_be_in_viewport()


def test_the_away_banner_goes_when_the_agent_is_back(
    tmp_path: Path, migrated: Path, agent_context: BrowserContext
) -> None:
    """Two offers that ran out set an agent away, which the banner says until they are available."""
    page = agent_context.new_page()
    with live(tmp_path, migrated, offer_seconds=1) as desk:
        log_in(page, desk, "Kim", "agent")
        expect(page.get_by_role("heading", name="Queue")).to_be_visible()
        for _ in range(2):
            desk.run(desk.bridge.handed_off(desk.run(desk.bridge.page())))
        banner = page.get_by_text("you are away now")
        expect(banner).to_be_visible()
        page.get_by_role("radio", name="Available").check(force=True)
        expect(banner).to_have_count(0)


def test_nothing_of_a_long_search_is_below_the_screen(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Find with its filters open ends on the screen, however many hits there are."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    for _ in range(12):
        desk.run(desk.run(desk.bridge.page()).send("an unusual sentence"))
    page.set_viewport_size({"width": 1366, "height": 640})
    page.get_by_role("button", name="Find").click()
    page.get_by_text("Filters").click()
    page.get_by_role("combobox", name="Find").fill("unusual")
    expect(page.get_by_role("option").filter(has_text="unusual").first).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport(ratio=1)
    picture(page, "own-3-find")


def test_long_labels_push_nothing_away(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Whatever labels are called, Resolve stays in reach, and Quote is one line."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "supervisor")
    page.get_by_role("button", name="Labels", exact=True).click()
    for name in ("Waits for a second answer by Parcel Ltd", "Promised by telephone on a Sunday"):
        page.get_by_label("New label").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("list", name="Known labels")).to_contain_text(name)
    page.get_by_role("button", name="Done").click()
    customer = taken(desk, page)
    page.get_by_role("button", name="Labels of the conversation").click()
    for name in ("Waits for a second", "Promised by telephone"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".marks .label")).to_have_count(2)
    expect(page.get_by_role("button", name="Resolve", exact=True)).to_be_in_viewport(ratio=1)
    desk.run(customer.send("hm " * 120))
    said = page.get_by_role("article").filter(has_text="hm hm")
    said.hover()
    quote = said.get_by_role("button", name="Quote")
    box_of = quote.bounding_box()
    assert box_of is not None
    assert box_of["width"] > box_of["height"]
    expect(quote).to_be_in_viewport(ratio=1)
    picture(page, "own-4-labels")


def test_a_case_that_is_passed_on_says_from_whom_and_why(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Offer and summary have the sender's name and note."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    page.get_by_role("radio", name="Away").check(force=True)
    expect(page.get_by_role("radio", name="Away")).to_be_checked()
    lou = desk.run(desk.bridge.console("Lou"))
    desk.run(desk.bridge.handed_off(desk.run(desk.bridge.page())))
    conversation_id = desk.run(lou.take_next())
    page.get_by_role("radio", name="Available").check(force=True)
    expect(page.get_by_role("radio", name="Available")).to_be_checked()
    [kim] = [each for each in desk.run(lou.ask("snapshot"))["agents"] if each["name"] == "Kim"]
    epoch = desk.run(lou.epoch(conversation_id))
    passed = {"to_agent": kim["id"], "note": "Knows the carrier", "epoch": epoch}
    desk.run(lou.ask("transfer", conversation_id=conversation_id, **passed))
    offer = page.get_by_role("region", name="Offered to you")
    expect(offer).to_contain_text("Passed on by Lou “Knows the carrier”")
    picture(page, "own-5-passed-on")
    assert faults(page) == []
    page.get_by_role("button", name="Accept").click()
    told = page.get_by_role("region", name="Summary")
    expect(told).to_contain_text("Passed on by Lou “Knows the carrier”")

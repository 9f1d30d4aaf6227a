"""Answering in the console: canned replies, and a resolve that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, expect

from contracts.turn import Summary, Wanted
from handoff.core import texts
from tests.browser.live_bridge import LiveBridge, live, log_in, picture, taken
from tests.browser.test_accessibility import faults
from tests.desk import a_request, says

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


WANTS = (
    Wanted(
        words=("i want my money back and no new card", "my card never came"),
        about="Get my money back (graphics card, order 10432)",
    ),
    Wanted(words=("and a copy of the invoice",), about="A copy of my invoice", state="done"),
    Wanted(about="A warranty case", state="denied"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 1024])
def test_what_the_customer_wants_stands_first(
    desk: LiveBridge, agent_context: BrowserContext, width: int, scheme: Literal["light", "dark"]
) -> None:
    """In the offer and in the summary, with what was added while they waited, answered once."""
    page = agent_context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 768})
    log_in(page, desk, "Kim", "agent")
    customer = desk.run(desk.bridge.page())
    summary = Summary(
        situation="A graphics card has not arrived.",
        wants=WANTS,
        suggested_next_step="They last said: “i want my money back and no new card”. Decide on it.",
    )
    request = a_request(summary=summary, heat=0.4)
    desk.bridge.bot.script.append(says("One moment.", handoff=request))
    desk.run(customer.send("a person please"))
    offer = page.locator(".entry.offered")
    expect(offer).to_contain_text("“i want my money back and no new card”, Get my money back")
    for line in ("it was a present", "for saturday"):
        desk.run(customer.send(line))
    desk.run(customer.shows(texts.ADDED[0]))
    picture(page, f"wants-1-offer-{width}-{scheme}")
    page.get_by_role("button", name="Accept").click()
    if width < 1200:
        page.get_by_role("button", name="Case", exact=True).click()
    told = page.get_by_role("region", name="Summary")
    first = told.get_by_role("listitem").first
    expect(first).to_contain_text("“i want my money back and no new card”")
    expect(first).to_contain_text("Before: “my card never came”")
    expect(told).to_contain_text("Done A copy of my invoice")
    expect(told).to_contain_text("Misread")
    expect(told).to_contain_text("it was a present")
    picture(page, f"wants-2-summary-{width}-{scheme}")
    assert faults(page) == []
    assert customer.texts().count(texts.ADDED[0]) == 1


def test_a_canned_reply_from_its_writing_to_its_sending(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Added, found by a word, filled in, completed by hand, sent; a draft outlives a reload."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "supervisor")
    page.get_by_role("button", name="Replies").click()
    page.get_by_role("button", name="Add a reply").click()
    page.get_by_label("Title, to find it by").fill("Late parcel")
    page.get_by_label("Text; ").fill("Hello {customer}, {agent} here. Order {order} is late.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name="Known replies")).to_contain_text("Late parcel")
    page.get_by_role("button", name="Done").click()

    customer = desk.run(desk.bridge.page())
    desk.run(desk.bridge.handed_off(customer))
    page.get_by_role("button", name="Accept").click()
    box = page.get_by_role("textbox", name="Reply")
    expect(box).to_be_focused()
    box.press_sequentially("/late")
    expect(page.get_by_role("option", name="Late parcel")).to_be_visible()
    picture(page, "replies-1-menu")
    box.press("Enter")
    expect(box).to_have_value("Hello {customer}, Kim here. Order 10432 is late.")
    expect(page.get_by_text("Write something in place of {customer}")).to_be_visible()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    page.reload()
    expect(box).to_have_value("Hello {customer}, Kim here. Order 10432 is late.")
    box.fill("Hello Anna, Kim here. Order 10432 is late.")
    box.press("Enter")
    desk.run(customer.shows("Hello Anna, Kim here. Order 10432 is late."))


def test_resolving_can_be_undone(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """For ten seconds the customer hears of nothing; undone, the case stays; else it ends."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    customer = taken(desk, page)
    for undone in (True, False):
        page.get_by_role("button", name="Resolve", exact=True).click()
        page.get_by_role("radio", name="Solved", exact=True).check()
        page.get_by_role("combobox", name="Root cause").select_option("Carrier loss")
        page.get_by_role("button", name="Resolve conversation").click()
        expect(page.get_by_text("Resolving: Unknown customer")).to_be_visible()
        picture(page, "resolving-undo")
        if undone:
            page.get_by_role("button", name="Undo").click()
            expect(page.get_by_text("Resolving: Unknown customer")).to_have_count(0)
            assert not [text for text in customer.texts() if "left" in str(text)]
    page.reload()
    expect(page.get_by_text("Resolving: Unknown customer")).to_be_visible()
    expect(page.get_by_text("Resolved. The next message")).to_be_visible()
    desk.run(customer.next("message", lambda message: message["kind"] == "rating_request"))

"""The console from a phone to a wide screen: one, two or three columns, and nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from contracts.turn import Summary, Wanted
from tests.bridge import Page as Customer
from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import faults
from tests.desk import a_request, says

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1024, 1366, 1920)
PAGES = ("floor", "reports", "blocks", "accounts", "audit", "privacy")
CUT = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = (node) => node && (/(auto|scroll|hidden)/.test(getComputedStyle(node).overflowX)
    || scrolls(node.parentElement));
  return [...document.querySelectorAll("#console *")].filter((each) => {
    const { left, right, width, height } = each.getBoundingClientRect();
    if (!width || !height || each.closest(".unseen, svg")) return false;
    return (right > room + 1 || left < -1) && !scrolls(each.parentElement);
  }).map((each) => `${each.tagName}.${each.className}`);
}"""
"""What reaches over the edge of the screen."""
SIDEWAYS = """() => [...document.querySelectorAll("#console *")].filter((each) =>
  /(auto|scroll)/.test(getComputedStyle(each).overflowX)
  && each.scrollWidth > each.clientWidth + 1
).map((each) => `${each.tagName}.${each.className}`)"""
"""What has to be scrolled sideways."""
OUT_OF_REACH = """() => [...document.querySelectorAll("button, a, select")].filter((each) => {
  const { left, right, width } = each.getBoundingClientRect();
  return width && !each.closest(".unseen") && (left < 0 || right > innerWidth);
}).map((each) => each.textContent || each.name)"""
"""What can be pressed, and is beside the screen."""


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge whose offers outlast a test."""
    with live(tmp_path, migrated) as made:
        yield made


def arrives(desk: LiveBridge, words: str, about: str, heat: float = 0.0) -> Customer:
    """A customer who wants a person for this."""
    customer = desk.run(desk.bridge.page())
    summary = Summary(
        situation="Order 10432 was due on Friday and has not moved since.",
        wants=(Wanted(words=(words,), about=about),),
        suggested_next_step="Ask the carrier, and offer a new one.",
    )
    desk.bridge.bot.script.append(
        says("One moment.", handoff=a_request(summary=summary, heat=heat))
    )
    desk.run(customer.send(words))
    desk.run(customer.shows("One moment."))
    return customer


def nothing_is_cut(page: Page) -> None:
    """Neither the page nor anything on it reaches over the edge."""
    assert page.evaluate(CUT) == []
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(OUT_OF_REACH) == []


def test_an_agent_on_a_phone_accepts_answers_and_resolves(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """One column at 390 px: the offer is in sight, the case and the end are one press away."""
    page = agent_context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    nothing_is_cut(page)
    customer = arrives(desk, "where is my graphics card", "Where is my graphics card?")
    accept = page.get_by_role("button", name="Accept")
    expect(accept).to_be_in_viewport(ratio=1)
    picture(page, "phone-1-offer")
    assert faults(page) == []
    accept.click()
    box = page.get_by_role("textbox", name="Reply")
    expect(box).to_be_in_viewport(ratio=1)
    nothing_is_cut(page)
    picture(page, "phone-2-conversation")
    assert faults(page) == []
    page.get_by_role("button", name="Case", exact=True).click()
    expect(page.get_by_role("region", name="Summary")).to_be_in_viewport()
    nothing_is_cut(page)
    picture(page, "phone-3-case")
    assert faults(page) == []
    page.get_by_role("button", name="Back to: Conversation").click()
    box.fill("I have asked the carrier.")
    page.get_by_role("button", name="Send", exact=True).click()
    desk.run(customer.shows("I have asked the carrier."))
    page.get_by_role("button", name="Resolve", exact=True).click()
    page.get_by_role("radio", name="Solved", exact=True).check()
    nothing_is_cut(page)
    picture(page, "phone-4-resolve")
    page.get_by_role("button", name="Resolve conversation").click()
    page.get_by_role("button", name="Back to: Your work").first.click()
    expect(page.get_by_role("heading", name="My conversations")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_fits_every_width(
    desk: LiveBridge, agent_context: BrowserContext, scheme: Literal["light", "dark"]
) -> None:
    """Pass on, Resolve and an offer beside them are on the screen, wherever it ends."""
    page = agent_context.new_page()
    page.emulate_media(color_scheme=scheme)
    log_in(page, desk, "Kim", "supervisor")
    accept = page.get_by_role("button", name="Accept")
    arrives(desk, "my money back, now!", "Get my money back (graphics card, order 10432)", 0.9)
    accept.click()
    arrives(desk, "where is my parcel", "Where is my parcel?")
    accept.click()
    arrives(desk, "which cable do I need", "Which cable fits my monitor?")
    expect(accept).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_role("button", name="Resolve", exact=True)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Pass on")).to_be_in_viewport(ratio=1)
        expect(accept).to_be_in_viewport(ratio=1)
        nothing_is_cut(page)
        picture(page, f"desk-{width}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_every_width(
    desk: LiveBridge, agent_context: BrowserContext, scheme: Literal["light", "dark"]
) -> None:
    """Floor, reports, blocks, accounts, audit and privacy, from 390 px on."""
    page = agent_context.new_page()
    page.emulate_media(color_scheme=scheme)
    log_in(page, desk, "Ada", "admin")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    for width in (390, 768, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        for name in PAGES:
            page.evaluate(f"location.hash = '#/{name}'")
            expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
            page.wait_for_timeout(300)
            nothing_is_cut(page)
            picture(page, f"page-{name}-{width}-{scheme}")

"""The widget on sites that change their pages without a reload, in several tabs, and by turns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.bridge import Page as Customer
from tests.browser.live_bridge import LiveBridge, live, picture
from tests.browser.site_pages import BACK, CHANGES, Site
from tests.browser.test_journey import log_of, write

pytestmark = pytest.mark.browser

DRAFT = "half a sentence"
WORDS = """() => JSON.stringify(Object.fromEntries(Object.entries(localStorage)))
    + JSON.stringify(Object.fromEntries(Object.entries(sessionStorage)))"""


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def opened(page: Page) -> None:
    """The chat is open on a page of the site."""
    page.get_by_role("button", name="Open chat").press("Enter")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()


def box(page: Page) -> str:
    """What is in the box."""
    return page.get_by_role("textbox", name="Message").input_value()


def held(page: Page) -> object:
    """Sockets, listeners and timers, once no socket is on its way any more."""
    page.wait_for_function("counts.sockets === 1")
    return page.evaluate(
        "({...counts, widgets: document.querySelectorAll('warmdesk-widget').length})"
    )


def elsewhere(desk: LiveBridge, page: Page) -> Customer:
    """The same visitor on another device."""
    kept = page.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([key]) => key.endsWith(':session'))[1])"
    )
    return desk.run(desk.bridge.page({"token": kept["token"]}))


@pytest.mark.parametrize("where", ["head", "body"])
@pytest.mark.parametrize("how", CHANGES)
def test_the_widget_survives_pages_that_change(
    desk: LiveBridge, customer_context: BrowserContext, how: str, where: str
) -> None:
    """Open or closed, with its draft and what is unread, by one connection and nothing twice."""
    site, page = Site(customer_context, desk.bridge.url, where=where), customer_context.new_page()
    site.open(page, "one")
    opened(page)
    write(page, "hello")
    expect(log_of(page)).to_contain_text("echo hello")
    page.get_by_role("textbox", name="Message").fill(DRAFT)
    before = held(page)
    for name in ("two", "three", "four"):
        site.change(page, how, name)
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Page {name}")
        expect(log_of(page)).to_contain_text("echo hello")
        assert box(page) == DRAFT
    if how in BACK:
        site.back(page, how)
        expect(page.get_by_role("heading", level=1)).to_have_text("Page three")
        expect(log_of(page)).to_contain_text("echo hello")
    assert held(page) == before
    assert box(page) == DRAFT
    write(page, "still there")
    expect(log_of(page)).to_contain_text("echo still there")
    assert log_of(page).get_by_text("still there", exact=True).count() == 1
    picture(page, f"survives-{how}-{where}")
    page.get_by_role("button", name="Close chat").click()
    site.change(page, how, "five")
    desk.run(elsewhere(desk, page).send("from the train"))
    button = page.get_by_role("button", name="Open chat")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_have_accessible_description("1 new message")
    site.change(page, how, "six")
    expect(button).to_have_accessible_description("1 new message")
    assert held(page) == before


def test_what_a_site_takes_off_while_it_makes_pages_alike_comes_back(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """Morphing takes off attributes that the new page has not: the open chat stays open."""
    site, page = Site(customer_context, desk.bridge.url), customer_context.new_page()
    site.open(page, "one")
    opened(page)
    page.evaluate("document.querySelector('warmdesk-widget').removeAttribute('open')")
    assert page.evaluate("document.querySelector('warmdesk-widget').hasAttribute('open')")
    page.get_by_role("textbox", name="Message").press("Escape")
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    assert not page.evaluate("document.querySelector('warmdesk-widget').hasAttribute('open')")


def test_a_site_hides_the_widget_where_it_wants_none(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """An element that is hidden is not to be seen, and comes back when it is not hidden."""
    site, page = Site(customer_context, desk.bridge.url), customer_context.new_page()
    site.open(page, "one")
    button = page.get_by_role("button", name="Open chat")
    expect(button).to_be_visible()
    page.evaluate("document.querySelector('warmdesk-widget').hidden = true")
    expect(button).to_have_count(0)
    page.evaluate("document.querySelector('warmdesk-widget').hidden = false")
    expect(button).to_be_visible()


def test_the_embed_twice_is_one_widget(desk: LiveBridge, customer_context: BrowserContext) -> None:
    """A second tag in the page, or an element in its HTML, adds nothing and signs nobody out."""
    site, page = Site(customer_context, desk.bridge.url), customer_context.new_page()
    identity = desk.run(desk.bridge.identity("c-0001"))
    tag = '<script src="/widget.js" async></script>'
    signed = f'<script src="/widget.js" data-identity="{identity}"></script>'
    site.tags["one"] = f"{signed}{tag}{tag}"
    site.where = "body"
    site.open(page, "one")
    opened(page)
    write(page, "hello")
    expect(log_of(page)).to_contain_text("echo hello")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<warmdesk-widget></warmdesk-widget>')"
    )
    counts = held(page)
    assert isinstance(counts, dict)
    assert (counts["widgets"], counts["sockets"]) == (1, 1)
    assert '"signed_in":true' in page.evaluate(
        "JSON.stringify(Object.values(localStorage))"
    ).replace("\\", "")


def test_two_fresh_tabs_at_once_are_one_visitor(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """What is said in one is there in the other, also where the browser has no locks."""
    site = Site(customer_context, desk.bridge.url)
    for locks in (True, False):
        first = customer_context.new_page()
        first.goto(desk.console)
        first.evaluate("localStorage.clear()")
        first.close()
        tabs = [customer_context.new_page() for _ in range(3)]
        for tab in tabs:
            if not locks:
                tab.add_init_script("delete Navigator.prototype.locks")
            site.open(tab, "one")
        for tab in tabs:
            # Not to be waited for: all begin at the same moment.
            tab.evaluate("void setTimeout(() => window.warmdesk.open(), 300)")
        for tab in tabs:
            expect(tab.get_by_role("textbox", name="Message")).to_be_visible()
        write(tabs[0], f"hello from the first, {locks}")
        for tab in tabs:
            expect(log_of(tab)).to_contain_text(f"echo hello from the first, {locks}")
            tab.close()


def test_drafts_leave_with_the_customer(desk: LiveBridge, customer_context: BrowserContext) -> None:
    """After signing out nothing of what was written stands on the screen, in another tab or in the
    browser; nor when somebody else signs in."""
    site, page = Site(customer_context, desk.bridge.url), customer_context.new_page()
    ada, ben = (desk.run(desk.bridge.identity(f"c-000{n}")) for n in (1, 2))
    site.open(page, "one")
    page.evaluate("(token) => window.warmdesk.identify(token)", ada)
    opened(page)
    write(page, "my secret order")
    expect(log_of(page)).to_contain_text("echo my secret order")
    page.get_by_role("textbox", name="Message").fill("my secret draft")
    other = customer_context.new_page()
    site.open(other, "two")
    # Such a site asks its own server who is signed in, and that takes a moment.
    other.wait_for_timeout(700)
    other.evaluate("(token) => window.warmdesk.identify(token)", ada)
    opened(other)
    expect(log_of(other)).to_contain_text("echo my secret order")
    assert "my secret draft" in page.evaluate(WORDS)
    page.evaluate("window.warmdesk.identify(null)")
    for each in (page, other):
        expect(log_of(each)).not_to_contain_text("secret")
        expect(each.get_by_role("textbox", name="Message")).to_have_value("")
    expect(page.get_by_text("secret")).to_have_count(0)
    assert "secret" not in page.evaluate(WORDS)
    other.close()
    page.evaluate("(token) => window.warmdesk.identify(token)", ada)
    expect(log_of(page)).to_contain_text("echo my secret order")
    page.get_by_role("textbox", name="Message").fill("my secret draft")
    page.evaluate("(token) => window.warmdesk.identify(token)", ben)
    expect(log_of(page)).not_to_contain_text("secret")
    expect(page.get_by_role("textbox", name="Message")).to_have_value("")
    assert "secret" not in page.evaluate(WORDS)


def test_a_page_that_names_nobody_any_more_has_signed_the_customer_out(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """The tag of the next page says who is signed in; one out of a cache brings nobody back."""
    site, page = Site(customer_context, desk.bridge.url, where="body"), customer_context.new_page()
    identity = desk.run(desk.bridge.identity("c-0001"))
    site.tags["signed"] = f'<script src="/widget.js" data-identity="{identity}"></script>'
    site.open(page, "signed")
    opened(page)
    write(page, "my secret order")
    expect(log_of(page)).to_contain_text("echo my secret order")
    site.change(page, "turbo", "signed")
    expect(log_of(page)).to_contain_text("echo my secret order")
    assert identity not in page.evaluate("document.querySelector('warmdesk-widget').outerHTML")
    site.change(page, "turbo", "out")
    expect(log_of(page)).not_to_contain_text("secret")
    site.back(page, "turbo")
    site.change(page, "turbo", "signed")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page signed")
    expect(log_of(page)).not_to_contain_text("secret")

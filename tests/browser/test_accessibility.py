"""WCAG 2.2 AA, as far as axe-core can tell: no page has a fault, light or dark, large or small."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.live_bridge import live, log_in
from tests.browser.test_journey import log_of, picture, write
from tests.served_desk import AGENT_EMAIL, AGENT_PASSWORD, ServedDesk

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CUSTOMER = "c-0004"
PHONE = {"width": 390, "height": 760}


def faults(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now, in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {fault}" for fault in _found(page)]
    return found


def _found(page: Page) -> list[str]:
    page.evaluate(AXE)
    options = json.dumps({"runOnly": {"type": "tag", "values": RULES}})
    result: dict[str, Any] = page.evaluate(f"axe.run({options})")
    return [
        f"{broken['id']}: {broken['help']}: {node['target']} {node['failureSummary']}"
        for broken in result["violations"]
        for node in broken["nodes"]
    ]


@pytest.mark.rasa
def test_no_page_of_the_customer_has_a_fault(
    served_desk: ServedDesk, customer_context: BrowserContext
) -> None:
    """The shop with the chat closed and open, a question with buttons, a phone, the chat page."""
    page = customer_context.new_page()
    page.goto(served_desk.home)
    page.get_by_role("combobox", name="Signed in as").select_option(value=CUSTOMER)
    assert faults(page) == []
    page.get_by_role("button", name="Open chat").click()
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    assert faults(page) == []
    write(page, "where is my order?")
    expect(log_of(page).locator(".group.bot:not(.typing) .bubble").first).to_be_visible()
    assert faults(page) == []
    page.set_viewport_size(PHONE)
    picture(page, "phone")
    assert faults(page) == []
    page.goto(f"{served_desk.home}/chat")
    expect(page.get_by_role("textbox", name="Message")).to_be_visible()
    assert faults(page) == []


@pytest.mark.rasa
def test_no_page_of_the_agent_has_a_fault(
    served_desk: ServedDesk, customer_context: BrowserContext, agent_context: BrowserContext
) -> None:
    """The login, an empty desk, an offer, a case, the resolving of it."""
    customer, agent = customer_context.new_page(), agent_context.new_page()
    agent.goto(f"{served_desk.home}/console")
    expect(agent.get_by_role("button", name="Log in")).to_be_visible()
    assert faults(agent) == []
    agent.get_by_role("textbox", name="E-mail").fill(AGENT_EMAIL)
    agent.get_by_role("textbox", name="Password").fill(AGENT_PASSWORD)
    agent.get_by_role("button", name="Log in").click()
    expect(agent.get_by_role("heading", name="Queue")).to_be_visible()
    assert faults(agent) == []
    customer.goto(served_desk.home)
    customer.get_by_role("combobox", name="Signed in as").select_option(value=CUSTOMER)
    customer.get_by_role("button", name="Open chat").click()
    write(customer, "please let me talk to a person")
    accept = agent.get_by_role("button", name=re.compile("^Accept"))
    expect(accept).to_be_visible()
    assert faults(agent) == []
    accept.click()
    expect(log_of(agent)).to_contain_text("please let me talk to a person")
    picture(agent, "console")
    assert faults(agent) == []
    agent.get_by_role("button", name="Resolve", exact=True).click()
    agent.get_by_role("radio", name="Solved", exact=True).check()
    assert faults(agent) == []
    agent.get_by_role("button", name="Resolve conversation").click()
    group = customer.get_by_role("group", name="How did it go?")
    expect(group).to_be_visible()
    assert faults(customer) == []


def test_no_page_of_supervisors_and_admins_has_a_fault(
    tmp_path: Path, migrated: Path, agent_context: BrowserContext
) -> None:
    """Search, accounts and their form, the audit log, the live floor and its dialog, reports."""
    page = agent_context.new_page()
    with live(tmp_path, migrated) as desk:
        sam = desk.run(desk.bridge.console("Sam"))
        desk.run(desk.bridge.handed_off(desk.run(desk.bridge.page())))
        desk.run(sam.take_next())
        desk.run(sam.ask("presence", presence="away"))
        log_in(page, desk, "Ada", "admin")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("combobox", name="Find").fill("person")
        expect(page.get_by_role("listbox", name="Found").get_by_role("option")).to_have_count(1)
        assert faults(page) == []
        # The first one empties the box.
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Accounts").click()
        expect(page.get_by_role("row", name="Ada")).to_be_visible()
        assert faults(page) == []
        page.get_by_role("button", name="Invite somebody").click()
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Audit").click()
        expect(page.get_by_role("row", name="Accepted a case")).to_be_visible()
        assert faults(page) == []
        page.get_by_role("link", name="Floor").click()
        expect(page.get_by_role("list", name="Cases of Sam")).to_be_visible()
        assert faults(page) == []
        page.get_by_role("button", name="Reassign").first.click()
        assert faults(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Reports").click()
        expect(page.get_by_role("heading", name="Containment")).to_be_visible()
        page.get_by_text("Conversations by day as a table").click()
        assert faults(page) == []
        agent_context.clear_cookies()
        page.goto("about:blank")
        log_in(page, desk, "Tess", "trainer")
        expect(page.get_by_role("heading", name="Containment")).to_be_visible()
        assert faults(page) == []


@pytest.mark.rasa
def test_the_customer_keeps_a_copy(
    served_desk: ServedDesk, customer_context: BrowserContext
) -> None:
    """The conversation comes as a text file, in the language of the page, with every word said."""
    page = customer_context.new_page()
    page.goto(served_desk.home)
    page.evaluate("document.documentElement.lang = 'de'")
    page.get_by_role("button", name="Open chat").click()
    page.get_by_role("textbox", name="Nachricht").fill("what are your opening hours?")
    page.get_by_role("button", name="Senden", exact=True).click()
    answer = (
        page.get_by_role("log", name="Gespräch").locator(".group.bot:not(.typing) .bubble").first
    )
    expect(answer).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Mehr").click()
        page.get_by_role("menuitem", name="Gespräch als Text speichern").click()
    kept = Path(download.value.path()).read_text()
    assert download.value.suggested_filename == "Gespräch.txt"
    assert "Sie: what are your opening hours?" in kept
    assert answer.inner_text() in kept

"""One conversation goes all the way: bot, CRM, handoff, agent, and back to the bot."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from actions.crm.demo import ORDER_LOST_OF_TWO, ORDER_ON_TIME_OF_TWO
from handoff.core.packet import validated
from tests.browser.conftest import PATIENCE_MS
from tests.served_desk import AGENT_EMAIL, AGENT_PASSWORD, ServedDesk

pytestmark = [pytest.mark.browser, pytest.mark.rasa]

CUSTOMER = "c-0002"
LOOK_MS = 100
PICTURES = os.environ.get("WARMDESK_PICTURES")
"""A folder where the test leaves pictures of what it sees, if wanted."""


def log_of(page: Page) -> Locator:
    """What was said, as the page shows it."""
    return page.get_by_role("log", name="Conversation")


def write(page: Page, text: str) -> None:
    """Type a message and send it."""
    page.get_by_role("textbox", name="Message").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like now."""
    if PICTURES:
        page.wait_for_timeout(400)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def said(page: Page) -> list[str]:
    """Every bubble and line of the conversation, to compare before and after a reload."""
    spoken = log_of(page).locator(".bubble, .line, .choices button")
    return [re.sub(r"\s+", " ", text).strip() for text in spoken.all_inner_texts()]


def at_rest(page: Page) -> list[str]:
    """What is said once nothing more comes."""
    before, now = [""], said(page)
    while now != before:
        page.wait_for_timeout(500)
        before, now = now, said(page)
    return now


def until(page: Page, holds: Callable[[], Any], what: str) -> Any:
    """What `holds` returns, as soon as that is true of anything."""
    for _ in range(PATIENCE_MS // LOOK_MS):
        if found := holds():
            return found
        page.wait_for_timeout(LOOK_MS)
    pytest.fail(f"{what} did not come")


def reload(page: Page) -> None:
    """Reload in the middle: the whole conversation is there again, and nothing twice."""
    before = at_rest(page)
    assert before
    page.reload()
    opener = page.get_by_role("button", name="Open chat")
    log = log_of(page)
    expect(opener.or_(log).first).to_be_visible()
    if not log.is_visible():
        opener.click()
    expect(log).to_contain_text(before[-1])
    assert at_rest(page) == before


def crm(desk: ServedDesk, query: str, *values: str) -> list[Any]:
    """Rows of the CRM's own tables."""
    with closing(sqlite3.connect(desk.crm_url.removeprefix("sqlite:///"))) as connection:
        return connection.execute(query, values).fetchall()


def test_the_whole_journey(
    served_desk: ServedDesk, customer_context: BrowserContext, agent_context: BrowserContext
) -> None:
    """The six steps of a case, in two browsers, with every real part behind them."""
    customer, agent = customer_context.new_page(), agent_context.new_page()
    _ask_the_bot(served_desk, customer)
    _act(served_desk, customer)
    _ask_for_a_person(served_desk, customer)
    _take_over(served_desk, customer, agent)
    _resolve_and_rate(served_desk, customer, agent)
    _back_to_the_bot(customer)


def _ask_the_bot(desk: ServedDesk, page: Page) -> None:
    page.goto(desk.home)
    page.get_by_role("combobox", name="Signed in as").select_option(value=CUSTOMER)
    picture(page, "1-shop")
    page.get_by_role("button", name="Open chat").click()
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    write(page, "hi, the graphics card I ordered has not arrived")
    expect(log_of(page).get_by_role("button", name=re.compile(ORDER_LOST_OF_TWO))).to_be_visible()
    expect(
        log_of(page).get_by_role("button", name=re.compile(ORDER_ON_TIME_OF_TWO))
    ).to_be_visible()
    picture(page, "2-which-one")
    reload(page)


def _act(desk: ServedDesk, page: Page) -> None:
    log_of(page).get_by_role("button", name=re.compile(ORDER_LOST_OF_TWO)).click()
    yes = log_of(page).get_by_role("button", name="Yes, please")
    expect(yes).to_be_visible()
    reload(page)
    picture(page, "3-shall-i")
    yes.click()
    expect(log_of(page)).to_contain_text(re.compile(r"RP-\w+"))
    picture(page, "4-done")
    made = crm(desk, "SELECT reference FROM replacements WHERE order_number = ?", ORDER_LOST_OF_TWO)
    assert len(made) == 1
    expect(log_of(page)).to_contain_text(made[0][0])


def _ask_for_a_person(desk: ServedDesk, page: Page) -> None:
    write(page, "can I talk to someone real about this please")
    [handoff] = until(
        page, lambda: desk.read("/api/handoffs?status=open")["handoffs"], "the handoff"
    )
    packet = validated(handoff["packet"])
    assert packet["reason"]["code"] == "customer_asked"
    assert packet["facts"]["order_number"] == ORDER_LOST_OF_TWO
    assert packet["contact"]["customer"]["id"] == CUSTOMER
    assert any("Replacement" in tried["action"] for tried in packet["summary"]["tried"])


def _take_over(desk: ServedDesk, customer: Page, agent: Page) -> None:
    agent.goto(f"{desk.home}/console")
    agent.get_by_role("textbox", name="E-mail").fill(AGENT_EMAIL)
    agent.get_by_role("textbox", name="Password").fill(AGENT_PASSWORD)
    agent.get_by_role("button", name="Log in").click()
    offered = agent.get_by_role("region", name="Offered to you")
    expect(offered.get_by_role("button", name="Decline")).to_be_visible()
    picture(agent, "5-offer")
    offered.get_by_role("button", name="Accept").click()
    _sees_everything(agent)
    picture(agent, "6-prepared")
    agent.get_by_role("textbox", name="Reply").fill("Hello, I have read everything. It is on us.")
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(log_of(customer)).to_contain_text("It is on us.")
    write(customer, "thank you, will it come this week?")
    expect(log_of(agent)).to_contain_text("will it come this week?")
    reload(customer)
    picture(customer, "7-agent-there")
    bot = [m for m in _messages(desk) if m["author"]["kind"] == "bot"]
    customer.wait_for_timeout(1500)
    assert [m for m in _messages(desk) if m["author"]["kind"] == "bot"] == bot


def _sees_everything(agent: Page) -> None:
    """Who it is, what was asked, answered and tried, the facts, the orders and the transcript."""
    expect(agent.get_by_role("region", name="Customer")).to_contain_text("Ben Okafor")
    expect(agent.get_by_role("region", name="Customer")).to_contain_text(ORDER_LOST_OF_TWO)
    expect(agent.get_by_role("region", name="Summary")).to_contain_text(
        re.compile("replacement", re.IGNORECASE)
    )
    expect(agent.get_by_role("region", name="Facts")).to_contain_text(ORDER_LOST_OF_TWO)
    expect(log_of(agent)).to_contain_text("the graphics card I ordered has not arrived")


def _messages(desk: ServedDesk) -> list[dict[str, Any]]:
    where = f"/api/conversations?channel=webchat&address=crm:{CUSTOMER}"
    [conversation] = desk.read(where)["conversations"]
    found = desk.read(f"/api/conversations/{conversation['id']}/messages")["messages"]
    return list(found)


def _resolve_and_rate(desk: ServedDesk, customer: Page, agent: Page) -> None:
    agent.get_by_role("button", name="Resolve", exact=True).click()
    agent.get_by_role("radio", name="Solved", exact=True).check()
    agent.get_by_role("textbox", name="Closing note").fill(
        "Told him that the new card comes this week."
    )
    picture(agent, "8-resolve")
    agent.get_by_role("button", name="Resolve conversation").click()
    group = customer.get_by_role("group", name="How did it go?")
    group.get_by_role("button", name="5").click()
    comment = customer.get_by_role("textbox", name="Comment (optional)")
    comment.fill("quick and kind")
    picture(customer, "9-rating")
    customer.get_by_role("button", name="Send rating").click()
    expect(log_of(customer)).to_contain_text("Thank you for telling us")
    for query in (
        "SELECT score, comment FROM ratings WHERE comment = 'quick and kind'",
        "SELECT text FROM notes WHERE text LIKE '%comes this week%'",
    ):
        assert len(until(customer, partial(crm, desk, query), query)) == 1


def _back_to_the_bot(customer: Page) -> None:
    write(customer, "thanks!")
    expect(log_of(customer)).to_contain_text(
        re.compile(r"the new card comes this week", re.IGNORECASE)
    )
    picture(customer, "10-bot-again")
    reload(customer)

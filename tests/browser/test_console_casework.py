"""Casework in the console: marks, quotes, somebody who reads along, and a question for the bot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.live_bridge import LiveBridge, live, log_in, picture, taken
from tests.browser.test_accessibility import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def list_of_labels(desk: LiveBridge, context: BrowserContext) -> Page:
    """A supervisor's console with the list of labels open."""
    page = context.new_page()
    log_in(page, desk, "Kim", "supervisor")
    page.get_by_role("button", name="Labels", exact=True).click()
    return page


def test_a_case_is_marked_and_answered_with_a_quote(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Labels from the supervisor's list, priority and a quote, all by keyboard."""
    page = list_of_labels(desk, agent_context)
    for name in ("Fragile", "Late parcel", "VIP"):
        page.get_by_label("New label").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("list", name="Known labels")).to_contain_text(name)
        expect(page.get_by_label("New label")).to_have_value("")
    page.get_by_role("button", name="Rename: VIP").click()
    page.get_by_label("New name for VIP").fill("Regular")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("list", name="Known labels")).to_contain_text("Regular")
    picture(page, "casework-1-list-of-labels")
    assert faults(page) == []
    page.get_by_role("button", name="Done").click()

    customer = taken(desk, page)
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    page.get_by_role("checkbox", name="Late parcel").check()
    page.get_by_role("checkbox", name="Fragile").check()
    picture(page, "casework-2-labels")
    assert faults(page) == []
    page.get_by_role("checkbox", name="Fragile").press("Enter")
    mine = page.get_by_role("list", name="My conversations")
    expect(mine).to_contain_text("Late parcel")
    expect(page.get_by_role("main")).to_contain_text("Fragile")
    page.keyboard.press("p")
    expect(page.get_by_role("combobox", name="Priority")).to_have_value("high")
    expect(mine).to_contain_text("High")

    desk.run(customer.send("Is it on its way?"))
    desk.run(customer.send("And is it the blue one?"))
    expect(page.get_by_role("log")).to_contain_text("And is it the blue one?")
    page.get_by_role("main").get_by_role("heading", level=1).click()
    page.keyboard.press("q")
    page.keyboard.press("q")
    expect(page.locator(".quoting")).to_contain_text("Is it on its way?")
    page.reload()
    expect(page.locator(".quoting")).to_contain_text("Is it on its way?")
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Reply")).to_be_focused()
    page.keyboard.type("It is, since this morning.")
    picture(page, "casework-3-quoting")
    assert faults(page) == []
    page.keyboard.press("Enter")
    desk.run(customer.shows("It is, since this morning."))
    said = page.get_by_role("article").filter(has_text="It is, since this morning.")
    expect(said.locator(".quote")).to_contain_text("Is it on its way?")
    expect(page.locator(".quoting")).to_have_count(0)
    said.hover()
    said.get_by_role("button", name="Quote").click()
    expect(page.locator(".quoting")).to_contain_text("It is, since this morning.")
    page.get_by_role("button", name="Don't quote").click()
    picture(page, "casework-4-marked")
    assert faults(page) == []

    page.get_by_role("main").get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    page.get_by_text("Filters").click()
    page.locator("select[name=label]").select_option("Fragile")
    expect(page.get_by_role("option").filter(has_text="Unknown customer")).to_have_count(1)


def test_the_next_label_can_be_typed_while_one_is_saved(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """A slow line takes nothing of what was typed meanwhile."""
    page = list_of_labels(desk, agent_context)
    held: list[Route] = []
    # Playwright takes no method of a list.
    page.route("**/api/console/labels", lambda route: held.append(route))
    field = page.get_by_label("New label")
    field.fill("Fragile")
    with page.expect_request("**/api/console/labels"):
        field.press("Enter")
    field.fill("Late parcel")
    held[0].continue_()
    expect(page.get_by_role("list", name="Known labels")).to_contain_text("Fragile")
    expect(page.get_by_role("button", name="Add")).to_be_enabled()
    expect(field).to_have_value("Late parcel")
    expect(field).to_be_focused()


def test_a_colleague_reads_along_and_is_named(
    desk: LiveBridge, agent_context: BrowserContext, other_context: BrowserContext
) -> None:
    """The owner sees who reads and writes, notes come at once, and a mention waits to be read."""
    sam, kim = agent_context.new_page(), other_context.new_page()
    log_in(sam, desk, "Sam", "agent")
    customer = taken(desk, sam)
    link = sam.url
    log_in(kim, desk, "Kim", "agent")
    expect(kim.get_by_text("Nobody is waiting.")).to_be_visible()
    kim.goto(link)
    expect(kim.get_by_text("You are reading along.")).to_be_visible()
    expect(kim.get_by_text("With Sam.", exact=True)).to_be_visible()
    expect(sam.get_by_text("Kim is reading along")).to_be_visible()
    kim.keyboard.press("n")
    note = kim.get_by_role("textbox", name="Internal note")
    expect(note).to_be_focused()
    note.press_sequentially("Offer a voucher, @s")
    expect(sam.get_by_text("Kim is writing a note")).to_be_visible()
    expect(kim.get_by_role("option", name="Sam")).to_be_visible()
    picture(kim, "casework-5-whisper")
    assert faults(kim) == []
    note.press("Enter")
    expect(note).to_have_value("Offer a voucher, @Sam ")
    note.press("Enter")
    expect(sam.locator(".message.note")).to_contain_text("Offer a voucher, @Sam")
    mentions = sam.get_by_role("list", name="Mentions")
    expect(mentions).to_contain_text("Kim, about a customer: Offer a voucher, @Sam")
    assert faults(sam) == []
    picture(sam, "casework-6-mentioned")
    sam.get_by_role("textbox", name="Reply").press_sequentially("One moment")
    expect(kim.get_by_text("Sam is writing a reply")).to_be_visible()
    sam.goto(f"{desk.console}#/accounts")
    sam.reload()
    expect(mentions).to_contain_text("Offer a voucher")
    sam.keyboard.press("m")
    expect(sam.locator(".message.note.target")).to_contain_text("Offer a voucher")
    expect(mentions).to_have_count(0)
    expect(sam.get_by_role("textbox", name="Reply")).to_have_value("One moment")
    kim.goto("about:blank")
    expect(sam.get_by_text("Kim is reading along")).to_have_count(0)
    assert "Offer a voucher, @Sam" not in customer.texts()


def test_the_bot_asks_and_the_case_comes_back(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Chosen from the list, asked as the bot, and back with the answer beside the conversation."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    customer = taken(desk, page)
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert faults(page) == []
    picture(page, "casework-7-ask")
    page.get_by_role("radio", name=re.compile("^A question of my own")).check()
    page.get_by_label("Question, in words that the customer reads").fill("Which lamp blinks?")
    page.get_by_role("button", name="Let the bot ask").last.click()
    desk.run(customer.shows("Kim needs one more thing to go on. Which lamp blinks?"))
    expect(page.get_by_text("The bot asks something for a colleague")).to_be_visible()
    picture(page, "casework-8-asking")
    desk.run(customer.send("the orange one"))
    page.get_by_role("button", name="Accept").click()
    summary = page.get_by_role("region", name="Summary")
    expect(summary).to_contain_text("Which lamp blinks?")
    expect(summary).to_contain_text("the orange one")
    picture(page, "casework-9-back")

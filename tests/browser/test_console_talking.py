"""Talking in the console: offers that call, typing, ticks, drafts, passing on, and WhatsApp."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import BrowserContext, expect

from scripts.ports import free_port
from tests.browser.live_bridge import LiveBridge, live, log_in, picture, taken
from tests.browser.test_accessibility import faults
from tests.desk import a_request, says
from tests.platforms import SETTINGS, Platforms, shown

pytestmark = pytest.mark.browser

_T = TypeVar("_T")

HIDDEN = """
    window.told = [];
    window.Notification = class {
        static permission = "granted";
        constructor(title) { window.told.push(title); }
    };
    Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
"""
"""A page in a tab behind others, which writes down what it would have notified."""
PLATFORM_FAULT = 131026
"""WhatsApp's code for a message that cannot be delivered."""


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


@pytest.fixture
def platforms(tmp_path: Path, migrated: Path) -> Iterator[tuple[LiveBridge, Platforms]]:
    """A bridge with WhatsApp and Messenger, whose phones are the simulator's."""
    port = free_port()
    graph = {**SETTINGS, "META_GRAPH_URL": f"http://127.0.0.1:{port}"}
    with live(tmp_path, migrated, channel_env=graph) as made:

        async def joined() -> Platforms:
            platforms = Platforms(made.bridge)
            await platforms.join(port)
            return platforms

        found = made.run(joined())
        yield made, found
        made.run(found.stop())


async def _there(do: Callable[[], _T]) -> _T:
    """What something returns that must run in the bridge's loop."""
    return do()


def test_an_offer_calls_from_behind(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """An offer is notified of in another tab, and stands in the title with what is unread."""
    page = agent_context.new_page()
    page.add_init_script(HIDDEN)
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    customer = desk.run(desk.bridge.page())
    desk.run(desk.bridge.handed_off(customer))
    expect(page).to_have_title(re.compile("1"))
    assert page.evaluate("window.told") == ["Offer: A customer"]


def test_both_see_each_other_type_and_read(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Typing is seen on both sides, ticks follow a message, drafts survive, and a case is passed
    on with a note."""
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    customer = taken(desk, page)
    box = page.get_by_role("textbox", name="Reply")
    desk.run(customer.tell("typing"))
    expect(page.get_by_role("main")).to_contain_text("The customer is typing")
    page.keyboard.type("Have you looked")
    desk.run(customer.next("typing", lambda told: told["author"]["kind"] == "agent"))
    page.reload()
    expect(box).to_have_value("Have you looked")
    box.press("End")
    page.keyboard.type(" below the stairs?")
    page.keyboard.press("Enter")
    said = desk.run(customer.shows("Have you looked below the stairs?"))
    expect(box).to_have_value("")
    sent = page.get_by_role("article").filter(has_text="below the stairs?")
    desk.run(customer.tell("received", seq=said["seq"]))
    expect(sent.get_by_role("img", name="Delivered")).to_be_visible()
    desk.run(customer.tell("read", seq=said["seq"]))
    expect(sent.get_by_role("img", name="Read")).to_be_visible()

    noor = desk.run(desk.bridge.console("Noor"))
    page.get_by_role("button", name="Pass on").click()
    page.get_by_role("combobox", name="Colleague").select_option("Noor")
    page.get_by_role("textbox", name="Note").fill("Lives in a house with stairs.")
    picture(page, "talking-pass-on")
    assert faults(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Pass on").click()
    expect(page.get_by_text("None yet. Cases that you accept stay here")).to_be_visible()
    conversation_id = desk.run(noor.take_next())
    opened = desk.run(noor.ask("open", conversation_id=conversation_id))
    notes = [each["text"] for each in opened["messages"] if each["kind"] == "note"]
    assert any("house with stairs" in note for note in notes)


def test_whatsapp_as_agents_see_it(
    platforms: tuple[LiveBridge, Platforms], agent_context: BrowserContext
) -> None:
    """The reply window, an edit, a deletion, and a message that failed and is sent again."""
    desk, meta = platforms
    page = agent_context.new_page()
    log_in(page, desk, "Kim", "agent")
    expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    phone = desk.run(_there(meta.whatsapp))
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    desk.run(_there(lambda: phone.says("a person please")))
    page.get_by_role("button", name="Accept").click()
    head = page.locator(".conversation-head")
    expect(head.locator(".window")).to_contain_text("Reply within 23 h")
    wrong = desk.run(_there(lambda: phone.says("It is the bleu one")))
    expect(page.get_by_role("log")).to_contain_text("It is the bleu one")
    desk.run(_there(lambda: phone.edits(wrong, "It is the blue one")))
    edited = page.get_by_role("article").filter(has_text="It is the blue one")
    expect(edited).to_contain_text("Edited")
    private = desk.run(_there(lambda: phone.says("My PIN is 1234")))
    expect(page.get_by_role("log")).to_contain_text("My PIN is 1234")
    desk.run(_there(lambda: phone.takes_back(private)))
    expect(page.get_by_role("log").get_by_text("Deleted", exact=True)).to_be_visible()

    meta.graph.always["whatsapp"] = {"code": PLATFORM_FAULT}
    page.get_by_role("textbox", name="Reply").fill("It is on its way.")
    page.keyboard.press("Enter")
    failed = page.get_by_role("article").filter(has_text="It is on its way.")
    expect(failed).to_contain_text("Not delivered")
    picture(page, "talking-failed")
    assert faults(page) == []
    meta.graph.always.clear()
    failed.get_by_role("button", name="Send again").click()
    desk.run(shown(phone, "It is on its way."))
    expect(failed.get_by_text("Not delivered")).to_have_count(0)

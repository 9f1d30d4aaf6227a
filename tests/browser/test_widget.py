"""The widget in a browser: opened, used and left by keyboard, and what its customer sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from contracts.turn import Button, Card
from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import faults
from tests.browser.test_journey import log_of, write
from tests.desk import a_request, says

pytestmark = pytest.mark.browser

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def open_chat(page: Page, desk: LiveBridge) -> None:
    """Open the chat on the demo shop by keyboard."""
    page.goto(desk.bridge.url)
    page.get_by_role("button", name="Open chat").press("Enter")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()


def greet(page: Page, desk: LiveBridge) -> None:
    """Open the chat on the demo shop, say hello, and be answered."""
    open_chat(page, desk)
    write(page, "hello")
    expect(log_of(page)).to_contain_text("echo hello")


def test_nothing_is_loaded_before_it_is_needed(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """A page with the closed chat loads the loader alone; opening it loads the panel, and behind it
    the line."""
    page = customer_context.new_page()
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url.removeprefix(desk.bridge.url)))
    page.goto(desk.bridge.url)
    page.wait_for_load_state("networkidle")
    ours = [path for path in scripts if "widget" in path or "vendor" in path]
    assert ours == ["/widget.js"]
    open_chat(page, desk)
    write(page, "hello")
    expect(log_of(page)).to_contain_text("echo hello")
    more = [path for path in scripts if ".js" in path and path.startswith("/web/widget/")]
    assert [path[: path.index(".")] for path in more] == ["/web/widget/main", "/web/widget/socket"]


def test_a_chat_that_could_not_be_loaded_opens_with_the_next_click(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """While its files are out of reach the button stays, what is written waits, and all comes back
    without a reload."""
    page = customer_context.new_page()
    page.goto(desk.bridge.url)
    button = page.get_by_role("button", name="Open chat")
    page.route("**/web/widget/main*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        button.click()
    expect(button).not_to_have_attribute("aria-busy", "true")
    expect(button).to_have_attribute("aria-expanded", "false")
    page.unroute("**/web/widget/main*")
    page.route("**/web/widget/socket*", lambda route: route.abort(), times=1)
    button.click()
    write(page, "anybody there?")
    expect(log_of(page)).to_contain_text("echo anybody there?")


def test_without_bundles_the_pages_work_module_by_module(
    tmp_path: Path,
    migrated: Path,
    customer_context: BrowserContext,
    agent_context: BrowserContext,
) -> None:
    """In development a browser takes the modules as they are written, on both sides of a talk."""
    with live(tmp_path, migrated, assets_debug=True) as desk:
        agent, page = agent_context.new_page(), customer_context.new_page()
        modules: list[str] = []
        agent.on("request", lambda request: modules.append(request.url))
        log_in(agent, desk, "Kim", "agent")
        open_chat(page, desk)
        desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
        write(page, "a person please")
        agent.get_by_role("button", name="Accept").click()
        expect(log_of(agent)).to_contain_text("a person please")
        agent.get_by_role("textbox", name="Reply").fill("Here I am")
        agent.get_by_role("button", name="Send", exact=True).click()
        expect(log_of(page)).to_contain_text("Here I am")
        picture(agent, "console-modules")
        picture(page, "widget-modules")
        assert any(url.endswith("/console/views/page.js") for url in modules)


def test_a_conversation_is_ended_by_keyboard_and_rated(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """The menu, one question, the end with its rating, and another conversation below it."""
    page = customer_context.new_page()
    greet(page, desk)
    more = page.get_by_role("button", name="More")
    more.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    picture(page, "widget-menu")
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    more.press("Enter")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    asked = page.get_by_role("alertdialog", name="End this conversation?")
    expect(asked.get_by_role("button", name="Go on")).to_be_focused()
    assert faults(page) == []
    picture(page, "widget-end")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    more.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    asked.get_by_role("button", name="End conversation").press("Enter")
    expect(log_of(page)).to_be_focused()
    expect(page.get_by_text("This conversation has ended.")).to_be_visible()
    page.get_by_role("group", name="How did it go?").get_by_role("button", name="4").press("Enter")
    page.get_by_role("button", name="Send rating").press("Enter")
    expect(log_of(page)).to_contain_text("You rated this 4 of 5")
    assert faults(page) == []
    picture(page, "widget-ended")
    page.reload()
    expect(log_of(page)).to_contain_text("You rated this 4 of 5")
    page.get_by_role("button", name="Begin a new conversation").press("Enter")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    write(page, "something else")
    expect(log_of(page)).to_contain_text("echo something else")
    found = desk.run(desk.bridge.read("/api/conversations"))["conversations"]
    assert [each["owner"] for each in found] == ["bot", "closed"]


def test_the_agent_follows_where_the_customer_is(
    desk: LiveBridge, customer_context: BrowserContext, agent_context: BrowserContext
) -> None:
    """The console says what the customer looks at, also when the page changes by script."""
    agent = agent_context.new_page()
    log_in(agent, desk, "Kim", "agent")
    page = customer_context.new_page()
    open_chat(page, desk)
    page.evaluate(
        """warmdesk.context({
          cart: {value: 1249, currency: "EUR", items: ["Graphics card"]},
          fields: {plan: "Pro"},
        })"""
    )
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    write(page, "a person please")
    agent.get_by_role("button", name="Accept").click()
    customer = agent.get_by_role("region", name="Customer")
    expect(customer).to_contain_text("Solder & Pine")
    expect(customer.get_by_role("link", name=f"{desk.bridge.url}/")).to_have_attribute(
        "href", f"{desk.bridge.url}/"
    )
    expect(customer).to_contain_text("€1,249.00: Graphics card")
    expect(customer).to_contain_text("Pro")
    page.evaluate("history.pushState({}, '', '/paying'); document.title = 'Paying'")
    expect(customer).to_contain_text("Paying")
    expect(customer.get_by_role("link", name=f"{desk.bridge.url}/paying")).to_be_visible()
    picture(agent, "console-looks-at")
    assert faults(agent) == []


RULES = """\
per_day: 2
rules:
  - id: cart
    when: {page: "/", seconds: 3, cart_value: 500}
    bubble: {en: Do these parts go together? Ask us.}
    opening: {en: What are you building?}
  - id: broken
    when: {error: true, seconds: 3}
    bubble: {en: That went wrong. Can we help?}
    opening: {en: What did you want to do?}
"""


@pytest.fixture
def inviting(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge with rules for invitations."""
    rules = tmp_path / "invitations.yml"
    rules.write_text(RULES)
    with live(tmp_path, migrated, invitations_file=str(rules)) as made:
        yield made


def test_an_accepted_invitation_begins_a_conversation(
    inviting: LiveBridge, customer_context: BrowserContext
) -> None:
    """It comes when its rule holds, small, and the bot's opening is the log's first message."""
    page = customer_context.new_page()
    page.goto(inviting.bridge.url)
    page.wait_for_timeout(5_000)
    invitation = page.locator(".invitation")
    expect(invitation).to_have_count(0)
    assert page.evaluate("document.cookie") == ""
    page.evaluate("warmdesk.context({cart: {value: 780, currency: 'EUR', items: ['Card']}})")
    expect(invitation).to_be_visible()
    assert not customer_context.cookies()
    size = invitation.bounding_box()
    assert size is not None
    assert size["width"] <= 280
    assert size["height"] <= 90
    assert faults(page) == []
    picture(page, "widget-invitation")
    page.get_by_role("button", name="Do these parts go together? Ask us.").press("Enter")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()
    expect(log_of(page)).to_contain_text("What are you building?")
    expect(invitation).to_have_count(0)
    picture(page, "widget-opening")
    write(page, "a quiet one")
    expect(log_of(page)).to_contain_text("echo a quiet one")
    said = log_of(page).locator(".bubble").all_inner_texts()
    assert said == ["What are you building?", "a quiet one", "echo a quiet one"]
    page.reload()
    expect(log_of(page).locator(".bubble")).to_have_text(said)


def test_a_declined_invitation_is_the_last_one(
    inviting: LiveBridge, customer_context: BrowserContext
) -> None:
    """A no by keyboard takes it away, leaves the keyboard at the button, and holds on each page."""
    page = customer_context.new_page()
    page.goto(inviting.bridge.url)
    page.wait_for_function("() => window.warmdesk")
    page.evaluate("warmdesk.context({error: true})")
    invitation = page.locator(".invitation")
    expect(invitation).to_contain_text("That went wrong. Can we help?")
    page.get_by_role("button", name="No, thanks").press("Escape")
    expect(invitation).to_have_count(0)
    expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    page.reload()
    page.wait_for_function("() => window.warmdesk")
    page.evaluate("warmdesk.context({error: true, cart: {value: 780}})")
    page.wait_for_timeout(6_000)
    expect(invitation).to_have_count(0)


def test_a_link_from_an_e_mail_opens_the_conversation(
    desk: LiveBridge,
    customer_context: BrowserContext,
    agent_context: BrowserContext,
    browser: Browser,
) -> None:
    """An agent copies it in the console; on another device it opens that conversation; once it is
    over the page says so and begins a fresh chat."""
    agent = agent_context.new_page()
    log_in(agent, desk, "Kim", "agent")
    page = customer_context.new_page()
    open_chat(page, desk)
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    write(page, "a person please")
    agent.get_by_role("button", name="Accept").click()
    agent.get_by_role("button", name="E-mail link").click()
    link = agent.get_by_role("textbox", name="Link for an e-mail")
    expect(link).to_have_value(re.compile(r"/chat#/c/"))
    picture(agent, "console-link")
    assert faults(agent) == []
    address = link.input_value()
    agent.get_by_role("button", name="Done").click()
    phone = browser.new_context(viewport={"width": 390, "height": 760})
    elsewhere = phone.new_page()
    elsewhere.goto(address)
    expect(log_of(elsewhere)).to_contain_text("a person please")
    write(elsewhere, "I am on the train now")
    expect(log_of(agent)).to_contain_text("I am on the train now")
    expect(log_of(page)).to_contain_text("I am on the train now")
    assert faults(elsewhere) == []
    assert elsewhere.evaluate("Object.keys(localStorage)") == []
    elsewhere.get_by_role("button", name="More").press("Enter")
    elsewhere.keyboard.press("End")
    elsewhere.keyboard.press("Enter")
    elsewhere.get_by_role("button", name="End conversation").press("Enter")
    expect(agent.get_by_text("has ended the conversation")).to_be_visible()
    picture(agent, "console-ended")
    elsewhere.reload()
    expect(elsewhere.get_by_text("This link has expired, or")).to_be_visible()
    picture(elsewhere, "chat-link-over")
    assert faults(elsewhere) == []
    write(elsewhere, "a new matter")
    expect(log_of(elsewhere)).to_contain_text("echo a new matter")
    expect(log_of(elsewhere)).not_to_contain_text("I am on the train now")
    phone.close()


def test_what_is_written_without_a_connection_is_sent_when_it_is_back(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """The chat says that there is none, keeps the words, sends them by itself, once."""
    page = customer_context.new_page()
    greet(page, desk)
    customer_context.set_offline(True)
    expect(page.get_by_role("status").filter(has_text="No connection")).to_be_visible()
    write(page, "while away")
    expect(log_of(page)).to_contain_text("Waiting for the connection")
    picture(page, "widget-offline")
    assert faults(page) == []
    customer_context.set_offline(False)
    expect(log_of(page)).to_contain_text("echo while away")
    expect(page.get_by_role("status").filter(has_text="No connection")).to_have_count(0)
    assert log_of(page).locator(".group.customer .bubble").all_inner_texts() == [
        "hello",
        "while away",
    ]


def test_a_second_tab_shows_the_same_and_the_button_counts_what_is_unread(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """What is said in one tab stands in the other; closed, both say how much is new, until one of
    them has read it."""
    first, second = customer_context.new_page(), customer_context.new_page()
    open_chat(first, desk)
    write(first, "hello")
    expect(log_of(first)).to_contain_text("echo hello")
    open_chat(second, desk)
    write(second, "and this")
    expect(log_of(first)).to_contain_text("echo and this")
    openers = []
    for page in (first, second):
        page.bring_to_front()
        page.get_by_role("button", name="Close chat").click()
        openers.append(page.get_by_role("button", name="Open chat"))
    token = second.evaluate(
        "JSON.parse(Object.entries(localStorage).find(([k]) => k.endsWith(':session'))[1]).token"
    )
    elsewhere = desk.run(desk.bridge.page({"token": token}))
    desk.run(elsewhere.send("from my phone"))
    for opener in openers:
        expect(opener.locator(".badge")).to_have_text("1")
        expect(opener).to_have_accessible_description("1 new message")
    picture(second, "widget-unread")
    openers[1].click()
    expect(log_of(second)).to_contain_text("echo from my phone")
    for opener in openers:
        expect(opener.locator(".badge")).to_have_text("")


def test_it_says_who_is_speaking(
    desk: LiveBridge, customer_context: BrowserContext, agent_context: BrowserContext
) -> None:
    """Bot and agent have each their name, their face and their place, and both are announced."""
    agent = agent_context.new_page()
    log_in(agent, desk, "Kim", "agent")
    page = customer_context.new_page()
    open_chat(page, desk)
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    write(page, "a person please")
    expect(log_of(page)).to_have_attribute("aria-live", "polite")
    expect(log_of(page).locator(".group.bot .name")).to_have_text("Warmdesk")
    top = page.locator(".panel .top")
    leaving = log_of(page).get_by_role("button", name="Never mind")
    expect(leaving).to_be_enabled()
    agent.get_by_role("button", name="Accept").click()
    expect(top).to_contain_text("Kim")
    expect(leaving).to_have_count(0)
    expect(top).to_contain_text("From our support team")
    agent.get_by_role("textbox", name="Reply").fill("Hello, it is on us.")
    agent.get_by_role("button", name="Send", exact=True).click()
    spoken = log_of(page).locator(".group.agent").last
    expect(spoken.locator(".name")).to_have_text("Kim · Support team")
    expect(spoken.locator(".face")).to_have_text("K")
    expect(spoken).to_contain_text("Hello, it is on us.")
    picture(page, "widget-agent")
    assert faults(page) == []


def test_what_can_be_chosen_is_shown_as_cards(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """A choice with a card shows name, lines and picture; pressing it says its whole title."""
    page = customer_context.new_page()
    open_chat(page, desk)
    orders = tuple(
        Button(
            title=f"Order {number}, {goods}",
            payload=f"/inform{number}",
            card=Card(name=f"Order {number}", lines=(goods, "ordered 7 Nov"), image=PIXEL),
        )
        for number, goods in (("30022", "Kyrotek Orion"), ("30021", "Helion Orion"))
    )
    none = Button(title="None of these", payload="/deny")
    desk.bridge.bot.script.append(says("Which one is it?", buttons=(*orders, none)))
    write(page, "my card has not arrived")
    cards = log_of(page).locator(".choices .card")
    expect(cards).to_have_text(
        [re.compile("Order 30022.*Kyrotek Orion.*7 Nov"), re.compile("Order 30021.*Helion")]
    )
    expect(cards.first.locator("img")).to_be_visible()
    picture(page, "widget-cards")
    assert faults(page) == []
    cards.nth(1).press("Enter")
    expect(log_of(page).locator(".group.customer").last).to_contain_text(
        "Order 30021, Helion Orion"
    )
    expect(cards.first).to_be_disabled()


def test_a_site_says_what_it_likes_by_the_script_tag(
    desk: LiveBridge, customer_context: BrowserContext
) -> None:
    """Language, title and what the agent is to see come with the tag, on a page of any site's;
    colours follow the page's variables, and the dark that its customer prefers."""
    page = customer_context.new_page()
    tag = """<!doctype html><html lang="en"><head><title>Shop</title>
      <style>:root { --warmdesk-accent: rgb(29, 78, 216); --warmdesk-on-accent: #fff; }</style>
      </head><body><main>
      <h1>Shop</h1></main><script src="/widget.js" async data-locale="de" data-title="Hilfe"
      data-context='{"fields": {"plan": "Pro"}, "cart": {"value": 5}}'></script></body></html>"""
    page.route("**/shop*", lambda route: route.fulfill(body=tag, content_type="text/html"))
    page.goto(f"{desk.bridge.url}/shop?secret=1")
    opener = page.get_by_role("button", name="Chat öffnen")
    expect(opener).to_have_css("background-color", "rgb(29, 78, 216)")
    opener.click()
    expect(page.get_by_role("dialog", name="Hilfe")).to_be_visible()
    light = page.locator(".panel").evaluate("it => getComputedStyle(it).backgroundColor")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".panel")).not_to_have_css("background-color", light)
    page.emulate_media(color_scheme="light")
    page.get_by_role("textbox", name="Nachricht").fill("hallo")
    page.get_by_role("button", name="Senden", exact=True).click()
    expect(page.get_by_role("log", name="Gespräch")).to_contain_text("echo hallo")
    assert faults(page) == []
    sam = desk.run(desk.bridge.console())
    [found] = desk.run(desk.bridge.read("/api/conversations"))["conversations"]
    opened = desk.run(sam.ask("open", conversation_id=found["id"]))
    assert opened["conversation"]["page"] == {
        "url": f"{desk.bridge.url}/shop",
        "title": "Shop",
        "cart": {"value": 5},
        "fields": {"plan": "Pro"},
    }


def test_a_card_number_is_masked_in_the_customers_own_bubble(
    desk: LiveBridge, customer_context: BrowserContext, agent_context: BrowserContext
) -> None:
    """Both sides show its last four digits, the customer reads why, and the browser forgets it."""
    page, agent = customer_context.new_page(), agent_context.new_page()
    open_chat(page, desk)
    write(page, "charge 4111 1111 1111 1111 please")
    mine = log_of(page).locator(".bubble").filter(has_text="charge").first
    expect(mine).to_contain_text("•••• •••• •••• 1111")
    expect(log_of(page)).to_contain_text("I have not kept the number")
    expect(log_of(page)).to_contain_text("echo charge")
    picture(page, "widget-number")
    assert faults(page) == []
    kept = page.evaluate("JSON.stringify({...localStorage}) + document.body.innerHTML")
    assert "4111" not in kept
    log_in(agent, desk, "Kim", "agent")
    desk.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    write(page, "a person please")
    agent.get_by_role("button", name="Accept").click()
    expect(log_of(agent)).to_contain_text("•••• •••• •••• 1111")
    agent.get_by_role("textbox", name="Reply").fill("Do you mean 4111111111111111?")
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(log_of(agent)).to_contain_text("Do you mean ••••••••••••1111?")
    expect(log_of(page)).to_contain_text("Do you mean ••••••••••••1111?")
    picture(agent, "console-number")

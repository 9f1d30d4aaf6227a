"""Whole conversations on WhatsApp and Messenger, on the simulator's phone and in the console."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.simulating.wiring import PORT_AWAY
from tests.served_desk import AGENT_EMAIL, AGENT_PASSWORD, ServedDesk

pytestmark = [pytest.mark.browser, pytest.mark.rasa]


@pytest.fixture
def phone(served_desk: ServedDesk, customer_context: BrowserContext) -> Page:
    """The simulator's page."""
    page = customer_context.new_page()
    port = int(served_desk.checkout.ports["PORT"]) + PORT_AWAY
    page.goto(f"http://127.0.0.1:{port}/")
    return page


@pytest.fixture
def agent(served_desk: ServedDesk, agent_context: BrowserContext) -> Page:
    """The console of an agent who takes conversations."""
    page = agent_context.new_page()
    page.goto(f"{served_desk.home}/console")
    page.get_by_role("textbox", name="E-mail").fill(AGENT_EMAIL)
    page.get_by_role("textbox", name="Password").fill(AGENT_PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    return page


def screen(phone: Page) -> Locator:
    """What is on the phone's screen."""
    return phone.get_by_role("log", name="Messages")


def write(phone: Page, text: str) -> None:
    """Type a message on the phone and send it."""
    phone.get_by_role("textbox", name="Message").fill(text)
    phone.get_by_role("button", name="Send", exact=True).click()


def press(phone: Page, name: str | re.Pattern[str]) -> None:
    """Press the last button of that name on the phone."""
    screen(phone).get_by_role("button", name=name).last.click()


def pick(phone: Page, who: str) -> None:
    """Take another customer's phone."""
    phone.get_by_role("combobox", name="Customer").select_option(label=who)


def test_a_whole_conversation_on_whatsapp(phone: Page, agent: Page) -> None:
    """A number that the CRM knows: bot, picture, person, document back, rating, bot."""
    pick(phone, "WhatsApp · Anna, whose number the CRM knows")
    write(phone, "hi, my graphics card has not arrived")
    expect(screen(phone)).to_contain_text("Shall I")
    phone.get_by_role("button", name="Send a voice message").click()
    expect(screen(phone)).to_contain_text("can't listen")
    press(phone, "Talk to a person")
    phone.get_by_role("button", name="Send a picture").click()
    _take(agent)
    log = agent.get_by_role("log", name="Conversation")
    expect(log.locator("audio")).to_have_count(1)
    expect(log.locator("img.picture")).to_have_count(1)
    expect(agent.get_by_role("region", name="Customer")).to_contain_text("Anna Lindqvist")
    expect(agent.get_by_text("Reply within")).to_be_visible()
    agent.get_by_label("File for the customer").set_input_files(
        files=[{"name": "label.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 label"}]
    )
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(screen(phone).get_by_role("link", name="label.pdf")).to_be_visible()
    _answer_and_resolve(phone, agent)
    screen(phone).locator("summary").last.click()
    press(phone, "5")
    expect(screen(phone)).to_contain_text("Thank you for telling us")
    write(phone, "thanks!")
    expect(screen(phone)).to_contain_text(re.compile("is on its way", re.IGNORECASE))


def test_a_whole_conversation_on_messenger(phone: Page, agent: Page) -> None:
    """A stranger: bot, person, answered, rated by a quick reply, and bot again."""
    pick(phone, "Messenger · Zoë")
    write(phone, "can I talk to a person please")
    _take(agent)
    _answer_and_resolve(phone, agent)
    press(phone, "5")
    expect(screen(phone)).to_contain_text("Thank you for telling us")
    write(phone, "thanks!")
    expect(screen(phone)).to_contain_text(re.compile("is on its way", re.IGNORECASE))


def test_a_channel_that_has_stopped_goes_on(phone: Page, agent: Page) -> None:
    """Every console says so; what waited comes in its order once somebody lets it."""
    pick(phone, "WhatsApp · Zoë, a number nobody knows")
    _has_ended(phone, True)
    write(phone, "hello")
    expect(agent.get_by_text("WhatsApp has stopped")).to_be_visible()
    expect(screen(phone).locator("li.business")).to_have_count(0)
    _has_ended(phone, False)
    agent.get_by_role("button", name="It is mended: go on").click()
    expect(screen(phone).locator("li.business").first).to_be_visible()
    expect(agent.get_by_text("WhatsApp has stopped")).to_have_count(0)


def _has_ended(phone: Page, ended: bool) -> None:
    """Let the platform refuse every token from now on, or take it again."""
    with phone.expect_response("**/api/inject"):
        phone.get_by_role("checkbox", name=re.compile("token has ended")).set_checked(ended)


def _take(agent: Page) -> None:
    agent.get_by_role("button", name="Accept").first.click()
    expect(agent.get_by_role("textbox", name="Reply")).to_be_visible()


def _answer_and_resolve(phone: Page, agent: Page) -> None:
    agent.get_by_role("textbox", name="Reply").fill("I have read everything.")
    agent.get_by_role("button", name="Send", exact=True).click()
    expect(screen(phone)).to_contain_text("I have read everything.")
    write(phone, "thank you, see you")
    log = agent.get_by_role("log", name="Conversation")
    expect(log).to_contain_text("thank you, see you")
    expect(log.get_by_role("img", name="Read").last).to_be_visible()
    agent.get_by_role("button", name="Resolve", exact=True).click()
    agent.get_by_role("radio", name="Solved", exact=True).check()
    agent.get_by_role("textbox", name="Closing note").fill("A new one is on its way.")
    agent.get_by_role("button", name="Resolve conversation").click()
    expect(screen(phone)).to_contain_text("How did it go?")

"""What admins see of the console: accounts and the audit log, with a real bridge behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.bridge import PASSWORD
from tests.browser.live_bridge import LiveBridge, live, log_in, picture

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


def test_an_account_from_invitation_to_its_end(
    desk: LiveBridge, agent_context: BrowserContext, customer_context: BrowserContext
) -> None:
    """Invited with a link, at work with a password, and out at once when disabled."""
    admin, newcomer = agent_context.new_page(), customer_context.new_page()
    log_in(admin, desk, "Ada", "admin")
    admin.get_by_role("button", name="Skills", exact=True).click()
    for name in ("orders", "payments"):
        admin.get_by_label("New skill").fill(name)
        admin.keyboard.press("Enter")
        expect(admin.get_by_role("list", name="Known skills")).to_contain_text(name.title())
    picture(admin, "admin-0-skills")
    admin.get_by_role("button", name="Done").click()
    admin.get_by_role("link", name="Accounts").click()
    expect(admin.get_by_role("row", name="Ada")).to_be_visible()
    admin.get_by_role("button", name="Invite somebody").click()
    admin.get_by_label("Name, as customers see it").fill("Kim Berg")
    admin.get_by_label("E-mail").fill("kim@example.com")
    admin.get_by_role("checkbox", name="Orders").check()
    admin.get_by_role("checkbox", name="Payments").check()
    picture(admin, "admin-1-invite")
    admin.get_by_role("button", name="Make the invitation").click()
    link = admin.get_by_label("Link to choose a password").input_value()
    expect(admin.get_by_role("row", name="Kim Berg")).to_contain_text("Invited")
    picture(admin, "admin-2-accounts")

    newcomer.goto(link)
    newcomer.get_by_label("Password").fill(PASSWORD)
    newcomer.get_by_label("Once more").fill(PASSWORD)
    picture(newcomer, "admin-3-join")
    newcomer.get_by_role("button", name="Save and log in").click()
    expect(newcomer.get_by_text("Nobody is waiting.")).to_be_visible()
    expect(newcomer.get_by_role("link", name="Accounts")).to_have_count(0)
    assert "join" not in newcomer.url

    admin.get_by_role("button", name="Disable: Kim Berg").click()
    expect(admin.get_by_role("row", name="Kim Berg")).to_contain_text("Disabled")
    expect(newcomer.get_by_role("button", name="Log in")).to_be_visible()
    newcomer.goto("about:blank")
    newcomer.goto(link)
    newcomer.get_by_label("Password").fill(PASSWORD)
    newcomer.get_by_label("Once more").fill(PASSWORD)
    newcomer.get_by_role("button", name="Save and log in").click()
    expect(newcomer.get_by_role("alert")).to_contain_text("has been used or has expired")


def test_the_audit_log_says_who_saw_whom(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """An admin sees who opened a conversation, filters by what was done, and goes there."""
    page, bridge = agent_context.new_page(), desk.bridge
    customer, sam = desk.run(bridge.page()), desk.run(bridge.console("Sam"))
    desk.run(bridge.handed_off(customer))
    where = desk.run(sam.take_next())
    desk.run(sam.ask("open", conversation_id=where))
    log_in(page, desk, "Ada", "admin")
    page.get_by_role("link", name="Audit").click()
    opened = page.get_by_role("row", name="Opened a conversation")
    expect(opened).to_contain_text("Sam")
    picture(page, "admin-4-audit")
    page.get_by_label("What").select_option(label="Accepted a case")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name=where[-8:]).click()
    expect(page.get_by_role("log", name="Conversation")).to_contain_text("One moment.")
    expect(page.get_by_text("With Sam.")).to_be_visible()


def test_a_trainer_has_no_desk(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Whose role has no business with customers sees none of them, and can log out."""
    page = agent_context.new_page()
    log_in(page, desk, "Toni", "trainer")
    expect(page.get_by_role("heading", name="Hello Toni")).to_be_visible()
    expect(page.get_by_text("Queue")).to_have_count(0)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_a_token_of_a_program_from_its_making_to_its_end(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Made for what was ticked, shown once, listed without what it shows, and revoked."""
    admin = agent_context.new_page()
    log_in(admin, desk, "Ada", "admin")
    admin.get_by_role("link", name="Accounts").click()
    expect(admin.get_by_text("No program has one.")).to_be_visible()
    admin.get_by_role("button", name="Make a token").click()
    admin.get_by_label("Name of the program").fill("Prometheus")
    admin.get_by_role("button", name="Make it").click()
    expect(admin.get_by_role("dialog").get_by_role("alert")).to_have_text(
        "Say what the token is for."
    )
    admin.get_by_label("Read metrics").check()
    picture(admin, "admin-6-token")
    admin.get_by_role("button", name="Make it").click()
    token = admin.get_by_label("Token", exact=True).input_value()
    assert token.startswith("wd_")
    picture(admin, "admin-7-tokens")
    admin.get_by_role("button", name="Done").click()
    expect(admin.get_by_label("Token", exact=True)).to_have_count(0)
    expect(admin.get_by_role("row", name="Prometheus")).to_contain_text("Read metrics")
    admin.get_by_role("button", name="Revoke: Prometheus").click()
    admin.get_by_role("button", name="Revoke for good: Prometheus").click()
    expect(admin.get_by_text("No program has one.")).to_be_visible()

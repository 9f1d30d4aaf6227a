"""What keeps accounts and customers safe on the console: logins, second factor, ended links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.container.clock import now
from handoff.store.db.database import Database
from handoff.store.tables.accounts import logins
from tests.bridge import PASSWORD
from tests.bridge import Page as Customer
from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import faults

pytestmark = pytest.mark.browser
NEW = "a horse with other batteries"


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge."""
    with live(tmp_path, migrated) as made:
        yield made


@pytest.fixture
def public(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge that the internet reaches."""
    with live(tmp_path, migrated, public_host="desk.example.com") as made:
        yield made


def log_in_again(page: Page, desk: LiveBridge, email: str, password: str = PASSWORD) -> None:
    """Fill in the login of somebody who has an account."""
    page.goto(desk.console)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


async def age(desk: LiveBridge) -> None:
    """Let every login have shown its password long ago."""
    database = Database(f"sqlite:///{desk.bridge.database}")
    async with database.write() as tx:
        long_ago = now() - timedelta(minutes=30)
        await tx.connection.execute(logins.update().values(confirmed_at=long_ago))
    await database.close()


def test_a_logout_ends_every_tab(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """Logged out in one tab, the other shows the login by itself."""
    one, other = agent_context.new_page(), agent_context.new_page()
    log_in(one, desk, "Kim", "agent")
    expect(one.get_by_text("Nobody is waiting.")).to_be_visible()
    other.goto(desk.console)
    expect(other.get_by_text("Nobody is waiting.")).to_be_visible()
    one.get_by_role("button", name="Log out").click()
    expect(one.get_by_role("button", name="Log in")).to_be_visible()
    expect(other.get_by_role("button", name="Log in")).to_be_visible()


def test_own_logins_password_and_second_factor(
    desk: LiveBridge, agent_context: BrowserContext, customer_context: BrowserContext
) -> None:
    """One's account shows where one is logged in, ends it, and takes a password and an app."""
    page, elsewhere = agent_context.new_page(), customer_context.new_page()
    log_in(page, desk, "Kim", "agent")
    log_in_again(elsewhere, desk, "kim@example.com")
    expect(elsewhere.get_by_text("Nobody is waiting.")).to_be_visible()
    page.get_by_role("button", name="You").click()
    account = page.get_by_role("dialog", name="Your account")
    expect(account.get_by_text("this browser")).to_be_visible()
    picture(page, "account-1-own")
    assert faults(page) == []
    account.get_by_role("button", name="End: ").click()
    expect(elsewhere.get_by_role("button", name="Log in")).to_be_visible()

    desk.run(age(desk))
    account.get_by_role("button", name="Set up a second factor").click()
    again = page.get_by_role("dialog", name="Is it still you?")
    again.get_by_label("Your password").fill("a guess")
    again.get_by_role("button", name="Go on").click()
    expect(again.get_by_role("alert")).to_contain_text("not your password")
    picture(page, "account-2-confirm")
    assert faults(page) == []
    again.get_by_label("Your password").fill(PASSWORD)
    again.get_by_role("button", name="Go on").click()
    expect(account.get_by_role("img", name="QR code")).to_be_visible()
    picture(page, "account-3-scan")
    assert faults(page) == []
    secret = account.locator("code").inner_text().replace(" ", "")
    account.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
    account.get_by_role("button", name="Turn it on").click()
    expect(account.get_by_role("listitem").filter(has=page.locator("code"))).to_have_count(10)
    recovery = account.locator(".recovery code").first.inner_text()
    picture(page, "account-4-recovery")
    assert faults(page) == []
    account.get_by_role("button", name="I have kept them").click()
    expect(account.get_by_text("On: logging in asks for a code")).to_be_visible()

    account.get_by_label("New password", exact=True).fill("password12345")
    account.get_by_label("New password once more").fill("password12345")
    account.get_by_role("button", name="Change the password").click()
    expect(account.get_by_role("region", name="Password").get_by_role("alert")).to_contain_text(
        "common passwords"
    )
    account.get_by_label("New password", exact=True).fill(NEW)
    account.get_by_label("New password once more").fill(NEW)
    account.get_by_role("button", name="Change the password").click()
    expect(account.get_by_text("Changed. Every other login")).to_be_visible()
    picture(page, "account-5-changed")

    log_in_again(elsewhere, desk, "kim@example.com", NEW)
    elsewhere.get_by_label("Code of your app").fill(recovery)
    picture(elsewhere, "account-6-code")
    assert faults(elsewhere) == []
    elsewhere.get_by_role("button", name="Log in").click()
    expect(elsewhere.get_by_text("Nobody is waiting.")).to_be_visible()


def test_an_export_wants_the_password_again(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """Left alone for a while, a download asks first, and comes once it was answered."""
    page = agent_context.new_page()
    log_in(page, desk, "Ada", "admin")
    page.get_by_role("link", name="Audit").click()
    expect(page.get_by_role("heading", name="Audit log")).to_be_visible()
    desk.run(age(desk))
    page.get_by_role("link", name="Download CSV").click()
    again = page.get_by_role("dialog", name="Is it still you?")
    again.get_by_label("Your password").fill(PASSWORD)
    with page.expect_download() as download:
        again.get_by_role("button", name="Go on").click()
    assert download.value.suggested_filename == "audit.csv"


def test_an_admin_on_a_public_host_is_shown_the_way(
    public: LiveBridge, agent_context: BrowserContext
) -> None:
    """Nothing but the second factor is there before it is on; then the desk is."""
    page = agent_context.new_page()
    public.run(public.bridge.hire("Ada", "admin"))
    log_in_again(page, public, "ada@example.com")
    expect(page.get_by_text("admins need a second factor")).to_be_visible()
    picture(page, "account-7-first")
    assert faults(page) == []
    page.get_by_role("button", name="Set up a second factor").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("The six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("link", name="Accounts")).to_be_visible()


def test_what_came_by_a_link_is_marked_and_can_be_ended(
    desk: LiveBridge, agent_context: BrowserContext, customer_context: BrowserContext
) -> None:
    """An agent sees which words came by an e-mail's link, ends the links and signs out."""
    page, thief = agent_context.new_page(), customer_context.new_page()
    log_in(page, desk, "Kim", "agent")
    customer = desk.run(_customer(desk))
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("button", name="E-mail link").click()
    address = page.locator("dialog input").input_value()
    thief.goto(address)
    thief.get_by_role("textbox").fill("send it to my address instead")
    thief.keyboard.press("Enter")
    expect(page.get_by_text("By an e-mail link")).to_be_visible()
    picture(page, "account-8-link")
    page.get_by_role("button", name="End all links").click()
    expect(page.get_by_text("All links into this conversation are over")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    picture(page, "account-9-marked")
    page.get_by_role("button", name="Sign out of all chats").click()
    expect(page.get_by_text("Signed out of all chats.")).to_be_visible()
    assert customer.session["visitor"]["level"] == "verified"


async def _customer(desk: LiveBridge) -> Customer:
    page = await desk.bridge.page(identity=await desk.bridge.identity("c-0002"))
    await desk.bridge.handed_off(page)
    return page

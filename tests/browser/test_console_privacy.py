"""What is kept of one customer, on the console: found, exported, erased, and the receipt of it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.container.clock import now
from handoff.store.db.database import Database
from handoff.store.tables.accounts import logins
from tests.bridge import PASSWORD
from tests.bridge import Page as Customer
from tests.browser.live_bridge import LiveBridge, live, log_in, picture
from tests.browser.test_accessibility import PHONE, faults

pytestmark = pytest.mark.browser
WORDS = "my zither arrived without its strings"


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[LiveBridge]:
    """A bridge that keeps words of conversations for a year."""
    days = ("conversations=365", "webhooks=10", "accounts=30")
    with live(tmp_path, migrated, retention_days=days) as made:
        yield made


async def _age(desk: LiveBridge) -> None:
    """Let every login have shown its password long ago."""
    database = Database(f"sqlite:///{desk.bridge.database}")
    async with database.write() as tx:
        long_ago = now() - timedelta(minutes=30)
        await tx.connection.execute(logins.update().values(confirmed_at=long_ago))
    await database.close()


async def _customer(desk: LiveBridge) -> Customer:
    page = await desk.bridge.page(identity=await desk.bridge.identity("c-0002"))
    await page.send(WORDS)
    await page.shows(f"echo {WORDS}")
    return page


def _find(page: Page, by: str, named: str) -> None:
    page.get_by_role("combobox", name="By").select_option(label=by)
    page.get_by_label("Named").fill(named)
    page.get_by_role("button", name="Find", exact=True).last.click()


def _show_it_is_me(page: Page) -> None:
    again = page.get_by_role("dialog", name="Is it still you?")
    again.get_by_label("Your password").fill(PASSWORD)
    again.get_by_role("button", name="Go on").click()


def test_a_customer_is_found_exported_and_erased(
    desk: LiveBridge, agent_context: BrowserContext
) -> None:
    """The whole way: nobody, what there is, the archive, the wrong word, and the receipt."""
    customer = desk.run(_customer(desk))
    page = agent_context.new_page()
    log_in(page, desk, "Ada", "admin")
    page.get_by_role("link", name="Privacy").click()
    expect(page.get_by_text("Nobody was erased yet.")).to_be_visible()
    kept = page.get_by_role("row").filter(has_text="Words, names and files")
    expect(kept).to_contain_text("365 days")
    picture(page, "privacy-1-empty")
    assert faults(page) == []

    _find(page, "Conversation's id", "cv_nobody")
    expect(page.get_by_text("There is no such conversation.")).to_be_visible()
    expect(page.get_by_role("button", name="Erase …")).to_have_count(0)
    _find(page, "Customer's id", "c-0002")
    found = page.get_by_role("region", name="Found")
    expect(found.get_by_role("row").filter(has_text="The desk").first).to_contain_text(
        "messages: 2"
    )
    picture(page, "privacy-2-found")
    assert faults(page) == []

    desk.run(_age(desk))
    found.get_by_role("button", name="Export everything").click()
    with page.expect_download() as download:
        _show_it_is_me(page)
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    told = json.loads(archive.read("customer.json"))
    assert WORDS in json.dumps(told)
    expect(found.get_by_role("status")).to_contain_text("Downloaded")

    desk.run(_age(desk))
    found.get_by_role("button", name="Erase …").click()
    dialog = page.get_by_role("dialog", name="Erase this customer")
    picture(page, "privacy-3-erase")
    assert faults(page) == []
    dialog.get_by_role("textbox").fill("c-0003")
    dialog.get_by_role("button", name="Erase for good").click()
    _show_it_is_me(page)
    expect(dialog.get_by_role("alert")).to_contain_text("Type exactly what is shown")
    dialog.get_by_role("textbox").fill("c-0002")
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog).to_be_hidden()
    expect(found).to_be_hidden()
    receipt = page.get_by_role("group").filter(has_text="by Ada")
    expect(receipt.get_by_role("row").filter(has_text="The desk").first).to_contain_text("done")
    shop = receipt.get_by_role("row").filter(has_text="The shop")
    expect(shop).to_contain_text("has to be erased there by hand")
    bot = receipt.get_by_role("row").filter(has_text="The bot")
    expect(bot).to_contain_text("still owed")
    expect(page.get_by_label("Named")).to_have_value("")
    expect(receipt).not_to_contain_text("c-0002")
    picture(page, "privacy-4-receipt")
    assert faults(page) == []

    page.set_viewport_size(PHONE)
    picture(page, "privacy-5-phone")
    assert faults(page) == []
    assert WORDS not in desk.bridge.database.read_bytes().decode("utf-8", "ignore")
    assert customer.session


def test_others_do_not_see_the_page(desk: LiveBridge, agent_context: BrowserContext) -> None:
    """A supervisor is not offered it, and the desk refuses whoever asks for it."""
    page = agent_context.new_page()
    log_in(page, desk, "Sue", "supervisor")
    expect(page.get_by_role("link", name="Reports")).to_be_visible()
    expect(page.get_by_role("link", name="Privacy")).to_have_count(0)
    status = page.evaluate("fetch('/api/console/privacy').then((answer) => answer.status)")
    assert status == 403

"""Real pages in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.needs import chromium

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Its event loop must end before tests that have one of their own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def customer_context(browser: Browser) -> Iterator[BrowserContext]:
    """A customer's browser."""
    yield from _context(browser, width=1280, height=800)


@pytest.fixture
def agent_context(browser: Browser) -> Iterator[BrowserContext]:
    """An agent's browser, on a laptop's screen."""
    yield from _context(browser, width=1366, height=768)


@pytest.fixture
def other_context(browser: Browser) -> Iterator[BrowserContext]:
    """A colleague's browser, or the same agent's at home."""
    yield from _context(browser, width=1366, height=768)


def _context(browser: Browser, *, width: int, height: int) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()

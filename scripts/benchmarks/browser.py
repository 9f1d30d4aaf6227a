"""A Chromium without a window."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import AsyncIterator

from playwright.async_api import Browser, async_playwright

from scripts.benchmarks.errors import CannotMeasure

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A running one. Raises `CannotMeasure` where none is installed."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        raise CannotMeasure("there is no Chromium: apt-get install chromium")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield running
        finally:
            await running.close()

"""A bridge that runs beside a test that drives a browser: in a thread, with a loop of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from playwright.sync_api import Page, expect

from handoff.core.model import Role
from tests.bridge import PASSWORD, SECONDS, Bridge
from tests.bridge import Page as Customer

PICTURES = os.environ.get("WARMDESK_PICTURES")
"""A folder where tests leave pictures of what they see, if wanted."""

_T = TypeVar("_T")


class LiveBridge:
    """A bridge whose coroutines are run from the outside."""

    def __init__(self, bridge: Bridge, loop: asyncio.AbstractEventLoop) -> None:
        self.bridge = bridge
        self._loop = loop

    @property
    def console(self) -> str:
        """The address of the console."""
        return f"{self.bridge.url}/console"

    def run(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        """What a coroutine of the bridge returns."""
        future: Future[_T] = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        return future.result(SECONDS)


@contextmanager
def live(folder: Path, migrated: Path, **changes: Any) -> Iterator[LiveBridge]:
    """A running bridge, with these settings changed."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="bridge")
    thread.start()
    made: LiveBridge | None = None

    async def make() -> Bridge:
        # Its HTTP client belongs to the loop that it is made in.
        return Bridge(folder, migrated)

    try:
        bridge = asyncio.run_coroutine_threadsafe(make(), loop).result(SECONDS)
        made = LiveBridge(bridge, loop)
        made.run(bridge.start(**changes))
        yield made
    finally:
        if made is not None:
            made.run(made.bridge.stop())
        asyncio.run_coroutine_threadsafe(_end_the_rest(), loop).result(SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_the_rest() -> None:
    """Sockets whose page is gone may still wait for its answer."""
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def log_in(page: Page, desk: LiveBridge, name: str, role: Role) -> None:
    """Open the console as somebody new of that role."""
    agent = desk.run(desk.bridge.hire(name, role))
    page.goto(desk.console)
    page.get_by_label("E-mail").fill(agent.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def taken(desk: LiveBridge, page: Page) -> Customer:
    """A customer whose case was accepted on the page."""
    customer = desk.run(desk.bridge.page())
    desk.run(desk.bridge.handed_off(customer))
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("textbox", name="Reply")).to_be_focused()
    return customer


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like now."""
    if PICTURES:
        page.wait_for_timeout(400)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))

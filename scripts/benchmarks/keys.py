"""How long a key takes to show in the console: on a quiet desk, and on a noisy day."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize

from scripts.benchmarks.browser import chromium
from scripts.benchmarks.crowd import fill_queue, lengthen
from scripts.benchmarks.figures import Figure, Goal, Row, percentile
from scripts.benchmarks.floor import PASSWORD, Floor, hire
from scripts.benchmarks.sockets import paced
from scripts.benchmarks.undisturbed import undisturbed
from scripts.havoc.desk import Desk
from scripts.ports import free_port

WAITING = 10_000
MESSAGES = 2_000
CONVERSATIONS = 40
"""Of ten agents: four each."""
EVERY = 8.0
"""Seconds between two messages of one customer: five a second on the whole desk."""
KEYS = 100
KEY_MS = 60
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
SHARES = (0.5, 0.95, 0.99)
SHORT = Goal(bound=50, kind="at_most", words="≤ 50 ms")
WATCH = """
window.keys = [];
addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => keys.push(performance.now() - timeStamp);
  port2.postMessage(null);
}), true);
"""
"""A message that is posted in an animation frame arrives after the frame was painted."""

Taken = list[list[float]]


def measure(runs: int) -> Sequence[Row]:
    """Milliseconds from the key to the next painted frame, of `KEYS` keys a run."""
    return asyncio.run(_measure(runs))


async def _measure(runs: int) -> Sequence[Row]:
    with tempfile.TemporaryDirectory(prefix="keys-") as name:
        async with _floor(Path(name)) as (desk, floor), chromium() as browser:
            quiet = await _typed(browser, desk, runs)
            await fill_queue(desk.database, WAITING)
            await lengthen(desk.database, await _first_conversation(floor), MESSAGES)
            noise = asyncio.create_task(_noise(floor))
            noisy = await _typed(browser, desk, runs)
            noise.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await noise
    return [_row(share, quiet, noisy) for share in SHARES]


def _row(share: float, quiet: Taken, noisy: Taken) -> Row:
    quiet_runs = tuple(percentile(took, share) for took in quiet)
    noisy_runs = tuple(percentile(took, share) for took in noisy)
    return Row(
        what=f"a key in the reply box, {WAITING:,} waiting and {MESSAGES:,} messages in the "
        f"conversation, p{share * 100:.0f}",
        theirs=Figure(runs=quiet_runs, unit="ms"),
        ours=Figure(runs=noisy_runs, unit="ms"),
        goal=SHORT,
        judged="ours",
    )


@contextlib.asynccontextmanager
async def _floor(folder: Path) -> AsyncIterator[tuple[Desk, Floor]]:
    desk = Desk(folder, f"sqlite:///{folder}/desk.db", port=free_port(), real=False)
    try:
        await desk.start()
        await hire(desk)
        floor = Floor(desk)
        try:
            await floor.grow(CONVERSATIONS)
            yield desk, floor
        finally:
            await floor.close()
    finally:
        await desk.stop()


async def _first_conversation(floor: Floor) -> str:
    """The one that the first agent has had longest, which stands first in their list."""
    mine = (await floor.ask(0, "snapshot", {}))["conversations"]
    return str(min(mine, key=lambda one: (one["opened_at"], one["id"]))["id"])


async def _noise(floor: Floor) -> None:
    """Customers write and cases leave the queue, until cancelled."""
    await asyncio.gather(_customers(floor), _queue(floor))


async def _customers(floor: Floor) -> None:
    while True:
        await paced(floor.customers, floor.arrivals, every=EVERY, seconds=60)


async def _queue(floor: Floor) -> None:
    for number in range(WAITING):
        await floor.ask(9, "take_over", {"conversation_id": f"cv_{number:05}"})
        await asyncio.sleep(1)


async def _typed(browser: Browser, desk: Desk, runs: int) -> Taken:
    context = await browser.new_context(viewport=LAPTOP)
    page = await context.new_page()
    try:
        await _open(page, desk)
        return [await undisturbed(partial(_keys, page)) for _ in range(runs)]
    finally:
        await context.close()


async def _open(page: Page, desk: Desk) -> None:
    await page.goto(f"{desk.url}/console")
    await page.get_by_label("E-mail").fill("agent0@example.com")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Log in").click()
    await page.get_by_role("list", name="My conversations").get_by_role("link").first.click()
    await page.get_by_role("textbox", name="Reply").focus()
    await page.evaluate(WATCH)


async def _keys(page: Page) -> list[float]:
    box = page.get_by_role("textbox", name="Reply")
    await box.fill("")
    await page.evaluate("keys.length = 0")
    await box.press_sequentially("x" * KEYS, delay=KEY_MS)
    await page.wait_for_function(f"keys.length >= {KEYS}")
    took: list[Any] = await page.evaluate("keys")
    return [float(ms) for ms in took]

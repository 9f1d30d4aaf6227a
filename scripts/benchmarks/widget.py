"""The widget in a real browser: what it weighs, and how long after a click the box is there."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from playwright.async_api import Browser, Page, Response, Route

from scripts.benchmarks.browser import chromium
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.havoc.desk import Desk
from scripts.ports import free_port

AIM_MS = 200
"""From coming near the button to the click; a hand that is quick takes about so long."""
SLOWER = 4
"""How many times slower a phone's processor is taken to be."""
AT_ONCE = Goal(bound=100, kind="at_most", words="≤ 100 ms")
SMALL = Goal(bound=45, kind="at_most", words="≤ 45 kB", each=True)
HOST = """<!doctype html><html lang="en"><head><title>A shop</title></head>
<body><main><h1>A shop</h1></main><script src="/widget.js" async></script></body></html>"""
UNTIL_PAINTED = """() => new Promise((done) => {
  const root = document.querySelector("warmdesk-widget").shadowRoot;
  addEventListener("click", ({ timeStamp: began }) => {
    const look = () => requestAnimationFrame(() =>
      root.querySelector("textarea")
        ? setTimeout(() => done(performance.now() - began))
        : look());
    look();
  }, { once: true, capture: true });
  window.armed = true;
})"""
"""Milliseconds from the click itself until behind the first frame that has the text field."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """One visit: until the box was painted, and what the page loaded of ours, in kB as sent."""

    ms: float
    before: float
    whole: float


def measure(runs: int) -> Sequence[Row]:
    """With an empty cache each time: the first visit of somebody new."""
    return asyncio.run(_measure(runs))


async def _measure(runs: int) -> Sequence[Row]:
    with tempfile.TemporaryDirectory(prefix="widget-") as name:
        folder = Path(name)
        desk = Desk(folder, f"sqlite:///{folder}/desk.db", port=free_port(), real=False)
        try:
            await desk.start()
            async with chromium() as browser:
                await _visit(browser, desk.url, slower=1)  # the first one of a browser is slower
                quick = [await _visit(browser, desk.url, slower=1) for _ in range(runs)]
                aimed = [
                    await _visit(browser, desk.url, slower=1, aims=AIM_MS) for _ in range(runs)
                ]
                slow = [await _visit(browser, desk.url, slower=SLOWER) for _ in range(runs)]
        finally:
            await desk.stop()
    return _rows(quick, aimed, slow)


def _rows(
    quick: Sequence[Opened], aimed: Sequence[Opened], slow: Sequence[Opened]
) -> Sequence[Row]:
    what = "from the click to the painted box with its text field"
    return [
        _row(f"{what}, by a hand that takes {AIM_MS} ms", "ms", [v.ms for v in aimed], AT_ONCE),
        _row(f"{what}, out of nowhere", "ms", [visit.ms for visit in quick], AT_ONCE),
        _row(f"{what}, processor {SLOWER} times slower", "ms", [visit.ms for visit in slow]),
        _row("loaded by each page of the site, gzipped", "kB", [v.before for v in quick]),
        _row("loaded in all once the chat is open, gzipped", "kB", [v.whole for v in quick], SMALL),
    ]


def _row(what: str, unit: str, runs: Sequence[float], goal: Goal | None = None) -> Row:
    return Row(what=what, theirs=None, ours=Figure(runs=tuple(runs), unit=unit), goal=goal)


async def _visit(browser: Browser, url: str, *, slower: int, aims: int = 0) -> Opened:
    """Somebody new comes to a page of a site, and opens the chat."""
    context = await browser.new_context()
    page = await context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    try:
        await page.route(f"{url}/shop", _serve_host)
        await page.goto(f"{url}/shop", wait_until="networkidle")
        before = await _kilobytes(responses)
        if slower > 1:
            session = await context.new_cdp_session(page)
            await session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        ms = await _click(page, aims)
        await page.wait_for_load_state("networkidle")
        return Opened(ms=ms, before=before, whole=await _kilobytes(responses))
    finally:
        await context.close()


async def _serve_host(route: Route) -> None:
    await route.fulfill(body=HOST, content_type="text/html")


async def _click(page: Page, aims: int) -> float:
    """A real click of the mouse on the button, which it reaches so many ms before."""
    button = await page.get_by_role("button", name="Open chat").bounding_box()
    if button is None:
        raise CannotMeasure("The page shows no button of the widget.")
    x, y = button["x"] + button["width"] / 2, button["y"] + button["height"] / 2
    painted = asyncio.ensure_future(page.evaluate(UNTIL_PAINTED))
    await page.wait_for_function("() => window.armed")
    if aims:
        await page.mouse.move(x, y)
        await asyncio.sleep(aims / 1000)
    await page.mouse.click(x, y)
    return float(await painted)


async def _kilobytes(responses: Sequence[Response]) -> float:
    """The bodies of our files, as they were sent."""
    ours = [each for each in responses if "/web/" in each.url or each.url.endswith("/widget.js")]
    sizes = [(await each.request.sizes())["responseBodySize"] for each in ours]
    return sum(sizes) / 1000

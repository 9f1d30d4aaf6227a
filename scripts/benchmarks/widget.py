"""The widget in a real browser: what it weighs, and how long after a click the box is there."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from playwright.async_api import Browser, Page, Response

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
LONGEST = "fr"
"""Of the widget's languages the one with the most to load."""
INVITATIONS = """rules:
  - id: late
    when: {page: "*", seconds: 3600}
    bubble: {en: Can we help?}
    opening: {en: What would you like to know?}
"""
HOST = """<!doctype html><html lang="$LANG"><head><title>A shop</title></head>
<body><main><h1>A shop</h1></main><script src="/widget.js" async></script></body></html>"""
BARE = """<!doctype html><html lang="en"><head><title>A shop</title></head>
<body><main><h1>A shop</h1></main><warmdesk-widget><template shadowrootmode="open">
<button class="launcher">Open chat</button></template></warmdesk-widget><script>
const root = document.querySelector("warmdesk-widget").shadowRoot;
const button = root.querySelector("button");
button.onclick = () => root.append(document.createElement("textarea"));
</script></body></html>"""
"""The least that a click can do: a text field, with nothing to load, around it or behind it."""
CONNECTED = """() => performance.getEntriesByType("resource")
  .some(({ name }) => name.includes("/socket.io/"))"""
"""By then everything of ours has been loaded."""
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


class InvitingDesk(Desk):
    """A desk with invitations, so that a page loads all that the widget has."""

    def env(self) -> dict[str, str]:
        """A desk's settings and the file with its invitations."""
        file = self.folder / "invitations.yml"
        file.write_text(INVITATIONS)
        return {**super().env(), "INVITATIONS_FILE": str(file)}


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
        desk = InvitingDesk(folder, f"sqlite:///{folder}/desk.db", port=free_port(), real=False)
        try:
            await desk.start()
            async with chromium() as browser:
                await _visit(browser, desk.url)  # the first one of a browser is slower
                bare = [await _visit(browser, desk.url, html=BARE) for _ in range(runs)]
                quick = [await _visit(browser, desk.url) for _ in range(runs)]
                aimed = [await _visit(browser, desk.url, aims=AIM_MS) for _ in range(runs)]
                slow = [await _visit(browser, desk.url, slower=SLOWER) for _ in range(runs)]
                longest = [
                    await _visit(browser, desk.url, html=_site(LONGEST)) for _ in range(runs)
                ]
        finally:
            await desk.stop()
    return _rows(bare, quick, aimed, slow, longest)


def _rows(
    bare: Sequence[Opened],
    quick: Sequence[Opened],
    aimed: Sequence[Opened],
    slow: Sequence[Opened],
    longest: Sequence[Opened],
) -> Sequence[Row]:
    what = "from the click to the painted text field"
    floor = [visit.ms for visit in bare]
    return [
        _time(f"{what}, by a hand that takes {AIM_MS} ms", aimed, floor, AT_ONCE),
        _time(f"{what}, out of nowhere", quick, floor, AT_ONCE),
        _time(f"{what}, out of nowhere, in French", longest, floor),
        _time(f"{what}, out of nowhere, processor {SLOWER} times slower", slow),
        _weight("loaded by each page of the site, gzipped", [v.before for v in quick]),
        _weight("the same in French", [v.before for v in longest]),
        _weight("loaded in all, gzipped, in French", [v.whole for v in longest], SMALL),
    ]


def _time(
    what: str,
    visits: Sequence[Opened],
    floor: Sequence[float] | None = None,
    goal: Goal | None = None,
) -> Row:
    theirs = None if floor is None else Figure(runs=tuple(floor), unit="ms")
    ours = Figure(runs=tuple(visit.ms for visit in visits), unit="ms")
    return Row(what=what, theirs=theirs, ours=ours, goal=goal, judged="ours")


def _weight(what: str, sizes: Sequence[float], goal: Goal | None = None) -> Row:
    return Row(what=what, theirs=None, ours=Figure(runs=tuple(sizes), unit="kB"), goal=goal)


async def _visit(
    browser: Browser, url: str, *, html: str | None = None, slower: int = 1, aims: int = 0
) -> Opened:
    """Somebody new comes to a page of a site, and opens the chat."""
    context = await browser.new_context()
    page = await context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    try:
        body = html or _site("en")
        await page.route(
            f"{url}/shop", lambda route: route.fulfill(body=body, content_type="text/html")
        )
        await page.goto(f"{url}/shop", wait_until="networkidle")
        before = await _kilobytes(responses)
        if slower > 1:
            session = await context.new_cdp_session(page)
            await session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        ms = await _click(page, aims)
        if html != BARE:
            await page.wait_for_function(CONNECTED)
        return Opened(ms=ms, before=before, whole=await _kilobytes(responses))
    finally:
        await context.close()


def _site(language: str) -> str:
    return HOST.replace("$LANG", language)


async def _click(page: Page, aims: int) -> float:
    """A real click of the mouse on the button, which it reaches so many ms before."""
    button = await page.locator(".launcher").bounding_box()
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

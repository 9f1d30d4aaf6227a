"""Pages of a long queue, as a console asks for them."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.benchmarks.crowd import fill_queue
from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.floor import Floor, hire
from scripts.havoc.desk import Desk
from scripts.ports import free_port

WAITING = 10_000
PAGES = (50, 100)
"""Which pages are compared with the first."""
AS_FAST = Goal(bound=1.25, kind="at_most", words="≤ 1.25 × the first")


def measure(runs: int) -> Sequence[Row]:
    """On SQLite."""
    return asyncio.run(_measure(runs))


async def _measure(runs: int) -> Sequence[Row]:
    with tempfile.TemporaryDirectory(prefix="queue-") as name:
        folder = Path(name)
        desk = Desk(folder, f"sqlite:///{folder}/desk.db", port=free_port(), real=False)
        try:
            await desk.start()
            await hire(desk)
            took = await _pages(desk, runs)
        finally:
            await desk.stop()
    return [_row(page, took) for page in PAGES]


def _row(page: int, took: dict[int, list[float]]) -> Row:
    return Row(
        what=f"page {page} of a queue of {WAITING:,} waiting conversations, 100 a page",
        theirs=Figure(runs=tuple(took[1]), unit="ms"),
        ours=Figure(runs=tuple(took[page]), unit="ms"),
        goal=AS_FAST,
    )


async def _pages(desk: Desk, runs: int) -> dict[int, list[float]]:
    """Milliseconds until the console has a page, by its number."""
    floor = Floor(desk)
    try:
        await floor.grow(1)
        await fill_queue(desk.database, WAITING)
        console = await floor.console(0)
        starts = await _starts(console)
        took: dict[int, list[float]] = {number: [] for number in (1, *PAGES)}
        for _ in range(runs):
            for number, run in took.items():
                began = time.perf_counter()
                await _page(console, starts[number])
                run.append((time.perf_counter() - began) * 1000)
        return took
    finally:
        await floor.close()


async def _starts(console: Any) -> dict[int, str | None]:
    """After which case each page begins."""
    starts: dict[int, str | None] = {1: None}
    for number in range(1, max(PAGES)):
        page = await _page(console, starts[number])
        starts[number + 1] = page["queue"][-1]["handoff_id"]
    return starts


async def _page(console: Any, after: str | None) -> dict[str, Any]:
    data = {"after": after}
    return dict(await console.call("queue", data, namespace="/console", timeout=60))

"""What pages cost that only listen."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import aiohttp

from scripts.benchmarks.figures import Figure, Row
from scripts.benchmarks.floor import many_sockets, visitor
from scripts.benchmarks.sockets import connect
from scripts.havoc.desk import Desk
from scripts.ports import free_port

SOCKETS = 2_000
KILO_IN_MEGA = 1024


def measure(runs: int) -> Sequence[Row]:
    """Each run on a desk of its own: memory that was used once would hide what sockets take."""
    many_sockets()
    each, answers = zip(*(asyncio.run(_run()) for _ in range(runs)), strict=True)
    return [
        _row(f"memory of the bridge for each of {SOCKETS:,} idle chat sockets", each, "kB"),
        _row("/health with all of them open", answers, "ms"),
    ]


def _row(what: str, runs: Sequence[float], unit: str) -> Row:
    return Row(what=what, theirs=None, ours=Figure(runs=tuple(runs), unit=unit))


async def _run() -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="idle-") as name:
        folder = Path(name)
        desk = Desk(folder, f"sqlite:///{folder}/desk.db", port=free_port(), real=False)
        try:
            await desk.start()
            before = desk.memory("bridge")
            async with _open_pages(desk):
                await asyncio.sleep(2)
                each = (desk.memory("bridge") - before) * KILO_IN_MEGA / SOCKETS
                return each, await _health(desk)
        finally:
            await desk.stop()


@contextlib.asynccontextmanager
async def _open_pages(desk: Desk) -> AsyncIterator[None]:
    async def deaf(_: Any) -> None:
        """Nobody listens."""

    pages = []
    for _ in range(SOCKETS):
        auth = {"token": await visitor(desk)}
        pages.append(await connect(desk.url, "/chat", "message", deaf, auth=auth))
    try:
        yield
    finally:
        for start in range(0, len(pages), 100):
            await asyncio.gather(*(page.disconnect() for page in pages[start : start + 100]))


async def _health(desk: Desk) -> float:
    """Milliseconds to the answer."""
    began = time.perf_counter()
    async with aiohttp.ClientSession() as http, http.get(f"{desk.url}/health") as response:
        await response.read()
    return (time.perf_counter() - began) * 1000

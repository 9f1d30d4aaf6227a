"""Customer to agent and back: how long a message takes, and how many a second there may be."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from scripts.benchmarks.figures import Figure, Goal, Row, percentile
from scripts.benchmarks.floor import Floor, hire, many_sockets
from scripts.benchmarks.sockets import Arrivals, Say, connect, paced
from scripts.benchmarks.undisturbed import undisturbed
from scripts.havoc.desk import Desk
from scripts.interpreters import THIS, Checkout
from scripts.ports import free_port

COUNTS = (1, 100, 500)
EVERY = 15.0
"""Seconds between two messages of one conversation."""
EVERY_ALONE = {"customer → agent": 2.0, "agent → customer": 0.1, "bare": 0.1}
"""The same where there is only one; a customer may not say more than thirty things a minute."""
SECONDS = 10.0
"""Length of each measurement."""
RATES = (25, 50, 75, 100, 150, 200, 300, 400, 600, 800)
TOO_SLOW = 250.0
"""Milliseconds of the 99th percentile at which the desk counts as full."""
SHARES = (0.5, 0.95, 0.99)
GOALS = {
    (100, 0.5): Goal(bound=5, kind="at_most", words="≤ 5 × bare"),
    (100, 0.99): Goal(bound=50, kind="at_most", words="≤ 50 ms"),
}
"""By how many conversations and which share."""

Taken = dict[tuple[int, str], list[list[float]]]
"""Milliseconds by how many conversations and which way, run by run."""


def measure(database: str | None, runs: int) -> Sequence[Row]:
    """On SQLite, or on an empty database of PostgreSQL."""
    many_sockets()
    return asyncio.run(_measure(database, runs))


async def _measure(database: str | None, runs: int) -> Sequence[Row]:
    taken: Taken = {}
    most = []
    with tempfile.TemporaryDirectory(prefix="relay-") as name:
        async with _bare(Path(name)) as bare, on_floor(Path(name), database) as floor:
            for count in COUNTS:
                await floor.grow(count)
                for _ in range(runs):
                    for way, (says, arrivals) in _ways(bare, floor).items():
                        took = await at_pace(way, says[:count], arrivals)
                        taken.setdefault((count, way), []).append(took)
            for _ in range(runs):
                most.append(await _most(floor))
    return [*_rows(taken), _most_row(most)]


def _ways(bare: tuple[list[Say], Arrivals], floor: Floor) -> dict[str, tuple[list[Say], Arrivals]]:
    return {
        "bare": bare,
        "customer → agent": (floor.customers, floor.arrivals),
        "agent → customer": (floor.agents, floor.arrivals),
    }


async def at_pace(way: str, says: Sequence[Say], arrivals: Arrivals) -> list[float]:
    """Milliseconds from sending to arriving of what these conversations say."""
    every = EVERY_ALONE[way] if len(says) == 1 else EVERY
    return await undisturbed(partial(paced, says, arrivals, every=every, seconds=SECONDS))


def _rows(taken: Mapping[tuple[int, str], list[list[float]]]) -> Sequence[Row]:
    return [
        Row(
            what=f"{way}, {_conversations(count)}, p{share * 100:.0f}",
            theirs=_share(taken[count, "bare"], share),
            ours=_share(runs, share),
            goal=GOALS.get((count, share)),
            judged="ours" if share == SHARES[-1] else "compared",
        )
        for (count, way), runs in taken.items()
        if way != "bare"
        for share in SHARES
    ]


def _conversations(count: int) -> str:
    return "one conversation" if count == 1 else f"{count} conversations"


def _share(runs: Sequence[Sequence[float]], share: float) -> Figure:
    return Figure(runs=tuple(percentile(took, share) for took in runs), unit="ms")


async def _most(floor: Floor) -> float:
    """Messages a second at which the 99th percentile is still good, in the steps of `RATES`."""
    good = 0.0
    for rate in RATES:
        every = len(floor.agents) / rate
        took = await undisturbed(
            partial(paced, floor.agents, floor.arrivals, every=every, seconds=5)
        )
        if percentile(took, 0.99) > TOO_SLOW:
            break
        good = float(rate)
    return good


def _most_row(most: Sequence[float]) -> Row:
    return Row(
        what=f"the most from agents to {max(COUNTS)} customers with p99 under {TOO_SLOW:.0f} ms",
        theirs=None,
        ours=Figure(runs=tuple(most), unit="messages/s"),
    )


@contextlib.asynccontextmanager
async def on_floor(
    folder: Path, database: str | None, checkout: Checkout = THIS
) -> AsyncIterator[Floor]:
    """A desk with its agents, on SQLite or on an empty database of PostgreSQL."""
    url = database or f"sqlite:///{folder}/desk.db"
    desk = Desk(folder, url, port=free_port(), real=False, checkout=checkout)
    try:
        await desk.start()
        await hire(desk)
        floor = Floor(desk)
        try:
            yield floor
        finally:
            await floor.close()
    finally:
        await desk.stop()


@contextlib.asynccontextmanager
async def _bare(folder: Path) -> AsyncIterator[tuple[list[Say], Arrivals]]:
    """Pairs of sockets on a server that does nothing but commit and pass on."""
    port, arrivals = free_port(), Arrivals()
    command = [sys.executable, "-m", "scripts.benchmarks.bare", str(port), str(folder / "bare.db")]
    process = await asyncio.create_subprocess_exec(*command)
    sockets: list[Any] = []
    try:
        await _listening(port)
        for number in range(max(COUNTS)):
            sockets += await _pair(port, f"r{number}", arrivals)
        yield [_bare_say(sio, f"r{n}") for n, sio in enumerate(sockets[::2])], arrivals
    finally:
        await asyncio.gather(*(one.disconnect() for one in sockets))
        process.kill()
        await process.wait()


async def _pair(port: int, room: str, arrivals: Arrivals) -> list[Any]:
    async def told(data: dict[str, Any]) -> None:
        arrivals.came(data["text"])

    pair = [await connect(f"http://127.0.0.1:{port}", "/bare", "said", told) for _ in range(2)]
    for one in pair:
        await one.emit("join", room, namespace="/bare")
    return pair


def _bare_say(sio: Any, room: str) -> Say:
    return lambda text: sio.call("say", {"room": room, "text": text}, namespace="/bare")


async def _listening(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")

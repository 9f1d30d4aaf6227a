"""Customer to agent and back: latency, messages a second, idle sockets, a long queue."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import sqlalchemy as sa

from handoff.accounts import Accounts
from handoff.database import Database
from handoff.passwords import Passwords
from handoff.tables import conversations, handoffs, waits
from scripts.benchmarks.figures import percentile, short
from scripts.benchmarks.servers import free_port
from scripts.benchmarks.sockets import Arrivals, Say, connect, paced
from scripts.havoc.desk import Desk

PASSWORD = "correct horse battery staple"
AGENTS = 10
EVERY = 15.0
WAITING = 10_000
SOCKETS = 2_000
TOO_SLOW = 250.0
"""Milliseconds of the 99th percentile at which the desk counts as full."""


def measure(database: str | None, *, seconds: float) -> str:
    """The page's section: on SQLite, or on an empty database of PostgreSQL; `seconds` each."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return asyncio.run(_measure(database, seconds))


async def _measure(database: str | None, seconds: float) -> str:
    with tempfile.TemporaryDirectory(prefix="relay-") as name:
        folder = Path(name)
        bare = await _bare(folder, seconds)
        desk = Desk(folder, database or f"sqlite:///{folder}/desk.db", port=free_port(), real=False)
        try:
            await desk.start()
            # First of all: memory that was used once would hide what the sockets take.
            idle = await _idle(desk, SOCKETS)
            relay = await _relay(desk, seconds)
            queue = await _long_queue(desk)
        finally:
            await desk.stop()
    kind = "PostgreSQL" if database else "SQLite, synchronous=FULL"
    return f"""\
Every conversation says something every {EVERY:.0f} seconds; milliseconds from sending to \
arriving, committed to disk in between. In brackets: times a bare socket.io server that commits \
one row, in the same run. {kind}; clients on the same machine.

{_latencies(bare, relay)}

{queue}

{idle}
"""


def _latencies(bare: dict[int, list[float]], relay: dict[tuple[int, str], list[float]]) -> str:
    (most,) = relay.pop((0, "most"))
    rows = []
    for (count, way), took in relay.items():
        base = bare[count]
        shares = (0.5, 0.95, 0.99)
        cells = [
            f"{percentile(took, s):,.1f} ({percentile(took, s) / percentile(base, s):.1f} x)"
            for s in shares
        ]
        rows.append([count, way, len(took), *cells])
    for count, took in bare.items():
        rows.append(
            [count, "bare", len(took), *(f"{percentile(took, s):,.1f}" for s in (0.5, 0.95, 0.99))]
        )
    head = ["conversations", "way", "messages", "p50", "p95", "p99"]
    return (
        f"{_table(head, rows)}\n\nFrom agents to {max(COUNTS)} customers, {most:,.0f} messages a "
        f"second are the most of the steps tried at which p99 stays under {TOO_SLOW:.0f} ms."
    )


COUNTS = (1, 100, 500)


async def _bare(folder: Path, seconds: float) -> dict[int, list[float]]:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "scripts.benchmarks.bare", str(port), str(folder / "bare.db"))
    )
    arrivals = Arrivals()
    sockets: list[Any] = []
    ways: list[Say] = []

    async def told(data: dict[str, Any]) -> None:
        arrivals.came(data["text"])

    try:
        await _listening(port)
        for number in range(max(COUNTS)):
            pair = [
                await connect(f"http://127.0.0.1:{port}", "/bare", "said", told) for _ in range(2)
            ]
            sockets += pair
            for one in pair:
                await one.emit("join", f"r{number}", namespace="/bare")
            ways.append(_bare_say(pair[0], f"r{number}"))
        await asyncio.sleep(1)
        return {
            count: await paced(
                ways[:count], arrivals, every=0.1 if count == 1 else EVERY, seconds=seconds
            )
            for count in COUNTS
        }
    finally:
        await asyncio.gather(*(one.disconnect() for one in sockets))
        process.kill()
        await process.wait()


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


class Relay:
    """Conversations that agents have, each with a customer's page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.arrivals = Arrivals()
        self.customers: list[Say] = []
        self.agents: list[Say] = []
        self._sockets: list[Any] = []
        self._count = 0

    async def open(self, count: int) -> None:
        """Log agents in, and let each take their share of the conversations."""
        consoles = await asyncio.gather(*(self.console(n) for n in range(AGENTS)))
        shares = [(count + place) // AGENTS for place in range(AGENTS)]
        await asyncio.gather(*(self._take(c, n) for c, n in zip(consoles, shares, strict=True)))

    async def close(self) -> None:
        """Disconnect everybody."""
        await asyncio.gather(*(one.disconnect() for one in self._sockets))

    async def console(self, number: int) -> Any:
        """An agent's console; away, so that nothing is offered."""
        body = {"email": f"agent{number}@example.com", "password": PASSWORD}
        address = f"{self._desk.url}/api/console/login"
        async with aiohttp.ClientSession() as http, http.post(address, json=body) as response:
            response.raise_for_status()
            cookie = "; ".join(f"{k}={v.value}" for k, v in response.cookies.items())

        async def told(event: dict[str, Any]) -> None:
            if event["type"] == "message.added":
                message = event["data"]["message"]
                if message["author"]["kind"] == "customer":
                    self.arrivals.came(message["text"])

        sio = await connect(self._desk.url, "/console", "event", told, headers={"Cookie": cookie})
        self._sockets.append(sio)
        await sio.call("presence", {"presence": "away"}, namespace="/console")
        return sio

    async def _take(self, console: Any, count: int) -> None:
        for _ in range(count):
            await self._conversation(console)

    async def _conversation(self, console: Any) -> None:
        token = await _visitor(self._desk)

        async def told(message: dict[str, Any]) -> None:
            if message["author"]["kind"] == "agent":
                self.arrivals.came(message["text"])

        page = await connect(self._desk.url, "/chat", "message", told, auth={"token": token})
        self._sockets.append(page)
        say = self._say(page, "/chat", {})
        conversation_id = (await say("hello"))["conversation_id"]
        where = {"conversation_id": conversation_id}
        await console.call("take_over", where, namespace="/console", timeout=30)
        opened = await console.call("open", where, namespace="/console", timeout=30)
        self.customers.append(say)
        more = {**where, "epoch": opened["conversation"]["epoch"]}
        self.agents.append(self._say(console, "/console", more))

    def _say(self, sio: Any, namespace: str, more: dict[str, Any]) -> Say:
        async def say(text: str) -> dict[str, Any]:
            self._count += 1
            data = {"client_id": f"b{self._count}", "text": text, **more}
            answer = await sio.call("send", data, namespace=namespace, timeout=30)
            if "error" in answer:
                raise RuntimeError(answer["error"]["message"])
            return dict(answer)

        return say


async def _relay(desk: Desk, seconds: float) -> dict[tuple[int, str], list[float]]:
    await _hire(desk)
    relay = Relay(desk)
    measured = {}
    try:
        for count in COUNTS:
            await relay.open(count - len(relay.customers))
            await asyncio.sleep(2)
            for way, says in (
                ("customer → agent", relay.customers),
                ("agent → customer", relay.agents),
            ):
                # One customer may not say more than thirty things a minute.
                every = (2.0 if way.startswith("c") else 0.1) if count == 1 else EVERY
                measured[count, way] = await paced(
                    says, relay.arrivals, every=every, seconds=seconds
                )
        measured[0, "most"] = [await _most(relay)]
    finally:
        await relay.close()
    return measured


async def _most(relay: Relay) -> float:
    """Messages a second at which the 99th percentile is still good."""
    good = 0.0
    for rate in (50, 100, 150, 200, 300, 400, 600, 800):
        took = await paced(relay.agents, relay.arrivals, every=len(relay.agents) / rate, seconds=6)
        if percentile(took, 0.99) > TOO_SLOW:
            break
        good = rate
    return good


async def _hire(desk: Desk) -> None:
    db = Database(desk.database)
    hashed = await Passwords().hash(PASSWORD)
    accounts = Accounts(db, lambda: datetime.now(timezone.utc))
    for number in range(AGENTS):
        await accounts.create(
            email=f"agent{number}@example.com", name=f"Agent {number}", password_hash=hashed
        )
    await db.close()


async def _visitor(desk: Desk) -> str:
    address = f"{desk.url}/api/chat/session"
    async with aiohttp.ClientSession() as http, http.post(address, json={}) as response:
        return str((await response.json())["token"])


async def _long_queue(desk: Desk) -> str:
    """The first and the hundredth page of ten thousand waiting cases, as a console asks for it."""
    await _fill_queue(desk)
    relay = Relay(desk)
    console = await relay.console(0)
    took: list[float] = []
    after = None
    try:
        for _ in range(WAITING // 100):
            times = []
            for _ in range(3):
                began = time.perf_counter()
                page = await console.call(
                    "queue", {"after": after}, namespace="/console", timeout=60
                )
                times.append((time.perf_counter() - began) * 1000)
            took.append(min(times))
            after = page["queue"][-1]["handoff_id"]
    finally:
        await relay.close()
    rows = [[n, took[n - 1]] for n in (1, 50, 100)]
    return (
        f"Pages of 100 of a queue of {WAITING:,} waiting conversations, milliseconds until the "
        f"console has them (best of three):\n\n{_table(['page', 'ms'], rows)}"
    )


async def _fill_queue(desk: Desk) -> None:
    """Cases that wait, each with the packet of a real one."""
    db = Database(desk.database)
    now = datetime.now(timezone.utc)
    async with db.write() as tx:
        first = (await tx.connection.execute(sa.select(conversations).limit(1))).mappings().one()
        packet = (await tx.connection.execute(sa.select(handoffs.c.packet).limit(1))).scalar_one()
        packet = msgspec.json.decode(msgspec.json.encode(packet))
        own = {**first, "owner": "queue", "agent_id": None, "last_seq": 0, "previous_id": None}
        ids = [f"{number:05}" for number in range(WAITING)]
        await tx.connection.execute(
            conversations.insert(),
            [{**own, "id": f"cv_{n}", "address": f"w:{n}"} for n in ids],
        )
        case = {"state": "queued", "reason": "customer_asked", "skill": "general"}
        await tx.connection.execute(
            handoffs.insert(),
            [
                {
                    **case,
                    "id": f"ho_{n}",
                    "conversation_id": f"cv_{n}",
                    "idempotency_key": f"key_{n}",
                    "priority": "normal",
                    "packet": packet,
                    "created_at": now + timedelta(milliseconds=int(n)),
                    "queued_at": now,
                    "counts_from": now + timedelta(milliseconds=int(n)),
                    "more_skills": [],
                }
                for n in ids
            ],
        )
        told = {"position": 1, "told_at": now, "thanked": True, "way_out": True}
        await tx.connection.execute(
            waits.insert(), [{"handoff_id": f"ho_{n}", **told} for n in ids]
        )
    await db.close()


async def _idle(desk: Desk, count: int) -> str:
    before = desk.memory("bridge")
    async with _open_pages(desk, count) as opened:
        await asyncio.sleep(2)
        after = desk.memory("bridge")
        answers = await _health_ms(desk)
    each = (after - before) * 1024 / max(1, opened)
    return (
        f"{opened:,} idle chat sockets: the bridge grows from {before:,.0f} to {after:,.0f} MB, "
        f"{each:,.0f} kB each; `/health` then answers in {answers:.0f} ms."
    )


@contextlib.asynccontextmanager
async def _open_pages(desk: Desk, count: int) -> AsyncIterator[int]:
    async def deaf(_: Any) -> None:
        """Nobody listens."""

    pages = []
    for _ in range(count):
        auth = {"token": await _visitor(desk)}
        pages.append(await connect(desk.url, "/chat", "message", deaf, auth=auth))
    try:
        yield len(pages)
    finally:
        for start in range(0, len(pages), 100):
            await asyncio.gather(*(page.disconnect() for page in pages[start : start + 100]))


async def _health_ms(desk: Desk) -> float:
    began = time.perf_counter()
    async with aiohttp.ClientSession() as http, http.get(f"{desk.url}/health") as response:
        await response.read()
    return (time.perf_counter() - began) * 1000


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    return short(value) if isinstance(value, float) else str(value)

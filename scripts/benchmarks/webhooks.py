"""Webhooks of both platforms at a steady pace, while the bot is busy and is killed on the way."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row, percentile
from scripts.benchmarks.floor import many_sockets
from scripts.benchmarks.subjects import Ours
from scripts.havoc.desk import Desk
from scripts.ports import free_port
from scripts.simulating.webhooks import messenger, whatsapp
from scripts.simulating.wiring import NUMBER, PAGE, simulated

A_SECOND = 200
SECONDS = 60
CUSTOMERS = 200
REPEATED = 10
"""One webhook in so many is an earlier one that comes once more."""
KILL_AFTER = 15.0
DRAIN_SECONDS = 1800.0
SAYINGS = (
    "hi, my graphics card has not arrived",
    "it was ordered a week ago",
    "no email so far",
    "can you look it up please",
    "thanks",
)
WAITING = {
    "updates": "SELECT count(*) FROM updates WHERE state = 'waiting'",
    "turns": "SELECT count(*) FROM turns WHERE state IN ('waiting', 'running')",
    "outbox": "SELECT count(*) FROM outbox WHERE state = 'queued'",
}
KEPT = "SELECT provider_id FROM messages WHERE author_kind = 'customer'"
MEDIAN = Goal(bound=50, kind="at_most", words="≤ 50 ms")
SLOWEST = Goal(bound=1000, kind="at_most", words="< 1000 ms in each run", each=True)
NONE = Goal(bound=0, kind="at_most", words="0 in each run", each=True)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook. `key` is the message's id in it, `customer` who wrote it."""

    channel: str
    customer: str
    key: str
    body: bytes


class Outcome(msgspec.Struct, kw_only=True):
    """What came of a run: milliseconds from the moment at which each post was due to its answer."""

    took: list[float]
    refused: Counter[str]
    again: list[Post]


class SimulatedDesk(Desk):
    """The real desk with both platforms, whose Graph API is the simulator's."""

    def __init__(self, folder: Path, models: Path, *, port: int) -> None:
        super().__init__(folder, f"sqlite:///{folder}/desk.db", port=port, real=True)
        self._models = models
        self._commands["simulator"] = ["-m", "scripts.simulating"]
        self._wired: dict[str, str] | None = None

    def env(self) -> dict[str, str]:
        """The settings, the same for every process of one run."""
        if self._wired is None:
            self._wired = dict(simulated({**super().env(), "BOT_MODELS": str(self._models)}))
        return self._wired

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the bridge's database holds."""
        with contextlib.closing(sqlite3.connect(self.folder / "desk.db")) as connection:
            return connection.execute(query).fetchall()


def measure(ours: Ours, runs: int) -> Sequence[Row]:
    """A minute of webhooks, so many times, each time on a new desk."""
    ours.train_if_needed()
    many_sockets()
    found = [asyncio.run(_run(ours.folder / "models")) for _ in range(runs)]
    rows = [
        ("answered, median", "ms", MEDIAN),
        ("answered, 99 of 100", "ms", None),
        ("answered, slowest", "ms", SLOWEST),
        ("not answered 200 at first", "posts", NONE),
        ("messages lost, or kept twice", "messages", NONE),
        ("all of them handled after the last post", "s", None),
    ]
    return [
        Row(
            what=what,
            theirs=None,
            ours=Figure(runs=tuple(each[place] for each in found), unit=unit),
            goal=goal,
            judged="ours",
        )
        for place, (what, unit, goal) in enumerate(rows)
    ]


async def _run(models: Path) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory(prefix="webhooks-") as name:
        folder = Path(name)
        desk = SimulatedDesk(folder, models, port=free_port())
        try:
            await desk.start()
            posts = _posts(A_SECOND * SECONDS)
            outcome, _ = await asyncio.gather(_fire(desk, posts), _kill_bot(desk))
            drained = await _drain(desk)
            lost = _lost(desk, posts)
        finally:
            await desk.stop()
    took = outcome.took
    return (
        percentile(took, 0.5),
        percentile(took, 0.99),
        max(took),
        float(sum(outcome.refused.values())),
        float(lost),
        drained,
    )


def _posts(count: int) -> list[Post]:
    posts: list[Post] = []
    for number in range(count):
        if number % REPEATED == REPEATED - 1:
            posts.append(posts[number // 2])
        else:
            posts.append(_said(number))
    return posts


def _said(number: int) -> Post:
    """A message of one of the customers, each of whom says the same things in the same order."""
    customer = number % CUSTOMERS
    text = SAYINGS[number // CUSTOMERS % len(SAYINGS)]
    if customer % 2:
        key, who = f"m_{number}", str(31_000 + customer)
        payload = messenger(PAGE, who, message={"mid": key, "text": text})
        return _post("messenger", who, key, payload)
    key, who = f"wamid.{number}", str(4_915_100_000 + customer)
    told = {"from": who, "id": key, "timestamp": str(int(time.time())), "type": "text"}
    contact = {"profile": {"name": "Zoë"}, "wa_id": who}
    payload = whatsapp(NUMBER, contacts=[contact], messages=[{**told, "text": {"body": text}}])
    return _post("whatsapp", who, key, payload)


def _post(channel: str, customer: str, key: str, payload: dict[str, Any]) -> Post:
    body = json.dumps(payload, ensure_ascii=False).encode()
    return Post(channel=channel, customer=customer, key=key, body=body)


async def _fire(desk: SimulatedDesk, posts: Sequence[Post]) -> Outcome:
    """Post each when it is due, however long the others take; then again what was not taken."""
    outcome = Outcome(took=[], refused=Counter(), again=[])
    secret = desk.env()["META_APP_SECRET"].encode()
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as http:
        began = time.perf_counter()
        tasks = []
        for number, post in enumerate(posts):
            due = began + number / A_SECOND
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(_timed(http, desk, secret, post, due, outcome)))
        await asyncio.gather(*tasks)
        for post in outcome.again:
            if await _send(http, desk, secret, post) != "200":
                raise CannotMeasure("the desk does not take webhooks even when it has time")
    return outcome


async def _timed(
    http: aiohttp.ClientSession,
    desk: SimulatedDesk,
    secret: bytes,
    post: Post,
    due: float,
    outcome: Outcome,
) -> None:
    answer = await _send(http, desk, secret, post)
    outcome.took.append((time.perf_counter() - due) * 1000)
    if answer != "200":
        outcome.refused[answer] += 1
        outcome.again.append(post)


async def _send(http: aiohttp.ClientSession, desk: SimulatedDesk, secret: bytes, post: Post) -> str:
    """The status of the answer, or what went wrong."""
    signature = hmac.new(secret, post.body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={signature}"}
    url = f"{desk.url}/webhooks/{post.channel}"
    try:
        async with http.post(url, data=post.body, headers=headers) as answer:
            await answer.read()
            return str(answer.status)
    except (TimeoutError, aiohttp.ClientError) as exc:
        return type(exc).__name__


async def _kill_bot(desk: SimulatedDesk) -> None:
    await asyncio.sleep(KILL_AFTER)
    await desk.kill("bot")


async def _drain(desk: SimulatedDesk) -> float:
    """Seconds until every update is handled, every turn has ended and every answer is sent."""
    began = time.monotonic()
    while sum(_left(desk).values()):
        if time.monotonic() - began > DRAIN_SECONDS:
            raise CannotMeasure(f"not everything was handled in time: {_left(desk)}")
        await desk.revive()
        await asyncio.sleep(1)
    return time.monotonic() - began


def _left(desk: SimulatedDesk) -> dict[str, int]:
    """How much waits, by table."""
    return {name: int(desk.rows(query)[0][0]) for name, query in WAITING.items()}


def _lost(desk: SimulatedDesk, posts: Sequence[Post]) -> int:
    """Messages that are not in the log exactly once."""
    kept = Counter(key for (key,) in desk.rows(KEPT))
    sent = {post.key for post in posts}
    return sum(kept[key] != 1 for key in sent) + len(set(kept) - sent)

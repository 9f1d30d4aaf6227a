"""A bot that is slow by chance, in a process of its own: it echoes, acts, and hands over.

It keeps what it did under the turn's key, as the action server does with the CRM: a turn that is
run again gets the first result.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import sys

import msgspec
from aiohttp import web

from contracts.turn import TURN_PATH, HandoffRequest, Reply, Summary, Turn, TurnResult

SLOW_SHARE = 0.03
SLOWEST = 20.0


class StandIn:
    """Answers turns."""

    def __init__(self, path: str) -> None:
        self._random = random.Random(os.getpid())
        self._effects = sqlite3.connect(path, isolation_level=None, timeout=20)
        self._effects.execute("PRAGMA journal_mode=WAL")
        self._effects.execute(
            "CREATE TABLE IF NOT EXISTS effects (key TEXT PRIMARY KEY, turn TEXT, said TEXT)"
        )

    async def turn(self, request: web.Request) -> web.Response:
        """One turn."""
        turn = msgspec.json.decode(await request.read(), type=Turn)
        await asyncio.sleep(self._delay())
        said = [message.text or "" for message in turn.messages]
        result = self._result(turn, "\n".join(said).split("\n"))
        # After the act and before the answer is where a kill hurts most.
        await asyncio.sleep(self._random.uniform(0, 0.05))
        return web.Response(body=msgspec.json.encode(result), content_type="application/json")

    def _result(self, turn: Turn, lines: list[str]) -> TurnResult:
        replies = tuple(Reply(text=self._answer(turn, line)) for line in lines if line)
        if not any(line.startswith("person ") for line in lines):
            return TurnResult(replies=replies or (Reply(text="yes?"),))
        wish = HandoffRequest(
            reason="customer_asked",
            reason_text="The customer asked for a person.",
            skill="general",
            summary=Summary(situation=lines[-1][:80]),
        )
        return TurnResult(replies=replies, handoff=wish)

    def _answer(self, turn: Turn, line: str) -> str:
        if not line.startswith("act "):
            return f"echo {line}"
        self._effects.execute(
            "INSERT OR IGNORE INTO effects VALUES (?, ?, ?)",
            (f"{turn.turn_id}:act:{line}", turn.turn_id, line),
        )
        return f"done {line}"

    def _delay(self) -> float:
        if self._random.random() < SLOW_SHARE:
            return self._random.uniform(1, SLOWEST)
        return self._random.uniform(0, 0.1)


async def healthy(_request: web.Request) -> web.Response:
    """Bot and action server answer."""
    return web.Response(text="ok")


async def serve(path: str) -> None:
    """Answer on the ports of bot and action server, until killed."""
    app = web.Application()
    app.router.add_post(TURN_PATH, StandIn(path).turn)
    app.router.add_get("/", healthy)
    app.router.add_get("/health", healthy)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    for port in ("BOT_PORT", "ACTIONS_PORT"):
        await web.TCPSite(runner, "127.0.0.1", int(os.environ[port])).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))

"""A floor of agents who have conversations with customers' pages, all on real sockets."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp

from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.passwords import Passwords
from handoff.store.db.database import Database
from scripts.benchmarks.sockets import Arrivals, Say, connect
from scripts.havoc.desk import Desk

PASSWORD = "correct horse battery staple"
AGENTS = 10

Told = Callable[[Any], Awaitable[None]]


class Floor:
    """Conversations that agents have, each with a customer's page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.arrivals = Arrivals()
        self.customers: list[Say] = []
        self.agents: list[Say] = []
        self._sockets: list[Any] = []
        self._consoles: list[Any] = []
        self._count = 0

    async def grow(self, count: int) -> None:
        """Have so many conversations in all, shared out evenly among the agents."""
        while len(self._consoles) < AGENTS:
            self._consoles.append(await self.console(len(self._consoles)))
        missing = count - len(self.customers)
        shares = [(missing + place) // AGENTS for place in range(AGENTS)]
        pairs = zip(self._consoles, shares, strict=True)
        await asyncio.gather(*(self._take(console, share) for console, share in pairs))

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
        sio = await self._connect("/console", "event", self._to_agent, headers={"Cookie": cookie})
        await sio.call("presence", {"presence": "away"}, namespace="/console")
        return sio

    async def ask(self, agent: int, event: str, data: dict[str, Any]) -> dict[str, Any]:
        """What an agent's console is answered."""
        console = self._consoles[agent]
        return dict(await console.call(event, data, namespace="/console", timeout=60))

    async def _connect(self, namespace: str, event: str, told: Told, **identity: Any) -> Any:
        sio = await connect(self._desk.url, namespace, event, told, **identity)
        self._sockets.append(sio)
        return sio

    async def _take(self, console: Any, count: int) -> None:
        for _ in range(count):
            await self._conversation(console)

    async def _conversation(self, console: Any) -> None:
        token = await visitor(self._desk)
        page = await self._connect("/chat", "message", self._to_customer, auth={"token": token})
        say = self._say(page, "/chat", {})
        where = {"conversation_id": (await say("hello"))["conversation_id"]}
        await console.call("take_over", where, namespace="/console", timeout=30)
        opened = await console.call("open", where, namespace="/console", timeout=30)
        more = {**where, "epoch": opened["conversation"]["epoch"]}
        self.customers.append(say)
        self.agents.append(self._say(console, "/console", more))

    async def _to_agent(self, event: dict[str, Any]) -> None:
        message = event["data"]["message"] if event["type"] == "message.added" else None
        if message and message["author"]["kind"] == "customer":
            self.arrivals.came(message["text"])

    async def _to_customer(self, message: dict[str, Any]) -> None:
        if message["author"]["kind"] == "agent":
            self.arrivals.came(message["text"])

    def _say(self, sio: Any, namespace: str, more: dict[str, Any]) -> Say:
        async def say(text: str) -> dict[str, Any]:
            self._count += 1
            data = {"client_id": f"b{self._count}", "text": text, **more}
            answer = await sio.call("send", data, namespace=namespace, timeout=30)
            if "error" in answer:
                raise RuntimeError(answer["error"]["message"])
            return dict(answer)

        return say


async def hire(desk: Desk) -> None:
    """Make the agents' accounts."""
    db = Database(desk.database)
    hashed = await Passwords().hash(PASSWORD)
    accounts = Accounts(db, lambda: datetime.now(UTC))
    for number in range(AGENTS):
        await accounts.create(
            email=f"agent{number}@example.com", name=f"Agent {number}", password_hash=hashed
        )
    await db.close()


async def visitor(desk: Desk) -> str:
    """The token of a new visitor's page."""
    address = f"{desk.url}/api/chat/session"
    async with aiohttp.ClientSession() as http, http.post(address, json={}) as response:
        return str((await response.json())["token"])


def many_sockets() -> None:
    """Let this process, and those that it starts, have as many open files as the system allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

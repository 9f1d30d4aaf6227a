"""The whole desk as `scripts/serve` starts it, with a model that is trained once for all tests."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import shutil
import signal
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import requests
import socketio

from tests.checkout import ROOT, Checkout, Served
from tests.rasa_server import trained

ADMIN = "an-operators-token-for-tests-only"
AGENT_EMAIL = "sam@example.com"
AGENT_PASSWORD = "correct horse battery staple"
SECONDS = 240.0
"""How long a test waits for what must come; a bot that was killed has to start again in it."""

IDENTITY_SECRET = "i" * 40

ENV = f"""\
SECRET_KEY={"s" * 40}
IDENTITY_SECRET={IDENTITY_SECRET}
BOT_TOKEN={"b" * 40}
ADMIN_API_TOKEN={ADMIN}
FIRST_AGENT_EMAIL={AGENT_EMAIL}
FIRST_AGENT_PASSWORD={AGENT_PASSWORD}
"""


class ServedDesk(Served):
    """A desk with settings that tests know."""

    def __init__(self, folder: Path) -> None:
        checkout = Checkout(folder / "warmdesk")
        (checkout.folder / ".env").write_text(ENV)
        shutil.copytree(trained(ROOT), checkout.folder / "models")
        super().__init__(checkout)

    def start(self, *arguments: str) -> None:
        """Start it with the simulator's phones."""
        super().start("--simulate", *arguments)

    def wait_until_answering(self) -> None:
        """Return when the bot and its actions answer."""
        self.until("the bot", lambda: self.health().get("status") == "ok")

    @property
    def crm_url(self) -> str:
        """Where the demo CRM is."""
        return f"sqlite:///{self.checkout.var}/crm.db"

    def read(self, path: str) -> Any:
        """What the operators' API answers."""
        headers = {"Authorization": f"Bearer {ADMIN}"}
        answer = requests.get(self.home + path, headers=headers, timeout=10)
        answer.raise_for_status()
        return answer.json()

    def kill9(self, module: str) -> None:
        """End one of the desk's processes as a power cut would."""
        pid = self.pid(module)
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


class Visitor:
    """A customer's page: socket.io to the real bridge, every message kept by its number."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._sio = socketio.AsyncClient(reconnection=False)
        self._sio.on("message", self._keep, namespace="/chat")
        self._numbers = itertools.count(1)
        self.messages: dict[int, dict[str, Any]] = {}

    async def _keep(self, message: dict[str, Any]) -> None:
        seen = self.messages.setdefault(message["seq"], message)
        assert seen["text"] == message["text"], "one number, two messages"

    async def connect(self, customer_id: str | None = None) -> None:
        """Open the page, signed in as a customer of the demo shop or as a visitor."""
        async with aiohttp.ClientSession() as http:
            body: dict[str, Any] = {}
            if customer_id is not None:
                body["identity"] = identity(customer_id)
            async with http.post(f"{self._home}/api/chat/session", json=body) as answer:
                session = await answer.json()
        await self._sio.connect(
            self._home,
            auth={"token": session["token"]},
            namespaces=["/chat"],
            transports=["websocket"],
        )

    async def close(self) -> None:
        """Close the page."""
        await self._sio.disconnect()

    async def send(self, text: str | None = None, **more: Any) -> dict[str, Any]:
        """Send a message; returns the acknowledgement."""
        data = {"client_id": f"{id(self)}-{next(self._numbers)}", **more}
        if text is not None:
            data["text"] = text
        answer = await self._sio.call("send", data, namespace="/chat", timeout=SECONDS)
        return dict(answer)

    async def press(self, title: str) -> dict[str, Any]:
        """Press the newest button with that title."""
        for message in reversed(self.in_order()):
            for button in message["buttons"]:
                if button["title"] == title:
                    return await self.send(button_id=button["id"])
        raise AssertionError(f"no button {title!r} in {self.texts()}")

    async def sync(self) -> None:
        """Ask for everything that was said, as a page does after it has connected."""
        seen = {"conversation_id": None, "last_seq": 0}
        answer = await self._sio.call("sync", seen, namespace="/chat", timeout=SECONDS)
        for message in answer["messages"]:
            await self._keep(message)

    def in_order(self) -> list[dict[str, Any]]:
        """Every message so far."""
        return [self.messages[seq] for seq in sorted(self.messages)]

    def texts(self, kind: str = "bot") -> list[str]:
        """What one kind of author has said so far."""
        found = (m for m in self.in_order() if m["author"]["kind"] == kind)
        return [str(message["text"]) for message in found]

    async def until(self, what: str, holds: Callable[[], Any]) -> Any:
        """What `holds` returns, as soon as that is true of anything."""
        loop = asyncio.get_running_loop()
        end = loop.time() + SECONDS
        while not (found := holds()):
            assert loop.time() < end, f"{what} did not come: {self.in_order()}"
            await asyncio.sleep(0.02)
        return found

    async def ask(self, text: str | None = None, *, press: str | None = None) -> list[str]:
        """Say or press something; returns what the bot answers to it."""
        before = len(self.texts())
        if press is not None:
            await self.press(press)
        else:
            await self.send(text)
        await self.until("an answer", lambda: len(self.texts()) > before)
        await self.until_quiet()
        return self.texts()[before:]

    async def until_quiet(self) -> None:
        """The replies of one turn come together: wait until no more do."""
        count = -1
        while count != len(self.messages):
            count = len(self.messages)
            await asyncio.sleep(0.8)


def identity(customer_id: str) -> str:
    """The host site's word for who is signed in there."""
    claims = {
        "sub": customer_id,
        "aud": "warmdesk",
        "exp": datetime.now(UTC) + timedelta(hours=1),
    }
    return jwt.encode(claims, IDENTITY_SECRET, algorithm="HS256")


@contextlib.asynccontextmanager
async def visiting(home: str, customer_id: str | None = None) -> AsyncIterator[Visitor]:
    """A customer's page for as long as the context lasts."""
    visitor = Visitor(home)
    await visitor.connect(customer_id)
    try:
        yield visitor
    finally:
        await visitor.close()

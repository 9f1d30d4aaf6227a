"""The whole desk under measurement: a real bridge before the bot, with customers' pages."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import socketio

from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.servers import Server, answers_http, run
from scripts.benchmarks.subjects import TOKEN
from scripts.interpreters import THIS, Checkout
from scripts.ports import free_port

ANSWER_SECONDS = 30.0
QUIET_SECONDS = 0.15
"""The replies of a turn come together; after so long without one, the turn is over."""


@contextlib.contextmanager
def bridge(
    folder: Path, *, bot_url: str, actions_url: str, crm_url: str, checkout: Checkout = THIS
) -> Iterator[str]:
    """A bridge on a database of its own; gives its URL."""
    started = serving_bridge(
        folder, bot_url=bot_url, actions_url=actions_url, crm_url=crm_url, checkout=checkout
    )
    with started as (_, url):
        yield url


@contextlib.contextmanager
def serving_bridge(
    folder: Path, *, bot_url: str, actions_url: str, crm_url: str, checkout: Checkout = THIS
) -> Iterator[tuple[Server, str]]:
    """The same, with its process."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("desk.db*"):
        left.unlink()
    port, log = free_port(), folder / "bridge.log"
    env = {
        "DEMO": "1",
        "PORT": str(port),
        "WARMDESK_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder.resolve() / 'desk.db'}",
        "CRM_URL": crm_url,
        "BOT_URLS": bot_url,
        "ACTIONS_URL": actions_url,
        "BOT_TOKEN": TOKEN,
        "SECRET_KEY": "s" * 32,
        # All its people are at one address.
        "PLACE_LIMIT_FACTOR": "1000000",
        "IDENTITY_SECRET": "i" * 32,
    }
    command, root = [str(checkout.main), "-m", "handoff"], checkout.root
    run([*command, "migrate"], env=env, cwd=root, log=log)
    url = f"http://127.0.0.1:{port}"
    with Server(command, env=env, cwd=root, log=log) as server:
        server.wait_until(lambda: answers_http(f"{url}/health"))
        yield server, url


class Page:
    """A customer's page. `replied` is set by each message of the bot."""

    def __init__(self, sio: socketio.AsyncClient) -> None:
        self._sio = sio
        self._replied = asyncio.Event()
        sio.on("message", self._note, namespace="/chat")

    async def _note(self, message: dict[str, Any]) -> None:
        if message["author"]["kind"] == "bot":
            self._replied.set()

    async def say(self, text: str) -> None:
        """Send a message; returns when the first reply is there.

        Raises `CannotMeasure` when none comes.
        """
        self._replied.clear()
        data = {"client_id": uuid.uuid4().hex, "text": text}
        await self._sio.emit("send", data, namespace="/chat")
        try:
            await asyncio.wait_for(self._replied.wait(), ANSWER_SECONDS)
        except TimeoutError as exc:
            raise CannotMeasure(f"the chat page was not answered when it said: {text}") from exc

    async def quiet(self) -> None:
        """Return when the other replies of the turn are there, too."""
        while self._replied.is_set():
            self._replied.clear()
            await asyncio.sleep(QUIET_SECONDS)


@contextlib.asynccontextmanager
async def page(url: str, customer_id: str | None) -> AsyncIterator[Page]:
    """The page of a customer who is signed in, or of a visitor."""
    async with aiohttp.ClientSession(url) as http:
        asked = {"identity": await _identity(http, customer_id)} if customer_id else {}
        session = await _post(http, "/api/chat/session", asked)
    sio = socketio.AsyncClient(reconnection=False)
    opened = Page(sio)
    auth = {"token": session["token"]}
    await sio.connect(url, auth=auth, namespaces=["/chat"], transports=["websocket"])
    try:
        yield opened
    finally:
        await sio.disconnect()


async def _identity(http: aiohttp.ClientSession, customer_id: str) -> str:
    return str((await _post(http, "/demo/identity", {"customer_id": customer_id}))["identity"])


async def _post(http: aiohttp.ClientSession, path: str, body: dict[str, str]) -> dict[str, Any]:
    async with http.post(path, json=body) as answer:
        if answer.status != 200:
            raise CannotMeasure(f"{path} answered {answer.status}: {await answer.text()}")
        return dict(await answer.json())

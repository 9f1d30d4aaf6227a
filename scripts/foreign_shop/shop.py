"""Process of the foreign shop: started on a free port, and put back to its beginning."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.servers import Server, answers_http
from scripts.foreign_shop.errors import CannotPlay
from scripts.foreign_shop.tasks import SHOP
from scripts.ports import free_port

API_KEY = "demo-key"


class Faults(msgspec.Struct, frozen=True, kw_only=True):
    """What goes wrong in the shop, as shares from 0 to 1 of its calls."""

    lost: float = 0.0
    slow: float = 0.0
    busy: float = 0.0
    seed: int = 1

    def arguments(self) -> list[str]:
        """As the shop's command takes them."""
        named = msgspec.structs.asdict(self)
        return [part for name, value in named.items() for part in (f"--{name}", str(value))]


class Shop:
    """The running shop, seen from behind its counter."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def reset(self) -> None:
        """Begin again: everything that was written is forgotten."""
        await self._call("POST", "/_reset")

    async def orders(self) -> dict[str, dict[str, Any]]:
        """All orders as they are now."""
        state: dict[str, dict[str, Any]] = await self._call("GET", "/_state")
        return state["orders"]

    async def _call(self, method: str, path: str) -> Any:
        try:
            async with (
                aiohttp.ClientSession(self.url) as http,
                http.request(method, path) as answer,
            ):
                answer.raise_for_status()
                return await answer.json()
        except aiohttp.ClientError as exc:
            raise CannotPlay(f"the foreign shop does not answer {method} {path}: {exc}") from exc


@contextlib.contextmanager
def open_shop(folder: Path, faults: Faults, log: Path) -> Iterator[Shop]:
    """The shop on a port of its own until the block ends. Raises `CannotPlay`."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, str(folder / SHOP), "--port", str(port), *faults.arguments()]
    with Server(command, env={}, cwd=folder, log=log) as server:
        try:
            server.wait_until(lambda: answers_http(f"{url}/openapi.json"))
        except CannotMeasure as exc:
            raise CannotPlay(f"the foreign shop did not start: {exc}") from exc
        yield Shop(url)

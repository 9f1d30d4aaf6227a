"""A bridge in a process of its own, so that its memory can be told from the attacker's."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from scripts.ports import free_port
from tests.bridge import SECONDS


class BridgeProcess:
    """`python -m handoff`, with whoever calls it."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        shutil.copyfile(migrated, folder / "desk.db")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self._env = {
            "PATH": "/usr/bin:/bin",
            "PORT": str(self.port),
            "SECRET_KEY": "s" * 32,
            "IDENTITY_SECRET": "i" * 32,
            "BOT_TOKEN": "b" * 32,
            "WARMDESK_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder}/desk.db",
            "CRM_URL": f"sqlite:///{folder}/crm.db",
        }
        self._log = folder / "bridge.log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; returns when it answers."""
        with self._log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "handoff"), env=self._env, stderr=log
            )
        async with asyncio.timeout(SECONDS):
            await self._up()

    async def _up(self) -> None:
        while True:
            if await self.answers():
                return
            await asyncio.sleep(0.05)

    async def answers(self) -> bool:
        """Whether it is up."""
        try:
            async with self.http.get(f"{self.url}/health") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    def memory(self) -> int:
        """Bytes that it holds by now."""
        assert self._process is not None
        return int(psutil.Process(self._process.pid).memory_info().rss)

    def log(self) -> str:
        """What it has written."""
        return self._log.read_text()

    async def session(self) -> dict[str, Any]:
        """A new visitor's session."""
        async with self.http.post(f"{self.url}/api/chat/session", json={}) as response:
            return dict(await response.json())

    async def stop(self) -> None:
        """End it."""
        await self.http.close()
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

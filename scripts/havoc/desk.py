"""The desk under attack: its processes, started, killed without warning, and started again."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import aiohttp

from scripts.interpreters import MAIN, ROOT, THIS, Checkout

START_SECONDS = 120.0
SECRETS = {"SECRET_KEY": "s" * 40, "IDENTITY_SECRET": "i" * 40, "BOT_TOKEN": "b" * 40}


class Desk:
    """Bridges and bot in a folder of their own; with the real bot also the action server.

    Several `bridges` come with a Redis, and need PostgreSQL.
    """

    def __init__(
        self,
        folder: Path,
        database: str,
        *,
        port: int,
        real: bool,
        bridges: int = 1,
        checkout: Checkout = THIS,
    ) -> None:
        self._checkout = checkout
        self.folder = folder
        self.database = database
        self.real = real
        self.effects = folder / "effects.db"
        self.crm = folder / "crm.db"
        self._ports = {"BOT_PORT": port + 1, "ACTIONS_PORT": port + 2}
        self._bridges = {"bridge": port}
        self._bridges |= {f"bridge-{n}": port + 2 + n for n in range(2, bridges + 1)}
        self._redis_port = port + 3 if bridges > 1 else None
        self.urls = [f"http://127.0.0.1:{port}" for port in self._bridges.values()]
        self.url = self.urls[0]
        stand_in = [str(MAIN), "-m", "scripts.havoc.stand_in", str(self.effects)]
        bot = [str(checkout.rasas), "-m", "bot"] if real else stand_in
        bridge = [str(checkout.main), "-m", "handoff"]
        self._commands = {**dict.fromkeys(self._bridges, bridge), "bot": bot}
        if real:
            self._commands["actions"] = [str(checkout.main), "-m", "actions"]
        self._running: dict[str, asyncio.subprocess.Process] = {}

    @property
    def names(self) -> list[str]:
        """What can be killed."""
        return sorted([*self._commands, *(["redis"] if self._redis_port else [])])

    async def start(self) -> None:
        """Migrate, start everything, and return when it answers."""
        await self._run("-m", "handoff", "migrate")
        if "actions" in self._commands:
            await self._run("-m", "actions.crm.seed")
        for name in reversed(self.names):
            await self.launch(name)
        await self.until_healthy()

    async def launch(self, name: str) -> None:
        """Start one process; what it has to say goes into its log."""
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = await asyncio.create_subprocess_exec(
                *self._command(name),
                cwd=self._folder_of(name),
                env=self._env_of(name),
                stdout=log,
                stderr=log,
            )

    async def kill(self, name: str) -> None:
        """End one process as a power cut would, and start it again."""
        process = self._running[name]
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()
        await self.launch(name)

    def memory(self, name: str) -> float:
        """Resident megabytes of a process."""
        status = Path(f"/proc/{self._running[name].pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    async def revive(self) -> None:
        """Start again what has ended by itself, as a supervisor would."""
        for name, process in list(self._running.items()):
            if process.returncode is not None:
                await self.launch(name)

    async def stop(self) -> None:
        """End everything that was started here."""
        for process in self._running.values():
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.wait()

    async def until_healthy(self) -> None:
        """Return when every part answers; raises `TimeoutError`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + START_SECONDS
        async with aiohttp.ClientSession() as http:
            while loop.time() < end:
                if all([await _is_well(http, url) for url in self.urls]):
                    return
                await self.revive()
                await asyncio.sleep(0.3)
        raise TimeoutError(f"the desk does not answer; its logs are in {self.folder}")

    def env(self) -> dict[str, str]:
        """The settings of all of its processes."""
        return {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            **SECRETS,
            **{name: str(port) for name, port in self._ports.items()},
            "PORT": str(self._bridges["bridge"]),
            **(
                {"REDIS_URL": f"redis://127.0.0.1:{self._redis_port}/0"} if self._redis_port else {}
            ),
            "DEMO": "1",
            "DATABASE_URL": self.database,
            "CRM_URL": f"sqlite:///{self.crm}",
            "TRACKER_URL": f"sqlite:///{self.folder}/tracker.db",
            "ACTIONS_URL": f"http://127.0.0.1:{self._ports['ACTIONS_PORT']}",
            "WARMDESK_VAR": str(self.folder),
            "BOT_MODELS": os.environ.get("BOT_MODELS", "models"),
            "OFFER_SECONDS": "10",
            # All its people are at one address.
            "PLACE_LIMIT_FACTOR": "1000000",
            "AGENT_OFFLINE_SECONDS": "20",
            "BOT_TIMEOUT_SECONDS": "30",
            "RASA_TELEMETRY_ENABLED": "false",
        }

    def _command(self, name: str) -> list[str]:
        if name == "redis":
            listen = ["--port", str(self._redis_port), "--bind", "127.0.0.1"]
            return ["redis-server", *listen, "--save", "", "--dir", str(self.folder)]
        return self._commands[name]

    def _folder_of(self, name: str) -> Path:
        """The bot that stands in is always this checkout's."""
        return ROOT if name == "bot" and not self.real else self._checkout.root

    def _env_of(self, name: str) -> dict[str, str]:
        own = {"PORT": str(self._bridges[name])} if name in self._bridges else {}
        return {**self.env(), **own}

    async def _run(self, *command: str) -> None:
        process = await asyncio.create_subprocess_exec(
            self._checkout.main, *command, cwd=self._checkout.root, env=self.env()
        )
        if await process.wait() != 0:
            raise RuntimeError(f"{' '.join(command)} failed")


async def _is_well(http: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with http.get(f"{url}/health") as response:
            return bool((await response.json())["status"] == "ok")
    except aiohttp.ClientError:
        return False

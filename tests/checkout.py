"""A copy of this checkout as a stranger has it after cloning, and the desk served from it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from scripts.ports import free_port

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 240.0
NOT_CLONED = (".*", "var", "models", "node_modules", "__pycache__", "tests", "docs")
NEEDED = (".env.example",)
ENVIRONMENTS = (".venv", "bot/.venv")
PORTS = ("PORT", "BOT_PORT", "ACTIONS_PORT")


class Checkout:
    """A folder with the project in it, three free ports, and nothing of ours in its environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.var = folder / "var"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_CLONED))
        for name in NEEDED:
            shutil.copy(ROOT / name, folder / name)
        for environment in ENVIRONMENTS:
            (folder / environment).symlink_to(ROOT / environment)
        self.ports = {name: str(free_port()) for name in PORTS}

    def environment(self, **changes: str | None) -> dict[str, str]:
        """Paths and ports, and none of the settings that the tests may run with; None unsets."""
        kept = {name: os.environ.get(name) for name in ("PATH", "HOME")}
        wanted = {**kept, "WARMDESK_VAR": str(self.var), **self.ports, **changes}
        return {name: value for name, value in wanted.items() if value is not None}

    def run(self, *command: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
        """Run a command that ends by itself."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def processes(self) -> list[str]:
        """The command lines of all processes that have this checkout's folder for data."""
        mark = f"WARMDESK_VAR={self.var}".encode()
        return [command for environ, command in _all_processes() if mark in environ.split(b"\0")]


class Served:
    """A desk started by `scripts/serve`, as if from a terminal of its own."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout
        self.home = f"http://127.0.0.1:{checkout.ports['PORT']}"
        self._output = checkout.folder / "terminal.txt"
        self.start()

    def start(self, *arguments: str) -> None:
        """Start it, on an empty terminal."""
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                ["scripts/serve", *arguments],
                cwd=self.checkout.folder,
                env=self.checkout.environment(),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """What the terminal shows."""
        return self._output.read_text()

    def health(self) -> dict[str, Any]:
        """What `/health` answers; nothing while there is no answer."""
        with contextlib.suppress(requests.RequestException):
            found = requests.get(f"{self.home}/health", timeout=10).json()
            return found if isinstance(found, dict) else {}
        return {}

    def pid(self, module: str) -> int | None:
        """The process that runs `python -m module`."""
        for pid in _pids():
            command = _read(pid, "cmdline").split(b"\0")
            mine = f"WARMDESK_VAR={self.checkout.var}".encode() in _read(pid, "environ")
            if mine and command[1:3] == [b"-m", module.encode()]:
                return pid
        return None

    def until(self, what: str, holds: Callable[[], Any]) -> None:
        """Wait for something; fails the test when it does not come, or the desk ends before."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{what} did not come:\n{self.said}\n{self._logs()}")
            time.sleep(0.1)

    def ctrl_c(self) -> int:
        """Press Ctrl-C, which the terminal sends to all in the foreground; the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)

    def stop(self) -> None:
        """End it whatever has happened."""
        if self.process.poll() is None:
            self.ctrl_c()

    def _logs(self) -> str:
        logs = sorted((self.checkout.var / "log").glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-2000:]}" for log in logs)


@contextlib.contextmanager
def served(checkout: Checkout) -> Iterator[Served]:
    """A desk for as long as the context lasts."""
    desk = Served(checkout)
    try:
        yield desk
    finally:
        desk.stop()


def _all_processes() -> Iterator[tuple[bytes, str]]:
    for pid in _pids():
        command = _read(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace").strip()
        if command:
            yield _read(pid, "environ"), f"{pid} {command}"


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if re.fullmatch("[0-9]+", name)]


def _read(pid: int, file: str) -> bytes:
    """A file of a process; nothing when it has ended or is not ours to look at."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/{file}").read_bytes()
    return b""

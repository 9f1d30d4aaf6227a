"""A desk of its own for conversations: `scripts/serve` on free ports, its data in a folder."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from scripts.ports import free_port

PORTS = ("PORT", "BOT_PORT", "ACTIONS_PORT")
START_SECONDS = 900.0
LOOK_SECONDS = 0.5


NO_OTHERS: Mapping[str, str] = MappingProxyType({})


class DeskFailed(Exception):
    """The desk for the conversations did not come up."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is, and the secret that signs its customers in."""

    home: str
    identity_secret: str


@contextlib.contextmanager
def served(folder: Path, others: Mapping[str, str] = NO_OTHERS) -> Iterator[Desk]:
    """A desk with its data in `folder`, until the block ends; `others` are settings that win.

    Raises `DeskFailed`.
    """
    secret = secrets.token_hex(32)
    ports = {name: str(free_port()) for name in PORTS}
    settings = {
        **ports,
        "WARMDESK_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/desk.db",
        "TRACKER_URL": f"sqlite:///{folder}/tracker.db",
        "CRM_URL": f"sqlite:///{folder}/crm.db",
        "IDENTITY_SECRET": secret,
        "DEMO": "1",
        **others,
    }
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["scripts/serve"],
            env={**os.environ, **settings},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        home = f"http://127.0.0.1:{ports['PORT']}"
        _wait(process, home, log)
        yield Desk(home=home, identity_secret=secret)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait()


def _wait(process: subprocess.Popen[bytes], home: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while _status(home) != "ok":
        if process.poll() is not None or time.monotonic() > deadline:
            raise DeskFailed(f"the desk did not come up:\n{log.read_text()}")
        time.sleep(LOOK_SECONDS)


def _status(home: str) -> str:
    try:
        with urllib.request.urlopen(f"{home}/health", timeout=5) as answer:
            return str(json.load(answer)["status"])
    except (OSError, ValueError, KeyError):
        return "down"

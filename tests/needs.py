"""What some tests need of the machine. Their markers say so: `browser`, `postgres`, `redis`,
`esbuild`.

Where it is missing such a test is skipped by name, with how to get it; with `CI` set it fails.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[1] / "handoff" / "web"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of a Chromium to drive, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def postgres() -> str | None:
    """The path of a PostgreSQL server, if there is one. Debian keeps it off PATH."""
    debian = (str(path) for path in Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return shutil.which("postgres") or next(debian, None)


def redis() -> str | None:
    """The path of a Redis server, if there is one."""
    return shutil.which("redis-server")


def esbuild() -> str | None:
    """The bundler of the pages, if it is installed as the lock has it."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    installed = WEB / "node_modules" / ".installed"
    if installed.is_file() and lock in installed.read_text():
        return str(WEB / "node_modules" / "esbuild")
    return None


NEEDS: dict[str, tuple[Callable[[], str | None], str]] = {
    "browser": (chromium, "needs Chromium: apt-get install chromium"),
    "postgres": (postgres, "needs PostgreSQL: apt-get install postgresql"),
    "redis": (redis, "needs Redis: apt-get install redis-server"),
    "esbuild": (esbuild, "needs Node's packages: scripts/web_packages"),
}


def missing(marker: str) -> str | None:
    """How to get what tests with this marker need; None when it is there, or nothing is needed."""
    find, advice = NEEDS.get(marker, (lambda: "nothing", ""))
    return None if find() else advice


def require(item: pytest.Item) -> None:
    """Skip a test, or with `CI` fail it, when the machine lacks what its markers name."""
    for mark in item.iter_markers():
        if advice := missing(mark.name):
            pytest.fail(advice, pytrace=False) if os.environ.get("CI") else pytest.skip(advice)

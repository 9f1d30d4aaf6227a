"""The desk under attack: nothing lost, nothing twice, in order, and no bot over a person."""

from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.postgres import postgres_url

ROOT = Path(__file__).parents[2]
SECONDS = 60


FIRST_PORTS = {"sqlite, 1": 25_300, "postgresql, 1": 25_500, "postgresql, 2": 25_700}
"""Apart, because all run at once: each would find the same ports free before it takes them."""


def free_ports(which: str, count: int) -> int:
    """The first of so many ports in a row that nobody listens on."""
    lowest = FIRST_PORTS[which]
    for first in range(lowest, lowest + 200, count):
        with ExitStack() as stack:
            try:
                for port in range(first, first + count):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    raise AssertionError("no ports are free")


@pytest.mark.parametrize(
    ("database", "bridges"),
    [
        ("sqlite", 1),
        pytest.param("postgresql", 1, marks=pytest.mark.postgres),
        pytest.param("postgresql", 2, marks=[pytest.mark.postgres, pytest.mark.redis]),
    ],
)
def test_nothing_is_lost_whatever_fails(database: str, bridges: int) -> None:
    """Kills, cut connections and a slow bot for a minute, with a seed: all sides agree after it.

    Of several bridges each is killed, and so is their Redis.
    """
    command = [sys.executable, "-m", "scripts.havoc", "--seconds", str(SECONDS), "--seed", "11"]
    command += ["--customers", "40", "--agents", "5", "--bridges", str(bridges)]
    command += ["--port", str(free_ports(f"{database}, {bridges}", 5))]
    if database == "postgresql":
        command += ["--database", postgres_url()]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS + 780
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-4_000:]
    assert "Nothing lost, nothing twice." in ran.stdout

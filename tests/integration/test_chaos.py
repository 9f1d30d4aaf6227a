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


def free_ports(count: int) -> int:
    """The first of so many ports in a row that nobody listens on."""
    for first in range(25_300, 25_900, count):
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
    command += ["--customers", "40", "--agents", "5", "--port", str(free_ports(5))]
    command += ["--bridges", str(bridges)]
    if database == "postgresql":
        command += ["--database", postgres_url()]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS + 480
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-4_000:]
    assert "Nothing lost, nothing twice." in ran.stdout

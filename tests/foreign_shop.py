"""The foreign shop beside the checkout: another company's order system, started as its users do."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SECONDS_TO_START = 30
KEY = "demo-key"


def find() -> Path:
    """Where the shop is. Skips the test where there is none."""
    here = Path(__file__).resolve().parents[1]
    for folder in here.parents:
        if (folder / "shared" / "foreign-shop" / "shop.py").is_file():
            return folder / "shared" / "foreign-shop"
    pytest.skip("needs the foreign shop: shared/foreign-shop beside the checkout")


@contextmanager
def served(*faults: str) -> Iterator[str]:
    """The address of the shop, with such faults as `--lost 0.1`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(find() / "shop.py"), "--port", str(port), *faults]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def state(address: str) -> dict[str, Any]:
    """Its users and orders as they are now."""
    with urllib.request.urlopen(f"{address}/_state") as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def reset(address: str) -> None:
    """Its users and orders as they were in the beginning."""
    urllib.request.urlopen(urllib.request.Request(f"{address}/_reset", method="POST")).close()


def _wait(address: str) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(f"{address}/openapi.json").close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return

"""A PostgreSQL of its own for a measurement."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2

from scripts.benchmarks.errors import CannotMeasure
from scripts.ports import free_port

START_SECONDS = 60.0
MISSING = "PostgreSQL is needed for this measurement: apt-get install postgresql"


@contextlib.contextmanager
def empty_database() -> Iterator[str]:
    """The URL of a database on a server of its own, with PostgreSQL's own settings.

    Raises `CannotMeasure` where PostgreSQL is not installed.
    """
    binaries, account = _binaries(), _account()
    with tempfile.TemporaryDirectory(prefix="warmdesk-bench-") as folder:
        data, port = Path(folder) / "data", free_port()
        if account is not None:
            os.chown(folder, account, -1)
        initdb: list[str | Path] = [
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        subprocess.run(initdb, user=account, cwd=folder, check=True, capture_output=True)
        listen = ["--listen_addresses=127.0.0.1", "--unix_socket_directories=", f"--port={port}"]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, *listen],
            user=account,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield _answering(f"postgresql://postgres@127.0.0.1:{port}/postgres", server)
        finally:
            server.send_signal(signal.SIGINT)  # ends it without waiting for its clients
            server.wait(START_SECONDS)


def _binaries() -> Path:
    on_path = shutil.which("postgres")
    if on_path is not None:
        return Path(on_path).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not debian:
        raise CannotMeasure(MISSING)
    return debian[-1].parent


def _account() -> int | None:
    """Whom to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return known.get("postgres", known.get("nobody"))


def _answering(url: str, server: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg2.connect(url).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return url
    raise CannotMeasure("PostgreSQL did not start")

"""A throw-away PostgreSQL server for tests: `postgres_url()` gives a fresh database.

The server starts with the first call, serves all tests of the process, and ends with `stop()`. It
works for root too: PostgreSQL refuses to run as root, so the server then runs as `postgres` or
`nobody`.
"""

from __future__ import annotations

import functools
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg2
import pytest

from scripts.ports import free_port

FIRST_WITH_STRATEGIES = 150_000
"""The version from which PostgreSQL has a choice; those before it copy files."""

_numbers = itertools.count(1)
_START_SECONDS = 60.0
_at_the_end = ExitStack()


def postgres_url(fill: Callable[[str], None] | None = None) -> str:
    """The `postgresql://` URL of a new database: empty, or as `fill` makes one from its URL.

    `fill` is called once; each later database with the same `fill` is a copy of the first.
    Skips the calling test where PostgreSQL is not installed, and fails it where `CI` is set.
    """
    port = _server(_binaries())
    return _url(port, _create(port, _template(port, fill) if fill else "template1"))


def stop() -> None:
    """End the server, if there is one, and leave nothing of it."""
    _at_the_end.close()


@functools.cache
def _template(port: int, fill: Callable[[str], None]) -> str:
    """The name of a database that `fill` has filled, and that nothing else ever opens."""
    name = _create(port, "template1")
    fill(_url(port, name))
    return name


def _create(port: int, template: str) -> str:
    name = f"test_{next(_numbers)}"
    with closing(_connect(port)) as connection:
        connection.autocommit = True
        # Copying files is a third of the work of copying pages, where no disk is waited for.
        how = f"TEMPLATE {template}"
        if connection.server_version >= FIRST_WITH_STRATEGIES:
            how += " STRATEGY FILE_COPY"
        connection.cursor().execute(f"CREATE DATABASE {name} {how}")
    return name


def _url(port: int, name: str) -> str:
    return f"postgresql://postgres@127.0.0.1:{port}/{name}"


def _binaries() -> Path:
    """The folder of `initdb` and `postgres`; skips or fails the test when there is none."""
    on_path = shutil.which("postgres")
    if on_path is not None:
        return Path(on_path).resolve().parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    if debian:
        return debian[-1].parent
    advice = "needs PostgreSQL: apt-get install postgresql"
    if os.environ.get("CI"):
        pytest.fail(advice)
    pytest.skip(advice)


def _version(binary: Path) -> int:
    """15 for `/usr/lib/postgresql/15/bin/postgres`."""
    return int(binary.parent.parent.name)


@functools.cache
def _server(binaries: Path) -> int:
    """Start the server once per process and return its port."""
    home = Path(tempfile.mkdtemp(prefix="postgres-test-"))
    _at_the_end.callback(shutil.rmtree, home, ignore_errors=True)
    account = _account()
    if account is not None:
        os.chown(home, account, -1)
    data, port = home / "data", free_port()
    initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
    subprocess.run(initdb, user=account, cwd=home, check=True, capture_output=True)
    process = _start([binaries / "postgres", "-D", data, *_options(port)], account, home)
    _at_the_end.callback(_stop, process)
    _await_ready(port, process, home / "log")
    return port


def _account() -> int | None:
    """Whom to run the server as: None for oneself, a harmless account's id for root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return known.get("postgres", known.get("nobody"))


def _options(port: int) -> list[str]:
    """Settings for speed: nothing here has to survive a power cut."""
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": 0,
        # Each database would have a visit of its own, and here are thousands.
        "autovacuum": "off",
        "max_connections": 200,
    }
    return [f"--{name}={value}" for name, value in settings.items()]


def _start(command: list[Path | str], account: int | None, home: Path) -> subprocess.Popen[bytes]:
    with (home / "log").open("wb") as log:
        return subprocess.Popen(command, user=account, cwd=home, stdout=log, stderr=log)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """SIGINT is PostgreSQL's fast shutdown."""
    process.send_signal(2)
    process.wait(timeout=_START_SECONDS)


def _await_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return _connect(port).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start: {log.read_text()}")


def _connect(port: int) -> psycopg2.extensions.connection:
    return psycopg2.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres")

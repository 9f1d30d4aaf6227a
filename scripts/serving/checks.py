"""What must hold before the start: a business, one desk a checkout, free ports, databases."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from contracts.business import BusinessError, read_profile
from handoff.config.settings import Settings
from scripts.serving.errors import CannotServe
from scripts.simulating.wiring import graph_url, local_port

SQLITE = "sqlite:///"
WAIT_SECONDS = 5
_PROBE = "CREATE TABLE warmdesk_probe (id INTEGER)"


@contextmanager
def only_desk(settings: Settings) -> Iterator[Path]:
    """Hold the folder for data, made when missing, until the end; a second desk cannot have it."""
    var = Path(settings.warmdesk_var)
    try:
        (var / "log").mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(var / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as exc:
        raise CannotServe(_unwritable("WARMDESK_VAR", f"{var}: {exc.strerror}")) from exc
    with os.fdopen(lock, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise CannotServe(f"a desk is running here already: {file.read().strip()}") from exc
        file.truncate()
        file.write(f"process {os.getpid()}, {home_page(settings)}; stop it with Ctrl-C there\n")
        file.flush()
        yield var


def check_business(settings: Settings) -> None:
    """Raises `CannotServe` when BUSINESS names no business."""
    try:
        read_profile(settings.business)
    except BusinessError as exc:
        raise CannotServe(str(exc)) from exc


def home_page(settings: Settings) -> str:
    """Where a browser on this machine finds the desk."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}
    host = everywhere.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{settings.port}/"


def check_ports(settings: Settings, *, simulate: bool = False) -> None:
    """Raise `CannotServe` with a line for every port that cannot be listened on."""
    wanted = [
        ("PORT", settings.host, settings.port),
        *(("BOT_PORT", "127.0.0.1", settings.bot_port + n) for n in range(settings.bots)),
        ("ACTIONS_PORT", "127.0.0.1", settings.actions_port),
    ]
    if simulate and (phones := local_port(graph_url(settings))) is not None:
        wanted.append(("META_GRAPH_URL", "127.0.0.1", phones))
    problems = [problem for each in wanted if (problem := _port_problem(*each))]
    if problems:
        raise CannotServe("\n".join(problems))


def _port_problem(name: str, host: str, port: int) -> str | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            return _port_advice(name, host, port, exc)
    return None


def _port_advice(name: str, host: str, port: int, exc: OSError) -> str:
    if exc.errno == errno.EADDRINUSE:
        other = port + 10 if port < 65_000 else port - 1000
        return f"port {port} is taken; stop what listens there, or write {name}={other} in .env"
    if exc.errno == errno.EACCES:
        return f"port {port} is for root only; write {name}=8080 or another one above 1023 in .env"
    return f"cannot listen on {host}, port {port} ({exc.strerror}); correct HOST and {name} in .env"


def check_databases(settings: Settings) -> None:
    """Raise `CannotServe` with a line for every database that cannot be written."""
    wanted = [
        ("DATABASE_URL", settings.database_url),
        ("TRACKER_URL", settings.tracker_url),
        ("CRM_URL", settings.crm_url),
        ("RECORDS_URL", settings.records_url or ""),
    ]
    problems = [problem for each in wanted if (problem := _database_problem(*each))]
    if problems:
        raise CannotServe("\n".join(problems))


def _database_problem(name: str, url: str) -> str | None:
    try:
        if url.startswith(SQLITE):
            _write_sqlite(Path(url.removeprefix(SQLITE).partition("?")[0]))
        elif url.startswith("postgresql://"):
            _write_postgres(url)
    except (OSError, sqlite3.Error, psycopg2.Error) as exc:
        reason = (str(exc).strip() or type(exc).__name__).splitlines()[0]
        return _unwritable(name, f"{_place(url)}: {reason}")
    return None


def _write_sqlite(path: Path) -> None:
    """Make a table and take it back: only a write shows that folder and file can be written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        database.execute(_PROBE)
        database.execute("ROLLBACK")


def _write_postgres(url: str) -> None:
    with closing(psycopg2.connect(url, connect_timeout=WAIT_SECONDS)) as database:
        database.cursor().execute(_PROBE)
        database.rollback()


def _place(url: str) -> str:
    """The URL without the password that may be in it."""
    return url if url.startswith(SQLITE) else f"postgresql://…@{url.rpartition('@')[2]}"


def _unwritable(name: str, reason: str) -> str:
    return f"{name} cannot be written ({reason}); mend it, or write another {name} in .env"

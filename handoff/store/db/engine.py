"""Factory of engines for both databases: which driver, which pool, how connections are prepared."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from handoff.core.errors import Misconfigured
from handoff.store.db.sqlite_driver import OneTrip

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


def async_url(url: str) -> URL:
    """The URL with the driver that the bridge uses; raises `Misconfigured` for other databases."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend not in DRIVERS:
        raise Misconfigured(
            f"DATABASE_URL names {backend!r}: write sqlite:///path or postgresql://…"
        )
    return parsed.set(drivername=DRIVERS[backend])


def open_engine(url: URL, *, sqlite: bool) -> AsyncEngine:
    """A pool of connections, which are made as they are needed."""
    # What is stored is personal, and an error with its parameters ends up in a log.
    options: dict[str, Any] = {
        "future": True,
        "hide_parameters": True,
        "json_serializer": lambda value: msgspec.json.encode(value).decode(),
        "json_deserializer": msgspec.json.decode,
    }
    if sqlite:
        options |= {
            "poolclass": sa.pool.AsyncAdaptedQueuePool,
            "connect_args": {"timeout": 10},
            "module": OneTrip(),
        }
    engine = create_async_engine(url, pool_size=8, max_overflow=8, **options)
    if sqlite:
        sa.event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        sa.event.listen(engine.sync_engine, "begin", _begin_sqlite)
    else:
        sa.event.listen(engine.sync_engine, "connect", _prepare_postgresql)
        sa.event.listen(engine.sync_engine, "checkout", _must_be_open)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """Compiling a report's questions takes PostgreSQL longer than answering them."""
    cursor = connection.cursor()
    cursor.execute("SET jit = off")
    cursor.close()
    connection.commit()


def _must_be_open(connection: Any, _record: Any, _proxy: Any) -> None:
    """When the server has hung up, on one connection or all, new ones are made.

    Looking costs nothing; asking the server each time would be a round trip for each transaction.
    """
    if connection._connection.is_closed():
        raise sa.exc.InvalidatePoolError


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Durable and concurrent: a commit survives a power cut, readers never wait for the writer."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """A write takes the lock at its start: of two that read first, one would be lost."""
    writes = connection.get_execution_options().get("warmdesk_write", False)
    begins = "BEGIN IMMEDIATE" if writes else "BEGIN"
    connection.connection.dbapi_connection.begins = begins

"""How the embedded CRM reaches its database: SQLite or PostgreSQL, one pool, two ways to begin."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from actions.crm.errors import CrmMisconfigured

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_WRITE = "write sqlite:///path or postgresql://…"


def driver_errors() -> tuple[type[Exception], ...]:
    """What a database that does not do its work may raise, connecting included.

    PostgreSQL's driver is asked only where it was loaded: a CRM on SQLite is spared its memory.
    """
    asyncpg = sys.modules.get("asyncpg")
    own = () if asyncpg is None else (asyncpg.PostgresError, asyncpg.InterfaceError)
    return (SQLAlchemyError, OSError, *own)


def open_engine(url: str, *, wait: float, setting: str = "CRM_URL") -> AsyncEngine:
    """An engine for a plain `sqlite:///path` or `postgresql://…`; connects with its first use.

    `wait` is how many seconds a SQLite writer waits for another one. Raises
    `CrmMisconfigured` for any other URL, which it calls by the name of its `setting`.
    """
    parsed = _async_url(url, setting)
    sqlite = parsed.get_backend_name() == "sqlite"
    engine = create_async_engine(
        parsed,
        hide_parameters=True,  # values are personal, and errors end up in logs
        pool_size=8,
        max_overflow=8,
        **(_sqlite_options(wait) if sqlite else {"pool_pre_ping": True}),
    )
    if sqlite:
        sa.event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        sa.event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that only reads."""
    async with engine.connect() as connection, connection.begin():
        yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that may write; it commits unless its block raises."""
    async with engine.connect() as connection:
        await connection.execution_options(crm_writes=True)
        async with connection.begin():
            yield connection


def _async_url(url: str, setting: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as exc:
        raise CrmMisconfigured(f"{setting} is no URL: {_WRITE}") from exc
    backend = parsed.get_backend_name()
    if backend not in DRIVERS:
        raise CrmMisconfigured(f"{setting} names {backend}: {_WRITE}")
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise CrmMisconfigured(f"{setting} names no file: write sqlite:///path")
    return parsed.set(drivername=DRIVERS[backend])


def _sqlite_options(wait: float) -> dict[str, Any]:
    return {
        "poolclass": sa.pool.AsyncAdaptedQueuePool,
        "connect_args": {"timeout": wait},
    }


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Durable and concurrent: a commit survives a power cut, readers never wait for the writer."""
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    """A write transaction takes the lock at its start: of two that read first, one would fail."""
    writes = connection.get_execution_options().get("crm_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

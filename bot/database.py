"""The connection to the tracker store's database, SQLite or PostgreSQL."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.tables import metadata

LOCK_SECONDS = 3
"""How long a writer waits for another one before it gives up."""


def open_database(url: str) -> Engine:
    """An engine on `url` (plain `sqlite:///…` or `postgresql://…`) with the tables in place.

    Raises `sqlalchemy.exc.SQLAlchemyError` when it cannot be reached or written.
    """
    engine = sa.create_engine(url, future=True, **_options(url))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _configure_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    metadata.create_all(engine)
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write."""
    return engine.execution_options(writes=True)


def _options(url: str) -> dict[str, Any]:
    if sa.engine.make_url(url).get_backend_name() == "sqlite":
        # Without a pool each turn closes its last connection, which empties the write-ahead log.
        return {
            "poolclass": sa.pool.QueuePool,
            "connect_args": {"timeout": LOCK_SECONDS, "check_same_thread": False},
        }
    return {
        "pool_pre_ping": True,
        "connect_args": {
            "connect_timeout": LOCK_SECONDS,
            "options": f"-c lock_timeout={LOCK_SECONDS}s",
        },
    }


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions on its own: see _begin_sqlite.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads before it writes fails when another writer came between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

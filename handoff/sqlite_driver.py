"""aiosqlite for SQLAlchemy, with as few changes of thread as there can be.

A statement takes microseconds and a change of thread, on a busy machine, milliseconds: its own
adapter has four a statement. Here only what may wait has one: the lock, the disk, and reading.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util.concurrency import await_only

BEGIN, BEGIN_WRITING = "BEGIN", "BEGIN IMMEDIATE"


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that has read everything when `execute` returns."""

    def execute(self, operation: str, parameters: Any = None) -> None:
        """Run a statement; raises what sqlite3 raises."""
        self._run("execute", operation, parameters or ())

    def executemany(self, operation: str, seq_of_parameters: Any) -> None:
        """Run a statement once for each of the parameters."""
        self._run("executemany", operation, seq_of_parameters)

    def _run(self, method: str, operation: str, parameters: Any) -> None:
        owner = self._adapt_connection
        try:
            here = owner.writing or operation == BEGIN
            run = self._here if here else self._connection._execute
            found = self.await_(run(self._at_once, method, operation, parameters))
        except Exception as error:  # noqa: BLE001 - it is handed on, as the adapter does
            owner._handle_exception(error)
        else:
            self.description, self.lastrowid, self.rowcount, self._rows = found
            owner.writing = owner.writing or operation == BEGIN_WRITING

    @staticmethod
    async def _here(do: Callable[..., Any], *arguments: Any) -> Any:
        """The same without a change of thread; SQLAlchemy insists on something to wait for."""
        return do(*arguments)

    def _at_once(self, method: str, operation: str, parameters: Any) -> tuple[Any, ...]:
        """Everything that a statement brings."""
        cursor = getattr(self._connection._conn, method)(operation, parameters)
        if cursor.description:
            return cursor.description, -1, -1, cursor.fetchall()
        return None, cursor.lastrowid, cursor.rowcount, []


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection with these cursors. `writing` while it holds the lock of all writers."""

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self.writing = False

    def cursor(self, server_side: bool = False) -> Any:
        """A cursor; one that reads row by row is the adapter's own."""
        return super().cursor(server_side) if server_side else Cursor(self)

    def commit(self) -> None:
        """Commit; only what was written has to wait for the disk."""
        if self.writing:
            super().commit()
            self.writing = False
        else:
            self._connection._conn.commit()

    def rollback(self) -> None:
        """Roll back; the pool asks for it also where nothing is under way."""
        if self._connection.in_transaction:
            super().rollback()
        self.writing = False


class Driver(AsyncAdapt_aiosqlite_dbapi):
    """What `create_async_engine` takes as `module`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *args: Any, **options: Any) -> Connection:
        """Open a database in a thread of its own."""
        opening = aiosqlite.connect(*args, **options, check_same_thread=False)
        # Such a thread must not keep a process alive that is about to end.
        opening.daemon = True
        return Connection(self, await_only(opening))

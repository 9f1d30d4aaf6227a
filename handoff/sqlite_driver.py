"""aiosqlite for SQLAlchemy with one thread switch a statement, where its own adapter has four."""

from __future__ import annotations

import sqlite3
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util.concurrency import await_only


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that has read everything when `execute` returns."""

    def execute(self, operation: str, parameters: Any = None) -> None:
        """Run a statement; raises what sqlite3 raises."""
        self._run("execute", operation, parameters or ())

    def executemany(self, operation: str, seq_of_parameters: Any) -> None:
        """Run a statement once for each of the parameters."""
        self._run("executemany", operation, seq_of_parameters)

    def _run(self, method: str, operation: str, parameters: Any) -> None:
        try:
            found = self.await_(
                self._connection._execute(self._at_once, method, operation, parameters)
            )
        except Exception as error:  # noqa: BLE001 - it is handed on, as the adapter does
            self._adapt_connection._handle_exception(error)
        else:
            self.description, self.lastrowid, self.rowcount, self._rows = found

    def _at_once(self, method: str, operation: str, parameters: Any) -> tuple[Any, ...]:
        """In the connection's thread: everything that a statement brings."""
        cursor = getattr(self._connection._conn, method)(operation, parameters)
        if cursor.description:
            return cursor.description, -1, -1, cursor.fetchall()
        return None, cursor.lastrowid, cursor.rowcount, []


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection with these cursors."""

    __slots__ = ()

    def cursor(self, server_side: bool = False) -> Any:
        """A cursor; one that reads row by row is the adapter's own."""
        return super().cursor(server_side) if server_side else Cursor(self)

    def rollback(self) -> None:
        """Roll back; the pool asks for it also where nothing is under way."""
        if self._connection.in_transaction:
            super().rollback()


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

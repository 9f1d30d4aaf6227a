"""Adapter of SQLite's driver: one trip to its thread for each statement.

SQLAlchemy's own makes three or four: for a cursor, the statement, its rows, and the cursor's end.
In a busy process every trip waits for the interpreter's lock, which costs more than the statement.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any

import aiosqlite
import msgspec
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)


class OneTrip(AsyncAdapt_aiosqlite_dbapi):
    """The module that SQLAlchemy is to take for the driver."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *args: Any, **options: Any) -> _Connection:
        """A connection with a thread of its own."""
        return _Connection(self, super().connect(*args, **options)._connection)


class _Connection(AsyncAdapt_aiosqlite_connection):
    def __init__(self, dbapi: OneTrip, connection: aiosqlite.Connection) -> None:
        super().__init__(dbapi, connection)
        self.clean = True
        self.begins: str | None = None
        """What begins the transaction, in one trip with its first statement."""

    def cursor(self, server_side: bool = False) -> Any:
        return super().cursor(server_side=True) if server_side else _Cursor(self)

    def commit(self) -> None:
        """Nothing where nothing was done."""
        self.begins = None
        if not self.clean:
            super().commit()
            self.clean = True

    def rollback(self) -> None:
        """Nothing where nothing was begun: the pool asks for it each time."""
        self.begins = None
        if not self.clean:
            super().rollback()
            self.clean = True


class _Done(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement came to."""

    description: Any
    rows: list[Any]
    lastrowid: int | None
    rowcount: int


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    def execute(self, operation: str, parameters: Sequence[Any] | None = None) -> None:
        self._run(sqlite3.Cursor.execute, operation, parameters or ())

    def executemany(self, operation: str, seq_of_parameters: Sequence[Sequence[Any]]) -> None:
        self._run(sqlite3.Cursor.executemany, operation, seq_of_parameters)

    def _run(self, *statement: Any) -> None:
        adapted, connection = self._adapt_connection, self._connection
        begins, adapted.begins = adapted.begins, None
        # Also when it is cancelled: it may be carried out nevertheless.
        adapted.clean = False
        try:
            done = self.await_(
                connection._execute(_carry_out, connection._conn, begins, *statement)
            )
        except Exception as error:  # noqa: BLE001 - it knows which ones to raise as they are
            adapted._handle_exception(error)
            return
        self.description, self._rows = done.description, deque(done.rows)
        self.lastrowid, self.rowcount = done.lastrowid, done.rowcount


def _carry_out(
    connection: sqlite3.Connection, begins: str | None, method: Any, *statement: Any
) -> _Done:
    """In the connection's thread, all at once."""
    cursor = connection.cursor()
    try:
        if begins is not None:
            cursor.execute(begins)
        method(cursor, *statement)
        rows = cursor.fetchall() if cursor.description else []
        # Where rows come back, neither number means anything.
        returns = cursor.description is not None
        return _Done(
            description=cursor.description,
            rows=rows,
            lastrowid=-1 if returns else cursor.lastrowid,
            rowcount=-1 if returns else cursor.rowcount,
        )
    finally:
        cursor.close()

"""SQLite's file without what was in it once: free pages and the write-ahead log hold old words."""

from __future__ import annotations

import sqlite3
from contextlib import closing

WAIT_SECONDS = 10.0


def compact(file: str) -> bool:
    """Write the file anew without what is free in it; False where somebody reads the old log still.

    For whoever holds back other writers. Raises `sqlite3.Error`.
    """
    with closing(sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        (busy, *_rest) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy

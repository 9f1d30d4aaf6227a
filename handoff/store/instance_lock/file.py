"""Instance lock by a file: SQLite belongs to one bridge, as two would run the same turns."""

from __future__ import annotations

import fcntl
from typing import IO

from sqlalchemy.engine import make_url

from handoff.core.errors import Misconfigured


def take(database_url: str) -> IO[str]:
    """Keep other bridges off a SQLite database until what is returned is closed.

    The lock ends with the process, however that ends. Raises `Misconfigured` when there is one.
    """
    path = make_url(database_url).database
    lock = open(f"{path}.bridge", "w", encoding="utf-8")  # noqa: SIM115 - its holder closes it
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as exc:
        lock.close()
        raise Misconfigured(
            f"Another bridge is running on {path}, and SQLite carries only one. Stop that one; for "
            "several, set DATABASE_URL to PostgreSQL and REDIS_URL."
        ) from exc
    return lock

"""The driver that makes one trip for each statement, where it differs from SQLAlchemy's own."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from handoff.core.errors import Conflict
from handoff.store.accounts.accounts import Accounts
from handoff.store.db.database import Database
from handoff.store.tables.accounts import agents
from tests.desk import ManualClock


async def test_an_error_of_the_database_is_raised_as_such(migrated: Path, tmp_path: Path) -> None:
    """What the database forbids comes out as SQLAlchemy's own error, and nothing is kept."""
    db = _copy(migrated, tmp_path)
    accounts = Accounts(db, ManualClock())
    await accounts.create(email="sam@example.com", name="Sam", password_hash="x")
    with pytest.raises(Conflict) as refused:
        await accounts.create(email="sam@example.com", name="Sam", password_hash="x")
    assert isinstance(refused.value.__cause__, IntegrityError)
    assert await accounts.count() == 1
    await db.close()


async def test_a_cancelled_write_leaves_no_lock(migrated: Path, tmp_path: Path) -> None:
    """Whoever is cancelled while waiting for the file gives it back as soon as they have it."""
    db = _copy(migrated, tmp_path)
    with closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(_write(db))
        await asyncio.sleep(0.1)
        writing.cancel()
        other.execute("ROLLBACK")
        await asyncio.gather(writing, return_exceptions=True)
        other.execute("PRAGMA busy_timeout=5000")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    await _write(db)
    await db.close()


def _copy(migrated: Path, folder: Path) -> Database:
    file = folder / "desk.db"
    file.write_bytes(migrated.read_bytes())
    return Database(f"sqlite:///{file}")


async def _write(db: Database) -> None:
    async with db.write() as tx:
        await tx.connection.execute(sa.select(agents))

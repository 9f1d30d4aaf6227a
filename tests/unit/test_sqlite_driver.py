"""SQLite as the bridge reaches it: everything that a statement brings, and its errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from handoff.sqlite_driver import Driver

things = sa.Table("things", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A database with one table."""
    made = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path}/things.db", future=True, module=Driver()
    )
    async with made.begin() as connection:
        await connection.run_sync(things.metadata.create_all)
    yield made
    await made.dispose()


async def test_rows_and_counts_come_back(engine: AsyncEngine) -> None:
    """What was written is read, its key and how many rows changed are told."""
    async with engine.begin() as connection:
        one = await connection.execute(things.insert(), {})
        await connection.execute(things.insert(), [{"id": 7}, {"id": 8}])
        changed = await connection.execute(
            things.update().where(things.c.id > 6).values(id=-1 * things.c.id)
        )
        rows = await connection.execute(sa.select(things).order_by(things.c.id))
    assert one.inserted_primary_key == (1,)
    assert changed.rowcount == 2
    assert [row.id for row in rows] == [-8, -7, 1]


async def test_rows_can_be_read_one_by_one(engine: AsyncEngine) -> None:
    """A stream is the adapter's own."""
    async with engine.begin() as connection:
        await connection.execute(things.insert(), [{"id": 1}, {"id": 2}])
        stream = await connection.stream(sa.select(things).order_by(things.c.id))
        assert [row.id async for row in stream] == [1, 2]


async def test_errors_are_sqlalchemy_s(engine: AsyncEngine) -> None:
    """A key that is there twice, and words that are no SQL, are told as such; all is undone."""
    twice = [{"id": 1}, {"id": 1}]
    async with engine.connect() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(things.insert(), twice)
    async with engine.connect() as connection:
        with pytest.raises(OperationalError):
            await connection.execute(sa.text("no sql"))
        assert (await connection.execute(sa.select(things))).first() is None

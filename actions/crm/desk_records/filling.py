"""Fills the desk's own records with those of a dataset, within a transaction of the caller's."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import rows
from actions.crm.dataset import Dataset
from actions.crm.desk_records import migration, tables


async def prepare(connection: AsyncConnection) -> None:
    """Have all tables there, none of them tied to a shop's."""
    await connection.run_sync(migration.bring_up)


async def empty(connection: AsyncConnection) -> None:
    """Take all records out."""
    for table in tables.metadata.sorted_tables:
        await connection.execute(sa.delete(table))


async def fill(connection: AsyncConnection, data: Dataset) -> None:
    """Put those of the dataset in."""
    content = {
        tables.ratings: data.ratings,
        tables.incidents: data.incidents,
        tables.complaints: data.complaints,
    }
    for table, records in content.items():
        if records:
            await connection.execute(sa.insert(table), [rows.plain(record) for record in records])

"""Query of counts: how many rows of each of the desk's tables are one customer's."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.store.privacy.belonging import rows_of
from handoff.store.privacy.people import Found


async def by_table(connection: AsyncConnection, found: Found) -> Mapping[str, int]:
    """By the table's name, in the order of `belonging`."""
    counts: dict[str, int] = {}
    for table, theirs in rows_of(found).items():
        query = sa.select(sa.func.count()).select_from(table).where(theirs)
        counts[str(table.name)] = int(await connection.scalar(query) or 0)
    return counts

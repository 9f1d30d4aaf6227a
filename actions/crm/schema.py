"""The whole schema of the embedded CRM: brings a database up to what its tables are."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn

from actions.crm import tables
from actions.crm.columns import metadata

AREAS = (tables,)
"""The modules that hold the tables: `metadata` knows them all once these are imported."""


def is_behind(connection: sa.Connection) -> bool:
    """Whether an embedded CRM that is there lacks tables or columns; where none is, nothing is."""
    there = sa.inspect(connection)
    names = set(there.get_table_names())
    if tables.meta.name not in names:
        return False
    return not names >= metadata.tables.keys() or any(
        {column.name for column in table.columns}
        - {column["name"] for column in there.get_columns(table.name)}
        for table in metadata.sorted_tables
    )


def bring_up(connection: sa.Connection) -> None:
    """Create the tables and the columns that are missing; what is there stays as it is."""
    metadata.create_all(connection)
    there = sa.inspect(connection)
    for table in metadata.sorted_tables:
        known = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                new = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(sa.DDL(f"ALTER TABLE {table.name} ADD COLUMN {new}"))

"""Brings a database up to what the desk's records need, also one that kept them among a shop's."""

from __future__ import annotations

import sqlalchemy as sa

from actions.crm.desk_records import tables

KINDS = ("Rating", "Incident", "Complaint", "Settlement", "Challenge")
"""What these records are called where a shop's store kept them under its own keys."""
_SHOPS_KEYS = sa.table("writes", *map(sa.column, ("idempotency_key", "kind", "result", "at")))
_LOCK = 7_214_903
"""Any number that is this migration's alone: of several processes one does it."""


def is_behind(connection: sa.Connection) -> bool:
    """Whether something is to be done."""
    there = sa.inspect(connection)
    names = set(there.get_table_names())
    wanted = tables.metadata.tables
    return not names >= wanted.keys() or any(there.get_foreign_keys(name) for name in wanted)


def bring_up(connection: sa.Connection) -> None:
    """Create what is missing, and cut what holds it to a shop; no record is lost by it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    there = sa.inspect(connection)
    names = set(there.get_table_names())
    for table in tables.metadata.sorted_tables:
        if table.name in names and there.get_foreign_keys(table.name):
            _cut_loose(connection, table)
    tables.metadata.create_all(connection)
    if "writes" in names and tables.record_keys.name not in names:
        _take_keys(connection)


def _cut_loose(connection: sa.Connection, table: sa.Table) -> None:
    """SQLite drops no foreign key of a table that stands, so its rows move to one without."""
    fresh = table.to_metadata(sa.MetaData(), name=f"{table.name}_moved")
    fresh.indexes.clear()
    fresh.create(connection)
    columns = [column.name for column in table.columns]
    connection.execute(sa.insert(fresh).from_select(columns, sa.select(table)))
    table.drop(connection)
    connection.execute(sa.DDL(f"ALTER TABLE {fresh.name} RENAME TO {table.name}"))
    for index in table.indexes:
        index.create(connection)


def _take_keys(connection: sa.Connection) -> None:
    """What was written once stays written once."""
    own = sa.select(_SHOPS_KEYS).where(_SHOPS_KEYS.c.kind.in_(KINDS))
    columns = [column.name for column in tables.record_keys.columns]
    connection.execute(sa.insert(tables.record_keys).from_select(columns, own))

"""One person's rows of a store: read, and blanked by what its columns declare of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.elements import Grouping

from contracts.personal_data import declared

Rows = Mapping[sa.Table, sa.ColumnElement[bool]]
"""Which rows of each table are of the person."""
Blanks = Mapping[sa.Column[Any], Any]
"""What is to stand in a column that cannot be just empty."""


def of_customers(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    """The columns of a table that tell something of customers, what the law has kept included."""
    found = ((column, declared(column.info)) for column in table.columns)
    return tuple(column for column, says in found if says is not None and says.about == "customer")


def to_blank(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    """Those that an erasure empties: all but what the law has a shop keep."""
    return tuple(column for column in of_customers(table) if not _in_the_books(column))


def tables_of_customers(metadata: sa.MetaData) -> tuple[sa.Table, ...]:
    """The tables that tell something of customers."""
    return tuple(table for table in metadata.sorted_tables if of_customers(table))


def any_of(conditions: Iterable[sa.ColumnElement[bool]]) -> sa.ColumnElement[bool]:
    """Whether one of many holds, as a tree: a long row of them is deeper than SQLite goes."""
    left = list(conditions) or [sa.false()]
    while len(left) > 1:
        pairs = (left[place : place + 2] for place in range(0, len(left), 2))
        left = [Grouping(sa.or_(*pair)) if len(pair) > 1 else pair[0] for pair in pairs]
    return left[0]


def naming(column: sa.Column[Any], names: Iterable[str]) -> sa.ColumnElement[bool]:
    """Rows whose JSON has one of these texts as a value."""
    body = sa.cast(column, sa.Text)
    return any_of(body.contains(f'"{name}"', autoescape=True) for name in names)


def begun_by(column: sa.Column[Any], ids: Iterable[str]) -> sa.ColumnElement[bool]:
    """Rows whose key begins with one of these ids, and a colon."""
    beginnings: defaultdict[int, list[str]] = defaultdict(list)
    for one in ids:
        beginnings[len(one) + 1].append(f"{one}:")
    return any_of(
        sa.func.substr(column, 1, length).in_(those) for length, those in beginnings.items()
    )


async def read(connection: AsyncConnection, rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """All columns of the person's rows, by the table's name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, theirs in rows.items():
        known = await connection.execute(sa.select(table).where(theirs))
        found[table.name] = [dict(row) for row in known.mappings()]
    return found


async def blank(
    connection: AsyncConnection, rows: Rows, *, blanks: Blanks, removed: Collection[sa.Table] = ()
) -> int:
    """Empty what is personal in the person's rows, or take the rows out; returns how many rows."""
    done = 0
    for table, theirs in rows.items():
        if table in removed:
            result = await connection.execute(sa.delete(table).where(theirs))
        else:
            values = dict(_emptied(table, blanks))
            if not values:
                continue
            result = await connection.execute(sa.update(table).where(theirs).values(values))
        done += max(0, result.rowcount)
    return done


def _emptied(table: sa.Table, blanks: Blanks) -> Iterator[tuple[str, Any]]:
    for column in to_blank(table):
        yield column.name, blanks[column] if column in blanks else _nothing(column)


def _nothing(column: sa.Column[Any]) -> Any:
    """What says nothing in a column of that type."""
    if column.nullable:
        return sa.null()
    if isinstance(column.type, sa.String):
        return ""
    raise LookupError(f"{column} cannot be empty: name what is to stand there")


def _in_the_books(column: sa.Column[Any]) -> bool:
    says = declared(column.info)
    return says is not None and says.kept == "books"

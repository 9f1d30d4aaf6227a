"""Which of the desk's own records are one person's, and what is left of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import personal_rows
from actions.crm.desk_records import tables
from actions.crm.errors import CrmUnavailable
from actions.crm.once_only.write import OPEN
from actions.crm.person import Person, Recalled
from actions.crm.personal_rows import any_of, begun_by, naming

Where = Callable[[Person], sa.ColumnElement[bool]]


def _theirs(table: sa.Table, person: Person) -> sa.ColumnElement[bool]:
    return any_of(
        (
            table.c.customer_id.in_(person.customer_ids),
            table.c.conversation_id.in_(person.conversation_ids),
        )
    )


def _keys(person: Person) -> sa.ColumnElement[bool]:
    table = tables.record_keys.c
    named = naming(table.result, (*person.customer_ids, *person.conversation_ids))
    return any_of((begun_by(table.idempotency_key, person.turn_ids), named))


def _written(person: Person) -> sa.ColumnElement[bool]:
    table = tables.write_ledger.c
    return any_of(
        (
            table.conversation_id.in_(person.conversation_ids),
            begun_by(table.key, person.turn_ids),
            table.target.in_(person.customer_ids),
        )
    )


WHERE: Mapping[sa.Table, Where] = {
    tables.ratings: partial(_theirs, tables.ratings),
    tables.complaints: partial(_theirs, tables.complaints),
    tables.identity_tries: lambda person: tables.identity_tries.c.subject.in_(person.tries),
    tables.record_keys: _keys,
    tables.write_ledger: _written,
}
REMOVED = frozenset({tables.identity_tries, tables.record_keys, tables.write_ledger})
_UNDER_WAY = tables.write_ledger.c.state.in_(sorted(OPEN))


async def recall(connection: AsyncConnection, person: Person) -> Recalled:
    """All rows of a person."""
    rows = {table: where(person) for table, where in WHERE.items()}
    return await personal_rows.read(connection, rows)


async def forget(connection: AsyncConnection, person: Person) -> int:
    """Empty a person's rows; scores and causes stay, for they are counted.

    Raises `CrmUnavailable` while it is not known what became of a write, which then may cost money.
    """
    under_way = sa.select(sa.func.count()).where(_written(person) & _UNDER_WAY)
    if await connection.scalar(under_way):
        raise CrmUnavailable("A write for this customer is not confirmed yet.")
    rows = {table: where(person) for table, where in WHERE.items()}
    return await personal_rows.blank(connection, rows, blanks={}, removed=REMOVED)

"""Which rows of the embedded CRM are one person's, and what is left of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import personal_rows, tables
from actions.crm.person import Person, Recalled
from actions.crm.personal_rows import any_of, begun_by, naming

Where = Callable[[Person], sa.ColumnElement[bool]]
OVER = ("delivered", "cancelled", "returned")
"""States of an order whose parcels need no address any more."""


def _of_customer(table: sa.Table, person: Person) -> sa.ColumnElement[bool]:
    return table.c.customer_id.in_(person.customer_ids)


def _numbers(person: Person) -> sa.Select[Any]:
    theirs = tables.orders.c.customer_id.in_(person.customer_ids)
    return sa.select(tables.orders.c.number).where(theirs)


def _of_order(table: sa.Table, person: Person) -> sa.ColumnElement[bool]:
    return table.c.order_number.in_(_numbers(person))


def _scans(person: Person) -> sa.ColumnElement[bool]:
    shipments = tables.shipments.c
    theirs = sa.select(shipments.id).where(shipments.order_number.in_(_numbers(person)))
    return tables.scans.c.shipment_id.in_(theirs)


def _said(table: sa.Table, person: Person) -> sa.ColumnElement[bool]:
    return any_of(
        (
            table.c.customer_id.in_(person.customer_ids),
            table.c.conversation_id.in_(person.conversation_ids),
        )
    )


def _writes(person: Person) -> sa.ColumnElement[bool]:
    table = tables.writes.c
    named = naming(table.result, (*person.customer_ids, *person.conversation_ids))
    return any_of((begun_by(table.idempotency_key, person.turn_ids), named))


WHERE: Mapping[sa.Table, Where] = {
    tables.customers: lambda person: tables.customers.c.id.in_(person.customer_ids),
    tables.orders: partial(_of_customer, tables.orders),
    tables.shipments: partial(_of_order, tables.shipments),
    tables.scans: _scans,
    tables.traces: partial(_of_order, tables.traces),
    tables.replacements: partial(_of_order, tables.replacements),
    tables.returns: partial(_of_order, tables.returns),
    tables.refunds: partial(_of_order, tables.refunds),
    tables.invoices: partial(_of_order, tables.invoices),
    tables.tickets: partial(_said, tables.tickets),
    tables.notes: partial(_said, tables.notes),
    tables.vouchers: partial(_of_customer, tables.vouchers),
    tables.writes: _writes,
}
REMOVED = frozenset({tables.writes})
BLANKS: Mapping[sa.Column[Any], Any] = {
    tables.customers.c.email_key: sa.literal("erased:", sa.Text).concat(tables.customers.c.id),
}


async def recall(connection: AsyncConnection, person: Person) -> Recalled:
    """All rows of a person."""
    rows = {table: where(person) for table, where in WHERE.items()}
    return await personal_rows.read(connection, rows)


async def forget(connection: AsyncConnection, person: Person) -> int:
    """Empty a person's rows; sums, dates and what the books need stay.

    An order that is under way keeps where it goes: see `under_way`.
    """
    rows = {table: where(person) for table, where in WHERE.items()}
    rows[tables.orders] &= tables.orders.c.status.in_(OVER)
    return await personal_rows.blank(connection, rows, blanks=BLANKS, removed=REMOVED)


async def under_way(connection: AsyncConnection, person: Person) -> bool:
    """Whether an order of theirs is still to be brought somewhere."""
    orders = tables.orders.c
    kept = orders.customer_id.in_(person.customer_ids) & orders.status.not_in(OVER)
    open_ones = sa.select(sa.func.count()).where(kept & (orders.street != ""))
    return bool(await connection.scalar(open_ones))

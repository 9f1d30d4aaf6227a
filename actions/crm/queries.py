"""What the embedded CRM asks its database, on a connection that the caller holds."""

from __future__ import annotations

import importlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import rows, rules, tables
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Voucher
from actions.crm.records.history import Note, Ticket
from actions.crm.records.order import Cancellation, Order, OrderChange, Redirection
from actions.crm.records.parcel import Trace
from actions.crm.records.payment import Invoice, PaymentRequest, Refund, Repayment
from actions.crm.records.record import Record
from actions.crm.records.remedy import Exchange, Replacement, Return

_L = TypeVar("_L")
_R = TypeVar("_R", bound=Record)

KINDS: Mapping[str, type[Record]] = {
    kind.__name__: kind
    for kind in (
        Trace,
        Replacement,
        Return,
        Exchange,
        Refund,
        Cancellation,
        Redirection,
        OrderChange,
        Repayment,
        PaymentRequest,
        Invoice,
        Ticket,
        Note,
        Voucher,
        Customer,
    )
}
TABLES: Mapping[type[Record], sa.Table] = {
    Trace: tables.traces,
    Replacement: tables.replacements,
    Return: tables.returns,
    Exchange: tables.exchanges,
    Refund: tables.refunds,
    Ticket: tables.tickets,
    Note: tables.notes,
    Voucher: tables.vouchers,
}


class Once(msgspec.Struct, Generic[_R], frozen=True, kw_only=True):
    """A write under its key; `table` keeps the keys, `kinds` are its records by name."""

    table: sa.Table
    kinds: Mapping[str, type[Record]]
    key: str
    kind: type[_R]
    at: datetime

    async def run(
        self, connection: AsyncConnection, make: Callable[[_L], Awaitable[_R]], ledger: _L
    ) -> _R:
        """Make it, or return what the key's first run made.

        Waits for another transaction that is just using the key.
        """
        claim = {"idempotency_key": self.key, "kind": self.kind.__name__, "at": self.at}
        own = self.table.c.idempotency_key == self.key
        if not await insert_new(connection, self.table, claim):
            row = (await connection.execute(sa.select(self.table).where(own))).mappings().one()
            first = msgspec.convert(row["result"], self.kinds[row["kind"]])
            return rules.first_result(first, self.kind)
        result = await make(ledger)
        kept = sa.update(self.table).where(own).values(result=msgspec.to_builtins(result))
        await connection.execute(kept)
        return result


async def insert_new(connection: AsyncConnection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """How many rows were inserted: none where there is one with that key already."""
    # The other database's dialect is not loaded: it is 2 MB.
    insert = importlib.import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert
    done = await connection.execute(insert(table).values(row).on_conflict_do_nothing())
    return int(done.rowcount)


async def first(connection: AsyncConnection, query: Any) -> rows.Row | None:
    """The first row of a query, columns by name."""
    row: rows.Row | None = (await connection.execute(query)).mappings().first()
    return row


async def fetch(connection: AsyncConnection, query: Any) -> Sequence[rows.Row]:
    """All rows of a query, columns by name."""
    found: Sequence[rows.Row] = (await connection.execute(query)).mappings().all()
    return found


def order_query(number: str) -> Any:
    """The order's own row."""
    return sa.select(tables.orders).where(tables.orders.c.number == number)


async def orders(connection: AsyncConnection, query: Any) -> tuple[Order, ...]:
    """The orders of a query with all their parts; eleven queries, however many orders."""
    heads = await fetch(connection, query)
    numbers = [row["number"] for row in heads]
    if not numbers:
        return ()
    parts = rows.OrderParts(
        lines=await _parts(connection, tables.order_lines, numbers, "position"),
        shipments=await _parts(connection, tables.shipments, numbers, "position"),
        scans=await fetch(connection, _scans_query(numbers)),
        traces=await _parts(connection, tables.traces, numbers, "opened_at"),
        replaced_lines=await fetch(connection, _replaced_query(numbers)),
        returns=await _parts(connection, tables.returns, numbers, "opened_at"),
        refunds=await _parts(connection, tables.refunds, numbers, "requested_at"),
        exchanges=await _parts(connection, tables.exchanges, numbers, "opened_at"),
        payments=await _parts(connection, tables.payments, numbers, "at"),
        invoices=await _parts(connection, tables.invoices, numbers, "mailed_at"),
    )
    return rows.orders(heads, parts)


async def _parts(
    connection: AsyncConnection, table: sa.Table, numbers: Sequence[str], order: str
) -> Sequence[rows.Row]:
    query = sa.select(table).where(table.c.order_number.in_(numbers)).order_by(table.c[order])
    return await fetch(connection, query)


def _scans_query(numbers: Sequence[str]) -> Any:
    """All scans of the orders' parcels, oldest first."""
    scans, shipments = tables.scans, tables.shipments
    return (
        sa.select(scans)
        .join(shipments, shipments.c.id == scans.c.shipment_id)
        .where(shipments.c.order_number.in_(numbers))
        .order_by(scans.c.at)
    )


def _replaced_query(numbers: Sequence[str]) -> Any:
    """Replaced lines with their replacement, oldest first."""
    lines, heads = tables.replaced_lines, tables.replacements
    return (
        sa.select(heads, lines.c.line_id)
        .join(lines, lines.c.reference == heads.c.reference)
        .where(heads.c.order_number.in_(numbers))
        .order_by(heads.c.created_at, lines.c.position)
    )

"""A write transaction of the embedded CRM in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import queries, rows, tables
from actions.crm.model import (
    Cancellation,
    Customer,
    Order,
    Record,
    Redirection,
    Replacement,
)


class SqlLedger:
    """A `Ledger` on one connection, within its write transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def customer(self, customer_id: str) -> Customer | None:
        """See `Ledger.customer`."""
        query = sa.select(tables.customers).where(tables.customers.c.id == customer_id)
        row = await queries.first(self._connection, query)
        return rows.customer(row) if row is not None else None

    async def order(self, number: str) -> Order | None:
        """See `Ledger.order`."""
        # Locking first, reading second: what another transaction added meanwhile is seen.
        await self._connection.execute(queries.order_query(number).with_for_update())
        found = await queries.orders(self._connection, queries.order_query(number))
        return found[0] if found else None

    async def stock(self, skus: Sequence[str]) -> Mapping[str, int]:
        """See `Ledger.stock`."""
        table = tables.products.c
        query = sa.select(table.sku, table.in_stock).where(table.sku.in_(skus)).order_by(table.sku)
        found = await queries.fetch(self._connection, query.with_for_update())
        return {row["sku"]: row["in_stock"] for row in found}

    async def take(self, pieces: Mapping[str, int]) -> None:
        """See `Ledger.take`."""
        table = tables.products
        for sku, count in pieces.items():
            await self._connection.execute(
                sa.update(table).where(table.c.sku == sku).values(in_stock=table.c.in_stock - count)
            )

    async def keep(self, record: Record) -> None:
        """See `Ledger.keep`."""
        match record:
            case Replacement():
                await self._insert(record, "line_ids")
                lines = rows.replacement_rows(record)
                await self._connection.execute(sa.insert(tables.replaced_lines), lines)
            case Cancellation(order_number=number, refund=refund):
                await self._change(number, status="cancelled")
                if refund is not None:
                    await self._insert(refund)
            case Redirection(order_number=number, ship_to=ship_to):
                await self._change(number, **rows.plain(ship_to))
            case _:
                await self._insert(record)

    async def _insert(self, record: Record, *without: str) -> None:
        insert = sa.insert(queries.TABLES[type(record)])
        await self._connection.execute(insert, rows.plain(record, *without))

    async def _change(self, number: str, **values: str) -> None:
        own = tables.orders.c.number == number
        await self._connection.execute(sa.update(tables.orders).where(own).values(values))

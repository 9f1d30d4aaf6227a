"""A write transaction of the embedded CRM in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import queries, rows, tables
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product
from actions.crm.records.order import Cancellation, Order, OrderChange, OrderLine, Redirection
from actions.crm.records.payment import Invoice, PaymentRequest, Repayment
from actions.crm.records.record import Record
from actions.crm.records.remedy import Replacement


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

    async def stocked(self, skus: Sequence[str]) -> Mapping[str, Product]:
        """See `Ledger.stocked`."""
        table = tables.products
        query = sa.select(table).where(table.c.sku.in_(skus)).order_by(table.c.sku)
        found = await queries.fetch(self._connection, query.with_for_update())
        return {row["sku"]: rows.record(Product, row) for row in found}

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
            case OrderChange(order_number=number, refund=refund):
                await self._change(number, delivery=record.delivery, total=record.total)
                await self._replace_lines(number, record.lines)
                if refund is not None:
                    await self._insert(refund)
            case Customer(id=customer_id, address=address):
                own = tables.customers.c.id == customer_id
                moved = sa.update(tables.customers).where(own).values(rows.plain(address))
                await self._connection.execute(moved)
            case Repayment() | PaymentRequest() | Invoice():
                await self._keep_money(record)
            case _:
                await self._insert(record)

    async def _keep_money(self, record: Repayment | PaymentRequest | Invoice) -> None:
        match record:
            case Repayment(payment_reference=reference, refund=refund):
                await self._insert(refund)
                paid = sa.update(tables.payments).where(tables.payments.c.reference == reference)
                await self._connection.execute(paid.values(state="refunded"))
            case PaymentRequest(order_number=number, pay_by=pay_by):
                await self._change(number, reserved_until=pay_by)
            case Invoice(number=number):
                known = tables.invoices.c.number == number
                await self._connection.execute(sa.delete(tables.invoices).where(known))
                row = rows.invoice_row(record)
                await self._connection.execute(sa.insert(tables.invoices), row)

    async def _replace_lines(self, number: str, lines: Sequence[OrderLine]) -> None:
        table = tables.order_lines
        await self._connection.execute(sa.delete(table).where(table.c.order_number == number))
        await self._connection.execute(sa.insert(table), rows.part_rows(number, lines))

    async def _insert(self, record: Record, *without: str) -> None:
        insert = sa.insert(queries.TABLES[type(record)])
        await self._connection.execute(insert, rows.plain(record, *without))

    async def _change(self, number: str, **values: Any) -> None:
        own = tables.orders.c.number == number
        await self._connection.execute(sa.update(tables.orders).where(own).values(values))

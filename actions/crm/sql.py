"""The embedded CRM in SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import desk_tables, matching, money_rules, queries, rows, rules, schema, tables
from actions.crm.complaint import Complaint
from actions.crm.embedded import EmbeddedCrm
from actions.crm.engine import driver_errors, open_engine, reading, writing
from actions.crm.errors import CrmUnavailable
from actions.crm.incident import Incident
from actions.crm.ledger import SqlLedger
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product, Promotion, Voucher
from actions.crm.records.history import Note, Rating, Ticket
from actions.crm.records.order import Order
from actions.crm.records.record import Record
from actions.crm.writer import Clock, Ledger, utc_now

DEADLINE_SECONDS = 3.0
DEMO_SEED = "demo"

_WAIT_SHARE = 0.8
"""Of the deadline: SQLite should give up before we do, so that nothing is left hanging."""

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class SqlCrm(EmbeddedCrm):
    """A `Crm` in the database that `url` names: `sqlite:///path` or `postgresql://…`.

    Raises `CrmMisconfigured` for any other URL. Connects with the first call. Every method raises
    `CrmUnavailable` after `deadline` seconds, or where the database does not do its work.
    """

    def __init__(
        self, url: str, *, clock: Clock = utc_now, deadline: float = DEADLINE_SECONDS
    ) -> None:
        super().__init__(clock)
        self.engine = open_engine(url, wait=deadline * _WAIT_SHARE)
        self._deadline = deadline
        # SQLite has one writer: waiting here is fair, waiting in its busy loop is not.
        self._writer = asyncio.Lock() if self.engine.dialect.name == "sqlite" else None
        self._running: set[asyncio.Task[Any]] = set()

    async def ping(self) -> None:
        """See `Crm.ping`; raises `CrmUnavailable` also where the tables are missing."""
        await self._read(lambda connection: queries.first(connection, sa.select(tables.meta)))

    async def close(self) -> None:
        """See `Crm.close`."""
        await self._bounded(self._dispose(tuple(self._running)))

    async def _dispose(self, abandoned: Collection[asyncio.Task[Any]]) -> None:
        """Let what was given up clear up first: a connection in use is not closed with the pool."""
        await asyncio.gather(*abandoned, return_exceptions=True)
        await self.engine.dispose()

    async def create_schema(self) -> None:
        """Create the tables and columns that are missing; takes as long as it takes."""
        async with writing(self.engine) as connection:
            await connection.run_sync(schema.bring_up)

    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""
        query = sa.select(tables.meta.c.value).where(tables.meta.c.name == "seed")
        row = await self._read(lambda connection: queries.first(connection, query))
        return row is not None and row["value"] == DEMO_SEED

    async def customer(self, customer_id: str) -> Customer | None:
        """See `People.customer`."""
        return await self._customer(tables.customers.c.id == customer_id)

    async def customer_by_email(self, email: str) -> Customer | None:
        """See `People.customer_by_email`."""
        return await self._customer(tables.customers.c.email_key == matching.email_key(email))

    async def customer_by_phone(self, phone: str) -> Customer | None:
        """See `People.customer_by_phone`."""
        key = matching.phone_key(phone)
        return await self._customer(tables.customers.c.phone_key == key) if key else None

    async def _living_at(self, postcode: str) -> tuple[Customer, ...]:
        bare = tables.customers.c.postcode
        for left_out in (" ", "-"):
            bare = sa.func.replace(bare, left_out, "")
        same = sa.func.lower(bare) == matching.postcode_key(postcode)
        query = sa.select(tables.customers).where(same)
        found = await self._read(lambda connection: queries.fetch(connection, query))
        return tuple(rows.customer(row) for row in found)

    async def _whole_catalogue(self) -> tuple[Product, ...]:
        query = sa.select(tables.products)
        found = await self._read(lambda connection: queries.fetch(connection, query))
        return tuple(rows.record(Product, row) for row in found)

    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """See `Orders.orders`."""
        table = tables.orders
        query = (
            sa.select(table)
            .where(table.c.customer_id == customer_id)
            .order_by(table.c.placed_at.desc(), table.c.number.desc())
            .limit(limit)
        )
        return await self._read(lambda connection: queries.orders(connection, query))

    async def order(self, number: str) -> Order | None:
        """See `Orders.order`."""
        query = queries.order_query(matching.order_number(number))
        found = await self._read(lambda connection: queries.orders(connection, query))
        return found[0] if found else None

    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Ticket, ...]:
        """See `History.tickets`."""
        table = tables.tickets.c
        newest = (table.updated_at.desc(), table.reference.desc())
        return await self._records(Ticket, table.customer_id == customer_id, newest, limit)

    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Note, ...]:
        """See `History.notes`."""
        table = tables.notes.c
        newest = (table.at.desc(), table.id.desc())
        return await self._records(Note, table.customer_id == customer_id, newest, limit)

    async def ratings(self, conversation_id: str) -> tuple[Rating, ...]:
        """See `Records.ratings`."""
        table = desk_tables.ratings.c
        oldest = (table.at, table.id)
        return await self._records(Rating, table.conversation_id == conversation_id, oldest)

    async def vouchers(self, customer_id: str) -> tuple[Voucher, ...]:
        """See `Remedies.vouchers`."""
        table = tables.vouchers.c
        newest = (table.issued_at.desc(), table.code.desc())
        return await self._records(Voucher, table.customer_id == customer_id, newest)

    async def promotion(self, code: str) -> Promotion | None:
        """See `Catalogue.promotion`."""
        named = tables.promotions.c.code == money_rules.promo_code(code)
        query = sa.select(tables.promotions).where(named)
        row = await self._read(lambda connection: queries.first(connection, query))
        return rows.record(Promotion, row) if row is not None else None

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """See `Catalogue.products`."""
        words = matching.search_words(query)
        if not words:
            return ()
        text = tables.products.c.search_text
        named = sa.select(tables.products).where(
            *(text.contains(word, autoescape=True) for word in words)
        )
        found = await self._read(lambda connection: queries.fetch(connection, named))
        holding = (rows.record(Product, row) for row in found)
        return tuple(matching.best_match_first(holding, words)[:limit])

    async def incidents(
        self, *, at: datetime | None = None, limit: int = 100
    ) -> tuple[Incident, ...]:
        """See `Records.incidents`."""
        table = desk_tables.incidents.c
        going_on = (
            sa.true()
            if at is None
            else (table.starts_at <= at) & (table.ends_at.is_(None) | (table.ends_at > at))
        )
        newest = (table.starts_at.desc(), table.id.desc())
        return await self._records(Incident, going_on, newest, limit)

    async def complaints(self, since: datetime, until: datetime) -> tuple[Complaint, ...]:
        """See `Records.complaints`."""
        table = desk_tables.complaints.c
        within = (table.opened_at >= since) & (table.opened_at < until)
        return await self._records(Complaint, within, (table.opened_at, table.reference))

    async def _customer(self, condition: Any) -> Customer | None:
        query = sa.select(tables.customers).where(condition)
        row = await self._read(lambda connection: queries.first(connection, query))
        return rows.customer(row) if row is not None else None

    async def _records(
        self, kind: type[_R], condition: Any, order: Sequence[Any], limit: int | None = None
    ) -> tuple[_R, ...]:
        query = sa.select(queries.TABLES[kind]).where(condition).order_by(*order).limit(limit)
        found = await self._read(lambda connection: queries.fetch(connection, query))
        return tuple(rows.record(kind, row) for row in found)

    async def _read(self, work: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        async def read() -> _T:
            async with reading(self.engine) as connection:
                return await work(connection)

        return await self._bounded(read())

    async def _once(self, key: str, kind: type[_R], make: Callable[[Ledger], Awaitable[_R]]) -> _R:
        async def write() -> _R:
            async with AsyncExitStack() as stack:
                if self._writer is not None:
                    await stack.enter_async_context(self._writer)
                connection = await stack.enter_async_context(writing(self.engine))
                return await self._write(connection, key, kind, make)

        return await self._bounded(write())

    async def _write(
        self,
        connection: AsyncConnection,
        key: str,
        kind: type[_R],
        make: Callable[[Ledger], Awaitable[_R]],
    ) -> _R:
        claim = {"idempotency_key": key, "kind": kind.__name__, "at": self._clock()}
        if not await queries.claim(connection, claim):
            return rules.first_result(await queries.first_result(connection, key), kind)
        result = await make(SqlLedger(connection))
        await connection.execute(
            sa.update(desk_tables.writes)
            .where(desk_tables.writes.c.idempotency_key == key)
            .values(result=msgspec.to_builtins(result))
        )
        return result

    async def _bounded(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Wait for a task no longer than the deadline, not even for its clearing up."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            async with asyncio.timeout(self._deadline):
                return await asyncio.shield(task)
        except TimeoutError as exc:
            raise CrmUnavailable(f"The CRM did not answer in {self._deadline:g} s.") from exc
        except driver_errors() as exc:
            raise CrmUnavailable from exc
        finally:
            task.cancel()

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever gave up waiting has raised its own error already

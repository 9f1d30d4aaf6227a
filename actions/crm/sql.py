"""The embedded CRM in SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import matching, money_rules, queries, rows, schema, shop_personal, tables
from actions.crm.desk_records.sql import SqlRecords
from actions.crm.embedded import EmbeddedCrm
from actions.crm.errors import CrmUnavailable
from actions.crm.ledger import SqlLedger
from actions.crm.once_per_key import Clock, utc_now
from actions.crm.person import Person, Recalled
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product, Promotion, Voucher
from actions.crm.records.history import Note, Ticket
from actions.crm.records.order import Order
from actions.crm.records.record import Record
from actions.crm.sql_database import DEADLINE_SECONDS, SqlDatabase, UpToDate
from actions.crm.writer import Ledger

DEMO_SEED = "demo"

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class SqlCrm(EmbeddedCrm):
    """A `Crm` in the database that `url` names: `sqlite:///path` or `postgresql://…`.

    Raises `CrmMisconfigured` for any other URL. Connects with the first call. Every method raises
    `CrmUnavailable` after `deadline` seconds, or where the database does not do its work.
    """

    def __init__(
        self,
        url: str,
        *,
        clock: Clock = utc_now,
        deadline: float = DEADLINE_SECONDS,
        setting: str = "CRM_URL",
        country: str | None = None,
    ) -> None:
        super().__init__(clock, country)
        self.database = SqlDatabase(url, deadline=deadline, setting=setting)
        self._tables = UpToDate(self.database, schema)

    def own_records(self) -> SqlRecords:
        """See `EmbeddedCrm.own_records`."""
        return SqlRecords(self.database, clock=self._clock)

    async def ping(self) -> None:
        """See `Crm.ping`; raises `CrmUnavailable` also where the tables are missing."""
        await self._read(lambda connection: queries.first(connection, sa.select(tables.meta)))

    async def close(self) -> None:
        """See `Crm.close`."""
        await self.database.close()

    async def create_schema(self) -> None:
        """Create the tables and columns that are missing; takes as long as it takes."""
        await self._tables.bring_up()

    async def recall(self, person: Person) -> Recalled:
        """See `Forgetful.recall`."""
        return await self._read(lambda connection: shop_personal.recall(connection, person))

    async def forget(self, person: Person) -> int:
        """See `Forgetful.forget`; also while an order of theirs is under way."""
        done = await self.database.bounded(self._forget(person))
        await self.database.compact()
        if await self._read(lambda connection: shop_personal.under_way(connection, person)):
            raise CrmUnavailable("An order of this customer is still under way.")
        return done

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

    async def _with_number_ending(self, digits: str) -> tuple[Customer, ...]:
        return await self._customers(tables.customers.c.phone_key.endswith(digits, autoescape=True))

    async def _living_at(self, postcode: str) -> tuple[Customer, ...]:
        bare = tables.customers.c.postcode
        for left_out in (" ", "-"):
            bare = sa.func.replace(bare, left_out, "")
        return await self._customers(sa.func.lower(bare) == matching.postcode_key(postcode))

    async def _customers(self, which: sa.ColumnElement[bool]) -> tuple[Customer, ...]:
        query = sa.select(tables.customers).where(which).order_by(tables.customers.c.id)
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
            await self._tables.ensure()
            return await self.database.reading(work)

        return await self.database.bounded(read())

    async def _forget(self, person: Person) -> int:
        await self._tables.ensure()
        return await self.database.writing(lambda c: shop_personal.forget(c, person))

    async def _once(self, key: str, kind: type[_R], make: Callable[[Ledger], Awaitable[_R]]) -> _R:
        once = queries.Once(
            table=tables.writes, kinds=queries.KINDS, key=key, kind=kind, at=self._clock()
        )

        async def write() -> _R:
            await self._tables.ensure()
            return await self.database.writing(
                lambda connection: once.run(connection, make, SqlLedger(connection))
            )

        return await self.database.bounded(write())

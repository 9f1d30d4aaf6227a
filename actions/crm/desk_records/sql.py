"""The desk's own records in SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import queries, rows
from actions.crm.challenge import Challenge
from actions.crm.complaint import Complaint, Settlement
from actions.crm.desk_records import migration, personal, tables, write_rows
from actions.crm.desk_records.ledger import TABLES, SqlRecordsLedger
from actions.crm.desk_records.writer import RecordsLedger, RecordsWriter
from actions.crm.incident import Incident
from actions.crm.once_only.write import Write, WriteState
from actions.crm.once_per_key import Clock, utc_now
from actions.crm.person import Person, Recalled
from actions.crm.records.history import Rating
from actions.crm.records.record import Record
from actions.crm.sql_database import SqlDatabase, UpToDate

_KINDS: Mapping[str, type[Record]] = {
    kind.__name__: kind for kind in (Rating, Incident, Complaint, Settlement, Challenge)
}

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class SqlRecords(RecordsWriter):
    """`Records` in a database, which it brings up to date with the first call.

    Every method raises `CrmUnavailable` where the database does not do its work in time.
    """

    def __init__(self, database: SqlDatabase, *, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self._database = database
        self._tables = UpToDate(database, migration)

    async def ping(self) -> None:
        """Return when the database answers."""
        await self._read(lambda connection: queries.first(connection, sa.select(tables.incidents)))

    async def close(self) -> None:
        """Give back connections. Safe to call twice."""
        await self._database.close()

    async def ratings(self, conversation_id: str) -> tuple[Rating, ...]:
        """See `Records.ratings`."""
        table = tables.ratings.c
        oldest = (table.at, table.id)
        return await self._records(Rating, table.conversation_id == conversation_id, oldest)

    async def incidents(
        self, *, at: datetime | None = None, limit: int = 100
    ) -> tuple[Incident, ...]:
        """See `Records.incidents`."""
        table = tables.incidents.c
        going_on = (
            sa.true()
            if at is None
            else (table.starts_at <= at) & (table.ends_at.is_(None) | (table.ends_at > at))
        )
        newest = (table.starts_at.desc(), table.id.desc())
        return await self._records(Incident, going_on, newest, limit)

    async def complaints(self, since: datetime, until: datetime) -> tuple[Complaint, ...]:
        """See `Records.complaints`."""
        table = tables.complaints.c
        within = (table.opened_at >= since) & (table.opened_at < until)
        return await self._records(Complaint, within, (table.opened_at, table.reference))

    async def begin_write(self, write: Write, *, same_since: datetime | None) -> tuple[Write, bool]:
        """See `Records.begin_write`."""
        return await self._write(lambda c: write_rows.begin(c, write, same_since))

    async def write(self, key: str) -> Write | None:
        """See `Records.write`."""
        return await self._read(lambda c: write_rows.find(c, key))

    async def change_write(
        self, key: str, was: Collection[WriteState], **values: object
    ) -> Write | None:
        """See `Records.change_write`."""
        return await self._write(lambda c: write_rows.change(c, key, was, values))

    async def forget_writes(self, before: datetime) -> int:
        """See `Records.forget_writes`."""
        return await self._write(lambda c: write_rows.forget(c, before))

    async def claim_writes(
        self, now: datetime, *, until: datetime, limit: int
    ) -> tuple[Write, ...]:
        """See `Records.claim_writes`."""
        return await self._write(lambda c: write_rows.claim(c, now, until, limit))

    async def recall(self, person: Person) -> Recalled:
        """See `Forgetful.recall`."""
        return await self._read(lambda c: personal.recall(c, person))

    async def forget(self, person: Person) -> int:
        """See `Forgetful.forget`; also while a write of theirs is not confirmed."""
        done = await self._write(lambda c: personal.forget(c, person))
        await self._database.compact()
        return done

    async def _records(
        self, kind: type[_R], condition: Any, order: Sequence[Any], limit: int | None = None
    ) -> tuple[_R, ...]:
        query = sa.select(TABLES[kind]).where(condition).order_by(*order).limit(limit)
        found = await self._read(lambda connection: queries.fetch(connection, query))
        return tuple(rows.record(kind, row) for row in found)

    async def _read(self, work: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        async def read() -> _T:
            await self._tables.ensure()
            return await self._database.reading(work)

        return await self._database.bounded(read())

    async def _once(
        self, key: str, kind: type[_R], make: Callable[[RecordsLedger], Awaitable[_R]]
    ) -> _R:
        once = queries.Once(
            table=tables.record_keys, kinds=_KINDS, key=key, kind=kind, at=self._clock()
        )

        return await self._write(
            lambda connection: once.run(connection, make, SqlRecordsLedger(connection))
        )

    async def _write(self, work: Callable[[AsyncConnection], Awaitable[_T]]) -> _T:
        async def write() -> _T:
            await self._tables.ensure()
            return await self._database.writing(work)

        return await self._database.bounded(write())

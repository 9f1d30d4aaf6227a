"""A write transaction of the desk's records in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import queries, rows
from actions.crm.challenge import TRIES_WITHIN, Failed, FailedTries
from actions.crm.complaint import Complaint, Settlement
from actions.crm.desk_records import tables
from actions.crm.incident import Incident
from actions.crm.records.history import Rating
from actions.crm.records.record import Record

TABLES: Mapping[type[Record], sa.Table] = {
    Rating: tables.ratings,
    Incident: tables.incidents,
    Complaint: tables.complaints,
}


class SqlRecordsLedger:
    """A `RecordsLedger` on one connection, within its write transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def incident(self, incident_id: str) -> Incident | None:
        """See `RecordsLedger.incident`."""
        query = sa.select(tables.incidents).where(tables.incidents.c.id == incident_id)
        row = await queries.first(self._connection, query.with_for_update())
        return rows.record(Incident, row) if row is not None else None

    async def failed_tries(self, subjects: Sequence[str], now: datetime) -> Failed:
        """See `RecordsLedger.failed_tries`."""
        table = tables.identity_tries
        await self._forget_tries(now)
        for subject in subjects:
            # A row of each, so that there is something to lock before the first failure.
            row = {"subject": subject, "failed_at": (), "counts_until": now + TRIES_WITHIN}
            await queries.insert_new(self._connection, table, row)
        query = sa.select(table).where(table.c.subject.in_(subjects)).order_by(table.c.subject)
        found = await queries.fetch(self._connection, query.with_for_update())
        return {row["subject"]: row["failed_at"] for row in found}

    async def keep(self, record: Record) -> None:
        """See `RecordsLedger.keep`."""
        match record:
            case Incident(id=incident_id):
                known = tables.incidents.c.id == incident_id
                await self._connection.execute(sa.delete(tables.incidents).where(known))
                await self._insert(record)
            case Settlement(conversation_id=conversation_id):
                of_it = tables.complaints.c.conversation_id == conversation_id
                settled = sa.update(tables.complaints).where(of_it).values(state="settled")
                await self._connection.execute(settled)
            case FailedTries(by_subject=by_subject):
                await self._count(by_subject)
            case _:
                await self._insert(record)

    async def _forget_tries(self, now: datetime) -> None:
        """Throw out what no longer counts, save rows that somebody is just using."""
        table = tables.identity_tries
        over = sa.select(table.c.subject).where(table.c.counts_until < now)
        free = over.with_for_update(skip_locked=True)
        await self._connection.execute(sa.delete(table).where(table.c.subject.in_(free)))

    async def _count(self, by_subject: Mapping[str, tuple[datetime, ...]]) -> None:
        table = tables.identity_tries
        for subject, times in by_subject.items():
            await self._connection.execute(
                sa.update(table)
                .where(table.c.subject == subject)
                .values(failed_at=times, counts_until=times[-1] + TRIES_WITHIN)
            )

    async def _insert(self, record: Record) -> None:
        await self._connection.execute(sa.insert(TABLES[type(record)]), rows.plain(record))

"""Audit log in SQL: who saw what of customers, and who changed what.

An entry is written before what it tells of is done: nothing is seen or changed without one. What
was refused says so.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.payment_numbers import masked
from handoff.core.clock import Clock
from handoff.core.errors import HandoffError
from handoff.core.model import Agent
from handoff.store.db.database import Database
from handoff.store.tables.accounts import audit

LONGEST = 400
"""Characters that are kept of what an entry is about."""
NOBODY = "Somebody not logged in"
PROGRAM = "A program"


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was seen or done. `about` is what else tells it apart: an id, an address."""

    id: int
    at: datetime
    agent_id: str | None
    name: str
    act: str
    conversation_id: str | None
    about: str | None
    refused: str | None
    """The code of the error, when it was not allowed or could not be done."""


class AuditFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries; without anything all of them."""

    agent_id: str | None = None
    act: str | None = None
    conversation_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class Audit:
    """Writes the audit log and reads it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    @asynccontextmanager
    async def noted(
        self,
        act: str,
        *,
        by: Agent | None = None,
        name: str = NOBODY,
        conversation_id: str | None = None,
        about: str | None = None,
    ) -> AsyncIterator[None]:
        """Write down what is done inside, and with which error code it was refused, if it was."""
        entry = {
            "at": self._clock(),
            "agent_id": by.id if by else None,
            "name": by.name if by else name,
            "act": act,
            "conversation_id": conversation_id,
            "about": masked(about)[:LONGEST] if about else None,
        }
        async with self._db.write() as tx:
            done = await tx.connection.execute(audit.insert().values(**entry))
            (id_,) = done.inserted_primary_key
        try:
            yield
        except HandoffError as exc:
            async with self._db.write() as tx:
                refused = audit.update().where(audit.c.id == id_).values(refused=exc.code)
                await tx.connection.execute(refused)
            raise

    async def read(
        self, wanted: AuditFilter, *, before: int | None = None, limit: int
    ) -> tuple[AuditEntry, ...]:
        """Entries that fit, latest first, behind the entry `before`."""
        query = sa.select(audit).where(*_fits(wanted))
        if before is not None:
            query = query.where(audit.c.id < before)
        async with self._db.read() as connection:
            return await _entries(connection, query.order_by(audit.c.id.desc()).limit(limit))

    async def acts(self) -> tuple[str, ...]:
        """Every act that the log knows, in order."""
        async with self._db.read() as connection:
            rows = await connection.execute(sa.select(audit.c.act).distinct().order_by(audit.c.act))
            return tuple(rows.scalars())


def _fits(wanted: AuditFilter) -> list[sa.sql.elements.ColumnElement[bool]]:
    same = ("agent_id", "act", "conversation_id")
    found = [audit.c[name] == value for name in same if (value := getattr(wanted, name))]
    if wanted.since is not None:
        found.append(audit.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(audit.c.at < wanted.until)
    return found


async def _entries(connection: AsyncConnection, query: sa.sql.Select) -> tuple[AuditEntry, ...]:
    rows = await connection.execute(query)
    return tuple(msgspec.convert(dict(row), AuditEntry) for row in rows.mappings())

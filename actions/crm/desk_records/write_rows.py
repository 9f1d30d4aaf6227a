"""Queries of the ledger of writes, each within a write transaction of the caller's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import queries, rows
from actions.crm.desk_records.tables import write_ledger as ledger
from actions.crm.errors import CrmKeyReused
from actions.crm.once_only.write import OPEN, Write, WriteState


async def find(connection: AsyncConnection, key: str) -> Write | None:
    """The entry with that key."""
    return await _first(connection, sa.select(ledger).where(ledger.c.key == key))


async def begin(
    connection: AsyncConnection, write: Write, same_since: datetime | None
) -> tuple[Write, bool]:
    """See `Writes.begin_write`."""
    await _lock(connection, write.request_digest)
    own = await find(connection, write.key)
    if own is not None and own.act != write.act:
        raise CrmKeyReused
    if own is not None and own.state != "failed":
        return own, False
    if same_since is not None and (twin := await _twin(connection, write, same_since)):
        return twin, False
    row = rows.plain(write)
    if own is None:
        await connection.execute(sa.insert(ledger).values(row))
    else:
        await connection.execute(sa.update(ledger).where(ledger.c.key == write.key).values(row))
    return write, True


async def change(
    connection: AsyncConnection,
    key: str,
    was: Collection[WriteState],
    values: Mapping[str, object],
) -> Write | None:
    """See `Writes.change_write`."""
    mine = (ledger.c.key == key) & ledger.c.state.in_(sorted(was))
    done = await connection.execute(sa.update(ledger).where(mine).values(dict(values)))
    return await find(connection, key) if done.rowcount else None


async def forget(connection: AsyncConnection, before: datetime) -> int:
    """See `Writes.forget_writes`."""
    over = ledger.c.state.not_in(sorted(OPEN)) & ledger.c.due_at.is_(None)
    done = await connection.execute(sa.delete(ledger).where(over & (ledger.c.tried_at < before)))
    return int(done.rowcount)


async def claim(
    connection: AsyncConnection, now: datetime, until: datetime, limit: int
) -> tuple[Write, ...]:
    """See `Writes.claim_writes`."""
    due = sa.select(ledger.c.key).where(ledger.c.due_at <= now)
    free = due.order_by(ledger.c.due_at).limit(limit).with_for_update(skip_locked=True)
    keys = [row["key"] for row in await queries.fetch(connection, free)]
    if not keys:
        return ()
    mine = ledger.c.key.in_(keys)
    await connection.execute(sa.update(ledger).where(mine).values(due_at=until))
    found = await queries.fetch(connection, sa.select(ledger).where(mine))
    by_key = {row["key"]: rows.record(Write, row) for row in found}
    return tuple(by_key[key] for key in keys)


async def _twin(connection: AsyncConnection, write: Write, since: datetime) -> Write | None:
    same = (ledger.c.request_digest == write.request_digest) & (ledger.c.key != write.key)
    counts = ledger.c.state.in_(sorted(OPEN)) | (
        (ledger.c.state == "done") & (ledger.c.tried_at >= since)
    )
    latest = (ledger.c.tried_at.desc(), ledger.c.key.desc())
    return await _first(connection, sa.select(ledger).where(same & counts).order_by(*latest))


async def _first(connection: AsyncConnection, query: sa.Select[tuple[object]]) -> Write | None:
    row = await queries.first(connection, query.limit(1))
    return None if row is None else rows.record(Write, row)


async def _lock(connection: AsyncConnection, digest: str) -> None:
    """One at a time for each wish: of two that are new at once neither has a row to lock."""
    if connection.dialect.name == "postgresql":
        number = int(digest[:15], 16)
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))

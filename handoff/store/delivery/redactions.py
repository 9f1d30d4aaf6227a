"""Repository of redactions in SQL: what still has to be forgotten elsewhere, until it is.

Written with what made it due: no file and no word outlives its message because a process ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.store.db.database import Database, WriteTx
from handoff.store.tables.delivery import redactions


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """A file that has to go, or words that the bot has to have heard otherwise.

    Of an erasure, `store` says who has to forget, and `what` all that is to be forgotten there.
    """

    id: int
    conversation_id: str
    file: str | None
    old: str | None
    new: str | None
    attempts: int
    erasure_id: str | None = None
    store: str | None = None
    what: str | None = None


_ROW = sa.select(*(redactions.c[name] for name in Redaction.__struct_fields__))


async def owe_file(
    tx: WriteTx, conversation_id: str, ref: str, now: datetime, **erased: str
) -> None:
    """Have a file deleted; of an erasure with its `erasure_id` and `store`."""
    await _add(tx, conversation_id, now, file=ref, **erased)


async def owe_words(tx: WriteTx, conversation_id: str, old: str, new: str, now: datetime) -> None:
    """Have the bot know a message by its new words."""
    await _add(tx, conversation_id, now, old=old, new=new)


async def owe_erasure(
    tx: WriteTx, erasure_id: str, store: str, now: datetime, *, what: str, conversation_id: str = ""
) -> None:
    """Have a store forget."""
    await _add(tx, conversation_id, now, erasure_id=erasure_id, store=store, what=what)


async def due(
    connection: AsyncConnection, now: datetime, *, limit: int = 50
) -> tuple[Redaction, ...]:
    """What is to be done now, oldest first."""
    query = _ROW.where(redactions.c.due_at <= now).order_by(redactions.c.id).limit(limit)
    rows = await connection.execute(query)
    return tuple(msgspec.convert(dict(row), Redaction) for row in rows.mappings())


async def done(tx: WriteTx, item: Redaction) -> bool:
    """It is forgotten everywhere, and so is that it had to be; False where that was so before."""
    gone = await tx.connection.execute(redactions.delete().where(redactions.c.id == item.id))
    return bool(gone.rowcount)


async def put_off(db: Database, item: Redaction, until: datetime) -> None:
    """It could not be done yet; it is tried for as long as it takes."""
    values = {"attempts": item.attempts + 1, "due_at": until}
    async with db.write() as tx:
        await tx.connection.execute(
            redactions.update().where(redactions.c.id == item.id).values(**values)
        )


def wait(attempts: int) -> timedelta:
    """How long until the next try."""
    return timedelta(seconds=min(600, 2 ** min(attempts + 1, 10)))


async def _add(tx: WriteTx, conversation_id: str, now: datetime, **what: str) -> None:
    row = {"conversation_id": conversation_id, "attempts": 0, "due_at": now, **what}
    await tx.connection.execute(redactions.insert(), row)
    tx.queue(redactions)

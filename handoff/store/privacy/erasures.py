"""Repository of erasures: who was forgotten, named by nobody, and what is still owed elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.errors import NotFound
from handoff.store.db.database import WriteTx
from handoff.store.tables.delivery import erasures, redactions

Store = Literal["desk", "files", "uploads", "bot", "records", "shop", "limits"]
State = Literal["done", "owed", "by_hand", "lapses"]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What has become of an erasure in one store.

    `owed` is tried until it is `done`; `by_hand` has to be done in that system; what `lapses` is
    unreadable and gone within a day. `count` is of rows, files or conversations.
    """

    store: Store
    state: State
    at: datetime
    count: int | None = None


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one thing that a store was owed."""

    state: State = "done"
    count: int | None = None


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """By what an erasure is done again: random ids, and keyed digests of addresses."""

    conversations: tuple[str, ...]
    files: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody was forgotten. `done_at` is None while a store is owed it."""

    id: str
    asked_at: datetime
    asked_by: str
    marks: Marks
    receipts: tuple[Receipt, ...]
    done_at: datetime | None = None


async def keep(tx: WriteTx, erasure: Erasure) -> None:
    """Write an erasure down; one that is done again takes the place of the first."""
    await tx.connection.execute(erasures.delete().where(erasures.c.id == erasure.id))
    await tx.connection.execute(erasures.insert().values(**msgspec.to_builtins(erasure, **_TIMES)))


async def find(connection: AsyncConnection, erasure_id: str) -> Erasure:
    """The erasure; raises `NotFound`."""
    query = sa.select(erasures).where(erasures.c.id == erasure_id)
    row = (await connection.execute(query)).mappings().first()
    if row is None:
        raise NotFound("There is no such erasure.")
    return _erasure(dict(row))


async def latest(connection: AsyncConnection, limit: int) -> tuple[Erasure, ...]:
    """The last ones, newest first."""
    newest = (erasures.c.asked_at.desc(), erasures.c.id.desc())
    rows = await connection.execute(sa.select(erasures).order_by(*newest).limit(limit))
    return tuple(_erasure(dict(row)) for row in rows.mappings())


async def known(connection: AsyncConnection) -> frozenset[str]:
    """The ids of all."""
    return frozenset((await connection.execute(sa.select(erasures.c.id))).scalars())


async def settle(tx: WriteTx, erasure_id: str, store: Store, came: Came, now: datetime) -> None:
    """One thing that a store was owed has ended; with the last one its receipt says how."""
    query = sa.select(erasures).where(erasures.c.id == erasure_id).with_for_update()
    row = (await tx.connection.execute(query)).mappings().first()
    if row is None:
        return
    erasure, owed = _erasure(dict(row)), await _owed(tx.connection, erasure_id)
    receipts = tuple(
        _settled(each, store, came, now, still=store in owed) for each in erasure.receipts
    )
    values: dict[str, Any] = {"receipts": msgspec.to_builtins(receipts)}
    if not owed:
        values["done_at"] = now
    which = erasures.c.id == erasure_id
    await tx.connection.execute(erasures.update().where(which).values(**values))


_TIMES: dict[str, Any] = {"builtin_types": (datetime,)}
"""The columns of times take them as they are; what is inside of JSON is written by msgspec."""


async def _owed(connection: AsyncConnection, erasure_id: str) -> frozenset[str]:
    query = sa.select(redactions.c.store).where(redactions.c.erasure_id == erasure_id).distinct()
    return frozenset(str(store) for store in (await connection.execute(query)).scalars())


def _settled(each: Receipt, store: Store, came: Came, now: datetime, *, still: bool) -> Receipt:
    if each.store != store:
        return each
    state: State = "owed" if still else came.state
    count = None if came.count is None else (each.count or 0) + came.count
    return msgspec.structs.replace(each, state=state, at=now, count=count)


def _erasure(row: dict[str, Any]) -> Erasure:
    return msgspec.convert(row, Erasure)

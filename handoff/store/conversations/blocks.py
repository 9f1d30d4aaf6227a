"""Repository of blocks in SQL: who may not write here, and what they wrote, kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.channel.blocks import Block, Sender, holds
from handoff.core.model import Record
from handoff.store.db.database import WriteTx
from handoff.store.tables.blocks import blocked_messages, blocks

MOST = 50
"""Messages that are kept of whoever is blocked; what comes after them is dropped."""
_BLOCKS = sa.select(*(blocks.c[name] for name in Block.__struct_fields__))
_NAMES = ("address", "mark", "first", "second")
# Asked with every message: so many values each time, so that the statement stays compiled.
_NAMED = _BLOCKS.where(
    blocks.c.value.in_([sa.bindparam(name) for name in _NAMES]), blocks.c.lifted_at.is_(None)
)
SPAM = sa.select(blocks.c.conversation_id).where(blocks.c.spam, blocks.c.lifted_at.is_(None))
"""The conversations that are spam, which no report counts."""


class KeptApart(Record, frozen=True, kw_only=True):
    """A message of somebody who is blocked."""

    block_id: str
    text: str
    at: datetime


async def add(tx: WriteTx, block: Block) -> None:
    """Keep a block."""
    await tx.connection.execute(blocks.insert().values(**msgspec.structs.asdict(block)))


async def holding(connection: AsyncConnection, sender: Sender, now: datetime) -> Block | None:
    """What keeps somebody from writing, the latest first; None for whoever may."""
    named = (sender.address, sender.mark, *sender.customers, None, None)
    rows = await connection.execute(_NAMED, dict(zip(_NAMES, named, strict=False)))
    found = [_block(row) for row in rows.mappings()]
    return max(
        (one for one in found if holds(one, sender, now)), key=lambda one: one.at, default=None
    )


async def keep_apart(tx: WriteTx, block: Block, client_id: str, text: str, now: datetime) -> None:
    """Keep what somebody wrote who is blocked, once, and no more than so many of them."""
    of_block = blocked_messages.c.block_id == block.id
    count = sa.select(sa.func.count()).where(of_block).scalar_subquery()
    same = sa.exists().where(of_block, blocked_messages.c.client_id == client_id)
    known = (await tx.connection.execute(sa.select(count, same))).one()
    if known[0] < MOST and not known[1]:
        kept = {"block_id": block.id, "client_id": client_id, "text": text, "at": now}
        await tx.connection.execute(blocked_messages.insert().values(**kept))


async def by_id(connection: AsyncConnection, block_id: str) -> Block | None:
    """The block with that id."""
    row = (await connection.execute(_BLOCKS.where(blocks.c.id == block_id))).mappings().first()
    return None if row is None else _block(row)


async def listed(connection: AsyncConnection, limit: int) -> tuple[Block, ...]:
    """Those that hold first, then those that were lifted, the latest first."""
    order = (blocks.c.lifted_at.is_not(None), blocks.c.at.desc(), blocks.c.id.desc())
    rows = await connection.execute(_BLOCKS.order_by(*order).limit(limit))
    return tuple(_block(row) for row in rows.mappings())


async def kept_of(connection: AsyncConnection, block_ids: Sequence[str]) -> list[KeptApart]:
    """What was written by whoever these blocks name, the latest first."""
    fields = (blocked_messages.c[name] for name in KeptApart.__struct_fields__)
    query = sa.select(*fields).where(blocked_messages.c.block_id.in_(block_ids))
    rows = await connection.execute(query.order_by(blocked_messages.c.id.desc()))
    return [
        msgspec.convert({str(k): v for k, v in row.items()}, KeptApart) for row in rows.mappings()
    ]


async def lift(tx: WriteTx, block: Block, by: str, now: datetime) -> Block:
    """Let them write again."""
    which = blocks.c.id == block.id
    await tx.connection.execute(blocks.update().where(which).values(lifted_at=now, lifted_by=by))
    return msgspec.structs.replace(block, lifted_at=now, lifted_by=by)


def _block(row: Any) -> Block:
    return msgspec.convert({str(name): value for name, value in row.items()}, Block)

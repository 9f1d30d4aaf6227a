"""Repository of labels: the list of what conversations can be called, and which one is what."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.payment_numbers import masked
from handoff.core.clock import Clock
from handoff.core.errors import Conflict, NotFound
from handoff.core.events import LabelsChanged
from handoff.core.model import Label
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.agent_tools import conversation_labels, labels

MOST = 200
"""A longer list is none that anybody would read."""


class Labels:
    """Keeps the list."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def listed(self) -> tuple[Label, ...]:
        """All of them, by name."""
        async with self._db.read() as connection:
            return await every(connection)

    async def add(self, name: str, *, editor: str) -> Label:
        """A new one; raises `Conflict` for a name that is taken, or when there are too many."""
        label = self._written(new_id("lb"), name, editor)
        async with self._db.write() as tx:
            known = await _free(tx, label)
            if len(known) >= MOST:
                raise Conflict(f"There are {MOST} labels already. Remove one first.")
            await tx.connection.execute(labels.insert().values(**msgspec.structs.asdict(label)))
            await _record(tx)
        return label

    async def change(self, label_id: str, name: str, *, editor: str) -> Label:
        """Call it otherwise, wherever it is; raises `NotFound`, `Conflict`."""
        label = self._written(label_id, name, editor)
        async with self._db.write() as tx:
            await _free(tx, label)
            mine = labels.c.id == label_id
            values = msgspec.structs.asdict(label)
            _must_be_one(await tx.connection.execute(labels.update().where(mine).values(**values)))
            await _record(tx)
        return label

    async def remove(self, label_id: str) -> None:
        """Take it off the list and off every conversation; raises `NotFound`."""
        async with self._db.write() as tx:
            on = conversation_labels.c.label_id == label_id
            await tx.connection.execute(conversation_labels.delete().where(on))
            gone = labels.delete().where(labels.c.id == label_id)
            _must_be_one(await tx.connection.execute(gone))
            await _record(tx)

    def _written(self, label_id: str, name: str, editor: str) -> Label:
        plain = masked(" ".join(name.split()))
        return Label(id=label_id, name=plain, edited_by=editor, edited_at=self._clock())


async def every(connection: AsyncConnection) -> tuple[Label, ...]:
    """All labels, by name."""
    rows = await connection.execute(sa.select(labels).order_by(labels.c.name, labels.c.id))
    return tuple(msgspec.convert(dict(row), Label) for row in rows.mappings())


async def put_on(tx: WriteTx, conversation_id: str, label_ids: Sequence[str]) -> tuple[str, ...]:
    """Let a locked conversation have these and no others, by name; raises `NotFound`."""
    known = [label.id for label in await every(tx.connection)]
    if unknown := set(label_ids) - set(known):
        raise NotFound(f"There is no label {min(unknown)} any more.")
    wanted = tuple(each for each in known if each in label_ids)
    here = conversation_labels.c.conversation_id == conversation_id
    await tx.connection.execute(conversation_labels.delete().where(here))
    if wanted:
        rows = [{"conversation_id": conversation_id, "label_id": each} for each in wanted]
        await tx.connection.execute(conversation_labels.insert(), rows)
    return wanted


async def _free(tx: WriteTx, label: Label) -> tuple[Label, ...]:
    """All labels; raises `Conflict` when another one has the name, in capitals or not."""
    known = await every(tx.connection)
    name = label.name.casefold()
    if any(each.name.casefold() == name and each.id != label.id for each in known):
        raise Conflict("There is a label of that name already.")
    return known


async def _record(tx: WriteTx) -> None:
    tx.record(LabelsChanged(labels=await every(tx.connection)))


def _must_be_one(done: sa.CursorResult) -> None:
    if done.rowcount == 0:
        raise NotFound("There is no such label any more.")

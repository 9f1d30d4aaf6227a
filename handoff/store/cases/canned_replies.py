"""Repository of canned replies: what agents like to say, ready for the box; in SQL."""

from __future__ import annotations

import re
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from contracts.payment_numbers import masked
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, Conflict, NotFound
from handoff.store.db.database import Database
from handoff.store.db.ids import new_id
from handoff.store.tables.agent_tools import canned_replies

VARIABLES = ("agent", "customer", "order")
"""What may stand in braces in a text; the console fills it in."""
_BRACES = re.compile(r"{([^{}]*)}")


class CannedReply(msgspec.Struct, frozen=True, kw_only=True):
    """A text under its title; `edited_by` is the name of who wrote it last."""

    id: str
    title: str
    text: str
    edited_by: str
    edited_at: datetime


class CannedReplies:
    """Keeps them."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def listed(self) -> tuple[CannedReply, ...]:
        """All of them, by title."""
        query = sa.select(canned_replies).order_by(canned_replies.c.title)
        async with self._db.read() as connection:
            rows = await connection.execute(query)
            return tuple(msgspec.convert(dict(row), CannedReply) for row in rows.mappings())

    async def add(self, title: str, text: str, *, editor: str) -> CannedReply:
        """A new one; raises `Conflict` for a title that is taken, `BadRequest`."""
        reply = self._written(new_id("re"), title, text, editor)
        await self._write(canned_replies.insert().values(**msgspec.structs.asdict(reply)))
        return reply

    async def change(self, reply_id: str, title: str, text: str, *, editor: str) -> CannedReply:
        """Say it otherwise; raises `NotFound`, `Conflict`, `BadRequest`."""
        reply = self._written(reply_id, title, text, editor)
        mine = canned_replies.c.id == reply_id
        values = msgspec.structs.asdict(reply)
        await self._write(canned_replies.update().where(mine).values(**values))
        return reply

    async def remove(self, reply_id: str) -> None:
        """Forget it; raises `NotFound`."""
        await self._write(canned_replies.delete().where(canned_replies.c.id == reply_id))

    def _written(self, reply_id: str, title: str, text: str, editor: str) -> CannedReply:
        unknown = [name for name in _BRACES.findall(text) if name not in VARIABLES]
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in VARIABLES)
            raise BadRequest(f"{{{unknown[0]}}} cannot be filled in. What can: {known}.")
        return CannedReply(
            id=reply_id,
            title=masked(title.strip()),
            text=masked(text.strip()),
            edited_by=editor,
            edited_at=self._clock(),
        )

    async def _write(self, statement: sa.sql.dml.UpdateBase) -> None:
        try:
            async with self._db.write() as tx:
                done = await tx.connection.execute(statement)
        except IntegrityError as exc:
            raise Conflict("There is a reply with that title already.") from exc
        if done.rowcount == 0:
            raise NotFound("There is no such reply any more.")

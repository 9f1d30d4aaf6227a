"""Read model of operators' programs: the log page by page, newest first."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from handoff.core.errors import BadRequest
from handoff.core.model import Conversation, Handoff
from handoff.core.states import OPEN_HANDOFF
from handoff.store.db.database import Database
from handoff.store.delivery import dead_letters
from handoff.store.delivery.dead_letters import DeadLetter
from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations


class ListedHandoff(msgspec.Struct, frozen=True, kw_only=True):
    """A handoff and the name of the agent who has or had it."""

    handoff: Handoff
    agent_name: str | None


class Records:
    """Read-only queries over conversations and handoffs."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def conversations(
        self, where: dict[str, str], *, before: str | None, limit: int
    ) -> tuple[tuple[Conversation, ...], str | None]:
        """Conversations whose columns equal `where`, and where the next page begins.

        Raises `BadRequest` for a channel that is not registered.
        """
        self._db.channels.must_have(where.get("channel"))
        query = sa.select(conversations)
        for column, value in where.items():
            query = query.where(conversations.c[column] == value)
        rows = await self._page(query, conversations, "opened_at", before, limit)
        found = tuple(msgspec.convert(dict(row), Conversation) for row in rows)
        return found[:limit], _next([(c.opened_at, c.id) for c in found], limit)

    async def handoffs(
        self, status: str | None, *, before: str | None, limit: int
    ) -> tuple[tuple[ListedHandoff, ...], str | None]:
        """Handoffs in a state, or all that are `open`, and where the next page begins."""
        columns = [handoffs.c[name] for name in Handoff.__struct_fields__]
        query = sa.select(*columns, agents.c.name.label("agent_name")).select_from(
            handoffs.outerjoin(agents, agents.c.id == handoffs.c.agent_id)
        )
        if status is not None:
            states = sorted(OPEN_HANDOFF) if status == "open" else [status]
            query = query.where(handoffs.c.state.in_(states))
        rows = await self._page(query, handoffs, "created_at", before, limit)
        found = tuple(_listed(dict(row)) for row in rows)
        return found[:limit], _next([(h.handoff.created_at, h.handoff.id) for h in found], limit)

    async def dead_letters(self, limit: int) -> tuple[DeadLetter, ...]:
        """Messages that were given up, latest first."""
        async with self._db.read() as connection:
            return await dead_letters.read(connection, limit=limit)

    async def _page(
        self, query: Any, table: sa.Table, time: str, before: str | None, limit: int
    ) -> list[Any]:
        """One row more than `limit`, so that it shows whether there is a next page."""
        at, key = table.c[time], table.c.id
        if before is not None:
            since, id_ = _read_mark(before)
            query = query.where((at < since) | ((at == since) & (key < id_)))
        async with self._db.read() as connection:
            rows = await connection.execute(query.order_by(at.desc(), key.desc()).limit(limit + 1))
            return list(rows.mappings().all())


def _listed(row: dict[str, Any]) -> ListedHandoff:
    name = row.pop("agent_name")
    return ListedHandoff(handoff=msgspec.convert(row, Handoff), agent_name=name)


def _next(found: list[tuple[datetime, str]], limit: int) -> str | None:
    """An opaque mark of the last row shown; None when nothing comes after it."""
    if len(found) <= limit:
        return None
    at, id_ = found[limit - 1]
    return base64.urlsafe_b64encode(f"{at.isoformat()} {id_}".encode()).decode()


def _read_mark(mark: str) -> tuple[datetime, str]:
    try:
        at, _, id_ = base64.urlsafe_b64decode(mark.encode()).decode().partition(" ")
        return datetime.fromisoformat(at).astimezone(UTC), id_
    except (binascii.Error, ValueError) as exc:
        raise BadRequest("`before` is not what an earlier answer gave as `next`.") from exc

"""Repository of skills: the list of what colleagues can be good at, and cases can need."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, Conflict, NotFound
from handoff.core.states import OPEN_HANDOFF
from handoff.store.db.database import Database
from handoff.store.tables.accounts import agents
from handoff.store.tables.agent_tools import skills
from handoff.store.tables.cases import handoffs

MOST = 50
"""More skills are a list that nobody chooses well from."""
_NEEDED = sa.select(handoffs.c.skill).where(handoffs.c.state.in_(sorted(OPEN_HANDOFF))).distinct()


class Skills:
    """Keeps the list; what an open case needs is on it by itself."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def listed(self) -> tuple[str, ...]:
        """All of them, in order."""
        async with self._db.read() as connection:
            return await _known(connection)

    async def must_be_known(self, names: Iterable[str]) -> None:
        """Raises `BadRequest` for a skill that is not on the list."""
        strange = sorted(set(names) - set(await self.listed()))
        if strange:
            raise BadRequest(
                f"“{strange[0]}” is not on the list of skills. Choose one of the list, or have a "
                "supervisor add it."
            )

    async def add(self, name: str, *, editor: str) -> str:
        """A new one; raises `Conflict` for one that is there, or when there are too many."""
        plain = " ".join(name.split())
        row = {"name": plain, "edited_by": editor, "edited_at": self._clock()}
        async with self._db.write() as tx:
            known = list((await tx.connection.execute(sa.select(skills.c.name))).scalars())
            if plain.casefold() in {each.casefold() for each in known}:
                raise Conflict(f"There is a skill called {plain} already.")
            if len(known) >= MOST:
                raise Conflict(f"There are {MOST} skills already. Remove one first.")
            await tx.connection.execute(skills.insert().values(**row))
        return plain

    async def remove(self, name: str) -> None:
        """Take it off the list. Raises `NotFound`, `Conflict` while a colleague or case has it."""
        async with self._db.write() as tx:
            holders = await _holders(tx.connection, name)
            if holders:
                raise Conflict(f"{holders[0]} has this skill. Take it off their account first.")
            if name in set((await tx.connection.execute(_NEEDED)).scalars()):
                raise Conflict("An open case needs this skill. Pass it on first.")
            gone = await tx.connection.execute(skills.delete().where(skills.c.name == name))
            if not gone.rowcount:
                raise NotFound("There is no such skill.")


async def _known(connection: AsyncConnection) -> tuple[str, ...]:
    kept = (await connection.execute(sa.select(skills.c.name))).scalars()
    needed = (await connection.execute(_NEEDED)).scalars()
    return tuple(sorted({*kept, *needed}))


async def _holders(connection: AsyncConnection, name: str) -> list[str]:
    here = sa.select(agents.c.name, agents.c.skills).where(agents.c.disabled.is_(False))
    rows = await connection.execute(here.order_by(agents.c.name))
    return [row.name for row in rows if name in row.skills]

"""Repository of logins in SQL: one row for each browser that an agent is logged in with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa

from handoff.core.clock import Clock
from handoff.core.errors import NotFound
from handoff.core.events import LoginsEnded
from handoff.core.model import Agent
from handoff.store.db.database import Database
from handoff.store.db.ids import new_id
from handoff.store.tables.accounts import logins

DEVICE_LENGTH = 200


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """A login that has not ended. `epoch` is the account's when it began."""

    id: str
    agent_id: str
    epoch: int
    device: str
    """What the browser calls itself."""
    began_at: datetime
    seen_at: datetime
    confirmed_at: datetime
    """When its person last showed their password."""


_LOGIN = sa.select(*(logins.c[name] for name in Login.__struct_fields__)).where(
    logins.c.ended_at.is_(None)
)
_BY_ID = _LOGIN.where(logins.c.id == sa.bindparam("id"))


class KeptLogins:
    """Begins, shows and ends logins."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def begin(self, agent: Agent, device: str) -> Login:
        """A new login of somebody who has just shown their password."""
        now = self._clock()
        login = Login(
            id=new_id("lo"),
            agent_id=agent.id,
            epoch=agent.login_epoch,
            device=device[:DEVICE_LENGTH],
            began_at=now,
            seen_at=now,
            confirmed_at=now,
        )
        async with self._db.write() as tx:
            await tx.connection.execute(logins.insert().values(**msgspec.structs.asdict(login)))
        return login

    async def find(self, login_id: str) -> Login | None:
        """The login with that id, unless it has ended."""
        async with self._db.read() as connection:
            row = (await connection.execute(_BY_ID, {"id": login_id})).mappings().first()
        return None if row is None else msgspec.convert(dict(row), Login)

    async def of(self, agent: Agent, seen_since: datetime) -> tuple[Login, ...]:
        """The agent's logins that somebody has used since then, latest first."""
        query = _LOGIN.where(
            (logins.c.agent_id == agent.id)
            & (logins.c.epoch == agent.login_epoch)
            & (logins.c.seen_at > seen_since)
        ).order_by(logins.c.seen_at.desc(), logins.c.id)
        async with self._db.read() as connection:
            rows = await connection.execute(query)
            return tuple(msgspec.convert(dict(row), Login) for row in rows.mappings())

    async def seen(self, login_id: str) -> None:
        """Its person has done something."""
        await self._set(login_id, seen_at=self._clock())

    async def confirm(self, login_id: str) -> None:
        """Its person has shown their password again."""
        now = self._clock()
        await self._set(login_id, seen_at=now, confirmed_at=now)

    async def end(self, agent_id: str, ids: Sequence[str]) -> None:
        """These logins of an agent are over, on every bridge. Raises `NotFound` for others'."""
        which = logins.c.id.in_(ids) & (logins.c.agent_id == agent_id)
        async with self._db.write() as tx:
            ended = logins.update().where(which & logins.c.ended_at.is_(None))
            done = await tx.connection.execute(ended.values(ended_at=self._clock()))
            if not done.rowcount:
                raise NotFound("That login is over already.")
            tx.record(LoginsEnded(agent_id=agent_id, ids=tuple(ids)))

    async def over(self, ids: Collection[str], seen_since: datetime) -> set[str]:
        """Those of these logins that have ended, or that nobody has used since then."""
        alive = sa.select(logins.c.id).where(
            logins.c.id.in_(ids) & logins.c.ended_at.is_(None) & (logins.c.seen_at > seen_since)
        )
        async with self._db.read() as connection:
            return set(ids) - set((await connection.execute(alive)).scalars())

    async def _set(self, login_id: str, **values: datetime) -> None:
        async with self._db.write() as tx:
            which = logins.update().where(logins.c.id == login_id)
            await tx.connection.execute(which.values(**values))

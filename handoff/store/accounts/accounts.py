"""Repository of agents and their accounts, in SQL."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.clock import Clock
from handoff.core.errors import Conflict, NotFound, Unauthorized
from handoff.core.events import AgentChanged
from handoff.core.model import ELSEWHERE, Agent, Presence, Role
from handoff.core.permissions import may
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.accounts import agents

NO_HASH = "-"
"""What no password has."""

AGENT_FIELDS = tuple(agents.c[name] for name in Agent.__struct_fields__)
"""The columns that an `Agent` is read from."""
# Every message of an agent needs it: building it anew takes longer than running it.
_BY_ID = sa.select(*AGENT_FIELDS).where(agents.c.id == sa.bindparam("id"))


async def agent_by_id(connection: AsyncConnection, agent_id: str) -> Agent | None:
    """The agent with that id."""
    rows = await connection.execute(_BY_ID, {"id": agent_id})
    row = rows.mappings().first()
    return None if row is None else msgspec.convert(dict(row), Agent)


async def find(connection: AsyncConnection, agent_id: str) -> Agent:
    """The agent with that id; raises `NotFound`."""
    agent = await agent_by_id(connection, agent_id)
    if agent is None:
        raise NotFound("There is no such agent.")
    return agent


async def change(tx: WriteTx, agent_id: str, *, by: str | None = None, **values: Any) -> Agent:
    """Write new values of an agent and record who changed them; raises `NotFound`."""
    await tx.line_up()
    await tx.connection.execute(agents.update().where(agents.c.id == agent_id).values(**values))
    changed = await find(tx.connection, agent_id)
    tx.record(AgentChanged(agent=changed, by=by))
    return changed


async def appear(
    tx: WriteTx,
    agent_id: str,
    presence: Presence,
    now: datetime,
    *,
    by: str | None = None,
    **values: Any,
) -> Agent:
    """Write a presence, and since when it is another one; raises `NotFound`."""
    before = await find(tx.connection, agent_id)
    if before.presence != presence:
        values["presence_since"] = now
    return await change(tx, agent_id, by=by, presence=presence, **values)


async def _ours(tx: WriteTx, agent_id: str) -> Agent:
    """The account of a person, kept from others until the end; raises `NotFound`."""
    await tx.line_up()
    if agent_id == ELSEWHERE:
        raise NotFound("There is no such agent.")
    return await find(tx.connection, agent_id)


async def insert(tx: WriteTx, agent: Agent, *, password_hash: str, now: datetime) -> None:
    """Write a new account; raises SQLAlchemy's `IntegrityError` when the address is taken."""
    await tx.connection.execute(
        agents.insert().values(
            **msgspec.structs.asdict(agent), password_hash=password_hash, seen_at=now
        )
    )
    tx.record(AgentChanged(agent=agent))


async def names(connection: AsyncConnection) -> dict[str, str]:
    """What everybody is called who has, or had, an account, by id."""
    rows = await connection.execute(sa.select(agents.c.id, agents.c.name))
    return {row.id: row.name for row in rows}


async def enabled(connection: AsyncConnection) -> tuple[Agent, ...]:
    """Everybody who may log in, by name."""
    rows = await connection.execute(
        sa.select(*AGENT_FIELDS)
        .where(agents.c.disabled.is_(False))
        .order_by(agents.c.name, agents.c.id)
    )
    return tuple(msgspec.convert(dict(row), Agent) for row in rows.mappings())


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account as admins see it. `invited`: its person has not chosen a password yet."""

    agent: Agent
    invited: bool
    seen_at: datetime


class Accounts:
    """Who may log in."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def by_email(self, email: str) -> tuple[Agent, str] | None:
        """The agent with that address and the hash of their password."""
        async with self._db.read() as connection:
            rows = await connection.execute(
                sa.select(*AGENT_FIELDS, agents.c.password_hash).where(
                    agents.c.email == _plain(email)
                )
            )
            row = rows.mappings().first()
        if row is None:
            return None
        values = dict(row)
        password_hash = values.pop("password_hash")
        return msgspec.convert(values, Agent), password_hash

    async def by_id(self, agent_id: str) -> Agent | None:
        """The agent with that id."""
        async with self._db.read() as connection:
            return await agent_by_id(connection, agent_id)

    async def everyone(self) -> tuple[Agent, ...]:
        """All who have an account, by name."""
        async with self._db.read() as connection:
            rows = await connection.execute(
                sa.select(*AGENT_FIELDS).order_by(agents.c.name, agents.c.id)
            )
            return tuple(msgspec.convert(dict(row), Agent) for row in rows.mappings())

    async def listed(self) -> tuple[Account, ...]:
        """The accounts of people, by name."""
        query = sa.select(*AGENT_FIELDS, agents.c.password_hash, agents.c.seen_at)
        async with self._db.read() as connection:
            rows = await connection.execute(
                query.where(agents.c.id != ELSEWHERE).order_by(agents.c.name, agents.c.id)
            )
            return tuple(_account(dict(row)) for row in rows.mappings())

    async def count(self) -> int:
        """How many accounts there are."""
        async with self._db.read() as connection:
            return int(await connection.scalar(sa.select(sa.func.count()).select_from(agents)) or 0)

    async def create(
        self,
        *,
        email: str,
        name: str,
        password_hash: str = NO_HASH,
        role: Role = "agent",
        skills: tuple[str, ...] = (),
        capacity: int = 4,
    ) -> Agent:
        """A new account; raises `Conflict` when the address is taken.

        Without a hash of a password nobody can log in until a link has set one.
        """
        now = self._clock()
        agent = Agent(
            id=new_id("ag"),
            email=_plain(email),
            name=name,
            role=role,
            skills=skills,
            capacity=capacity,
            presence="offline",
            idle_since=now,
            presence_since=now,
        )
        try:
            async with self._db.write() as tx:
                await insert(tx, agent, password_hash=password_hash, now=now)
        except IntegrityError as error:
            raise Conflict("There is an account with that e-mail address already.") from error
        return agent

    async def set_password(
        self, agent_id: str, password_hash: str, *, epoch: int | None = None
    ) -> Agent:
        """A new password, which ends all logins and links; raises `NotFound`.

        With `epoch` it raises `Unauthorized` unless that is still the account's, and in use.
        """
        async with self._db.write() as tx:
            agent = await _ours(tx, agent_id)
            if epoch is not None and (agent.disabled or agent.login_epoch != epoch):
                raise Unauthorized
            return await change(
                tx, agent_id, password_hash=password_hash, login_epoch=agent.login_epoch + 1
            )

    async def rehash(self, agent_id: str, password_hash: str) -> None:
        """Keep the same password under a stronger hash; logins go on. Raises `NotFound`."""
        async with self._db.write() as tx:
            await change(tx, agent_id, password_hash=password_hash)

    async def edit(
        self,
        agent_id: str,
        *,
        by: str,
        name: str,
        role: Role,
        skills: tuple[str, ...],
        capacity: int,
    ) -> Agent:
        """Say something else of an account; another role ends its logins.

        Raises `NotFound`, `Conflict` for another role of one's own.
        """
        async with self._db.write() as tx:
            agent = await _ours(tx, agent_id)
            values = {"name": name, "role": role, "skills": list(skills), "capacity": capacity}
            if role != agent.role:
                _must_be_another(agent_id, by)
                values["login_epoch"] = agent.login_epoch + 1
            if not may(role, "answer"):
                return await appear(tx, agent_id, "offline", self._clock(), by=by, **values)
            return await change(tx, agent_id, by=by, **values)

    async def disable(self, agent_id: str, *, by: str) -> Agent:
        """Nobody logs in with it any more, and whoever has, is out. Their cases are given back.

        Raises `NotFound`, `Conflict` for one's own account.
        """
        async with self._db.write() as tx:
            agent = await _ours(tx, agent_id)
            _must_be_another(agent_id, by)
            values = {"disabled": True, "login_epoch": agent.login_epoch + 1}
            return await appear(tx, agent_id, "offline", self._clock(), by=by, **values)

    async def enable(self, agent_id: str, *, by: str) -> Agent:
        """They may log in again, with the password that they had. Raises `NotFound`."""
        async with self._db.write() as tx:
            await _ours(tx, agent_id)
            return await change(tx, agent_id, by=by, disabled=False)

    async def set_presence(self, agent_id: str, presence: Presence) -> Agent:
        """What the agent says of themselves; raises `NotFound`."""
        now = self._clock()
        async with self._db.write() as tx:
            return await appear(tx, agent_id, presence, now, seen_at=now, idle_since=now)


def _must_be_another(agent_id: str, by: str) -> None:
    # Whoever takes an admin away is one, so that there is always one left.
    if agent_id == by:
        raise Conflict("Not with your own account: ask another admin.")


def _account(row: dict[str, Any]) -> Account:
    invited, seen_at = row.pop("password_hash") == NO_HASH, row.pop("seen_at")
    return Account(agent=msgspec.convert(row, Agent), invited=invited, seen_at=seen_at)


def _plain(email: str) -> str:
    return email.strip().lower()

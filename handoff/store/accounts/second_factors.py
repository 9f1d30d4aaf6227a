"""Repository of second factors in SQL: the secret of an agent's app, and their recovery codes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from handoff.core.errors import Conflict
from handoff.store.accounts.seal import Seal
from handoff.store.db.database import Database, WriteTx
from handoff.store.tables.accounts import second_factors


class SecondFactor(msgspec.Struct, frozen=True, kw_only=True):
    """`last_step` is that of the last code that was taken: none is taken twice."""

    agent_id: str
    secret: str | None
    """None where the desk's secret has changed since, and the one before is not told."""
    on: bool
    last_step: int
    recovery: tuple[str, ...]
    """Hashes of the codes that are left."""


_BY_AGENT = sa.select(*(second_factors.c[name] for name in SecondFactor.__struct_fields__)).where(
    second_factors.c.agent_id == sa.bindparam("agent_id")
)
_SECRETS = sa.select(second_factors.c.agent_id, second_factors.c.secret).with_for_update()


def hashed(code: str) -> str:
    """What is kept of a recovery code, which nobody guesses: no salt, no slowness."""
    plain = "".join(filter(str.isalnum, code)).lower()
    return hashlib.sha256(plain.encode()).hexdigest()


class SecondFactors:
    """Keeps them, with sealed secrets, and spends what may be used once."""

    def __init__(self, db: Database, seal: Seal) -> None:
        self._db = db
        self._seal = seal

    async def reseal(self) -> int:
        """Seal what is not, or by an earlier key; how many there are that no key opens."""
        lost = 0
        async with self._db.write() as tx:
            for agent_id, kept in (await tx.connection.execute(_SECRETS)).all():
                secret = self._seal.open(kept, agent_id)
                lost += secret is None
                if secret is not None and not self._seal.is_newest(kept, agent_id):
                    await self._write_sealed(tx, agent_id, secret)
        return lost

    async def of(self, agent_id: str) -> SecondFactor | None:
        """An agent's, be it on or not yet confirmed."""
        async with self._db.read() as connection:
            row = (await connection.execute(_BY_AGENT, {"agent_id": agent_id})).mappings().first()
        if row is None:
            return None
        secret = self._seal.open(row["secret"], agent_id)
        return msgspec.convert({**row, "secret": secret}, SecondFactor)

    async def propose(self, agent_id: str, secret: str) -> None:
        """Keep a secret that its person has yet to confirm. Raises `Conflict` where one is on."""
        async with self._db.write() as tx:
            await tx.line_up()
            mine = second_factors.c.agent_id == agent_id
            is_on = await tx.connection.scalar(sa.select(second_factors.c.on).where(mine))
            if is_on:
                raise Conflict("There is a second factor already: remove that one first.")
            await tx.connection.execute(second_factors.delete().where(mine))
            sealed = self._seal.close(secret, agent_id)
            values = {"agent_id": agent_id, "secret": sealed, "on": False, "last_step": 0}
            await tx.connection.execute(second_factors.insert().values(**values, recovery=[]))

    async def turn_on(self, agent_id: str, codes: Sequence[str]) -> None:
        """From now on it is asked for; these recovery codes stand for it once each."""
        values = {"on": True, "recovery": [hashed(code) for code in codes]}
        async with self._db.write() as tx:
            mine = second_factors.c.agent_id == agent_id
            await tx.connection.execute(second_factors.update().where(mine).values(**values))

    async def remove(self, agent_id: str) -> None:
        """It is asked for no more."""
        async with self._db.write() as tx:
            mine = second_factors.c.agent_id == agent_id
            await tx.connection.execute(second_factors.delete().where(mine))

    async def spend_step(self, agent_id: str, step: int) -> bool:
        """Take a code of the app; False when it, or a later one, was taken before."""
        fresh = (second_factors.c.agent_id == agent_id) & (second_factors.c.last_step < step)
        async with self._db.write() as tx:
            query = second_factors.update().where(fresh).values(last_step=step)
            return bool((await tx.connection.execute(query)).rowcount)

    async def spend_recovery(self, agent_id: str, code: str) -> bool:
        """Take a recovery code; False when it is none of those that are left."""
        async with self._db.write() as tx:
            query = _BY_AGENT.with_for_update()
            row = (await tx.connection.execute(query, {"agent_id": agent_id})).mappings().first()
            left = [] if row is None else list(row["recovery"])
            if hashed(code) not in left:
                return False
            left.remove(hashed(code))
            mine = second_factors.update().where(second_factors.c.agent_id == agent_id)
            await tx.connection.execute(mine.values(recovery=left))
            return True

    async def _write_sealed(self, tx: WriteTx, agent_id: str, secret: str) -> None:
        mine = second_factors.update().where(second_factors.c.agent_id == agent_id)
        sealed = self._seal.close(secret, agent_id)
        await tx.connection.execute(mine.values(secret=sealed))

"""Repository of API tokens: named, for some purposes each, kept as hashes; in SQL."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from handoff.core.api_scopes import Scope
from handoff.core.clock import Clock
from handoff.core.errors import Conflict, NotFound
from handoff.store.db.database import Database
from handoff.store.db.ids import new_id
from handoff.store.tables.accounts import api_tokens

PREFIX = "wd_"
"""What a token begins with, so that one that was lost somewhere is recognised."""
RANDOM_BYTES = 32
USED_EVERY = timedelta(minutes=1)
"""So often it is written down that a token is in use."""


class ApiToken(msgspec.Struct, frozen=True, kw_only=True):
    """A token as admins see it: never what a program shows. `used_at` is right to a minute."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made_by: str
    made_at: datetime
    used_at: datetime | None


class ApiTokens:
    """Makes them, knows them again, and ends them."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def listed(self) -> tuple[ApiToken, ...]:
        """Those that are good, by name."""
        query = _good().order_by(api_tokens.c.name)
        async with self._db.read() as connection:
            rows = await connection.execute(query)
            return tuple(msgspec.convert(dict(row), ApiToken) for row in rows.mappings())

    async def make(
        self, name: str, scopes: tuple[Scope, ...], *, maker: str
    ) -> tuple[ApiToken, str]:
        """A new one, and what its program shows, which nobody can read again.

        Raises `Conflict` for a name that is taken.
        """
        shown = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
        token = ApiToken(
            id=new_id("tk"),
            name=name.strip(),
            scopes=tuple(sorted(set(scopes))),
            made_by=maker,
            made_at=self._clock(),
            used_at=None,
        )
        values = {**msgspec.structs.asdict(token), "hash": _hash(shown)}
        try:
            async with self._db.write() as tx:
                await tx.connection.execute(api_tokens.insert().values(**values))
        except IntegrityError as exc:
            raise Conflict("There is a token with that name already.") from exc
        return token, shown

    async def revoke(self, token_id: str) -> ApiToken:
        """End one, at once; raises `NotFound`. What it did keeps its name in the audit log."""
        async with self._db.write() as tx:
            rows = await tx.connection.execute(_good().where(api_tokens.c.id == token_id))
            found = rows.mappings().first()
            if found is None:
                raise NotFound("There is no such token any more.")
            mine = api_tokens.update().where(api_tokens.c.id == token_id)
            await tx.connection.execute(mine.values(revoked_at=self._clock()))
        return msgspec.convert(dict(found), ApiToken)

    async def whose(self, shown: str) -> ApiToken | None:
        """The token that a program shows; None for what is none, or no longer one."""
        async with self._db.read() as connection:
            rows = await connection.execute(_good().where(api_tokens.c.hash == _hash(shown)))
            found = rows.mappings().first()
        if found is None:
            return None
        token = msgspec.convert(dict(found), ApiToken)
        await self._note_use(token)
        return token

    async def any(self) -> bool:
        """Whether there is one."""
        async with self._db.read() as connection:
            return (await connection.execute(_good().limit(1))).first() is not None

    async def _note_use(self, token: ApiToken) -> None:
        now = self._clock()
        if token.used_at is not None and now - token.used_at < USED_EVERY:
            return
        mine = api_tokens.update().where(api_tokens.c.id == token.id)
        async with self._db.write() as tx:
            await tx.connection.execute(mine.values(used_at=now))


def _good() -> sa.sql.Select:
    shown = [api_tokens.c[name] for name in ApiToken.__struct_fields__]
    return sa.select(*shown).where(api_tokens.c.revoked_at.is_(None))


def _hash(shown: str) -> str:
    """Tokens are random, so that nothing slower is needed."""
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()

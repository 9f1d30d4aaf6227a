"""Repository of sign-outs: until when whatever vouched for a customer holds no longer, in SQL."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from handoff.core.clock import Clock
from handoff.core.events import CustomerSignedOut
from handoff.store.db.database import Database
from handoff.store.tables.accounts import customer_sign_outs

_AT = sa.select(customer_sign_outs.c.at).where(
    customer_sign_outs.c.customer_id == sa.bindparam("customer_id")
)


class CustomerSignOuts:
    """Signs customers out of every page, and knows who was."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def sign_out(self, customer_id: str) -> None:
        """Let nothing hold that has vouched for the customer up to now."""
        now = self._clock()
        which = customer_sign_outs.c.customer_id == customer_id
        async with self._db.write() as tx:
            await tx.line_up()
            await tx.connection.execute(customer_sign_outs.delete().where(which))
            values = {"customer_id": customer_id, "at": now}
            await tx.connection.execute(customer_sign_outs.insert().values(**values))
            tx.record(CustomerSignedOut(customer_id=customer_id))

    async def ended(self, customer_id: str | None, since: datetime) -> bool:
        """Whether what vouches for them since then was ended meanwhile."""
        async with self._db.read() as connection:
            at = await connection.scalar(_AT, {"customer_id": customer_id})
        return at is not None and since <= at

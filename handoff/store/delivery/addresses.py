"""Repository of addresses: where customers can be reached, in SQL; one customer, many addresses."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Channel, Customer
from handoff.core.clock import Clock
from handoff.core.errors import Conflict
from handoff.core.model import Conversation
from handoff.store.conversations import log
from handoff.store.db.database import Database, WriteTx
from handoff.store.tables.conversations import conversations
from handoff.store.tables.delivery import addresses, outbox

_AT = sa.select(addresses).where(
    (addresses.c.channel == sa.bindparam("channel"))
    & (addresses.c.address == sa.bindparam("address"))
)


class Addresses:
    """The address book. Who is at an address is known once it was proven, and stays."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def meet(self, channel: Channel, address: str, platform_id: str | None) -> Customer:
        """Who writes from there; anonymous when nobody has proven anything.

        The platform's own id stays when a number changes or is hidden: whoever has it already is
        the same customer, at a new address.
        """
        async with self._db.read() as connection:
            row = await _at(connection, channel, address)
        if row is not None and (platform_id is None or row.platform_id == platform_id):
            return _customer(row)
        async with self._db.write() as tx:
            row = await _at(tx.connection, channel, address)
            if row is None:
                await self._moved_here(tx, channel, address, platform_id)
            elif platform_id is not None and row.platform_id is None:
                await _set(tx, channel, address, platform_id=platform_id)
            row = await _at(tx.connection, channel, address)
        return _customer(row)

    async def link(self, channel: Channel, address: str, customer: Customer) -> None:
        """Somebody has proven that they are this customer.

        Raises `Conflict` where another customer was proven there, by address or by conversation.
        """
        async with self._db.write() as tx:
            row = await _at(tx.connection, channel, address)
            there = await log.latest_at(tx.connection, channel, address)
            if there is not None:
                there = await log.lock(tx, there.id)
            if _is_other(row, there, customer):
                raise Conflict("Another customer has been verified here.")
            values = {
                "customer_id": customer.id,
                "customer_name": customer.name,
                "how": customer.how,
            }
            if row is None:
                await self._insert(tx, channel, address, None)
            await _set(tx, channel, address, **values)
            if there is not None and there.owner != "closed":
                await log.change(tx, there, level="verified", scope=None, **values)

    async def unlink(self, channel: Channel, address: str) -> None:
        """The customer has taken the proof back. What was said stays theirs."""
        async with self._db.write() as tx:
            await _set(tx, channel, address, customer_id=None, customer_name=None, how=None)

    async def move(self, channel: Channel, old: str, new: str) -> Conversation | None:
        """The customer at `old` is at `new` from now on; returns their conversation."""
        async with self._db.write() as tx:
            await self._rekey(tx, channel, old, new)
            return await log.latest_at(tx.connection, channel, new)

    async def _moved_here(
        self, tx: WriteTx, channel: Channel, address: str, platform_id: str | None
    ) -> None:
        account = address.partition("/")[0]
        earlier = None
        if platform_id is not None:
            earlier = await tx.connection.scalar(
                sa.select(addresses.c.address).where(
                    (addresses.c.channel == channel)
                    & (addresses.c.platform_id == platform_id)
                    & addresses.c.address.startswith(f"{account}/", autoescape=True)
                )
            )
        if earlier is not None:
            await self._rekey(tx, channel, str(earlier), address)
        else:
            await self._insert(tx, channel, address, platform_id)

    async def _rekey(self, tx: WriteTx, channel: Channel, old: str, new: str) -> None:
        if await _at(tx.connection, channel, new) is not None:
            return  # somebody is known there already, and stays who they are
        moved = (addresses.c.channel == channel) & (addresses.c.address == old)
        await tx.connection.execute(addresses.update().where(moved).values(address=new))
        waiting = (outbox.c.channel == channel) & (outbox.c.address == old)
        await tx.connection.execute(outbox.update().where(waiting).values(address=new))
        rows = await tx.connection.execute(
            sa.select(conversations.c.id).where(
                (conversations.c.channel == channel) & (conversations.c.address == old)
            )
        )
        for row in rows.all():
            await log.change(tx, await log.lock(tx, row.id), address=new)
        if await _at(tx.connection, channel, new) is None:
            await self._insert(tx, channel, new, None)

    async def _insert(
        self, tx: WriteTx, channel: Channel, address: str, platform_id: str | None
    ) -> None:
        await tx.connection.execute(
            addresses.insert().values(
                channel=channel, address=address, platform_id=platform_id, seen_at=self._clock()
            )
        )


async def _at(connection: AsyncConnection, channel: Channel, address: str) -> Any:
    return (await connection.execute(_AT, {"channel": channel, "address": address})).first()


async def _set(tx: WriteTx, channel: Channel, address: str, **values: Any) -> None:
    here = (addresses.c.channel == channel) & (addresses.c.address == address)
    await tx.connection.execute(addresses.update().where(here).values(**values))


def _customer(row: Any) -> Customer:
    if row is None or row.customer_id is None:
        return Customer()
    return Customer(id=row.customer_id, name=row.customer_name, level="verified", how=row.how)


def _is_other(row: Any, there: Conversation | None, customer: Customer) -> bool:
    """Whether somebody else has been verified at the address or in its open conversation."""
    known = None if row is None else row.customer_id
    open_there = there is not None and there.owner != "closed" and there.level == "verified"
    said = there.customer_id if there is not None and open_there else None
    return any(each is not None and each != customer.id for each in (known, said))

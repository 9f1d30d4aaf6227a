"""Query of people: one customer by an id, a conversation or an address, with all that is theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm.person import Person
from actions.crm.personal_rows import any_of
from contracts.turn import Channel
from handoff.core.errors import BadRequest, Conflict, NotFound
from handoff.store.db.database import WriteTx
from handoff.store.tables.conversations import conversations, messages, turns
from handoff.store.tables.delivery import addresses, parts

Place = tuple[Channel, str]
"""A channel, and an address there."""


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody is named: by a customer's id, by a conversation, or by an address of a channel.

    Of an address on a platform the customer's own part is enough, such as the number.
    """

    customer_id: str | None = None
    conversation_id: str | None = None
    channel: Channel | None = None
    address: str | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One customer, as the desk's database knows them."""

    person: Person
    places: tuple[Place, ...] = ()
    platform_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    """Marks of where they wrote from."""
    provider_ids: tuple[str, ...] = ()
    """What platforms call the messages of these conversations."""
    files: tuple[str, ...] = ()
    """Refs of what they and the desk have sent each other."""

    @property
    def conversation_ids(self) -> tuple[str, ...]:
        """The conversations that are theirs."""
        return self.person.conversation_ids


async def find(connection: AsyncConnection, who: Who) -> Found:
    """All that is known to be of one customer.

    Raises `NotFound` where nobody is meant, `Conflict` where it may be one of several customers.
    """
    customers, places = await _named(connection, who)
    if not customers and not places:
        raise NotFound("Nothing is kept of anybody by that name.")
    book = await _book(connection, customers, places)
    places |= {(row.channel, row.address) for row in book}
    theirs = await _conversations(connection, customers, places)
    if not book and not theirs and not customers:
        raise NotFound("Nothing is kept of anybody by that name.")
    ids = tuple(sorted(row.id for row in theirs))
    known = {(row.channel, row.address) for row in theirs}
    return Found(
        person=Person(
            customer_ids=tuple(sorted(customers)),
            conversation_ids=ids,
            turn_ids=await _turns(connection, ids),
            tries=tuple(f"conversation:{each}" for each in ids)
            + tuple(f"client:{row.client}" for row in theirs if row.client),
        ),
        places=tuple(sorted(places | known)),
        platform_ids=tuple(sorted({row.platform_id for row in book if row.platform_id})),
        names=tuple(sorted({row.customer_name for row in (*book, *theirs) if row.customer_name})),
        clients=tuple(sorted({row.client for row in theirs if row.client})),
        provider_ids=await _provider_ids(connection, ids),
        files=await _files(connection, ids),
    )


def tried_for(found: Found, tries: tuple[str, ...]) -> Found:
    """The same, with more that tries of identity were counted for."""
    both = tuple(sorted({*found.person.tries, *tries}))
    person = msgspec.structs.replace(found.person, tries=both)
    return msgspec.structs.replace(found, person=person)


async def lock_all(tx: WriteTx, ids: tuple[str, ...]) -> bool:
    """Keep conversations from others, as far as they are there; whether all of them are over."""
    of_them = conversations.c.id.in_(sorted(ids))
    query = sa.select(conversations.c.owner).where(of_them).order_by(conversations.c.id)
    owners = (await tx.connection.execute(query.with_for_update())).scalars()
    return all(owner == "closed" for owner in owners)


async def of_conversations(connection: AsyncConnection, ids: tuple[str, ...]) -> Found:
    """What is theirs by conversations alone, for an erasure that is done once more."""
    query = sa.select(conversations).where(conversations.c.id.in_(ids))
    theirs = (await connection.execute(query.order_by(conversations.c.id))).all()
    known = tuple(row.id for row in theirs)
    person = Person(
        customer_ids=tuple(sorted({row.customer_id for row in theirs if row.customer_id})),
        conversation_ids=known,
        turn_ids=await _turns(connection, known),
    )
    return Found(
        person=person,
        places=tuple(sorted({(row.channel, row.address) for row in theirs})),
        names=tuple(sorted({row.customer_name for row in theirs if row.customer_name})),
        provider_ids=await _provider_ids(connection, known),
        files=await _files(connection, known),
    )


async def marked(
    connection: AsyncConnection,
    *,
    conversations: tuple[str, ...],
    files: tuple[str, ...],
    until: datetime,
    was_at: Callable[[Place], bool],
) -> Found:
    """What a restored backup has of somebody who was erased at a moment.

    The conversations and files count where the desk's database has nothing of them, too: others may
    have been restored.
    """
    found = await of_conversations(connection, conversations)
    there = {place for place in await _places_until(connection, until) if was_at(place)}
    customers = {*found.person.customer_ids, *await _in_book(connection, there)}
    person = msgspec.structs.replace(
        found.person,
        customer_ids=tuple(sorted(customers)),
        conversation_ids=tuple(sorted(conversations)),
    )
    return msgspec.structs.replace(
        found,
        person=person,
        places=tuple(sorted({*found.places, *there})),
        files=tuple(sorted({*found.files, *files})),
    )


async def _in_book(connection: AsyncConnection, places: set[Place]) -> set[str]:
    query = sa.select(addresses.c.customer_id).where(at(addresses, places))
    return {one for one in (await connection.execute(query)).scalars() if one}


async def customers_at(connection: AsyncConnection, places: set[Place]) -> set[str]:
    """Who was verified at these addresses."""
    there = await _in_book(connection, places)
    query = sa.select(conversations.c.customer_id).where(at(conversations, places))
    return there | {one for one in (await connection.execute(query)).scalars() if one}


async def _places_until(connection: AsyncConnection, moment: datetime) -> tuple[Place, ...]:
    """Every address that was in the book at that moment."""
    query = sa.select(addresses.c.channel, addresses.c.address)
    rows = await connection.execute(query.where(addresses.c.seen_at <= moment))
    return tuple((row.channel, row.address) for row in rows)


def at(table: sa.Table, places: set[Place] | tuple[Place, ...]) -> sa.ColumnElement[bool]:
    """Rows of a table with `channel` and `address` that are at one of the places."""
    each = ((table.c.channel == c) & (table.c.address == a) for c, a in sorted(places))
    return any_of(each)


async def _named(connection: AsyncConnection, who: Who) -> tuple[set[str], set[Place]]:
    if who.customer_id:
        return {who.customer_id}, set()
    if who.conversation_id:
        where = conversations.c.id == who.conversation_id
        row = (await connection.execute(sa.select(conversations).where(where))).first()
        if row is None:
            raise NotFound("There is no such conversation.")
        if row.customer_id is not None:
            return {row.customer_id}, set()
        return await _alone(connection, {(row.channel, row.address)})
    if not who.channel or not who.address:
        raise BadRequest("Name a customer, a conversation, or a channel with an address.")
    return await _alone(connection, await _spelled(connection, who.channel, who.address))


async def _spelled(connection: AsyncConnection, channel: Channel, address: str) -> set[Place]:
    """The addresses that are meant: of a platform's, what stands behind the account is enough."""
    found: set[Place] = set()
    for table in (addresses, conversations):
        own = (table.c.address == address) | table.c.address.endswith(
            f"/{address.lstrip('+')}", autoescape=True
        )
        query = sa.select(table.c.channel, table.c.address).where(
            (table.c.channel == channel) & own
        )
        found |= {(row.channel, row.address) for row in await connection.execute(query.distinct())}
    return found


async def _alone(connection: AsyncConnection, places: set[Place]) -> tuple[set[str], set[Place]]:
    """The customer whose address that is; raises `Conflict` where several have used it."""
    customers = await customers_at(connection, places)
    if len(customers) > 1:
        raise Conflict("Several customers have written from there: name the one by their id.")
    return customers, places


def _theirs(table: sa.Table, customers: set[str], places: set[Place]) -> sa.ColumnElement[bool]:
    """What is verified as the customer's, and what nobody was verified for at their addresses."""
    nobodys = at(table, places) & table.c.customer_id.is_(None)
    return table.c.customer_id.in_(sorted(customers)) | nobodys


async def _book(
    connection: AsyncConnection, customers: set[str], places: set[Place]
) -> list[sa.Row[tuple[object, ...]]]:
    query = sa.select(addresses).where(_theirs(addresses, customers, places))
    return list((await connection.execute(query)).all())


async def _conversations(
    connection: AsyncConnection, customers: set[str], places: set[Place]
) -> list[sa.Row[tuple[object, ...]]]:
    query = sa.select(conversations).where(_theirs(conversations, customers, places))
    return list((await connection.execute(query)).all())


async def _turns(connection: AsyncConnection, ids: tuple[str, ...]) -> tuple[str, ...]:
    query = sa.select(turns.c.id).where(turns.c.conversation_id.in_(ids)).order_by(turns.c.id)
    return tuple((await connection.execute(query)).scalars())


async def _provider_ids(connection: AsyncConnection, ids: tuple[str, ...]) -> tuple[str, ...]:
    theirs = messages.c.conversation_id.in_(ids)
    told = sa.select(messages.c.provider_id).where(theirs & messages.c.provider_id.is_not(None))
    sent = sa.select(parts.c.provider_id).join(messages, messages.c.id == parts.c.message_id)
    rows = await connection.execute(sa.union(told, sent.where(theirs)))
    return tuple(sorted(rows.scalars()))


async def _files(connection: AsyncConnection, ids: tuple[str, ...]) -> tuple[str, ...]:
    query = sa.select(messages.c.content).where(messages.c.conversation_id.in_(ids))
    contents = (await connection.execute(query)).scalars()
    refs = (each.get("ref") for content in contents for each in content.get("attachments", ()))
    return tuple(sorted({ref for ref in refs if ref}))

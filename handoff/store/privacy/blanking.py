"""Repository of forgetting: a customer's rows emptied at once, while their numbers stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.crm import personal_rows
from handoff.core.events import Event
from handoff.core.packet import Packet
from handoff.store.db import event_rows
from handoff.store.db.database import WriteTx
from handoff.store.privacy.belonging import WHERE, rows_of
from handoff.store.privacy.emptied import emptied
from handoff.store.privacy.people import Found
from handoff.store.tables.accounts import audit, customer_sign_outs
from handoff.store.tables.blocks import blocked_messages, blocks
from handoff.store.tables.cases import bot_tasks, handoffs, notices
from handoff.store.tables.conversations import conversations, messages, search_texts
from handoff.store.tables.delivery import addresses, crm_tasks, outbox, parts, redactions, updates
from handoff.store.tables.metadata import events

ERASED = "(erased)"
"""What stands where somebody's words were."""
AT_ONCE = 5_000
"""Lines of the audit log that are looked at together."""
LONG_ENOUGH = 12
"""Characters of words that can only have been theirs, where somebody has searched for them."""
SHORTEST_NAME = 3
REMOVED = frozenset(
    {
        *(outbox, parts, crm_tasks, addresses, customer_sign_outs, redactions),
        *(blocked_messages, blocks),
    }
)
"""Nothing counts their rows, and what still waits in them is not to be done any more."""
BY_THEMSELVES = frozenset({events, handoffs, updates})
"""Whose JSON has to stay readable, or whose rows wait for something."""
_CUSTOMERS = messages.c.author_kind == "customer"
BLANKS: Mapping[sa.Column[Any], Any] = {
    conversations.c.address: sa.literal("erased:", sa.String).concat(conversations.c.id),
    conversations.c.page: {},
    messages.c.author_id: sa.case((_CUSTOMERS, sa.null()), else_=messages.c.author_id),
    messages.c.author_name: sa.case((_CUSTOMERS, sa.null()), else_=messages.c.author_name),
    messages.c.text: ERASED,
    messages.c.content: {},
    notices.c.text: ERASED,
    bot_tasks.c.question: ERASED,
    search_texts.c.words: "",
}
_WORDS = re.compile(r"[^\W_]+")


async def blank(tx: WriteTx, found: Found) -> int:
    """Empty every row of a customer whose conversations are locked; returns how many rows.

    Done twice it changes nothing more. What lies outside of the desk's database is not reached.
    """
    connection = tx.connection
    done = await _audit(connection, found)
    done += await _events(connection, found)
    done += await _packets(connection, found)
    done += await _updates(connection, found)
    rows = {table: where for table, where in rows_of(found).items() if table not in BY_THEMSELVES}
    # Triggers write into the search what they are told of messages, so that it comes last.
    search = rows.pop(search_texts)
    done += await personal_rows.blank(connection, rows, blanks=BLANKS, removed=REMOVED)
    return done + await personal_rows.blank(connection, {search_texts: search}, blanks=BLANKS)


async def is_owed(connection: AsyncConnection, found: Found, until: datetime) -> bool:
    """Whether the CRM is owed something of a customer that may be under way until then."""
    due = (crm_tasks.c.state == "queued") & (crm_tasks.c.due_at <= until)
    count = sa.select(sa.func.count()).where(WHERE[crm_tasks](found) & due)
    return bool(await connection.scalar(count))


async def reindex(tx: WriteTx) -> None:
    """Let SQLite's index hold no word that no text has any more; PostgreSQL's does by itself."""
    if tx.connection.dialect.name == "sqlite":
        rebuild = "INSERT INTO search_words (search_words) VALUES ('rebuild')"
        await tx.connection.execute(sa.text(rebuild))


async def _events(connection: AsyncConnection, found: Found) -> int:
    query = sa.select(events.c.cursor, events.c.body).where(WHERE[events](found))
    rows = (await connection.execute(query)).all()
    for cursor, body in rows:
        await event_rows.rewrite(connection, cursor, emptied(body, Event))
    return len(rows)


async def _packets(connection: AsyncConnection, found: Found) -> int:
    query = sa.select(handoffs.c.id, handoffs.c.packet).where(WHERE[handoffs](found))
    rows = (await connection.execute(query)).all()
    for handoff_id, packet in rows:
        values = {"packet": emptied(packet, Packet), "closing_note": None, "mood": None}
        which = handoffs.c.id == handoff_id
        await connection.execute(handoffs.update().where(which).values(**values))
    return len(rows)


async def _updates(connection: AsyncConnection, found: Found) -> int:
    """Their key stays, so that what a platform tells again is known; nothing waits to be done."""
    values: dict[str, Any] = {"body": {}, "state": "done", "error": None}
    done = await connection.execute(updates.update().where(WHERE[updates](found)).values(**values))
    return max(0, int(done.rowcount))


async def _audit(connection: AsyncConnection, found: Found) -> int:
    """Who looked stays; what they looked for goes, where it names the customer or quotes them."""
    names, said = _names(found), await _said(connection, found)
    last, done = 0, 0
    while rows := await _some_audited(connection, last):
        telling = [row.id for row in rows if _tells(row.about, names, said)]
        which = audit.c.id.in_(telling)
        await connection.execute(audit.update().where(which).values(about=None))
        last, done = rows[-1].id, done + len(telling)
    return done


async def _some_audited(connection: AsyncConnection, after: int) -> list[Any]:
    query = sa.select(audit.c.id, audit.c.about).where(
        audit.c.about.is_not(None) & (audit.c.id > after)
    )
    return list((await connection.execute(query.order_by(audit.c.id).limit(AT_ONCE))).all())


def _names(found: Found) -> frozenset[str]:
    places = (address.rpartition("/")[2] for _, address in found.places)
    known = (*found.person.customer_ids, *found.names, *found.platform_ids, *places)
    whole = {each.casefold() for each in known}
    parts_of_names = {word for name in found.names for word in _WORDS.findall(name.casefold())}
    return frozenset(each for each in whole | parts_of_names if len(each) >= SHORTEST_NAME)


async def _said(connection: AsyncConnection, found: Found) -> str:
    theirs = messages.c.conversation_id.in_(found.conversation_ids)
    texts = await connection.execute(sa.select(messages.c.text).where(theirs & _CUSTOMERS))
    return "\n".join(text.casefold() for text in texts.scalars() if text)


def _tells(about: str, names: frozenset[str], said: str) -> bool:
    asked = about.casefold()
    if any(name in asked for name in names):
        return True
    return len(asked) >= LONG_ENOUGH and asked in said

"""Repository of what grows old: which rows are past their time, by the class that columns declare.

Rows are looked for outside of the transaction that takes them out, so that nobody waits for a look.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.personal_data import declared
from handoff.core.retention import Kind
from handoff.store.db.database import Database
from handoff.store.tables.accounts import audit, logins
from handoff.store.tables.conversations import CLOSED, KNOWN, conversations, turns
from handoff.store.tables.delivery import addresses, crm_tasks, outbox, parts, updates
from handoff.store.tables.metadata import events

A_FEW = 20
"""Conversations that are looked up at once."""
SOME = 500
"""Rows that are taken out at once."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a table that go once `since` is long ago, as far as nothing waits in them."""

    table: sa.Table
    since: sa.Column[Any]
    over: sa.ColumnElement[bool] = msgspec.field(default_factory=sa.true)


# Literally the condition of ix_conversations_bot.
_WITH_BOT = sa.text("conversations.owner = 'bot'")
_LAST = sa.select(sa.func.max(events.c.cursor)).scalar_subquery()
_WAITS = sa.exists().where(
    (outbox.c.message_id == parts.c.message_id) & (outbox.c.state == "queued")
)
RULES: Mapping[Kind, tuple[Rule, ...]] = {
    # By the last one pages know that they have missed nothing, and its number is never given again.
    "events": (Rule(table=events, since=events.c.at, over=events.c.cursor < _LAST),),
    "webhooks": (Rule(table=updates, since=updates.c.due_at, over=updates.c.state != "waiting"),),
    "delivery": (
        Rule(table=parts, since=parts.c.sent_at, over=~_WAITS),
        Rule(table=outbox, since=outbox.c.due_at, over=outbox.c.state != "queued"),
        Rule(table=crm_tasks, since=crm_tasks.c.due_at, over=crm_tasks.c.state != "queued"),
    ),
    "addresses": (Rule(table=addresses, since=addresses.c.seen_at),),
    "audit": (Rule(table=audit, since=audit.c.at),),
    "accounts": (Rule(table=logins, since=logins.c.seen_at),),
}
"""Of conversations and turns the rows stay, and only their words go."""


async def take_out(db: Database, rule: Rule, before: datetime) -> int:
    """Delete some of the rows of a rule that are older; returns how many."""
    key = sa.tuple_(*rule.table.primary_key.columns)
    old = (rule.since < before) & rule.over
    query = sa.select(*rule.table.primary_key.columns).where(old).limit(SOME)
    async with db.read() as connection:
        keys = [tuple(row) for row in await connection.execute(query)]
    if not keys:
        return 0
    async with db.write() as tx:
        done = await tx.connection.execute(sa.delete(rule.table).where(key.in_(keys) & old))
    return int(done.rowcount)


def at_rest(before: datetime) -> sa.ColumnElement[bool]:
    """Conversations in which nothing has happened since, and that nobody is owed anything of."""
    owed = sa.exists().where(
        (crm_tasks.c.conversation_id == conversations.c.id) & (crm_tasks.c.state == "queued")
    )
    table = conversations.c
    mine = table.owner.in_(("bot", "closed")) & table.task_id.is_(None)
    return mine & (table.updated_at < before) & ~owed


async def conversations_to_empty(db: Database, before: datetime) -> Sequence[str]:
    """Ids of some conversations at rest whose words are still there, the oldest first."""
    table, rest = conversations.c, at_rest(before)
    ended = sa.select(table.id).where(CLOSED & rest & (table.closed_at < before))
    found = await _ids(db, ended.order_by(table.closed_at))
    with_bot = sa.select(table.id).where(_WITH_BOT & rest).order_by(table.updated_at)
    return found or await _ids(db, with_bot)


async def conversations_to_unlearn(db: Database, before: datetime) -> Sequence[str]:
    """Ids of some conversations at rest of which the bot's turns are still known."""
    query = (
        sa.select(conversations.c.id)
        .join(turns, turns.c.conversation_id == conversations.c.id)
        .where(KNOWN & (turns.c.ended_at < before) & at_rest(before))
    )
    return await _ids(db, query.distinct())


async def is_at_rest(connection: AsyncConnection, conversation_id: str, before: datetime) -> bool:
    """Whether it is so still, now that it is locked."""
    query = sa.select(conversations.c.id)
    found = query.where((conversations.c.id == conversation_id) & at_rest(before))
    return await connection.scalar(found) is not None


async def empty_turns(connection: AsyncConnection, conversation_id: str) -> None:
    """Keep no word of the turns of a conversation."""
    values = {column.name: sa.null() for column in _words_of_turns()}
    which = turns.c.conversation_id == conversation_id
    await connection.execute(turns.update().where(which).values(values))


def _words_of_turns() -> tuple[sa.Column[Any], ...]:
    told = ((column, declared(column.info)) for column in turns.columns)
    return tuple(column for column, says in told if says is not None and says.kept == "turns")


async def _ids(db: Database, query: sa.Select[Any]) -> Sequence[str]:
    async with db.read() as connection:
        return list((await connection.execute(query.limit(A_FEW))).scalars())

"""Map of belonging: which rows of each of the desk's tables are one customer's.

Derived from the declarations of the columns: a test fails for a table with personal data of
customers that stands in no place here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import sqlalchemy as sa

from actions.crm.personal_rows import Rows, naming
from handoff.core.channel.loose_json import digest
from handoff.store.privacy.people import Found, at
from handoff.store.tables.accounts import audit, customer_sign_outs
from handoff.store.tables.blocks import blocked_messages, blocks
from handoff.store.tables.cases import bot_tasks, handoffs, notices
from handoff.store.tables.conversations import conversations, messages, search_texts, turns
from handoff.store.tables.delivery import (
    addresses,
    crm_tasks,
    outbox,
    parts,
    redactions,
    updates,
)
from handoff.store.tables.metadata import events

Where = Callable[[Found], sa.ColumnElement[bool]]
WATERMARKS = "seen/"
"""What the lane of a platform's read marks begins with."""


def _of_conversation(table: sa.Table, found: Found) -> sa.ColumnElement[bool]:
    return table.c.conversation_id.in_(found.conversation_ids)


def _of_messages(found: Found) -> sa.ColumnElement[bool]:
    theirs = messages.c.conversation_id.in_(found.conversation_ids)
    return parts.c.message_id.in_(sa.select(messages.c.id).where(theirs))


def _of_customer(table: sa.Table, found: Found) -> sa.ColumnElement[bool]:
    return table.c.customer_id.in_(found.person.customer_ids)


def _tasks(found: Found) -> sa.ColumnElement[bool]:
    return _of_conversation(crm_tasks, found) | _of_customer(crm_tasks, found)


def _book(found: Found) -> sa.ColumnElement[bool]:
    nobodys = at(addresses, found.places) & addresses.c.customer_id.is_(None)
    return _of_customer(addresses, found) | nobodys


def _told(found: Found) -> sa.ColumnElement[bool]:
    """What platforms told: of a customer and of each message in a lane of its own."""
    names = {address for _, address in found.places}
    accounts = {address.partition("/")[0] for address in names if "/" in address}
    theirs = (*found.platform_ids, *found.provider_ids)
    names |= {f"{account}/{one}" for account in accounts for one in theirs}
    lanes = {digest(f"{marks}{name}") for name in names for marks in ("", WATERMARKS)}
    return updates.c.lane.in_(sorted(lanes))


def _kept_apart(found: Found) -> sa.ColumnElement[bool]:
    """What they wrote while they were blocked."""
    theirs = sa.select(blocks.c.id).where(_of_conversation(blocks, found))
    return blocked_messages.c.block_id.in_(theirs)


def _words(found: Found) -> sa.ColumnElement[bool]:
    """What is still to be taken back; of what is erased it is told otherwise."""
    return _of_conversation(redactions, found) & redactions.c.old.is_not(None)


def _events(found: Found) -> sa.ColumnElement[bool]:
    return naming(events.c.body, (*found.conversation_ids, *found.person.customer_ids))


WHERE: Mapping[sa.Table, Where] = {
    conversations: lambda found: conversations.c.id.in_(found.conversation_ids),
    messages: partial(_of_conversation, messages),
    search_texts: partial(_of_conversation, search_texts),
    turns: partial(_of_conversation, turns),
    handoffs: partial(_of_conversation, handoffs),
    notices: partial(_of_conversation, notices),
    bot_tasks: partial(_of_conversation, bot_tasks),
    blocked_messages: _kept_apart,
    blocks: partial(_of_conversation, blocks),
    outbox: partial(_of_conversation, outbox),
    parts: _of_messages,
    crm_tasks: _tasks,
    updates: _told,
    addresses: _book,
    redactions: _words,
    events: _events,
    audit: partial(_of_conversation, audit),
    customer_sign_outs: partial(_of_customer, customer_sign_outs),
}
"""In the order in which they are emptied: what is written last may have triggers of the first."""


def rows_of(found: Found) -> Rows:
    """The customer's rows of every table that tells something of customers."""
    return {table: where(found) for table, where in WHERE.items()}

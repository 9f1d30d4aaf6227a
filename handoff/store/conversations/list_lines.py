"""Query of list lines: what a row says of a conversation beside its own values."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Priority
from handoff.core import texts
from handoff.core.mood import Label
from handoff.core.states import OPEN_HANDOFF
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages

LONGEST = 160
"""Characters of a line."""
_BLANKS = re.compile(r"\s+")
_FILES = sa.func.json_array_length(messages.c.content["attachments"]) > 0
_LAST_TEXT = (
    sa.select(sa.func.coalesce(sa.func.nullif(messages.c.text, ""), texts.ONLY_FILES))
    .where(
        (messages.c.conversation_id == sa.bindparam("conversation_id"))
        & (messages.c.text.is_not(None) | _FILES)
        & (messages.c.kind != "note")
        # What desk and bot say is much the same everywhere, and tells no row from another.
        & messages.c.author_kind.in_(("customer", "agent"))
    )
    .order_by(messages.c.seq.desc())
    .limit(1)
)
_OPEN = (handoffs.c.conversation_id == conversations.c.id) & (
    handoffs.c.state.in_(sorted(OPEN_HANDOFF))
)
# Read with every message: the open handoff is looked up once.
_AROUND = (
    sa.select(
        handoffs.c.id.label("handoff_id"),
        handoffs.c.priority,
        handoffs.c.mood,
        handoffs.c.packet["summary"].label("summary"),
        _LAST_TEXT.scalar_subquery().label("last_text"),
    )
    .select_from(sa.outerjoin(conversations, handoffs, _OPEN))
    .where(conversations.c.id == sa.bindparam("conversation_id"))
)


class ListLine(msgspec.Struct, frozen=True, kw_only=True):
    """The open handoff with its priority, what it is about, the mood, and the last words."""

    handoff_id: str | None
    priority: Priority | None
    last_text: str | None
    about: str | None
    mood: Label | None


async def of(connection: AsyncConnection, conversation_id: str) -> ListLine:
    """What lists say of a conversation."""
    rows = await connection.execute(_AROUND, {"conversation_id": conversation_id})
    row = rows.one()
    return ListLine(
        handoff_id=row.handoff_id,
        priority=row.priority,
        last_text=_shortened(row.last_text),
        about=None if row.summary is None else in_short(row.summary),
        mood=row.mood,
    )


def in_short(summary: dict[str, Any]) -> str | None:
    """What a case is about in a line: what is still wanted by its title, else the situation."""
    titles = (
        want["about"] or next(iter(want["words"]), "")
        for want in summary.get("wants", ())
        if want["state"] == "open"
    )
    return _shortened(next(filter(None, titles), None) or summary["situation"] or None)


def _shortened(text: str | None) -> str | None:
    """The beginning of a text, in one line."""
    return None if text is None else _BLANKS.sub(" ", text)[:LONGEST]

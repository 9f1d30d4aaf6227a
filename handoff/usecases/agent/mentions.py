"""Use case of mentions: colleagues whom an internal note names are found in it, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from handoff.core.model import Agent, Conversation, Message
from handoff.core.permissions import may
from handoff.store.accounts import accounts
from handoff.store.cases import notices
from handoff.store.db.database import WriteTx

LONGEST = 160
"""Characters of a note that its notice repeats."""


def mentioned(text: str, agents: Sequence[Agent]) -> tuple[Agent, ...]:
    """Those whose whole name stands behind an "@", each once; the longest where names begin alike.

    Who shares a name is named together.
    """
    names = sorted({agent.name for agent in agents}, key=len, reverse=True)
    if not names:
        return ()
    either = "|".join(map(re.escape, names))
    named = re.findall(rf"(?<![\w@])@({either})(?!\w)", text, re.IGNORECASE)
    found = {name.casefold() for name in named}
    return tuple(agent for agent in agents if agent.name.casefold() in found)


async def tell(tx: WriteTx, conversation: Conversation, note: Message, now: datetime) -> None:
    """Tell everybody at the desk whom a note names, but for its writer."""
    text = note.text or ""
    if "@" not in text:
        return
    there = [a for a in await accounts.enabled(tx.connection) if may(a.role, "desk")]
    for agent in mentioned(text, there):
        if agent.id != note.author.id:
            await notices.tell(
                tx,
                agent.id,
                _told(conversation, note, text),
                now,
                conversation_id=conversation.id,
                seq=note.seq,
            )


def _told(conversation: Conversation, note: Message, text: str) -> str:
    line = " ".join(text.split())
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
    return f"{note.author.name}, about {conversation.customer_name or 'a customer'}: {shown}"

"""Stand-in account for whoever answers without the desk: in the Page's inbox, or by phone.

They are written down as an agent who is never at the desk, so that one owner at a time holds.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from handoff.core.model import ELSEWHERE, Agent, Author, Conversation, Message
from handoff.store.accounts import accounts
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.drafts import NOTHING, Content, Draft
from handoff.store.db.database import WriteTx

NAME = "Somebody outside the desk"


async def has(tx: WriteTx, conversation: Conversation, now: datetime) -> Conversation:
    """Let a locked conversation be theirs, unless the queue or an agent of ours has it.

    An agent has it as well while the bot asks something for them.
    """
    if conversation.owner in ("queue", "agent") or conversation.task_id is not None:
        return conversation
    await _be_known(tx, now)
    if conversation.owner == "closed":
        conversation = await log.move(tx, conversation, "bot", now)
    await turn_log.drop_waiting(tx, conversation.id, now)
    return await log.move(
        tx, conversation, "agent", now, agent_id=ELSEWHERE, handled_seq=conversation.last_seq
    )


async def gives_back(tx: WriteTx, conversation: Conversation, now: datetime) -> Conversation:
    """Let the bot speak again, if it was they who had the locked conversation."""
    if conversation.agent_id != ELSEWHERE:
        return conversation
    return await log.move(tx, conversation, "bot", now, handled_seq=conversation.last_seq)


async def said(
    tx: WriteTx,
    conversation: Conversation,
    text: str | None,
    provider_id: str,
    now: datetime,
    content: Content = NOTHING,
) -> Message:
    """Write down what they answered, which the customer has already."""
    nothing = None if content.attachments else "(something that is not text)"
    draft = Draft(
        author=Author(kind="agent", id=ELSEWHERE, name=NAME),
        text=text or nothing,
        content=msgspec.structs.replace(
            content, custom={**(content.custom or {}), "elsewhere": True}
        ),
        client_id=provider_id[:200],
        provider_id=provider_id,
    )
    _, message = await log.append(tx, conversation, draft, now)
    return message


async def _be_known(tx: WriteTx, now: datetime) -> None:
    """Make their account, which nobody can log in to."""
    if await accounts.agent_by_id(tx.connection, ELSEWHERE) is not None:
        return
    agent = Agent(
        id=ELSEWHERE,
        email="elsewhere@warmdesk.invalid",
        name=NAME,
        role="agent",
        skills=(),
        capacity=0,
        presence="offline",
        idle_since=now,
        disabled=True,
    )
    await accounts.insert(tx, agent, password_hash=accounts.NO_HASH, now=now)

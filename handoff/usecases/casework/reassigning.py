"""Use cases of reassigning: a case leaves an agent's hands before it is resolved.

Everything here works on a locked conversation and its open handoff.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from handoff.core import texts
from handoff.core.errors import Conflict
from handoff.core.model import Agent, Conversation, Handoff
from handoff.store.accounts import accounts, presence
from handoff.store.cases import notices, offers, queue, waits
from handoff.store.conversations import log
from handoff.store.conversations.drafts import status_line
from handoff.store.db.database import WriteTx


async def give_back(tx: WriteTx, conversation: Conversation, agent: Agent, now: datetime) -> None:
    """The agent is gone for too long: somebody else gets the case, before all others."""
    handoff = await queue.must_be_open(tx.connection, conversation.id)
    await offers.let_go(tx, handoff, now)
    conversation = await log.move(tx, conversation, "queue", now)
    await queue.move(
        tx,
        handoff,
        "queued",
        conversation,
        why="returned",
        agent_id=None,
        assigned_at=None,
        queued_at=now,
        priority="urgent",
        preferred_id=None,
    )
    await waits.forget(tx, handoff.id)
    said = status_line(texts.lost_touch(agent.name))
    await log.append(tx, conversation, said, now)
    name = conversation.customer_name or "a customer"
    await notices.tell(
        tx,
        agent.id,
        f"Your connection was gone for too long, so the conversation with {name} went back to "
        "the queue.",
        now,
        conversation_id=conversation.id,
    )


async def pass_to_skill(
    tx: WriteTx, conversation: Conversation, by: Agent, skill: str, now: datetime
) -> None:
    """Whoever has the skill gets the case next."""
    aside = {"skill": skill, "more_skills": (), "preferred_id": None}
    await _pass_on(tx, conversation, by, now, by=by, **aside)


async def pass_to_agent(
    tx: WriteTx,
    conversation: Conversation,
    by: Agent,
    to: Agent,
    now: datetime,
    good_for: timedelta,
) -> None:
    """A colleague is asked at once, whatever else they have. Raises `Conflict`."""
    if to.id == by.id:
        raise Conflict("You have this conversation already.")
    _must_be_there(to)
    handoff = await _pass_on(tx, conversation, by, now, by=by, preferred_id=to.id)
    await offers.make(tx, handoff, to.id, now, good_for, by=by.id)


async def assign_skill(
    tx: WriteTx, conversation: Conversation, by: Agent, skill: str, now: datetime
) -> None:
    """A supervisor has whoever has the skill get the case next, wherever it is now."""
    await _take_away(tx, conversation, by, now, skill=skill, more_skills=(), preferred_id=None)


async def assign_agent(
    tx: WriteTx,
    conversation: Conversation,
    by: Agent,
    to: Agent,
    now: datetime,
    good_for: timedelta,
) -> None:
    """A supervisor has an agent be asked at once, wherever the case is now. Raises `Conflict`."""
    if to.id == conversation.agent_id:
        raise Conflict(f"{to.name} has this conversation already.")
    _must_be_there(to)
    handoff = await _take_away(tx, conversation, by, now, preferred_id=to.id)
    await offers.make(tx, handoff, to.id, now, good_for, by=by.id)


async def take_over(
    tx: WriteTx, conversation: Conversation, agent: Agent, now: datetime
) -> Conversation:
    """Another agent takes a case out of the queue, or out of a colleague's hands."""
    handoff = await queue.must_be_open(tx.connection, conversation.id)
    before = conversation.agent_id
    await offers.let_go(tx, handoff, now)
    conversation = await log.move(tx, conversation, "agent", now, agent_id=agent.id)
    await queue.move(
        tx,
        handoff,
        "assigned",
        conversation,
        why="taken_over",
        by=agent.id,
        agent_id=agent.id,
        assigned_at=now,
    )
    if before is not None:
        await _tell_former(tx, conversation, before, f"{agent.name} has taken over", now)
        await accounts.change(tx, before, idle_since=now)
    return conversation


async def _take_away(
    tx: WriteTx, conversation: Conversation, by: Agent, now: datetime, **values: Any
) -> Handoff:
    """Out of the queue it comes back there; whoever had it is told, and so is the customer."""
    before = conversation.agent_id
    if before is None:
        handoff = await queue.must_be_open(tx.connection, conversation.id)
        await offers.let_go(tx, handoff, now)
        return await queue.move(
            tx, handoff, "queued", conversation, why="transferred", by=by.id, **values
        )
    holder = await accounts.find(tx.connection, before)
    handoff = await _pass_on(tx, conversation, holder, now, by=by, **values)
    await _tell_former(tx, conversation, before, f"{by.name} has passed on", now)
    return handoff


async def _tell_former(
    tx: WriteTx, conversation: Conversation, agent_id: str, what: str, now: datetime
) -> None:
    name = conversation.customer_name or "a customer"
    text = f"{what} your conversation with {name}."
    await notices.tell(tx, agent_id, text, now, conversation_id=conversation.id)


async def _pass_on(
    tx: WriteTx,
    conversation: Conversation,
    holder: Agent,
    now: datetime,
    *,
    by: Agent,
    **values: Any,
) -> Handoff:
    handoff = await queue.must_be_open(tx.connection, conversation.id)
    await offers.let_go(tx, handoff, now)
    conversation = await log.move(tx, conversation, "queue", now)
    changed = {"skill": handoff.skill, "more_skills": handoff.more_skills, **values}
    handoff = await queue.move(
        tx,
        handoff,
        "queued",
        conversation,
        why="transferred",
        by=by.id,
        agent_id=None,
        assigned_at=None,
        queued_at=now,
        **changed,
    )
    await waits.forget(tx, handoff.id)
    await accounts.change(tx, holder.id, idle_since=now)
    if by.id == holder.id:
        await presence.seen(tx, [by.id], now)
    said = status_line(texts.passed_on(holder.name))
    conversation, _ = await log.append(tx, conversation, said, now)
    return handoff


def _must_be_there(to: Agent) -> None:
    if to.presence != "available" or to.disabled:
        raise Conflict(f"{to.name} is not available. Pass it to a skill, or keep it for now.")


def transfer_note(by: Agent, to: str, note: str) -> str:
    """The internal note that tells whoever comes next why."""
    return f"{by.name} → {to}: {note}" if note else f"{by.name} → {to}"

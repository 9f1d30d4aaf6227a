"""Use cases of transfers: agents pass a case on, or take over one of others."""

from __future__ import annotations

from datetime import datetime, timedelta

from contracts.payment_numbers import masked
from handoff.core import texts
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, Conflict, Forbidden, TooLong
from handoff.core.model import MAX_TEXT, Agent, Author, Conversation
from handoff.core.ownership import must_own
from handoff.core.packet import Brought, as_json, validated
from handoff.core.permissions import WHY_NOT, may
from handoff.store.accounts import accounts
from handoff.store.cases import queue
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Draft, status_line
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.ids import new_id
from handoff.usecases.casework import bot_tasks, external_agent, handing_over, reassigning
from handoff.usecases.casework.contacts import ContactReader


class Transfers:
    """Cases on their way between people."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        read_contact: ContactReader,
        *,
        offer_for: timedelta,
    ) -> None:
        self._db = db
        self._clock = clock
        self._read_contact = read_contact
        self._offer_for = offer_for

    async def transfer(
        self,
        agent_id: str,
        conversation_id: str,
        *,
        epoch: int,
        to_agent: str | None,
        to_skill: str | None,
        note: str,
    ) -> None:
        """Pass a case to a colleague or to whoever has a skill, with a note for them.

        Raises `NotOwner`, `Conflict` for a colleague who is not available, `NotFound`, `TooLong`,
        `BadRequest` unless exactly one of both is named.
        """
        _refuse_bad(to_agent, to_skill, note)
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            must_own(conversation, agent_id, epoch)
            agent = await accounts.find(tx.connection, agent_id)
            to = None if to_agent is None else await accounts.find(tx.connection, to_agent)
            conversation = await _note(tx, conversation, agent, to or str(to_skill), note, now)
            if to is not None:
                await reassigning.pass_to_agent(tx, conversation, agent, to, now, self._offer_for)
            else:
                await reassigning.pass_to_skill(tx, conversation, agent, str(to_skill), now)

    async def reassign(
        self,
        by_id: str,
        conversation_id: str,
        *,
        from_agent: str | None,
        to_agent: str | None,
        to_skill: str | None,
        note: str,
    ) -> None:
        """A supervisor moves a case out of the queue, or out of `from_agent`'s hands.

        Raises `Conflict` when somebody else has it by now, there is no open case, or the agent is
        not available; `NotFound`, `TooLong`, `BadRequest` unless exactly one goal is named.
        """
        _refuse_bad(to_agent, to_skill, note)
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            if conversation.owner not in ("queue", "agent") or conversation.agent_id != from_agent:
                raise Conflict("This case has moved on meanwhile. Please look again.")
            by = await accounts.find(tx.connection, by_id)
            to = None if to_agent is None else await accounts.find(tx.connection, to_agent)
            conversation = await _note(tx, conversation, by, to or str(to_skill), note, now)
            if to is not None:
                await reassigning.assign_agent(tx, conversation, by, to, now, self._offer_for)
            else:
                await reassigning.assign_skill(tx, conversation, by, str(to_skill), now)

    async def take_over(self, agent_id: str, conversation_id: str) -> Conversation:
        """Take a conversation from the bot or out of the queue; a supervisor also from a colleague.

        From those who answer without the desk everybody may.

        Raises `Forbidden`, `Conflict` where it is the agent's own already or has ended.
        """
        prepared = await handing_over.prepare(
            self._db,
            self._read_contact,
            conversation_id,
            handing_over.taken_over(),
            key=f"{new_id('ho')}:takeover",
        )
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            conversation = await external_agent.gives_back(tx, conversation, now)
            agent = await accounts.find(tx.connection, agent_id)
            _may_take(agent, conversation)
            if conversation.task_id is not None:
                await bot_tasks.leave(tx, conversation, "taken_over", now)
            if conversation.owner == "bot" and conversation.task_id is None:
                conversation = await handing_over.to_agent(
                    tx, conversation, prepared, agent_id, now
                )
            else:
                conversation = await reassigning.take_over(tx, conversation, agent, now)
            await accounts.change(tx, agent_id, by=agent_id, idle_since=now, seen_at=now)
            said = status_line(texts.joined(agent.name))
            conversation, _ = await log.append(tx, conversation, said, now)
            return conversation


async def _note(
    tx: WriteTx, conversation: Conversation, by: Agent, to: Agent | str, note: str, now: datetime
) -> Conversation:
    """Tell whoever comes next why, where only agents see it."""
    name = to if isinstance(to, str) else to.name
    why = reassigning.transfer_note(by, name, note.strip())
    author = Author(kind="agent", id=by.id, name=by.name)
    conversation, _ = await log.append(
        tx, conversation, Draft(author=author, kind="note", text=why), now
    )
    handoff = await queue.must_be_open(tx.connection, conversation.id)
    brought = Brought(by=by.name, note=masked(note.strip()) or None)
    packet = validated({**handoff.packet, "brought": as_json(brought)})
    await queue.rewrite_packet(tx, handoff, packet)
    return conversation


def _refuse_bad(to_agent: str | None, to_skill: str | None, note: str) -> None:
    if (to_agent is None) == (to_skill is None):
        raise BadRequest("Choose a colleague or a skill.")
    if len(note) > MAX_TEXT:
        raise TooLong(f"Please keep the note under {MAX_TEXT} characters.")


def _may_take(agent: Agent, conversation: Conversation) -> None:
    if conversation.owner == "closed":
        raise Conflict("This conversation has ended. The next message opens it again.")
    if conversation.agent_id == agent.id:
        raise Conflict("You have this conversation already.")
    if conversation.owner == "agent" and not may(agent.role, "reassign"):
        raise Forbidden(WHY_NOT["reassign"])

"""What agents do with cases of others, or for others: pass one on, take one over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from handoff import accounts, bot_tasks, elsewhere, handing_over, log, reassigning, words
from handoff.contacts import ContactReader
from handoff.database import Database
from handoff.errors import BadRequest, Conflict, Forbidden, TooLong
from handoff.floor import must_own
from handoff.ids import new_id
from handoff.log import Draft
from handoff.model import MAX_TEXT, Agent, Author, Conversation
from handoff.permissions import WHY_NOT, may

SYSTEM = Author(kind="system")


class Transfers:
    """Cases on their way between people."""

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
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
        if (to_agent is None) == (to_skill is None):
            raise BadRequest("Choose a colleague or a skill.")
        if len(note) > MAX_TEXT:
            raise TooLong(f"Please keep the note under {MAX_TEXT} characters.")
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            must_own(conversation, agent_id, epoch)
            agent = await accounts.find(tx.connection, agent_id)
            to = None if to_agent is None else await accounts.find(tx.connection, to_agent)
            why = reassigning.transfer_note(agent, to.name if to else str(to_skill), note.strip())
            conversation, _ = await log.append(
                tx,
                conversation,
                Draft(
                    author=Author(kind="agent", id=agent.id, name=agent.name), kind="note", text=why
                ),
                now,
            )
            if to is not None:
                await reassigning.pass_to_agent(tx, conversation, agent, to, now, self._offer_for)
            else:
                await reassigning.pass_to_skill(tx, conversation, agent, str(to_skill), now)

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
            conversation = await elsewhere.gives_back(tx, conversation, now)
            agent = await accounts.find(tx.connection, agent_id)
            _may_take(agent, conversation)
            if conversation.task_id is not None:
                await bot_tasks.leave(tx, conversation, now)
            if conversation.owner == "bot" and conversation.task_id is None:
                conversation = await handing_over.to_agent(
                    tx, conversation, prepared, agent_id, now
                )
            else:
                conversation = await reassigning.take_over(tx, conversation, agent, now)
            await accounts.change(tx, agent_id, by=agent_id, idle_since=now, seen_at=now)
            said = Draft(author=SYSTEM, text=words.joined(agent.name))
            conversation, _ = await log.append(tx, conversation, said, now)
            return conversation


def _may_take(agent: Agent, conversation: Conversation) -> None:
    if conversation.owner == "closed":
        raise Conflict("This conversation has ended. The next message opens it again.")
    if conversation.agent_id == agent.id:
        raise Conflict("You have this conversation already.")
    if conversation.owner == "agent" and not may(agent.role, "reassign"):
        raise Forbidden(WHY_NOT["reassign"])

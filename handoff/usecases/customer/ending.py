"""Use case of ending: a customer ends the conversation themselves, wherever it stands."""

from __future__ import annotations

from datetime import datetime

from handoff.core import texts
from handoff.core.clock import Clock
from handoff.core.errors import NotFound
from handoff.core.model import SYSTEM, Agent, Conversation, Handoff, Message
from handoff.store.accounts import accounts
from handoff.store.cases import closing_notes, notices, offers, queue, ratings
from handoff.store.cases.ratings import Rated
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.drafts import Draft
from handoff.store.db.database import Database, WriteTx
from handoff.usecases.casework import bot_tasks
from handoff.usecases.customer import rating
from handoff.usecases.customer.rating import Given


class Endings:
    """What customers do when they are done: end it, and say how the bot did."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def end(self, conversation_id: str) -> None:
        """End a conversation for its customer; a second time changes nothing.

        Who waited has left the queue, and an agent's case is resolved. Raises `NotFound`.
        """
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            if conversation.owner != "closed":
                await _end(tx, conversation, now)
            elif not conversation.ended:
                await log.change(tx, conversation, ended=True)

    async def rate(self, given: Given, *, conversation_id: str) -> Message:
        """Keep how the customer found the bot's help.

        Raises `NotFound`, `BadRequest`, `TooLong`.
        """
        rating.check(given)
        async with self._db.write() as tx:
            rated = Rated(conversation_id=conversation_id)
            return await rating.keep(tx, rated, given, self._clock())


async def end_quietly(tx: WriteTx, conversation_id: str, now: datetime) -> None:
    """End a conversation that may be under way, or not be there at all.

    Its customer is told and asked nothing, and the CRM hears nothing of it.
    """
    try:
        conversation = await log.lock(tx, conversation_id)
    except NotFound:
        return
    if conversation.owner != "closed":
        await _end(tx, conversation, now, quietly=True)


async def _end(
    tx: WriteTx, conversation: Conversation, now: datetime, *, quietly: bool = False
) -> None:
    """Close a locked conversation that is under way; what the bot still thinks of is dropped."""
    handoff = await queue.open_in(tx.connection, conversation.id)
    agent_id = conversation.agent_id
    if conversation.task_id is not None and handoff is not None:
        # The bot asks something for an agent, whose case it still is.
        agent_id = handoff.agent_id
        await bot_tasks.leave(tx, conversation, "ended", now)
    await turn_log.drop_waiting(tx, conversation.id, now)
    of_agent = handoff if agent_id is not None else None
    if not quietly:
        conversation = await _take_leave(tx, conversation, of_agent, now)
    last = conversation.last_seq
    conversation = await log.move(tx, conversation, "closed", now, handled_seq=last, ended=True)
    if handoff is not None and agent_id is not None:
        agent = await _resolve(tx, conversation, handoff, agent_id, now)
        if not quietly:
            await _owe_note(tx, conversation, handoff, agent, now)
    elif handoff is not None:
        await offers.let_go(tx, handoff, now)
        await queue.move(tx, handoff, "abandoned", conversation, why="ended", ended_at=now)
    # Again without the handoff, which has just ended.
    await log.change(tx, conversation, updated_at=now)


async def _take_leave(
    tx: WriteTx, conversation: Conversation, of_agent: Handoff | None, now: datetime
) -> Conversation:
    """Say that it is over, and ask how it was."""
    said = Draft(author=SYSTEM, text=texts.ENDED)
    conversation, _ = await log.append(tx, conversation, said, now)
    return await _ask_how_it_went(tx, conversation, of_agent, now)


async def _ask_how_it_went(
    tx: WriteTx, conversation: Conversation, of_agent: Handoff | None, now: datetime
) -> Conversation:
    """Of the agent's help, or of the bot's where no agent has the case; of each once."""
    rated = Rated(conversation_id=conversation.id, handoff_id=of_agent.id if of_agent else None)
    if await ratings.score_of(tx.connection, rated) is not None:
        return conversation
    return await ratings.ask(tx, conversation, rated, now)


async def _resolve(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, agent_id: str, now: datetime
) -> Agent:
    """The agent's case is over, which they are told."""
    await queue.move(tx, handoff, "resolved", conversation, why="ended", ended_at=now)
    agent = await accounts.change(tx, agent_id, idle_since=now)
    text = texts.ended_by(conversation.customer_name)
    await notices.tell(tx, agent_id, text, now, conversation_id=conversation.id)
    return agent


async def _owe_note(
    tx: WriteTx, conversation: Conversation, handoff: Handoff, agent: Agent, now: datetime
) -> None:
    """The CRM hears who ended it."""
    await closing_notes.owe(
        tx, conversation, handoff, author=agent.name, outcome=texts.ENDED_BY_CUSTOMER, now=now
    )

"""Use cases of bot tasks: the bot asks for an agent, who gets the case back with the answer.

Rasa has no part in it: the bridge asks as the bot and waits, so a question outlives restarts. The
case stays the agent's and open; the conversation is the bot's, with `task_id` in place of turns.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import structlog

from contracts.payment_numbers import masked
from handoff.core import bot_task_rules, texts
from handoff.core.bot_task_rules import Kind, Outcome
from handoff.core.clock import Clock
from handoff.core.model import BOT, Conversation, Message
from handoff.core.ownership import must_own
from handoff.store.accounts import accounts
from handoff.store.cases import bot_tasks, offers, queue, waits
from handoff.store.cases.bot_tasks import Task
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.ids import new_id
from handoff.usecases.casework import handing_over

WAITS = timedelta(hours=4)
"""Half a working day: long enough to look below a desk at home, short enough that the agent may
still be there, and within the day in which the platforms let us answer."""

_log = structlog.get_logger(__name__)


class BotTasks:
    """Lets the bot ask, and brings back what was not answered in time."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def ask(
        self, agent_id: str, conversation_id: str, *, epoch: int, kind: Kind, question: str
    ) -> None:
        """Give a conversation to the bot with a question. Raises `NotOwner`, `BadRequest`."""
        asked = masked(bot_task_rules.question_of(kind, question))
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            must_own(conversation, agent_id, epoch)
            handoff = await queue.must_be_open(tx.connection, conversation_id)
            agent = await accounts.find(tx.connection, agent_id)
            task = Task(
                id=new_id("bt"),
                conversation_id=conversation_id,
                handoff_id=handoff.id,
                agent_id=agent_id,
                kind=kind,
                question=asked,
                asked_at=now,
                due_at=now + WAITS,
            )
            await bot_tasks.add(tx, task)
            handled = conversation.last_seq
            conversation = await log.move(
                tx, conversation, "bot", now, handled_seq=handled, task_id=task.id
            )
            await queue.move(tx, handoff, "assigned", conversation, why="bot_asks", by=agent_id)
            await accounts.change(tx, agent_id, by=agent_id, idle_since=now, seen_at=now)
            await _put_question(tx, conversation, texts.asks_for(agent.name, asked), now)

    async def overdue(self, *, limit: int) -> tuple[Task, ...]:
        """Questions that nobody has answered in time, those that have waited longest first."""
        async with self._db.read() as connection:
            return await bot_tasks.due(connection, self._clock(), limit=limit)

    async def expire(self, task: Task) -> None:
        """Bring a case back without an answer; does nothing where somebody was faster."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, task.conversation_id)
            if conversation.task_id != task.id:
                # A task whose conversation has gone elsewhere has ended, too.
                await bot_tasks.end(tx, task.id, "taken_over", self._clock())
                return
            await _bring_back(tx, conversation, task, "no_answer", None, self._clock())
        _log.info("bot_task_expired", conversation_id=task.conversation_id)


async def hear(tx: WriteTx, conversation: Conversation, message: Message, now: datetime) -> None:
    """Take what a customer says to a question that the bot asks for an agent."""
    task = await _open(tx, conversation)
    outcome = bot_task_rules.judged(
        task.kind, message.text or "", message.attachments, message.button_id
    )
    if outcome is not None:
        await _bring_back(tx, conversation, task, outcome, message.text, now)


async def leave(
    tx: WriteTx, conversation: Conversation, outcome: Literal["taken_over", "ended"], now: datetime
) -> None:
    """Before there is an answer, an agent takes the conversation, or its customer ends it."""
    await bot_tasks.end(tx, str(conversation.task_id), outcome, now)


async def _put_question(tx: WriteTx, conversation: Conversation, text: str, now: datetime) -> None:
    draft = Draft(author=BOT, text=text, content=Content(buttons=(texts.PERSON_BUTTON,)))
    conversation, said = await log.append(tx, conversation, draft, now)
    await log.change(tx, conversation, question_seq=said.seq)


async def _bring_back(
    tx: WriteTx,
    conversation: Conversation,
    task: Task,
    outcome: Outcome,
    text: str | None,
    now: datetime,
) -> None:
    """The case goes back into the queue, before all others, and its agent is asked first."""
    handoff = await queue.open_in(tx.connection, conversation.id)
    if handoff is None:
        raise LookupError("a conversation with a task has no open handoff")
    await bot_tasks.end(tx, task.id, outcome, now)
    await offers.let_go(tx, handoff, now, anew=True)
    conversation = await log.move(tx, conversation, "queue", now, handled_seq=conversation.last_seq)
    grown = bot_task_rules.grown(handoff.packet, task.question, outcome, text)
    handoff = await queue.rewrite_packet(tx, handoff, grown)
    handoff = await handing_over.grow_packet(tx, conversation) or handoff
    await queue.move(
        tx,
        handoff,
        "queued",
        conversation,
        why="bot_asked",
        agent_id=None,
        assigned_at=None,
        queued_at=now,
        priority="urgent",
        preferred_id=task.agent_id,
    )
    await waits.forget(tx, handoff.id)
    agent = await accounts.find(tx.connection, task.agent_id)
    said = texts.NOTHING_HEARD if outcome == "no_answer" else texts.passed_to(agent.name)
    await log.append(tx, conversation, Draft(author=BOT, text=said), now)


async def _open(tx: WriteTx, conversation: Conversation) -> Task:
    task = await bot_tasks.find(tx.connection, conversation.task_id)
    if task is None:
        raise LookupError("a conversation's task has ended already")
    return task

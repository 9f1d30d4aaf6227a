"""Use cases of silence: who does not answer is warned, their case is closed, and reopened."""

from __future__ import annotations

from datetime import datetime

import msgspec

from contracts.turn import HandoffRequest, Summary
from handoff.core import texts
from handoff.core.clock import Clock
from handoff.core.model import BOT, SYSTEM, Conversation, Handoff
from handoff.core.packet import Contact
from handoff.core.sla import idle
from handoff.core.sla.hours import Hours
from handoff.core.sla.idle import IdleRules, Silence, Step
from handoff.store.accounts import accounts
from handoff.store.cases import closing_notes, notices, queue, silences
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Draft, status_line
from handoff.store.db.database import Database, WriteTx
from handoff.usecases.casework import handing_over
from handoff.usecases.casework.handing_over import Prepared


class IdleCases:
    """Conversations that wait for their customer."""

    def __init__(self, db: Database, clock: Clock, hours: Hours, rules: IdleRules) -> None:
        self._db = db
        self._clock = clock
        self._hours = hours
        self._rules = rules

    async def due(self) -> tuple[Silence, ...]:
        """Those of which something is due, the longest silent first."""
        async with self._db.read() as connection:
            found = await silences.silent(connection, bot=self._looks_after_bot())
            due = [
                silence
                for silence in found
                if self._step(silence) is not None
                if not idle.owes(await silences.last_words(connection, silence.conversation_id))
            ]
        return tuple(sorted(due, key=lambda silence: silence.since))

    async def act(self, silence: Silence) -> Step | None:
        """Warn or close what is still due; returns which it was."""
        now = self._clock()
        async with self._db.write() as tx:
            conversation = await log.lock(tx, silence.conversation_id)
            found = await silences.silent(
                tx.connection, bot=self._looks_after_bot(), conversation_id=conversation.id
            )
            # Under the lock: the customer or a colleague may have been faster.
            step = self._step(found[0]) if found else None
            if step is None:
                return None
            if idle.owes(await silences.last_words(tx.connection, conversation.id)):
                return None
            if step == "warn":
                await _warn(tx, conversation, now)
            else:
                await _close(tx, conversation, found[0], now)
            return step

    def _step(self, silence: Silence) -> Step | None:
        return idle.step(self._rules, silence, self._hours, self._clock())

    def _looks_after_bot(self) -> bool:
        own = [each.bot for each in self._rules.channels.values() if each.bot is not None]
        return any(rule.close_after is not None for rule in (self._rules.bot, *own))


async def come_back(tx: WriteTx, conversation: Conversation, now: datetime) -> bool:
    """The customer of a closed conversation writes again: a case that had ended in silence goes on,
    with all that was known of it; whether there was such."""
    handoff = await queue.last_in(tx.connection, conversation.id)
    if handoff is None or not await silences.ended_silent(tx.connection, handoff.id):
        return False
    conversation = await log.move(tx, conversation, "bot", now)
    said = Draft(author=BOT, text=texts.BACK_AGAIN)
    conversation, _ = await log.append(tx, conversation, said, now)
    await handing_over.to_queue(tx, conversation, _again(handoff), now)
    return True


def _again(handoff: Handoff) -> Prepared:
    """The same case once more, as its packet had it."""
    packet = handoff.packet
    request = HandoffRequest(
        reason=handoff.reason,
        reason_text=texts.CAME_BACK,
        skill=handoff.skill,
        priority=handoff.priority,
        summary=msgspec.convert(packet["summary"], Summary),
        facts=packet["facts"],
        proposal=packet.get("proposal"),
    )
    contact = msgspec.convert(packet["contact"], Contact)
    return Prepared(request=request, contact=contact, intents=(), key=f"{handoff.id}:again")


async def _warn(tx: WriteTx, conversation: Conversation, now: datetime) -> None:
    conversation, said = await log.append(tx, conversation, status_line(texts.STILL_THERE), now)
    await silences.warned(tx, conversation.id, said.seq, now)


async def _close(tx: WriteTx, conversation: Conversation, silence: Silence, now: datetime) -> None:
    why = texts.closed_silent(silence.since)
    note = Draft(author=SYSTEM, kind="note", text=why)
    conversation, _ = await log.append(tx, conversation, note, now)
    conversation, _ = await log.append(tx, conversation, status_line(texts.CLOSED_FOR_NOW), now)
    handoff = await queue.open_in(tx.connection, conversation.id)
    last = conversation.last_seq
    conversation = await log.move(tx, conversation, "closed", now, handled_seq=last)
    if handoff is not None and handoff.agent_id is not None:
        await _resolve(tx, conversation, handoff, handoff.agent_id, why, now)
    await log.change(tx, conversation, updated_at=now)


async def _resolve(
    tx: WriteTx,
    conversation: Conversation,
    handoff: Handoff,
    agent_id: str,
    why: str,
    now: datetime,
) -> None:
    """The agent has a place again, and reads why; the CRM hears how it ended."""
    await queue.move(
        tx,
        handoff,
        "resolved",
        conversation,
        why="idle",
        ended_at=now,
        disposition="no_response",
        closing_note=why,
    )
    agent = await accounts.change(tx, agent_id, idle_since=now)
    await notices.tell(tx, agent_id, why, now, conversation_id=conversation.id)
    await closing_notes.owe(tx, conversation, handoff, author=agent.name, outcome=why, now=now)

"""Kind of job: runs the bot's turns, a customer's messages in, replies out, each exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
import structlog

from contracts.turn import Turn, TurnResult
from handoff.bot_link import turn_request
from handoff.bot_link.client import BotError
from handoff.core import texts
from handoff.core.clock import Clock
from handoff.core.model import Conversation
from handoff.jobs.engine.retry import Backoff, Failure, Fate, Retries
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import Kind
from handoff.jobs.turns import turn_replies
from handoff.store.cases import crm_tasks
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.turn_log import Told, TurnRow
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Wakeup
from handoff.store.tables.conversations import turns
from handoff.usecases.casework import handing_over
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.casework.handing_over import Prepared

RETRIES = Retries(tries=3, backoff=Backoff(first=timedelta(seconds=1), most=timedelta(seconds=5)))
AWAY = Backoff(first=timedelta(seconds=1), most=timedelta(seconds=5), growth=1.25)
"""How soon, and how late, a turn looks again for a bot that is away."""
LEASE_MARGIN = timedelta(seconds=10)

_log = structlog.get_logger(__name__)


Observer = Callable[[str, float], None]
"""Is told of each call of the bot: `answered` or the code of what went wrong, and seconds."""


def _unobserved(_outcome: str, _seconds: float) -> None:
    """Nobody counts."""


class Bot(Protocol):
    """What is needed of a bot."""

    async def turn(self, turn: Turn) -> TurnResult:
        """Run a turn; raises `BotError`."""


class Turns(Kind[str, Turn, None]):
    """Leases turns that are due, asks the bot, and commits what it said.

    A conversation has one open turn, which is its lane. Each is leased by itself, in the
    transaction that freezes it, and its commit is one of its own: no customer waits for another's.
    """

    name = "turns"
    sleep = 0.5
    at_once = 32
    # The transaction that ends a turn says by itself that there is a next one.
    unblocks = False

    def __init__(
        self,
        db: Database,
        bot: Bot,
        clock: Clock,
        read_contact: ContactReader,
        *,
        lease: timedelta,
        away_after: timedelta,
        observe: Observer = _unobserved,
    ) -> None:
        self._db = db
        self._bot = bot
        self._clock = clock
        self._read_contact = read_contact
        self._lease = lease + LEASE_MARGIN
        self._away_after = away_after
        self._observe = observe
        self.wakeup = Wakeup().on(db, turns)

    async def claim(self, under_way: Sequence[str], room: int) -> Sequence[str]:
        """Ids of turns that are due; whose they are is seen when they are opened."""
        async with self._db.read() as connection:
            due = await turn_log.due(connection, self._clock(), limit=self.at_once)
        return [turn_id for turn_id in due if turn_id not in under_way][:room]

    @asynccontextmanager
    async def open(self, claim: str) -> AsyncIterator[Sequence[Turn]]:
        """Lease the turn, unless another bridge has or it is not the bot's any more."""
        with structlog.contextvars.bound_contextvars(turn_id=claim):
            turn = await self._leased(claim)
            yield () if turn is None else (turn,)

    async def do(self, item: Turn) -> None:
        """Ask the bot, and commit what it said. Raises `BotError`, `InvalidPacket`."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            result = await self._bot.turn(item)
        except BotError as error:
            self._observe(error.code, clock() - began)
            raise
        self._observe("answered", clock() - began)
        prepared = await self._prepared(item, result)
        async with self._db.write() as tx:
            await self._commit(tx, item, result, prepared)

    async def fail(self, item: Turn, failure: Failure) -> Outcome:
        """Wait for the bot, try again, or own up to it and offer a person."""
        if failure.fate is Fate.REFUSED:
            _log.error("packet_refused", exc_info=failure.error)
        if failure.fate is Fate.UNKEPT:
            # When its lease is over the same turn is run again.
            return "retried"
        async with self._db.write() as tx:
            mine = await self._still_mine(tx, item)
            if mine is None:
                return "done"
            if failure.fate is Fate.AWAY:
                return await self._wait_for_bot(tx, *mine)
            return await self._again(tx, *mine, failure)

    def about(self, item: Turn) -> Mapping[str, str]:
        """Its conversation."""
        return {"conversation_id": item.conversation_id}

    async def _leased(self, turn_id: str) -> Turn | None:
        now = self._clock()
        async with self._db.write() as tx:
            found = await turn_log.find(tx.connection, turn_id)
            if found is None:
                return None
            conversation = await log.lock(tx, found.conversation_id)
            # Read again under the lock: another bridge may have been faster.
            row = await turn_log.find(tx.connection, turn_id)
            if row is None or row.state not in turn_log.OPEN or row.due_at > now:
                return None
            if conversation.owner != "bot" or conversation.epoch != row.epoch:
                await _drop(tx, row, conversation, now)
                return None
            request = row.request or await turn_request.freeze(tx, row, conversation)
            await turn_log.update(tx, turn_id, state="running", due_at=now + self._lease)
        return msgspec.convert(request, Turn)

    async def _commit(
        self, tx: WriteTx, turn: Turn, result: TurnResult, prepared: Prepared | None
    ) -> None:
        mine = await self._still_mine(tx, turn)
        if mine is None:
            return
        now, (_, conversation) = self._clock(), mine
        conversation = await turn_replies.say(tx, conversation, turn, result, now)
        if result.complaint is not None:
            await crm_tasks.owe_complaint(
                tx, conversation, result.complaint, turn_id=turn.turn_id, now=now
            )
        await turn_log.end(tx, turn.turn_id, conversation.id, result.parses, now)
        if prepared is not None:
            await handing_over.to_queue(tx, conversation, prepared, now)
        else:
            await turn_log.ensure(tx, conversation, now)

    async def _prepared(self, turn: Turn, result: TurnResult) -> Prepared | None:
        if result.handoff is None:
            return None
        return await handing_over.prepare(
            self._db,
            self._read_contact,
            turn.conversation_id,
            result.handoff,
            key=f"{turn.turn_id}:handoff",
            parses=result.parses,
        )

    async def _wait_for_bot(self, tx: WriteTx, row: TurnRow, conversation: Conversation) -> Outcome:
        """The bot is starting or down: nothing was tried, so nothing counts as a failure."""
        now = self._clock()
        waited, told = now - row.created_at, row.told
        if told is Told.NOTHING:
            told = Told.STARTING
            await turn_replies.say_starting(tx, conversation, now)
        elif told is Told.STARTING and waited >= self._away_after:
            told = Told.PERSON
            await turn_replies.offer_person(tx, conversation, texts.STILL_AWAY, now)
        due_at = now + AWAY.after_waiting(waited)
        await turn_log.update(tx, row.id, state="waiting", due_at=due_at, told=told)
        return "retried"

    async def _again(
        self, tx: WriteTx, row: TurnRow, conversation: Conversation, failure: Failure
    ) -> Outcome:
        attempts, now = row.attempts + 1, self._clock()
        code = "internal" if failure.fate is Fate.BROKE else failure.code
        wait = RETRIES.again(failure, attempts)
        tried = {"attempts": attempts, "error": code}
        if wait is not None:
            _log.warning("turn_retried", **tried)
            await turn_log.update(tx, row.id, state="waiting", due_at=now + wait, **tried)
            return "retried"
        # The failure of this one turn is owned up to; the conversation goes on.
        _log.error("turn_failed", **tried)
        await turn_log.update(tx, row.id, state="failed", ended_at=now, **tried)
        conversation = await turn_replies.offer_person(tx, conversation, texts.TURN_FAILED, now)
        await turn_log.ensure(tx, conversation, now)
        return "failed"

    async def _still_mine(self, tx: WriteTx, turn: Turn) -> tuple[TurnRow, Conversation] | None:
        """The turn and its conversation, unless a person has taken over meanwhile."""
        conversation = await log.lock(tx, turn.conversation_id)
        row = await turn_log.find(tx.connection, turn.turn_id)
        if row is None or row.state != "running":
            return None
        if conversation.epoch != turn.epoch:
            _log.info("turn_dropped")
            await _drop(tx, row, conversation, self._clock())
            return None
        return row, conversation


async def _drop(tx: WriteTx, row: TurnRow, conversation: Conversation, now: datetime) -> None:
    """It answers an owner that is over."""
    await turn_log.update(tx, row.id, state="dropped", ended_at=now)
    await turn_log.ensure(tx, conversation, now)

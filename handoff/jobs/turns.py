"""Runs the bot's turns: a customer's messages in, the bot's replies out, each exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.wire import IdentityWon, Turn, TurnResult
from handoff.bot_link import turn_request
from handoff.bot_link.client import BotAway, BotError, BotFailed
from handoff.core import texts
from handoff.core.errors import InvalidPacket
from handoff.core.model import BOT_NAME, Author, Conversation
from handoff.store.cases import crm_tasks
from handoff.store.conversations import log, turn_log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.conversations.turn_log import TurnRow
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Waker
from handoff.store.tables.conversations import turns
from handoff.usecases.casework import handing_over
from handoff.usecases.casework.contacts import ContactReader
from handoff.usecases.casework.handing_over import Prepared

BOT = Author(kind="bot", name=BOT_NAME)
SYSTEM = Author(kind="system")

MAX_ATTEMPTS = 3
AT_ONCE = 32
"""Turns under way at the same time."""
AWAY_POLL = (timedelta(seconds=1), timedelta(seconds=5))
"""How soon, and how late, a turn looks again for a bot that is away."""
TOLD_STARTING, TOLD_PERSON = 1, 2
LEASE_MARGIN = timedelta(seconds=10)

_log = structlog.get_logger(__name__)


Observer = Callable[[str, float], None]
"""Is told of each call of the bot: `answered` or the code of what went wrong, and seconds."""


def _unobserved(_outcome: str, _seconds: float) -> None:
    """Nobody counts."""


class Bot(Protocol):
    """What the worker needs of a bot."""

    async def turn(self, turn: Turn) -> TurnResult:
        """Run a turn; raises `BotError`."""


class TurnWorker:
    """Claims turns that are due, asks the bot, and commits what it said."""

    def __init__(
        self,
        db: Database,
        bot: Bot,
        clock: Callable[[], datetime],
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
        self._waker = Waker(db, turns)
        self._running: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until cancelled; turns under way are then left to the next start."""
        try:
            while True:
                await self._start_due()
                await self._waker.wait(timeout=0.5)
        finally:
            left = list(self._running.values())
            for task in left:
                task.cancel()
            # Their connections go back before the database is closed.
            await asyncio.gather(*left, return_exceptions=True)

    async def run_due(self) -> int:
        """Run what is due now, to its end; returns how many turns that were."""
        started = await self._start_due()
        await asyncio.gather(*self._running.values())
        return started

    async def _start_due(self) -> int:
        room = AT_ONCE - len(self._running)
        if room <= 0:
            return 0
        async with self._db.read() as connection:
            due = await turn_log.due(connection, self._clock(), limit=AT_ONCE)
        fresh = [turn_id for turn_id in due if turn_id not in self._running][:room]
        for turn_id in fresh:
            task = asyncio.create_task(self._run(turn_id))
            self._running[turn_id] = task
            task.add_done_callback(lambda _, done=turn_id: self._running.pop(done))  # type: ignore[misc]
        return len(fresh)

    async def _run(self, turn_id: str) -> None:
        with structlog.contextvars.bound_contextvars(turn_id=turn_id):
            try:
                turn = await self._claim(turn_id)
                if turn is not None:
                    await self._run_claimed(turn)
            except Exception:  # noqa: BLE001 - one broken turn must not end all the others
                _log.exception("turn_broke")

    async def _run_claimed(self, turn: Turn) -> None:
        with structlog.contextvars.bound_contextvars(conversation_id=turn.conversation_id):
            try:
                await self._ask(turn)
            except SQLAlchemyError:
                # The database is away: when its lease is over the same turn is run again.
                _log.exception("turn_not_kept")
            except Exception:  # noqa: BLE001 - what breaks here each time must come to an end, too
                _log.exception("turn_broke")
                await self._failed(turn, BotFailed("internal"))

    async def _claim(self, turn_id: str) -> Turn | None:
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
                await turn_log.update(tx, turn_id, state="dropped", ended_at=now)
                await turn_log.ensure(tx, conversation, now)
                return None
            request = row.request or await turn_request.freeze(tx, row, conversation)
            await turn_log.update(tx, turn_id, state="running", due_at=now + self._lease)
        return msgspec.convert(request, Turn)

    async def _ask(self, turn: Turn) -> None:
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            result = await self._bot.turn(turn)
        except BotError as error:
            self._observe(error.code, clock() - began)
            if isinstance(error, BotAway):
                await self._wait_for_bot(turn)
            else:
                await self._failed(turn, error)
        else:
            self._observe("answered", clock() - began)
            await self._commit(turn, result)

    async def _commit(self, turn: Turn, result: TurnResult) -> None:
        prepared = await self._prepared(turn, result)
        try:
            async with self._db.write() as tx:
                await self._commit_in(tx, turn, result, prepared)
        except InvalidPacket as error:
            _log.exception("packet_refused")
            await self._give_up(turn, error.code)

    async def _commit_in(
        self, tx: WriteTx, turn: Turn, result: TurnResult, prepared: Prepared | None
    ) -> None:
        now = self._clock()
        conversation = await log.lock(tx, turn.conversation_id)
        row = await turn_log.find(tx.connection, turn.turn_id)
        if row is None or row.state != "running":
            return
        if conversation.epoch != turn.epoch:
            _log.info("reply_dropped", conversation_id=conversation.id)
            await turn_log.update(tx, turn.turn_id, state="dropped", ended_at=now)
            await turn_log.ensure(tx, conversation, now)
            return
        conversation = await _say(tx, conversation, turn, result, now)
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

    async def _wait_for_bot(self, turn: Turn) -> None:
        """The bot is starting or down: nothing was tried, so nothing counts as a failure."""
        now = self._clock()
        async with self._db.write() as tx:
            row, conversation = await self._still_mine(tx, turn)
            if row is None or conversation is None:
                return
            told = row.told
            if told < TOLD_STARTING:
                told = TOLD_STARTING
                await log.append(tx, conversation, Draft(author=SYSTEM, text=texts.STARTING), now)
            elif told < TOLD_PERSON and now - row.created_at >= self._away_after:
                told = TOLD_PERSON
                await _offer_person(tx, conversation, texts.STILL_AWAY, now)
            due_at = now + _until_next_look(now - row.created_at)
            await turn_log.update(tx, turn.turn_id, state="waiting", due_at=due_at, told=told)

    async def _failed(self, turn: Turn, error: BotError) -> None:
        async with self._db.write() as tx:
            row, conversation = await self._still_mine(tx, turn)
            if row is None or conversation is None:
                return
            attempts = row.attempts + 1
            if attempts < MAX_ATTEMPTS:
                wait = timedelta(seconds=float(2 ** (attempts - 1)))
                _log.warning("turn_retried", error=error.code, attempts=attempts)
                await turn_log.update(
                    tx,
                    turn.turn_id,
                    state="waiting",
                    due_at=self._clock() + wait,
                    attempts=attempts,
                    error=error.code,
                )
                return
        await self._give_up(turn, error.code)

    async def _give_up(self, turn: Turn, code: str) -> None:
        """Own the failure of this one turn and offer a person; the conversation goes on."""
        now = self._clock()
        _log.error("turn_failed", error=code)
        async with self._db.write() as tx:
            row, conversation = await self._still_mine(tx, turn)
            if row is None or conversation is None:
                return
            await turn_log.update(
                tx,
                turn.turn_id,
                state="failed",
                error=code,
                attempts=row.attempts + 1,
                ended_at=now,
            )
            conversation = await _offer_person(tx, conversation, texts.TURN_FAILED, now)
            await turn_log.ensure(tx, conversation, now)

    async def _still_mine(
        self, tx: WriteTx, turn: Turn
    ) -> tuple[TurnRow | None, Conversation | None]:
        """The turn and its conversation, unless a person has taken over meanwhile."""
        conversation = await log.lock(tx, turn.conversation_id)
        row = await turn_log.find(tx.connection, turn.turn_id)
        if row is None or row.state != "running":
            return None, None
        if conversation.epoch != turn.epoch:
            now = self._clock()
            await turn_log.update(tx, turn.turn_id, state="dropped", ended_at=now)
            await turn_log.ensure(tx, conversation, now)
            return None, None
        return row, conversation


def _until_next_look(waited: timedelta) -> timedelta:
    """The longer the bot has been away, the less often each waiting turn looks for it."""
    shortest, longest = AWAY_POLL
    return max(shortest, min(waited / 4, longest))


async def _say(
    tx: WriteTx, conversation: Conversation, turn: Turn, result: TurnResult, now: datetime
) -> Conversation:
    """Write the bot's replies; the first one with buttons opens the new question."""
    question = None
    for reply in result.replies:
        content = Content(buttons=reply.buttons, image=reply.image, custom=reply.custom)
        draft = Draft(author=BOT, text=reply.text, content=content, turn_id=turn.turn_id)
        conversation, message = await log.append(tx, conversation, draft, now)
        if reply.buttons and question is None:
            question = message.seq
    won = _won(conversation, result.identity)
    asked = {"question_seq": question} if question is not None else {}
    return await log.change(tx, conversation, known_seq=conversation.last_seq, **asked, **won)


def _won(conversation: Conversation, identity: IdentityWon | None) -> dict[str, str | None]:
    """What a proof changes; whoever was verified for a whole account stays who they are."""
    whole = conversation.level == "verified" and conversation.scope is None
    if identity is None or (whole and conversation.customer_id is not None):
        return {}
    won = {"level": identity.level, "how": identity.how, "scope": identity.scope}
    return {**won, "customer_id": identity.customer_id} if identity.customer_id else won


async def _offer_person(
    tx: WriteTx, conversation: Conversation, text: str, now: datetime
) -> Conversation:
    draft = Draft(author=BOT, text=text, content=Content(buttons=(texts.PERSON_BUTTON,)))
    conversation, message = await log.append(tx, conversation, draft, now)
    return await log.change(tx, conversation, question_seq=message.seq)

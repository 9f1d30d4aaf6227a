"""Runs the bot's turns: a customer's messages in, the bot's replies out, each exactly once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import msgspec
import structlog

from bot.wire import Customer, IdentityWon, Metadata, Since, Turn, TurnResult
from bot.wire import Message as TurnMessage
from handoff import complaints, handing_over, log, queue, ratings, turn_log, words
from handoff.bot import BotAway, BotError
from handoff.contacts import ContactReader
from handoff.database import Database, WriteTx
from handoff.errors import InvalidPacket
from handoff.handing_over import Prepared
from handoff.log import Content, Draft
from handoff.model import BOT_NAME, DISPOSITIONS, Author, Conversation, Handoff, Message
from handoff.turn_log import TurnRow
from handoff.waking import Waker

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
    ) -> None:
        self._db = db
        self._bot = bot
        self._clock = clock
        self._read_contact = read_contact
        self._lease = lease + LEASE_MARGIN
        self._away_after = away_after
        self._waker = Waker(db)
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
                    await self._ask(turn)
            except Exception:  # noqa: BLE001 - one broken turn must not end all the others
                _log.exception("turn_broke")
                await self._postpone(turn_id)

    async def _postpone(self, turn_id: str) -> None:
        """A turn broke in the bridge itself: it is tried again when its lease would be over."""
        async with self._db.write() as tx:
            await turn_log.update(tx, turn_id, due_at=self._clock() + self._lease)

    async def _claim(self, turn_id: str) -> Turn | None:
        now = self._clock()
        async with self._db.write() as tx:
            row = await turn_log.find(tx.connection, turn_id)
            if row is None or row.state not in turn_log.OPEN or row.due_at > now:
                return None
            conversation = await log.lock(tx, row.conversation_id)
            if conversation.owner != "bot" or conversation.epoch != row.epoch:
                await turn_log.update(tx, turn_id, state="dropped", ended_at=now)
                await turn_log.ensure(tx, conversation, now)
                return None
            request = row.request or await self._freeze(tx, row, conversation)
            await turn_log.update(tx, turn_id, state="running", due_at=now + self._lease)
        return msgspec.convert(request, Turn)

    async def _freeze(
        self, tx: WriteTx, row: TurnRow, conversation: Conversation
    ) -> dict[str, object]:
        """Fix what the turn answers, so that each try is the same turn."""
        waiting = await log.transcript(
            tx.connection, conversation.id, after=conversation.handled_seq
        )
        taken = _taken([m for m in waiting if m.for_bot])
        event = ratings.as_event(taken[0])
        turn = Turn(
            turn_id=row.id,
            conversation_id=conversation.id,
            epoch=conversation.epoch,
            channel=conversation.channel,
            messages=() if event else tuple(_as_turn_message(message) for message in taken),
            event=event,
            since=await _since(tx, conversation),
            metadata=_metadata(conversation),
        )
        request: dict[str, object] = msgspec.to_builtins(turn)
        last = taken[-1].seq
        await turn_log.update(tx, row.id, request=request, last_seq=last)
        await log.change(tx, conversation, handled_seq=last)
        return request

    async def _ask(self, turn: Turn) -> None:
        try:
            result = await self._bot.turn(turn)
        except BotAway:
            await self._wait_for_bot(turn)
        except BotError as error:
            await self._failed(turn, error)
        else:
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
            await complaints.file(tx, conversation, turn.turn_id, result.complaint, now)
        parses = msgspec.to_builtins(result.parses)
        await turn_log.update(tx, turn.turn_id, state="done", parses=parses, ended_at=now)
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
                await log.append(tx, conversation, Draft(author=SYSTEM, text=words.STARTING), now)
            elif told < TOLD_PERSON and now - row.created_at >= self._away_after:
                told = TOLD_PERSON
                await _offer_person(tx, conversation, words.STILL_AWAY, now)
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
            conversation = await _offer_person(tx, conversation, words.TURN_FAILED, now)
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


def _taken(waiting: list[Message]) -> list[Message]:
    """What the next turn answers: one press or rating, or the texts before the next of these."""
    alone = [place for place, message in enumerate(waiting) if _stands_alone(message)]
    return waiting[: max(1, alone[0])] if alone else waiting


def _stands_alone(message: Message) -> bool:
    return message.button_id is not None or message.kind == "rating"


def _as_turn_message(message: Message) -> TurnMessage:
    if message.button_id is not None:
        return TurnMessage(id=message.id, button_id=message.button_id)
    return TurnMessage(id=message.id, text=message.text, attachments=message.attachments)


def _metadata(conversation: Conversation) -> Metadata:
    return Metadata(
        customer=Customer(
            id=conversation.customer_id,
            name=conversation.customer_name,
            level=conversation.level,
            how=conversation.how,
            scope=conversation.scope,
        ),
        locale=conversation.locale,
        page=conversation.page,
    )


async def _since(tx: WriteTx, conversation: Conversation) -> Since | None:
    """What happened behind the bot's back, if anything did."""
    missed = await log.transcript(tx.connection, conversation.id, after=conversation.known_seq)
    said = tuple(m.text for m in missed if m.author.kind == "agent" and m.text)
    dropped = await turn_log.unseen(tx.connection, conversation)
    handoff = await queue.last_in(tx.connection, conversation.id)
    outcome = None
    ended = handoff is not None and handoff.state == "resolved"
    if handoff is not None and ended and any(m.kind == "rating_request" for m in missed):
        outcome = _outcome(handoff)
    if not (said or dropped or outcome):
        return None
    name = next((m.author.name for m in reversed(missed) if m.author.kind == "agent"), None)
    return Since(outcome=outcome, agent_name=name, agent_messages=said, dropped_turns=dropped)


def _outcome(handoff: Handoff) -> str | None:
    """What the agent wrote for whoever comes next, or how it ended where they wrote nothing."""
    if handoff.closing_note:
        return handoff.closing_note
    return DISPOSITIONS[handoff.disposition] if handoff.disposition else None


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
    draft = Draft(author=BOT, text=text, content=Content(buttons=(words.PERSON_BUTTON,)))
    conversation, message = await log.append(tx, conversation, draft, now)
    return await log.change(tx, conversation, question_seq=message.seq)

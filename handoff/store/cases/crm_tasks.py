"""What the bridge owes the CRM: notes, ratings, complaints, tickets; kept until it has them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar, Union, get_args

import msgspec
import sqlalchemy as sa
import structlog

from actions.crm.complaint import ComplaintKind, RootCause
from actions.crm.errors import CrmError, CrmNotFound, CrmUnavailable
from actions.crm.port import Crm
from bot.wire import Complaint
from handoff.core import texts
from handoff.core.model import Author, Conversation
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.wakeup import Waker
from handoff.store.tables.delivery import crm_tasks

SYSTEM = Author(kind="system")

RETRY_FIRST = timedelta(seconds=2)
RETRY_MOST = timedelta(minutes=10)
BATCH = 20
ALONE = 7_303_554
"""The key of PostgreSQL's lock that lets one bridge at a time do this."""

Written = TypeVar("Written")

_log = structlog.get_logger(__name__)


class NoteTask(msgspec.Struct, frozen=True, kw_only=True, tag="note"):
    """A closing note for the customer's history."""

    customer_id: str
    conversation_id: str
    author: str
    text: str
    order_number: str | None = None


class RatingTask(msgspec.Struct, frozen=True, kw_only=True, tag="rating"):
    """How the customer found the agent's help."""

    customer_id: str | None
    conversation_id: str
    score: int
    comment: str


class ComplaintTask(msgspec.Struct, frozen=True, kw_only=True, tag="complaint"):
    """What the company has to answer for, as the bot found it."""

    customer_id: str | None
    conversation_id: str
    found_at: datetime
    complaint: Complaint


class SettledTask(msgspec.Struct, frozen=True, kw_only=True, tag="settled"):
    """What was complained of in the conversation was made good."""

    conversation_id: str


class TicketTask(msgspec.Struct, frozen=True, kw_only=True, tag="ticket"):
    """A case that is answered later; its customer waits for the reference."""

    customer_id: str
    conversation_id: str
    call_back: bool
    subject: str
    body: str
    order_number: str | None = None


Task = Union[NoteTask, RatingTask, ComplaintTask, SettledTask, TicketTask]  # noqa: UP007 - msgspec decodes a tagged union by this alias


async def add(tx: WriteTx, *, key: str, task: Task, now: datetime) -> None:
    """Owe the CRM something, in the transaction that made it due."""
    body = msgspec.to_builtins(task)
    await tx.connection.execute(
        crm_tasks.insert().values(
            idempotency_key=key,
            kind=body["type"],
            payload=body,
            state="queued",
            attempts=0,
            due_at=now,
        )
    )
    tx.queue(crm_tasks)


async def owe_complaint(
    tx: WriteTx, conversation: Conversation, complaint: Complaint, *, turn_id: str, now: datetime
) -> None:
    """Have what a turn found filed, in the transaction that ends the turn."""
    task = ComplaintTask(
        customer_id=conversation.customer_id,
        conversation_id=conversation.id,
        found_at=now,
        complaint=complaint,
    )
    await add(tx, key=f"{turn_id}:complaint", task=task, now=now)


class CrmTaskWorker:
    """Brings to the CRM what it is owed, again and again while it is away."""

    def __init__(self, db: Database, crm: Crm, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._crm = crm
        self._clock = clock
        self._waker = Waker(db, crm_tasks)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            if not await self.run_due():
                await self._waker.wait(timeout=2.0)

    async def run_due(self) -> int:
        """Do what is due now, unless another bridge does; returns how many tasks were tried."""
        async with self._db.alone(ALONE) as mine:
            return await self._do_all() if mine else 0

    async def _do_all(self) -> int:
        async with self._db.read() as connection:
            rows = await connection.execute(
                sa.select(crm_tasks)
                .where((crm_tasks.c.state == "queued") & (crm_tasks.c.due_at <= self._clock()))
                .order_by(crm_tasks.c.id)
                .limit(BATCH)
            )
            due = rows.all()
        for row in due:
            await self._try(row)
        return len(due)

    async def _try(self, row: sa.engine.Row) -> None:
        task = msgspec.convert(row.payload, Task)
        try:
            draft = await self._do(task, row.idempotency_key)
        except CrmUnavailable as error:
            await self._later(row, error)
        except CrmError as error:
            _log.exception("crm_task_refused", kind=row.kind, task_id=row.id)
            await self._end(row, task, _regret(task), state="failed", error=type(error).__name__)
        else:
            await self._end(row, task, draft, state="done", error=None)

    async def _do(self, task: Task, key: str) -> Draft | None:
        """Bring it to the CRM; returns what the customer is to hear of it."""
        match task:
            case TicketTask(order_number=number):
                reference = await _with_or_without_order(partial(self._ticket, task, key), number)
                return Draft(author=SYSTEM, text=texts.filed(reference, call_back=task.call_back))
            case NoteTask(order_number=number):
                await _with_or_without_order(partial(self._note, task, key), number)
            case ComplaintTask(complaint=complaint):
                number = complaint.order_number
                await _with_or_without_order(partial(self._complain, task, key), number)
            case SettledTask(conversation_id=conversation_id):
                await self._crm.settle_complaints(conversation_id, idempotency_key=key)
            case RatingTask():
                await self._rate(task, key)
        return None

    async def _rate(self, task: RatingTask, key: str) -> None:
        await self._crm.add_rating(
            customer_id=task.customer_id,
            conversation_id=task.conversation_id,
            about="agent",
            score=task.score,
            comment=task.comment,
            idempotency_key=key,
        )

    async def _complain(self, task: ComplaintTask, key: str, order_number: str | None) -> None:
        found = task.complaint
        await self._crm.file_complaint(
            kind=_listed(found.kind, ComplaintKind, "service"),
            root_cause=_listed(found.root_cause, RootCause, "other"),
            customer_id=task.customer_id,
            conversation_id=task.conversation_id,
            found_at=task.found_at,
            order_number=order_number,
            carrier=found.carrier,
            product=found.product,
            idempotency_key=key,
        )

    async def _ticket(self, task: TicketTask, key: str, order_number: str | None) -> str:
        ticket = await self._crm.open_ticket(
            task.customer_id,
            subject=task.subject,
            body=task.body,
            kind="call_back" if task.call_back else "message",
            order_number=order_number,
            conversation_id=task.conversation_id,
            idempotency_key=key,
        )
        return ticket.reference

    async def _note(self, task: NoteTask, key: str, order_number: str | None) -> str:
        note = await self._crm.add_note(
            task.customer_id,
            text=task.text,
            author=task.author,
            order_number=order_number,
            conversation_id=task.conversation_id,
            idempotency_key=key,
        )
        return note.text

    async def _later(self, row: sa.engine.Row, error: CrmUnavailable) -> None:
        wait = min(RETRY_FIRST * 2 ** min(row.attempts, 20), RETRY_MOST)
        _log.warning("crm_task_delayed", kind=row.kind, task_id=row.id, seconds=wait.seconds)
        async with self._db.write() as tx:
            await _set(
                tx,
                row,
                due_at=self._clock() + wait,
                error=type(error).__name__,
                attempts=row.attempts + 1,
            )

    async def _end(
        self, row: sa.engine.Row, task: Task, draft: Draft | None, **values: object
    ) -> None:
        """Note what came of it, and tell the customer in the same transaction."""
        async with self._db.write() as tx:
            if draft is not None:
                conversation = await log.lock(tx, task.conversation_id)
                conversation, message = await log.append(tx, conversation, draft, self._clock())
                if draft.content.buttons:
                    await log.change(tx, conversation, question_seq=message.seq)
            await _set(tx, row, **values)


async def _set(tx: WriteTx, row: sa.engine.Row, **values: object) -> None:
    await tx.connection.execute(crm_tasks.update().where(crm_tasks.c.id == row.id).values(**values))


def _regret(task: Task) -> Draft | None:
    """What the customer hears when the CRM refuses for good."""
    if not isinstance(task, TicketTask):
        return None
    content = Content(buttons=(texts.PERSON_BUTTON,))
    return Draft(author=SYSTEM, text=texts.NOT_FILED, content=content)


async def _with_or_without_order(
    write: Callable[[str | None], Awaitable[Written]], order_number: str | None
) -> Written:
    """What the customer called their order may be none: what is said is worth keeping without."""
    try:
        return await write(order_number)
    except CrmNotFound:
        if order_number is None:
            raise
        return await write(None)


def _listed(word: str, known: Any, otherwise: Any) -> Any:
    """A word of a closed list; a bot that is newer than the bridge may know more of them."""
    return word if word in get_args(known) else otherwise

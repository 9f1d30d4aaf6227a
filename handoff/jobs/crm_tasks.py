"""Kind of job: brings to the CRM what it is owed, each customer's tasks in their order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar, get_args

import structlog

from actions.crm.complaint import ComplaintKind, RootCause
from actions.crm.errors import CrmNotFound
from actions.crm.port import Crm
from handoff.core import texts
from handoff.core.clock import Clock
from handoff.core.model import SYSTEM
from handoff.jobs.engine.retry import Backoff, Failure, Retries
from handoff.jobs.engine.tally import Outcome
from handoff.jobs.engine.worker import RowKind
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import (
    ComplaintTask,
    NoteTask,
    Owed,
    RatingTask,
    SettledTask,
    Task,
    TicketTask,
)
from handoff.store.conversations.drafts import Content, Draft
from handoff.store.db.database import Database
from handoff.store.db.wakeup import Wakeup
from handoff.store.tables import delivery as tables

RETRIES = Retries(tries=12, backoff=Backoff(first=timedelta(seconds=2), most=timedelta(minutes=10)))
LEASE = timedelta(seconds=15)
"""So long after its last sign of life another bridge may do what a bridge was doing."""
SIGN_SECONDS = 5.0

_REGRET = Draft(
    author=SYSTEM, text=texts.NOT_FILED, content=Content(buttons=(texts.PERSON_BUTTON,))
)
"""What a customer who waits for a ticket's reference hears when the CRM refuses for good."""

Written = TypeVar("Written")

_log = structlog.get_logger(__name__)


class CrmTasks(RowKind[Owed, None]):
    """Does what is owed, again and again while the CRM is away: a call that hangs holds up its own
    customer only."""

    name = "crm_tasks"
    sleep = 2.0
    at_once = 8

    def __init__(self, db: Database, crm: Crm, clock: Clock) -> None:
        self._db = db
        self._crm = crm
        self._clock = clock
        self.wakeup = Wakeup().on(db, tables.crm_tasks)
        self.renew_every = None if db.is_sqlite else SIGN_SECONDS

    async def claim(self, under_way: Sequence[Owed], room: int) -> Sequence[Owed]:
        """See `crm_tasks.claim`."""
        now = self._clock()
        return await crm_tasks.claim(self._db, under_way, now, room=room, until=now + LEASE)

    async def do(self, item: Owed) -> None:
        """Bring it to the CRM, and tell the customer what came of it. Raises `CrmError`."""
        draft = await self._bring(item.task, item.key)
        await crm_tasks.end(self._db, item, draft, self._clock(), state="done", error=None)

    async def fail(self, item: Owed, failure: Failure) -> Outcome:
        """Bring it later, or own up to it that the CRM will not have it."""
        attempts, error = item.attempts + 1, failure.code
        wait = RETRIES.again(failure, attempts)
        if wait is not None:
            _log.warning("crm_task_delayed", seconds=wait.seconds)
            until = self._clock() + wait
            await crm_tasks.put_off(self._db, item, attempts=attempts, error=error, until=until)
            return "retried"
        _log.error("crm_task_refused", exc_info=failure.error)
        regret = _REGRET if item.kind == "ticket" else None
        await crm_tasks.end(self._db, item, regret, self._clock(), state="failed", error=error)
        return "failed"

    async def renew(self, claims: Sequence[Owed]) -> None:
        """Say that a bridge is still at it."""
        await crm_tasks.renew(self._db, claims, self._clock() + LEASE)

    def about(self, item: Owed) -> Mapping[str, str]:
        """Which it is, and its conversation."""
        named = {"kind": item.kind, "task_id": str(item.id)}
        return {**named, "conversation_id": item.conversation_id}

    async def _bring(self, task: Task, key: str) -> Draft | None:
        """Bring it to the CRM; returns what the customer is to hear of it."""
        match task:
            case TicketTask(order_number=number):
                reference = await _with_or_without_order(partial(self._ticket, task, key), number)
                return Draft(author=SYSTEM, text=texts.filed(reference, call_back=task.call_back))
            case NoteTask(order_number=number):
                await _with_or_without_order(partial(self._note, task, key), number)
            case ComplaintTask():
                await self._complain(task, key)
            case SettledTask(conversation_id=conversation_id):
                await self._crm.records.settle_complaints(conversation_id, idempotency_key=key)
            case RatingTask():
                await self._rate(task, key)
        return None

    async def _rate(self, task: RatingTask, key: str) -> None:
        await self._crm.records.add_rating(
            customer_id=task.customer_id,
            conversation_id=task.conversation_id,
            about="agent",
            score=task.score,
            comment=task.comment,
            idempotency_key=key,
        )

    async def _complain(self, task: ComplaintTask, key: str) -> None:
        found = task.complaint
        await self._crm.records.file_complaint(
            kind=_listed(found.kind, ComplaintKind, "service"),
            root_cause=_listed(found.root_cause, RootCause, "other"),
            customer_id=task.customer_id,
            conversation_id=task.conversation_id,
            found_at=task.found_at,
            order_number=found.order_number,
            carrier=found.carrier,
            product=found.product,
            idempotency_key=key,
        )

    async def _ticket(self, task: TicketTask, key: str, order_number: str | None) -> str:
        ticket = await self._crm.history.open_ticket(
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
        note = await self._crm.history.add_note(
            task.customer_id,
            text=task.text,
            author=task.author,
            order_number=order_number,
            conversation_id=task.conversation_id,
            idempotency_key=key,
        )
        return note.text


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

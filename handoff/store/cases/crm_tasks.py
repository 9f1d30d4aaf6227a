"""Transactional outbox of what the bridge owes the CRM: notes, ratings, complaints, tickets; kept
until it has them, in order for each customer and each conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Union

import msgspec
import sqlalchemy as sa

from contracts.payment_numbers import masked_in
from contracts.turn import Complaint
from handoff.core.model import Conversation
from handoff.store.conversations import log
from handoff.store.conversations.drafts import Draft
from handoff.store.db.database import Database, WriteTx
from handoff.store.tables.delivery import crm_tasks


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
    customer_id: str | None = None


class TicketTask(msgspec.Struct, frozen=True, kw_only=True, tag="ticket"):
    """A case that is answered later; its customer waits for the reference."""

    customer_id: str
    conversation_id: str
    call_back: bool
    subject: str
    body: str
    order_number: str | None = None


Task = Union[NoteTask, RatingTask, ComplaintTask, SettledTask, TicketTask]  # noqa: UP007 - msgspec decodes a tagged union by this alias


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """A task that the CRM does not have yet. `key` makes a repeat of it harmless."""

    id: int
    key: str
    kind: str
    attempts: int
    payload: dict[str, Any]

    @property
    def task(self) -> Task:
        """What is owed; raises msgspec's `ValidationError` for what a newer bridge owes."""
        task: Task = msgspec.convert(self.payload, Task)
        return task

    @property
    def conversation_id(self) -> str:
        """The conversation that it comes from."""
        return str(self.payload["conversation_id"])


async def add(tx: WriteTx, *, key: str, task: Task, now: datetime) -> None:
    """Owe the CRM something, in the transaction that made it due."""
    body = masked_in(msgspec.to_builtins(task))
    await tx.connection.execute(
        crm_tasks.insert().values(
            idempotency_key=key,
            kind=body["type"],
            payload=body,
            customer_id=task.customer_id,
            conversation_id=task.conversation_id,
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


_earlier = crm_tasks.alias()
_OWED_FOR_LONGER = sa.exists().where(
    (_earlier.c.state == "queued") & (_earlier.c.id < crm_tasks.c.id)
)
_DUE = (
    sa.select(crm_tasks)
    .where(
        (crm_tasks.c.state == "queued")
        & (crm_tasks.c.due_at <= sa.bindparam("now"))
        & crm_tasks.c.id.not_in(sa.bindparam("under_way", expanding=True))
        # Two questions and no "or" between them: each has an index of its own.
        & ~_OWED_FOR_LONGER.where(_earlier.c.customer_id == crm_tasks.c.customer_id)
        & ~_OWED_FOR_LONGER.where(_earlier.c.conversation_id == crm_tasks.c.conversation_id)
    )
    .order_by(crm_tasks.c.id)
    .limit(sa.bindparam("room"))
)


async def claim(
    db: Database, under_way: Sequence[Owed], now: datetime, *, room: int, until: datetime
) -> list[Owed]:
    """What is due and waits for nothing. Where other bridges may look, too, it is theirs again
    after `until`."""
    values = {"now": now, "under_way": [owed.id for owed in under_way], "room": room}
    if db.is_sqlite:
        async with db.read() as connection:
            rows = await connection.execute(_DUE, values)
            return [_owed(row) for row in rows.mappings()]
    async with db.write() as tx:
        due = _DUE.with_for_update(of=crm_tasks, skip_locked=True)
        found = (await tx.connection.execute(due, values)).mappings().all()
        if found:
            await _lease(tx, [row["id"] for row in found], until)
        return [_owed(row) for row in found]


async def renew(db: Database, held: Sequence[Owed], until: datetime) -> None:
    """Keep what the CRM takes long for."""
    async with db.write() as tx:
        await _lease(tx, [owed.id for owed in held], until)


async def put_off(db: Database, owed: Owed, *, attempts: int, error: str, until: datetime) -> None:
    """The CRM could not take it yet; what waits for it goes on waiting."""
    async with db.write() as tx:
        await _set(tx, owed, due_at=until, attempts=attempts, error=error)


async def end(
    db: Database, owed: Owed, draft: Draft | None, now: datetime, **values: object
) -> None:
    """Note what came of it, and tell the customer in the same transaction; only once, though
    another bridge may have done it, too."""
    async with db.write() as tx:
        conversation = None
        if draft is not None:
            conversation = await log.lock(tx, owed.conversation_id)
        if not await _set(tx, owed, **values) or draft is None or conversation is None:
            return
        conversation, message = await log.append(tx, conversation, draft, now)
        if draft.content.buttons:
            await log.change(tx, conversation, question_seq=message.seq)


async def _lease(tx: WriteTx, ids: Sequence[int], until: datetime) -> None:
    mine = crm_tasks.c.id.in_(ids) & (crm_tasks.c.state == "queued")
    await tx.connection.execute(crm_tasks.update().where(mine).values(due_at=until))


async def _set(tx: WriteTx, owed: Owed, **values: object) -> bool:
    """Write new values; False when it has been brought to its end before."""
    still = (crm_tasks.c.id == owed.id) & (crm_tasks.c.state == "queued")
    done = await tx.connection.execute(crm_tasks.update().where(still).values(**values))
    return bool(done.rowcount)


def _owed(row: Any) -> Owed:
    return Owed(
        id=row["id"],
        key=row["idempotency_key"],
        kind=row["kind"],
        attempts=row["attempts"],
        payload=row["payload"],
    )

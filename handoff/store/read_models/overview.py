"""Read model of the console: the queue, an agent's work, a conversation, as it is opened."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.model import (
    Agent,
    Conversation,
    Handoff,
    Label,
    Message,
    Notice,
    Offer,
    SlaTimer,
    StoppedChannel,
)
from handoff.store.accounts import accounts
from handoff.store.cases import labels, notices, offers, queue, sla, waiting_line
from handoff.store.cases.past_cases import PastCase, past_cases
from handoff.store.cases.waiting_line import Entry
from handoff.store.conversations import list_lines, log
from handoff.store.conversations.list_lines import ListLine
from handoff.store.db.database import Database
from handoff.store.delivery import channel_stops
from handoff.store.tables.cases import WAITS, handoffs
from handoff.store.tables.conversations import conversations
from handoff.store.tables.metadata import events

SHOWN = 200
"""How much of a transcript an opened conversation brings along, and each page before that."""
SHOWN_BEFORE = 50
"""How much of it comes before the message that a link names."""
SHOWN_QUEUE = 100
"""How much of the queue a console sees at once."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation in an agent's hands."""

    conversation: Conversation
    line: ListLine


class PendingOffer(msgspec.Struct, frozen=True, kw_only=True):
    """An offer that waits for this agent's answer."""

    offer: Offer
    conversation_id: str


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The desk as one agent sees it, at one cursor.

    `waiting` is the length of the whole queue; `queue` its head, and what is offered to this agent.
    """

    cursor: int
    agent: Agent
    waiting: int
    queue: tuple[Entry, ...]
    offers: tuple[PendingOffer, ...]
    conversations: tuple[Held, ...]
    stopped: tuple[StoppedChannel, ...]
    notices: tuple[Notice, ...]
    clocks: tuple[SlaTimer, ...]
    labels: tuple[Label, ...]


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the queue, with the clock of each case."""

    entries: tuple[Entry, ...]
    clocks: tuple[SlaTimer, ...]


class Overview:
    """The desk as agents see it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def snapshot(self, agent_id: str) -> Snapshot:
        """Everything a console shows at first; raises `NotFound` for an unknown agent."""
        async with self._db.read() as connection:
            cursor, waiting = await _counted(connection)
            agent = await accounts.find(connection, agent_id)
            shown = await waiting_line.entries(connection, limit=SHOWN_QUEUE)
            pending = await offers.pending_with_places(connection, agent_id)
            shown = await _with_offered(connection, shown, pending)
            held = await _held(connection, agent_id)
            return Snapshot(
                cursor=cursor,
                agent=agent,
                waiting=waiting,
                queue=shown,
                offers=tuple(
                    PendingOffer(offer=offer, conversation_id=conversation_id)
                    for offer, conversation_id in pending
                ),
                conversations=held,
                stopped=await channel_stops.stopped(connection),
                notices=await notices.unseen(connection, agent_id),
                clocks=await sla.of_cases(connection, _cases(shown, held)),
                labels=await labels.every(connection),
            )

    async def open(
        self, conversation_id: str, *, seq: int | None = None
    ) -> tuple[Conversation, tuple[Message, ...], Handoff | None]:
        """A conversation with the end of its transcript and its latest handoff.

        With `seq` the end begins early enough for that message, and some before it.
        """
        async with self._db.read() as connection:
            conversation = await log.find(connection, conversation_id)
            limit = SHOWN
            if seq is not None:
                limit = max(SHOWN, conversation.last_seq - seq + SHOWN_BEFORE)
            messages = await log.transcript(
                connection, conversation_id, limit=limit, notes=True, newest=True
            )
            return conversation, messages, await queue.last_in(connection, conversation_id)

    async def past(self, conversation_id: str) -> tuple[PastCase, ...]:
        """What the customer came for before, latest first. Raises `NotFound`."""
        async with self._db.read() as connection:
            return await past_cases(connection, await log.find(connection, conversation_id))

    async def earlier(self, conversation_id: str, *, before: int) -> tuple[Message, ...]:
        """What was said right before a message. Raises `NotFound`."""
        async with self._db.read() as connection:
            await log.find(connection, conversation_id)
            # Without a gap in `seq`, the page is known by its numbers.
            after = max(0, before - 1 - SHOWN)
            return await log.transcript(
                connection, conversation_id, after=after, limit=before - 1 - after, notes=True
            )

    async def waiting(self, *, after: str | None, limit: int = SHOWN_QUEUE) -> Waiting:
        """A page of the queue, behind the handoff that the page before ended with."""
        async with self._db.read() as connection:
            found = await waiting_line.entries(connection, limit=limit, after=after)
            ids = [entry.handoff.id for entry in found]
            return Waiting(entries=found, clocks=await sla.of_cases(connection, ids))


async def _counted(connection: AsyncConnection) -> tuple[int, int]:
    """The cursor, and how many waited at that very cursor: one statement sees one state."""
    waiting = sa.select(sa.func.count()).select_from(handoffs).where(WAITS)
    cursor = sa.select(sa.func.max(events.c.cursor))
    row = (
        await connection.execute(sa.select(cursor.scalar_subquery(), waiting.scalar_subquery()))
    ).one()
    return int(row[0] or 0), int(row[1])


async def _held(connection: AsyncConnection, agent_id: str) -> tuple[Held, ...]:
    rows = await connection.execute(
        sa.select(conversations)
        .where(conversations.c.agent_id == agent_id)
        .order_by(conversations.c.updated_at.desc())
    )
    held = []
    for row in rows.mappings().all():
        conversation = msgspec.convert(dict(row), Conversation)
        line = await list_lines.of(connection, conversation.id)
        held.append(Held(conversation=conversation, line=line))
    return tuple(held)


def _cases(waiting: tuple[Entry, ...], held: tuple[Held, ...]) -> list[str]:
    """The handoffs that a console shows."""
    return [entry.handoff.id for entry in waiting] + [
        h.line.handoff_id for h in held if h.line.handoff_id
    ]


async def _with_offered(
    connection: AsyncConnection, head: tuple[Entry, ...], pending: tuple[tuple[Offer, str], ...]
) -> tuple[Entry, ...]:
    """The head of the queue, and behind it those that stand further back and are offered."""
    known = {entry.handoff.id for entry in head}
    missing = [offer.handoff_id for offer, _ in pending if offer.handoff_id not in known]
    return head + (await waiting_line.these(connection, missing) if missing else ())

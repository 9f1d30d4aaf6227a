"""A noisy day in a desk's database: a long queue, a long conversation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa

from handoff.channels.registry import HOUSE
from handoff.core.model import Author
from handoff.store.conversations import drafts, log
from handoff.store.db.database import Database
from handoff.store.tables.cases import handoffs, waits
from handoff.store.tables.conversations import conversations


async def fill_queue(database: str, count: int) -> None:
    """So many cases that wait, each with the packet of one that is there already."""
    db = Database(database)
    now = datetime.now(UTC)
    async with db.write() as tx:
        first = (await tx.connection.execute(sa.select(conversations).limit(1))).mappings().one()
        packet = (await tx.connection.execute(sa.select(handoffs.c.packet).limit(1))).scalar_one()
        packet = msgspec.json.decode(msgspec.json.encode(packet))
        ids = [f"{number:05}" for number in range(count)]
        await tx.connection.execute(conversations.insert(), [_waiting(first, n) for n in ids])
        cases = [_case(number, packet, now + timedelta(milliseconds=int(number))) for number in ids]
        await tx.connection.execute(handoffs.insert(), cases)
        told = {"position": 1, "told_at": now, "thanked": True, "way_out": True}
        waiting = [{"handoff_id": f"ho_{number}", **told} for number in ids]
        await tx.connection.execute(waits.insert(), waiting)
    await db.close()


async def lengthen(database: str, conversation_id: str, count: int) -> None:
    """Let customer and bot have said so many things more in a conversation."""
    db = Database(database, HOUSE)
    now = datetime.now(UTC)
    async with db.write() as tx:
        conversation = await log.lock(tx, conversation_id)
        for number in range(count):
            author = Author(kind="bot") if number % 2 else Author(kind="customer")
            draft = drafts.Draft(
                author=author, text=f"Message {number}: still about the same parcel."
            )
            conversation, _ = await log.append(tx, conversation, draft, now)
    await db.close()


def _waiting(like: Any, number: str) -> dict[str, Any]:
    own = {"owner": "queue", "agent_id": None, "last_seq": 0, "previous_id": None}
    return {**like, **own, "id": f"cv_{number}", "address": f"w:{number}"}


def _case(number: str, packet: Any, since: datetime) -> dict[str, Any]:
    return {
        "id": f"ho_{number}",
        "conversation_id": f"cv_{number}",
        "idempotency_key": f"key_{number}",
        "state": "queued",
        "reason": "customer_asked",
        "skill": "general",
        "more_skills": [],
        "priority": "normal",
        "packet": packet,
        "created_at": since,
        "queued_at": since,
        "counts_from": since,
    }

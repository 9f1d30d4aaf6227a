"""What the company had to answer for, one row a fault and conversation, with its root cause."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.wire import Complaint
from handoff.database import WriteTx
from handoff.model import Conversation
from handoff.tables import complaints


class RootCause(msgspec.Struct, frozen=True, kw_only=True):
    """How many customers were let down by the same cause; visitors count by conversation."""

    topic: str
    cause: str
    carrier: str | None
    customers: int
    latest_at: datetime


async def file(
    tx: WriteTx, conversation: Conversation, turn_id: str, complaint: Complaint, now: datetime
) -> None:
    """Keep what a turn found, in the transaction that ends the turn."""
    await tx.connection.execute(
        complaints.insert().values(
            turn_id=turn_id,
            conversation_id=conversation.id,
            customer=conversation.customer_id or conversation.id,
            topic=complaint.topic,
            cause=complaint.cause,
            carrier=complaint.carrier,
            at=now,
        )
    )


async def root_causes(connection: AsyncConnection, since: datetime) -> tuple[RootCause, ...]:
    """The causes since then, the one with most customers first."""
    what = (complaints.c.topic, complaints.c.cause, complaints.c.carrier)
    customers = sa.func.count(sa.distinct(complaints.c.customer)).label("customers")
    latest = sa.func.max(complaints.c.at, type_=complaints.c.at.type).label("latest_at")
    rows = await connection.execute(
        sa.select(*what, customers, latest)
        .where(complaints.c.at >= since)
        .group_by(*what)
        .order_by(customers.desc(), latest.desc(), complaints.c.cause)
    )
    return tuple(msgspec.convert(dict(row), RootCause) for row in rows.mappings())

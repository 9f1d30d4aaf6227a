"""Repository of notices: what the desk tells an agent who may not be there to hear it."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.core.errors import NotFound
from handoff.core.events import NoticeChanged
from handoff.core.model import Notice
from handoff.store.db.database import WriteTx
from handoff.store.db.ids import new_id
from handoff.store.tables.cases import notices

SHOWN = 20
NOT_ANSWERED = (
    "Two offers in a row ran out, so you are away now. Choose Available when you are back."
)
"""What an agent is told who was set away; nothing to be said any more once they are back."""


async def tell(
    tx: WriteTx,
    agent_id: str,
    text: str,
    now: datetime,
    *,
    conversation_id: str | None = None,
    seq: int | None = None,
) -> None:
    """Leave a notice for an agent; with `seq` about a note in the conversation."""
    notice = Notice(
        id=new_id("no"),
        agent_id=agent_id,
        text=text,
        conversation_id=conversation_id,
        at=now,
        seq=seq,
    )
    await tx.connection.execute(notices.insert().values(**msgspec.structs.asdict(notice)))
    tx.record(NoticeChanged(notice=notice))


async def unseen(connection: AsyncConnection, agent_id: str) -> tuple[Notice, ...]:
    """What an agent has not read yet, oldest first, at most the last twenty."""
    rows = await connection.execute(
        sa.select(notices)
        .where((notices.c.agent_id == agent_id) & notices.c.seen.is_(False))
        .order_by(notices.c.at.desc(), notices.c.id.desc())
        .limit(SHOWN)
    )
    found = tuple(msgspec.convert(dict(row), Notice) for row in rows.mappings())
    return tuple(reversed(found))


async def take_back(tx: WriteTx, agent_id: str, text: str) -> None:
    """What was told in these words holds no longer."""
    for notice in await unseen(tx.connection, agent_id):
        if notice.text == text:
            await dismiss(tx, agent_id, notice.id)


async def dismiss(tx: WriteTx, agent_id: str, notice_id: str) -> None:
    """Note that the agent has read it; raises `NotFound` for one that is not theirs."""
    mine = (notices.c.id == notice_id) & (notices.c.agent_id == agent_id)
    rows = await tx.connection.execute(sa.select(notices).where(mine))
    row = rows.mappings().first()
    if row is None:
        raise NotFound("There is no such notice.")
    await tx.connection.execute(notices.update().where(mine).values(seen=True))
    notice = msgspec.convert({**row, "seen": True}, Notice)
    tx.record(NoticeChanged(notice=notice))

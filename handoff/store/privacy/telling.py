"""Publisher of erasures: pages that show a forgotten customer are told what is left of them."""

from __future__ import annotations

import sqlalchemy as sa

from handoff.core.events import MessageUpdated
from handoff.store.conversations import log
from handoff.store.db.database import WriteTx
from handoff.store.privacy import people
from handoff.store.privacy.blanking import ERASED
from handoff.store.privacy.people import Found
from handoff.store.tables.conversations import messages

TOLD = 50
"""Messages of a conversation that open pages are told of, the last ones; the rest they ask for."""
TOLD_OF = 20
"""Conversations of which open pages are told, the last ones."""


async def tell(tx: WriteTx, found: Found) -> None:
    """Have open pages show the same as fresh ones."""
    known = await people.of_conversations(tx.connection, found.conversation_ids)
    for conversation_id in known.conversation_ids[-TOLD_OF:]:
        conversation = await log.find(tx.connection, conversation_id)
        theirs = messages.c.conversation_id == conversation_id
        query = sa.select(messages.c.seq).where(theirs).order_by(messages.c.seq.desc()).limit(TOLD)
        for seq in sorted((await tx.connection.execute(query)).scalars()):
            tx.record(
                MessageUpdated(
                    conversation_id=conversation_id,
                    seq=seq,
                    text=ERASED,
                    custom={},
                    attachments=(),
                )
            )
        await log.change(tx, conversation, ended=True)

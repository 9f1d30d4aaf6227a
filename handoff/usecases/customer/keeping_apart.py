"""Use case of keeping apart: what somebody writes who is blocked is in no conversation."""

from __future__ import annotations

from datetime import datetime

from handoff.core.channel.blocks import Sender
from handoff.core.channel.port import Inbound
from handoff.core.model import Conversation
from handoff.store.conversations import blocks
from handoff.store.db.database import WriteTx


async def keep_apart(
    tx: WriteTx, inbound: Inbound, latest: Conversation | None, now: datetime
) -> bool:
    """Whether whoever writes may not; what they write is then kept, and nobody hears of it."""
    ids = (inbound.customer.id, None if latest is None else latest.customer_id)
    sender = Sender(
        channel=inbound.channel,
        address=inbound.address,
        mark=inbound.client,
        customers=frozenset(one for one in ids if one),
        verified=inbound.customer.level == "verified",
    )
    block = await blocks.holding(tx.connection, sender, now)
    if block is None:
        return False
    text = inbound.text or f"({len(inbound.attachments)} files)"
    await blocks.keep_apart(tx, block, inbound.client_id, text, now)
    return True

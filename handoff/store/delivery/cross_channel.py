"""Conversation matching in SQL: one conversation, wherever the customer goes on with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.turn import Customer
from handoff.core.channel.port import Inbound
from handoff.core.model import Conversation
from handoff.store.conversations import log
from handoff.store.db.database import WriteTx
from handoff.store.delivery import deliveries


def whole_account(customer: Customer) -> str | None:
    """The CRM's id of a customer who was verified for more than one order."""
    return customer.id if customer.level == "verified" and customer.scope is None else None


async def latest_for(connection: AsyncConnection, inbound: Inbound) -> Conversation | None:
    """The conversation that a message goes on with, which may have begun on another channel."""
    who = whole_account(inbound.customer)
    return await log.latest_of(connection, inbound.channel, inbound.address, who)


async def lock_latest_for(tx: WriteTx, inbound: Inbound) -> Conversation | None:
    """The same, kept from others until the transaction ends."""
    who = whole_account(inbound.customer)
    return await log.lock_latest_of(tx, inbound.channel, inbound.address, who)


async def come_here(tx: WriteTx, conversation: Conversation, inbound: Inbound) -> dict[str, Any]:
    """Let answers go to where the customer writes now; returns what changes for that."""
    if (conversation.channel, conversation.address) == (inbound.channel, inbound.address):
        return {}
    await deliveries.follow(tx, conversation.id, channel=inbound.channel, address=inbound.address)
    return {"channel": inbound.channel, "address": inbound.address}


async def open_window(
    tx: WriteTx, conversation: Conversation, inbound: Inbound, now: datetime
) -> Conversation:
    """The customer wrote: for a while everything may be sent, and what was held goes out."""
    window = tx.channels.of(inbound.channel).window
    until = None if window is None else (inbound.at or now) + window.everything
    if until is None or until > now:
        await deliveries.release(tx, conversation, now)
    if until == conversation.reply_window_until:
        return conversation
    return await log.change(tx, conversation, reply_window_until=until)

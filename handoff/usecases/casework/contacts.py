"""Adapter: what the CRM knows of a conversation's customer, as far as they are verified."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import structlog

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from handoff.core.clock import Clock
from handoff.core.model import Conversation
from handoff.core.packet import Contact

ContactReader = Callable[[Conversation], Awaitable[Contact]]

_log = structlog.get_logger(__name__)


class CrmContacts:
    """Reads contacts from the CRM, all of a contact's parts at once."""

    def __init__(self, crm: Crm, clock: Clock) -> None:
        self._crm = crm
        self._clock = clock

    async def read(self, conversation: Conversation) -> Contact:
        """The contact; below verified only what the conversation itself says, never an exception.

        A verification of one order shows that order alone.
        """
        bare = Contact(level=conversation.level, how=conversation.how, scope=conversation.scope)
        if conversation.level != "verified":
            return bare
        try:
            if conversation.scope is not None:
                return await self._one_order(bare, conversation.scope)
            if conversation.customer_id is not None:
                return await self._whole(bare, conversation.customer_id)
        except CrmError as error:
            _log.warning(
                "contact_unread", conversation_id=conversation.id, error=type(error).__name__
            )
            return msgspec.structs.replace(bare, error="The CRM could not be read just now.")
        return bare

    async def _one_order(self, bare: Contact, number: str) -> Contact:
        order = await self._crm.orders.order(number)
        orders = () if order is None else (order,)
        return msgspec.structs.replace(bare, orders=orders, read_at=self._clock())

    async def _whole(self, bare: Contact, customer_id: str) -> Contact:
        customer, orders, tickets, notes = await asyncio.gather(
            self._crm.people.customer(customer_id),
            self._crm.orders.orders(customer_id, limit=5),
            self._crm.history.tickets(customer_id, limit=5),
            self._crm.history.notes(customer_id, limit=5),
        )
        return msgspec.structs.replace(
            bare,
            customer=customer,
            orders=orders,
            tickets=tickets,
            notes=notes,
            read_at=self._clock(),
        )

"""The history facet of the CRM port: what the company remembers of a customer."""

from __future__ import annotations

from typing import Protocol

from actions.crm.facets.facet import Facet
from actions.crm.records.history import Note, Ticket


class History(Facet, Protocol):
    """A customer's tickets and notes."""

    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Ticket, ...]:
        """The customer's tickets, last updated first."""

    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Note, ...]:
        """The customer's notes, newest first."""

    async def open_ticket(
        self,
        customer_id: str,
        *,
        subject: str,
        body: str,
        kind: str,
        idempotency_key: str,
        order_number: str | None = None,
        conversation_id: str | None = None,
    ) -> Ticket:
        """File a case. Raises `CrmNotFound` for an unknown customer or an order not theirs."""

    async def add_note(
        self,
        customer_id: str,
        *,
        text: str,
        author: str,
        idempotency_key: str,
        order_number: str | None = None,
        conversation_id: str | None = None,
    ) -> Note:
        """Write into the customer's history.

        Raises `CrmNotFound` for an unknown customer or an order not theirs.
        """

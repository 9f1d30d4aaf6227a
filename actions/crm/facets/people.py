"""The people facet of the CRM port: who a customer is, and what proves it."""

from __future__ import annotations

from typing import Protocol

from actions.crm.challenge import Challenge
from actions.crm.records.customer import Customer


class People(Protocol):
    """Customers, and the proof that somebody is one."""

    async def customer(self, customer_id: str) -> Customer | None:
        """The customer with that id."""

    async def customer_by_email(self, email: str) -> Customer | None:
        """The customer with that e-mail address, compared without case and surrounding blanks."""

    async def customer_by_phone(self, phone: str) -> Customer | None:
        """The customer with that number, digits compared, with or without the leading plus."""

    async def challenge(
        self,
        order_number: str,
        postcode: str,
        *,
        conversation_id: str,
        client: str | None,
        idempotency_key: str,
    ) -> Challenge:
        """Try two secrets of an order: five failed tries an hour for each order, existing or not,
        each conversation, and each `client` (a mark of where somebody writes from).
        """

"""The proof facet of the desk's records: how often somebody has tried to show who they are."""

from __future__ import annotations

from typing import Protocol

from actions.crm.challenge import Challenge


class Proof(Protocol):
    """Tries of proof, which the desk counts whatever the shop says."""

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

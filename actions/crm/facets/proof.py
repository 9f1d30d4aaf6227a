"""The proof facet of the desk's records: how often somebody has tried to show who they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from actions.crm.challenge import Challenge
from actions.crm.facets.people import Secret


class Proof(Protocol):
    """Tries of proof, which the desk counts whichever system knows the secrets."""

    async def count_try(
        self,
        secrets: Mapping[Secret, str],
        customer_id: str | None,
        *,
        conversation_id: str,
        client: str | None,
        idempotency_key: str,
    ) -> Challenge:
        """Judge a try of secrets, which `People.identify` has found to be of that customer or of
        nobody: five failed ones an hour for each order (else e-mail, phone or name), existing or
        not, each conversation, and each `client` (a mark of where somebody writes from).
        """

"""The incidents facet of the CRM port: what concerns many customers at once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from actions.crm.incident import Incident, IncidentDraft


class Incidents(Protocol):
    """Incidents, which supervisors let the bot know of."""

    async def incidents(
        self, *, at: datetime | None = None, limit: int = 100
    ) -> tuple[Incident, ...]:
        """Incidents, last begun first; only those in force at that moment where one is given."""

    async def add_incident(
        self, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """Let the bot know of an incident.

        Raises `CrmRefused` for one that concerns nobody in particular or ends before it starts.
        """

    async def change_incident(
        self, incident_id: str, draft: IncidentDraft, *, editor: str, idempotency_key: str
    ) -> Incident:
        """Say something else of it. Raises `CrmNotFound`, and what `add_incident` raises."""

    async def end_incident(
        self, incident_id: str, *, editor: str, idempotency_key: str
    ) -> Incident:
        """It is over now; one that was over stays as it is. Raises `CrmNotFound`."""

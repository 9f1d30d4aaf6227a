"""The feedback facet of the CRM port: what customers rate and complain of."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Protocol

from actions.crm.complaint import Complaint, ComplaintKind, RootCause, Settlement
from actions.crm.records.history import Rating


class Feedback(Protocol):
    """Ratings and complaints."""

    async def ratings(self, conversation_id: str) -> tuple[Rating, ...]:
        """Ratings given in a conversation, oldest first."""

    async def add_rating(
        self,
        *,
        customer_id: str | None,
        conversation_id: str,
        about: Literal["bot", "agent"],
        score: int,
        comment: str,
        idempotency_key: str,
    ) -> Rating:
        """Keep a rating; `ValueError` unless 1 ≤ score ≤ 5."""

    async def complaints(self, since: datetime, until: datetime) -> tuple[Complaint, ...]:
        """Complaints opened from `since` until before `until`, oldest first."""

    async def file_complaint(
        self,
        *,
        kind: ComplaintKind,
        root_cause: RootCause,
        conversation_id: str,
        idempotency_key: str,
        found_at: datetime | None = None,
        customer_id: str | None = None,
        order_number: str | None = None,
        carrier: str | None = None,
        product: str | None = None,
    ) -> Complaint:
        """Keep what the company has to answer for, found at that time or just now."""

    async def settle_complaints(self, conversation_id: str, *, idempotency_key: str) -> Settlement:
        """What was complained of in the conversation was made good."""

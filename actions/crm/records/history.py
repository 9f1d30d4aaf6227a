"""What the company remembers of a customer: tickets, notes and ratings."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from actions.crm.records.record import Record

TicketStatus = Literal["open", "pending", "solved"]


class Ticket(Record, frozen=True, kw_only=True):
    """A case in the CRM. `reference` is what a customer may quote."""

    reference: str
    customer_id: str
    subject: str
    body: str
    kind: str
    status: TicketStatus
    opened_at: datetime
    updated_at: datetime
    order_number: str | None = None
    conversation_id: str | None = None


class Note(Record, frozen=True, kw_only=True):
    """An entry in the customer's history; `author` is `bot` or an agent's name."""

    id: str
    customer_id: str
    text: str
    author: str
    at: datetime
    order_number: str | None = None
    conversation_id: str | None = None


class Rating(Record, frozen=True, kw_only=True):
    """How the customer found it, 1 (bad) to 5 (good); `about` is `bot` or `agent`."""

    id: str
    customer_id: str | None
    conversation_id: str
    about: Literal["bot", "agent"]
    score: int
    comment: str
    at: datetime

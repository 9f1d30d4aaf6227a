"""Pure rules of complaints: what is filed in the CRM, and counted by its root cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from actions.crm.complaint import Complaint, ComplaintKind, RootCause
from contracts.turn import Complaint as Filed

_BY_CARRIER: frozenset[RootCause] = frozenset(
    {"carrier_delay", "carrier_loss", "carrier_misdelivery"}
)

_KINDS: Mapping[RootCause, ComplaintKind] = {
    "carrier_delay": "delivery",
    "carrier_loss": "delivery",
    "carrier_misdelivery": "delivery",
    "warehouse_delay": "delivery",
    "packing_error": "goods",
    "damaged_in_transit": "goods",
    "faulty_product": "goods",
    "refund_delay": "money",
    "billing_error": "money",
    "system_failure": "service",
    "service_failure": "service",
    "other": "service",
}


def found_by_agent(cause: RootCause, facts: Mapping[str, Any]) -> Filed | None:
    """What is filed for the cause that an agent names, with what the bot's facts say of it.

    None where the bot had found the same, and had it filed.
    """
    if facts.get("root_cause") == cause:
        return None
    known = {name: facts.get(name) for name in ("order_number", "carrier", "product")}
    told = {name: value for name, value in known.items() if isinstance(value, str) and value}
    return Filed(kind=_KINDS[cause], root_cause=cause, **told)


class CountedCause(msgspec.Struct, frozen=True, kw_only=True):
    """How many customers were let down by one cause and its object: a carrier, or goods.

    A customer counts once, a visitor whom nobody knows once a conversation. `customers_before` is
    the same for the span of that length before.
    """

    root_cause: RootCause
    object: str | None
    customers: int
    customers_before: int
    open: int
    """Complaints among them that were not made good yet."""
    latest_at: datetime


def counted(now: Iterable[Complaint], before: Iterable[Complaint]) -> tuple[CountedCause, ...]:
    """The causes of a span of time, the one with most customers first."""
    earlier = _grouped(before)
    found = [
        CountedCause(
            root_cause=cause,
            object=of,
            customers=_customers(complaints),
            customers_before=_customers(earlier.get((cause, of), ())),
            open=sum(one.state == "open" for one in complaints),
            latest_at=max(one.opened_at for one in complaints),
        )
        for (cause, of), complaints in _grouped(now).items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.customers, one.root_cause, one.object or "")))


def _grouped(
    complaints: Iterable[Complaint],
) -> dict[tuple[RootCause, str | None], list[Complaint]]:
    groups: dict[tuple[RootCause, str | None], list[Complaint]] = {}
    for one in complaints:
        groups.setdefault((one.root_cause, _object(one)), []).append(one)
    return groups


def _object(complaint: Complaint) -> str | None:
    """Who or what is behind it."""
    return complaint.carrier if complaint.root_cause in _BY_CARRIER else complaint.product


def _customers(complaints: Iterable[Complaint]) -> int:
    return len({one.customer_id or one.conversation_id for one in complaints})

"""Known incidents: what goes wrong for many at once, whom it concerns, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from actions.crm.errors import CrmRefused
from actions.crm.records.record import Record

IncidentCause = Literal[
    "carrier_delay",
    "payment_failure",
    "faulty_product",
    "website_failure",
    "stock_shortage",
    "other",
]
"""What an incident makes likelier; each topic knows which of its own causes that are."""

MATTERS_FOR: Mapping[IncidentCause, tuple[str, ...]] = {
    "carrier_delay": ("track_order", "order_missing", "order_details_check", "delivery_period"),
    "payment_failure": ("payment_issue", "place_order", "check_payment_methods"),
    "faulty_product": (
        *("troubleshoot_no_power", "troubleshoot_no_display", "troubleshoot_overheating"),
        *("troubleshoot_crash", "troubleshoot_noise", "troubleshoot_not_detected"),
        *("troubleshoot_slow", "warranty_claim", "damaged_item", "exchange_item"),
        "product_question",
    ),
    "website_failure": (
        *("website_problem", "place_order", "create_account", "registration_problems"),
        *("recover_password", "recover_username", "payment_issue"),
    ),
    "stock_shortage": ("out_of_stock", "place_order", "product_question"),
    "other": (),
}
"""The topics that an incident matters for where it names none itself."""

Line = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Lines = Annotated[tuple[Line, ...], msgspec.Meta(max_length=20)]


class IncidentDraft(Record, frozen=True, kw_only=True):
    """What is said of an incident. `told` is the one sentence that customers hear.

    All that is named of its scope must apply to whom it concerns: `topics` are intents,
    `postcodes` beginnings of postcodes in `country`, `product` an SKU, or words of the name such as
    the brand, `payment` a way to pay. It is in force from `starts_at` until `ends_at`, if known.
    """

    title: Line
    told: Sentence
    cause: IncidentCause
    starts_at: datetime
    ends_at: datetime | None = None
    topics: Lines = ()
    carrier: Line | None = None
    country: Line | None = None
    postcodes: Lines = ()
    product: Line | None = None
    payment: Line | None = None


class Incident(IncidentDraft, frozen=True, kw_only=True):
    """An incident as the CRM keeps it; `edited_by` is the name of who changed it last."""

    id: str
    edited_by: str
    edited_at: datetime

    def matters_for(self, topic: str) -> bool:
        """Whether somebody who comes with that topic should hear of it."""
        return topic in (self.topics or MATTERS_FOR[self.cause])

    def in_force(self, now: datetime) -> bool:
        """Whether it goes on at that moment."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


def kept(draft: IncidentDraft, *, incident_id: str, editor: str, now: datetime) -> Incident:
    """The draft as an incident. Raises `CrmRefused` where it makes no sense."""
    if not any((draft.topics, draft.carrier, draft.postcodes, draft.product, draft.payment)):
        raise CrmRefused("Say whom it concerns: a topic, carrier, region, product or payment.")
    if draft.cause == "other" and not draft.topics:
        raise CrmRefused("Name the topics that an incident of another kind matters for.")
    if draft.country and not draft.postcodes:
        raise CrmRefused("Name the beginnings of postcodes beside the country.")
    if draft.ends_at is not None and draft.ends_at <= draft.starts_at:
        raise CrmRefused("An incident ends after it has started.")
    fields = {name: getattr(draft, name) for name in IncidentDraft.__struct_fields__}
    return Incident(id=incident_id, edited_by=editor, edited_at=now, **fields)


def ended(incident: Incident, *, editor: str, now: datetime) -> Incident:
    """The incident without a future; one that is over stays as it was."""
    if incident.ends_at is not None and incident.ends_at <= now:
        return incident
    # One that had not begun yet is over before it starts: it is told to nobody.
    return msgspec.structs.replace(incident, ends_at=now, edited_by=editor, edited_at=now)


def newest_first(incidents: Iterable[Incident], limit: int) -> tuple[Incident, ...]:
    """As lists show them."""
    ranked = sorted(incidents, key=lambda one: (one.starts_at, one.id), reverse=True)
    return tuple(ranked[:limit])

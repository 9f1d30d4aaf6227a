"""Where the goods of an order are, and the likeliest reason why they are not at the customer's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Literal, cast

import msgspec

from actions.crm.incident import IncidentCause
from actions.crm.records.order import Order, OrderLine
from actions.crm.records.parcel import Shipment, Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Replacement
from actions.engine.business.policy import policy
from actions.engine.case import inference
from actions.engine.case.inference import Answer, Question, Table
from actions.engine.case.reading import fits
from actions.engine.words.wording import listed

Cause = Literal[
    "cancelled",
    "refunded",
    "replaced",
    "replacement_late",
    "unpaid",
    "being_packed",
    "stuck",
    "never_left",
    "on_time",
    "out_for_delivery",
    "delayed",
    "late",
    "held_up",
    "gone_quiet",
    "lost",
    "not_found",
    "being_traced",
    "delivered",
    "delivered_long_ago",
    "returned_to_sender",
]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """An order seen through the goods that are meant and the parcel they travel in."""

    order: Order
    lines: tuple[OrderLine, ...]
    parcel: Shipment | None
    today: date

    @property
    def goods(self) -> str:
        """What is missing, by name."""
        return listed([line.name for line in self.lines])

    @property
    def late(self) -> int:
        """Days past the promised day; 0 when it has not passed, or nobody knows it."""
        promised = self.parcel.expected_on if self.parcel else None
        return 0 if promised is None else max(0, (self.today - promised).days)

    @property
    def last_seen(self) -> date | None:
        """The day of the last scan, else of the dispatch."""
        if self.parcel is None:
            return None
        seen = self.parcel.last_scan.at if self.parcel.last_scan else self.parcel.shipped_at
        return seen.date() if seen else None

    @property
    def silent(self) -> timedelta:
        """How long nobody has seen the parcel."""
        return self.today - self.last_seen if self.last_seen else timedelta()

    @property
    def trace(self) -> Trace | None:
        """The carrier's search for this parcel."""
        traces = self.order.traces if self.parcel else ()
        return next((t for t in traces if self.parcel and t.shipment_id == self.parcel.id), None)

    @property
    def refund(self) -> Refund | None:
        """The last time the price of these goods was given back."""
        ids = {line.id for line in self.lines}
        made = reversed(self.order.refunds)
        return next((known for known in made if ids & set(known.line_ids)), None)

    @property
    def replacement(self) -> Replacement | None:
        """The last time these goods were sent again."""
        ids = {line.id for line in self.lines}
        made = reversed(self.order.replacements)
        return next((known for known in made if ids & set(known.line_ids)), None)


def meant(order: Order, wanted: Sequence[str]) -> tuple[OrderLine, ...]:
    """Lines that fit everything that was named, else those that fit any of it."""
    hits = {
        line: [fits(one, name=line.name, category=line.category) for one in wanted]
        for line in order.lines
    }
    every = tuple(line for line, fit in hits.items() if fit and all(fit))
    return every or tuple(line for line, fit in hits.items() if any(fit))


def gather(order: Order, today: date, wanted: Sequence[str] = ()) -> Facts:
    """Pick the parcel that is meant, and everything that travels in it."""
    named = meant(order, wanted) or order.lines
    parcel = _parcel(order, named)
    together = [line for line in order.lines if parcel and line.shipment_id == parcel.id]
    return Facts(order=order, lines=tuple(together or named), parcel=parcel, today=today)


def cause_of(facts: Facts, likelier: Collection[IncidentCause] = ()) -> Cause:
    """The likeliest cause; what is certain comes first, and what incidents make `likelier` last."""
    if facts.order.status == "cancelled":
        return "cancelled"
    if facts.refund:
        return "refunded"
    if facts.replacement:
        return "replacement_late" if _passed(facts.replacement.arrives_by, facts) else "replaced"
    if facts.parcel is None:
        return _cause_in_warehouse(facts)
    if facts.trace:
        return "not_found" if _passed(facts.trace.answer_by, facts) else "being_traced"
    return _cause_of_parcel(facts, facts.parcel, likelier)


def _passed(promised: date | None, facts: Facts) -> bool:
    """Whether the day is over; one that nobody knows is not."""
    return promised is not None and promised < facts.today


def _cause_in_warehouse(facts: Facts) -> Cause:
    if facts.order.status == "placed":
        return "unpaid"
    waiting = facts.today - facts.order.placed_on(facts.today)
    return "stuck" if waiting > policy().promise("packed").span else "being_packed"


def _cause_of_parcel(facts: Facts, parcel: Shipment, likelier: Collection[IncidentCause]) -> Cause:
    if parcel.status == "delivered":
        traceable = policy().window("trace").span
        return "delivered_long_ago" if facts.silent > traceable else "delivered"
    if parcel.status == "lost":
        return "lost"
    if parcel.status == "returned_to_sender":
        return "returned_to_sender"
    if parcel.status == "label_created":
        return "never_left" if facts.late else "being_packed"
    return _cause_on_the_way(facts, parcel, likelier)


def _cause_on_the_way(facts: Facts, parcel: Shipment, likelier: Collection[IncidentCause]) -> Cause:
    if parcel.status == "out_for_delivery" and not facts.late:
        return "out_for_delivery"
    known = {
        _SILENT.name: "long" if facts.silent >= policy().window("silence").span else "short",
        _REPORTED.name: "delayed" if parcel.status == "delayed" else "nothing",
    }
    raised = ("held_up", "delayed") if "carrier_delay" in likelier else ()
    table = inference.raised(_OVERDUE if facts.late else _UNDER_WAY, raised)
    return cast("Cause", inference.likeliest(table, known))


_SILENT = Question(
    name="silent",
    answers=(
        Answer(name="short", usual=8.0, given={"gone_quiet": 1.0}),
        Answer(name="long", usual=1.0, given={"gone_quiet": 8.0}),
    ),
)
_REPORTED = Question(
    name="reported",
    answers=(
        Answer(name="delayed", usual=1.0, given={"delayed": 8.0}),
        Answer(name="nothing", usual=8.0, given={"delayed": 4.0}),
    ),
)
_OVERDUE = Table(
    causes={"late": 6.0, "gone_quiet": 3.0, "held_up": 1.0}, questions=(), evidence=(_SILENT,)
)
_UNDER_WAY = Table(causes={"on_time": 3.0, "delayed": 1.0}, questions=(), evidence=(_REPORTED,))


def _parcel(order: Order, lines: Sequence[OrderLine]) -> Shipment | None:
    """The parcel of these lines; of several the one that has not arrived."""
    ids = {line.shipment_id for line in lines}
    parcels = [parcel for parcel in order.shipments if parcel.id in ids]
    missing = (parcel for parcel in parcels if parcel.status != "delivered")
    return next(missing, parcels[0] if parcels else None)

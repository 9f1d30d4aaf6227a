"""What the company has to answer for, as it is counted: the root cause behind a diagnosis."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm.complaint import ComplaintKind, RootCause
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis
from contracts.turn import Complaint

_DELIVERY: Mapping[str, RootCause] = {
    "late": "carrier_delay",
    "held_up": "carrier_delay",
    "on_the_way": "carrier_delay",
    "replacement_late": "carrier_delay",
    "gone_quiet": "carrier_loss",
    "lost": "carrier_loss",
    "not_found": "carrier_loss",
    "being_traced": "carrier_loss",
    "delivered": "carrier_misdelivery",
    "stuck": "warehouse_delay",
    "never_left": "warehouse_delay",
}
_GOODS: Mapping[str, RootCause] = {
    "damaged": "damaged_in_transit",
    "wrong": "packing_error",
    "missing": "packing_error",
    "broken": "faulty_product",
}
_MONEY: Mapping[str, RootCause] = {
    "refund_overdue": "refund_delay",
    "overdue": "refund_delay",
    "booked_in": "refund_delay",
    "charged_twice": "billing_error",
}
_KINDS: Mapping[ComplaintKind, Mapping[str, RootCause]] = {
    "delivery": _DELIVERY,
    "goods": _GOODS,
    "money": _MONEY,
}


def admitted(case: Case) -> tuple[str, Complaint] | None:
    """The fault as a clause, and what is filed for it, once it is clear that it is ours."""
    found = case.diagnosis
    if found is None or found.fault is None or case.waiting_for == "checked":
        return None
    return found.fault, complaint_of(found)


def complaint_of(found: Diagnosis) -> Complaint:
    """What is filed for a fault that was found; a cause without a root counts as another one."""
    kind, root_cause = root_of(found.cause)
    return Complaint(
        kind=kind,
        root_cause=root_cause,
        order_number=found.order_number or None,
        carrier=found.carrier,
        product=found.product or None,
    )


def root_of(cause: str) -> tuple[ComplaintKind, RootCause]:
    """What sort of complaint a diagnosed cause makes, and what is at its root."""
    rooted = ((kind, roots[cause]) for kind, roots in _KINDS.items() if cause in roots)
    return next(rooted, ("service", "other"))

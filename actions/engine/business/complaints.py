"""What the company has to answer for, as it is counted: the root cause behind a diagnosis."""

from __future__ import annotations

from actions.crm.complaint import ComplaintKind, RootCause
from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis
from contracts.turn import Complaint


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
    return business().root_causes.get(cause, ("service", "other"))

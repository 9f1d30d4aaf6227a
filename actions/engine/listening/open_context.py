"""Pure rule of what is open when something is said, as the classifier of acts knows it."""

from __future__ import annotations

from actions.engine.case.case import Case
from contracts.listening import Context

_CHOICES = frozenset({"which_order", "which_item", "which_product"})
_DETAILS = frozenset({"order_number", "identity", "new_address", "what_change"})


def open_context(case: Case, *, offered: bool) -> Context:
    """What is open: the case's own question, else an offer that was made in the turn before."""
    if offered and case.waiting_for is None:
        return "offer"
    if case.waiting_for is None:
        return "told" if case.ending is not None and case.topic else "nothing"
    if case.waiting_for == "go_ahead":
        return "proposal"
    if case.waiting_for == "helped":
        return "step"
    if case.waiting_for in _CHOICES:
        return "choice"
    return "detail" if case.waiting_for in _DETAILS else "question"

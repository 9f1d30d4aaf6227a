"""Context of a message: what was open when it was said, for whoever reads dialogue acts. Pure."""

from __future__ import annotations

from actions.engine.case.case import Case
from contracts.listening import Context

_BY_QUESTION: dict[str, Context] = {
    "which_order": "choice",
    "which_item": "choice",
    "which_product": "choice",
    "order_number": "detail",
    "identity": "detail",
    "new_address": "detail",
    "go_ahead": "proposal",
    "checked": "proposal",
    "helped": "step",
}
_TOLD = frozenset({"act", "tell", "left", "solved", "look_first"})


def context_of(case: Case) -> Context:
    """What a case has open; what only one business asks counts as a question."""
    if case.waiting_for is not None:
        return _BY_QUESTION.get(case.waiting_for, "question")
    return "told" if case.ending in _TOLD else "nothing"

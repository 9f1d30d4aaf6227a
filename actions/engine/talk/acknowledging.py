"""Word for what was said in the middle of a case and answers nothing there: heard, and kept."""

from __future__ import annotations

from actions.engine.answers.choice_buttons import is_unsure
from actions.engine.case.case import Case
from actions.engine.case.turn import Turn
from actions.engine.listening.doing import does
from actions.engine.words.texts import say

_FEWEST_WORDS = 2
"""A single word that fits nothing is rather mistyped than told."""
_YES_OR_NO = ("affirm", "deny")
_WAITED_FOR = frozenset({"patience", "mismatch"})


def told_beside(turn: Turn) -> str:
    """What is said to such words; empty where nothing is to be made of them."""
    if not turn.is_typed or turn.meaningless or len(turn.text.split()) < _FEWEST_WORDS:
        return ""
    if turn.intent in _YES_OR_NO or is_unsure(turn):
        return ""
    asks = "?" in turn.text or does(turn.clauses, "question", "asks_about")
    return say("case.asked_beside" if asks else "case.told_beside")


def took_nothing(before: Case, after: Case) -> bool:
    """Whether a message was taken for an answer, and the case knows nothing more by it."""
    goes_on = after.ending is None and after.hint not in _WAITED_FOR
    return goes_on and before.waiting_for is not None and _known(before) == _known(after)


def _known(case: Case) -> tuple[object, ...]:
    """What a message may add to."""
    found, wishes = case.findings, case.wishes
    return (
        *(case.topic, case.order_number, case.postcode, case.won, case.wanted, case.candidates),
        *(case.plan, case.diagnosis, case.tried, case.account, case.tries, wishes),
        *(case.new_address, case.wish, case.wished, case.refused),
        *(found.known, found.settled, found.ruled_out),
    )

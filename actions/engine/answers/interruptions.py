"""Messages that answer no open question: another topic, or what a rule replies to."""

from __future__ import annotations

import re

from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.turn import FALLBACK_INTENT, Turn

_MAY_ANSWER = frozenset({"affirm", "deny", "inform", "out_of_scope", FALLBACK_INTENT})
"""What a message may be taken for that answers an open question, beside other topics."""

_SURE = 0.75
"""How likely an intent must be to leave an open question for it."""
STEERING = frozenset({"contact_human_agent", "cancel", "start_over", "repeat", "goodbye"})
"""What is never an answer, whatever words it holds."""
_MEANT = re.compile(r"\b(meant?|typo|not (the|my|that)|wrong (number|one|order))\b", re.IGNORECASE)


def interrupts(intent: str) -> bool:
    """Whether a rule replies to it, before the open question is asked again.

    That is so of everything that is no answer and opens no case, new simple topics included.
    """
    return intent not in _MAY_ANSWER and intent not in business().topics


def changes_topic(case: Case, turn: Turn) -> bool:
    """Whether the message surely opens another kind of case than the one that is open."""
    if not is_sure(turn) or _MEANT.search(turn.text):
        return False
    return turn.intent in business().topics and turn.intent != case.topic


def is_sure(turn: Turn) -> bool:
    """Whether an intent is likely enough to leave an open question for it."""
    return bool(turn.ranking) and turn.ranking[0].confidence >= _SURE

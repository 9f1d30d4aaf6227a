"""Question about what was just heard: which one a message asks, if it is about that. Pure."""

from __future__ import annotations

import re

from actions.engine.case.case import Case
from actions.engine.case.reading import fits, order_numbers
from actions.engine.case.turn import Turn
from actions.engine.listening.questions import FINER, QuestionWords, question_words
from contracts.listening import Clause, Context

_SURE = 0.6
"""From this confidence on, the classifier's word for it is enough."""
_MOST_WORDS = 3
_MOST_WORDS_OF_OTHERS = 0
"""How many words may speak of something that was not named before; of a message that was surely
taken for another matter, too."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_ADVICE = frozenset({"helped", "symptom", "what_else"})


def asked(case: Case, turn: Turn, context: Context, *, other: bool) -> str | None:
    """The question that a message asks about what was last said; None where it asks none.

    `other`: whether the message was surely taken for a matter of its own.
    """
    words = question_words()
    if words.elsewhere.search(turn.text) or _names_something_else(case, turn):
        return None
    clauses = [one for one in turn.clauses if _asks(one, context)]
    by_clause = next((one.asks[0].name for one in clauses if one.asks), None)
    if by_clause is not None and not other:
        finer = words.asked(turn.text)
        return finer if finer in FINER else by_clause
    return _by_words(case, turn, words, other=other)


def _asks(clause: Clause, context: Context) -> bool:
    best = clause.acts.get(context, ())[:1]
    return any(one.name == "asks_about" and one.confidence >= _SURE for one in best)


def _by_words(case: Case, turn: Turn, words: QuestionWords, *, other: bool) -> str | None:
    found = words.asked(turn.text)
    if found is None:
        return None
    most = _MOST_WORDS_OF_OTHERS if other else _MOST_WORDS
    return found if len(_beside(case, words.without(turn.text), words)) <= most else None


def _beside(case: Case, text: str, words: QuestionWords) -> set[str]:
    """The words that neither ask nor were said before: what else it speaks of."""
    return {word for word in _words(text) if word not in words.plain} - _said(case)


def _said(case: Case) -> set[str]:
    """Words of what the customer just heard, and of what it is about."""
    plan, found = case.plan, case.diagnosis
    texts = (
        *case.wanted,
        plan.proposal if plan else "",
        plan.act if plan else "",
        found.explanation if found else "",
        found.product if found else "",
    )
    return {word for text in texts for word in _words(text)}


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _names_something_else(case: Case, turn: Turn) -> bool:
    """Whether another order, or other goods, are named than those that it is about."""
    if any(number != case.order_number for number in order_numbers(turn)):
        return True
    if case.waiting_for in _ADVICE:
        return False
    about = case.diagnosis.product if case.diagnosis else ""
    named = turn.entities.get("product", ())
    return any(one not in case.wanted and not fits(one, name=about, category="") for one in named)

"""What a customer says to a proposal: yes, no, or rather something else."""

from __future__ import annotations

import re
from typing import Literal

from msgspec.structs import replace

from actions.engine.answers.corrections import correction
from actions.engine.answers.interruptions import STEERING, changes_topic, interrupts
from actions.engine.business.flow import topic_of
from actions.engine.case.case import Case, answered, ended, waiting
from actions.engine.case.turn import Turn

_REJECTIONS_BEFORE_A_PERSON = 2
_YES = re.compile(
    r"\W*(yes|yep|yeah|yup|sure|please do|go ahead|do (it|that)|ok(ay)?,? (yes|please|do|go))\b",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(r"\b(but|never ?mind|forget|not|stop)\b|n't\b", re.IGNORECASE)
_NO = re.compile(r"\W*(no|nope|nah|rather not|better not)\b", re.IGNORECASE)


def go_ahead(case: Case, turn: Turn) -> Case | None:
    """Act on a yes; take a no, or a wish instead."""
    if instead := topic_of(case).rather(case, turn):
        return instead
    if changes_topic(case, turn):
        return None
    said = verdict(turn)
    if said == "yes":
        return ended(answered(case, proposed(case), "yes"), "act")
    return _rejected(case, turn) if said == "no" else correction(case, turn)


def verdict(turn: Turn) -> Literal["yes", "no"] | None:
    """A yes or a no to the proposal: the whole message, or the word that it begins with."""
    if turn.intent in ("affirm", "deny"):
        return "yes" if turn.intent == "affirm" else "no"
    if "?" in turn.text or turn.intent in STEERING - {"cancel"}:
        return None
    if _YES.match(turn.text) and not _AFTER_ALL.search(turn.text):
        return "yes"
    return "no" if _NO.match(turn.text) and not interrupts(turn.intent) else None


def _rejected(case: Case, turn: Turn) -> Case:
    if case.plan and case.plan.optional:
        return correction(case, turn) or ended(answered(case, proposed(case), "no"), "left")
    known = answered(case, proposed(case), "no")
    known = replace(known, rejections=case.rejections + 1)
    if known.rejections >= _REJECTIONS_BEFORE_A_PERSON:
        return ended(known, "hand_over", "diagnosis_rejected")
    return correction(known, turn) or waiting(known, "difference")


def difference(case: Case, turn: Turn) -> Case | None:
    """What is different from the diagnosis that was rejected."""
    if instead := topic_of(case).rather(case, turn):
        return instead
    if turn.intent == "affirm":
        return waiting(replace(case, waiting_for=None), "go_ahead")
    if turn.meaningless or changes_topic(case, turn):
        return None
    said = "something else, not said what" if turn.intent == "deny" else turn.text
    known = answered(case, "What is different?", said)
    return correction(known, turn) or ended(known, "hand_over", "diagnosis_rejected")


def proposed(case: Case) -> str:
    """The proposal as the question that it was."""
    return f"Go ahead with {case.plan.intent}?" if case.plan else "Go ahead?"

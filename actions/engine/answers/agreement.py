"""What a customer says to a proposal: yes, no, or rather something else."""

from __future__ import annotations

import re
from typing import Literal

from msgspec.structs import replace

from actions.engine.answers.corrections import correction
from actions.engine.answers.interruptions import STEERING, changes_topic, interrupts
from actions.engine.case.case import Case, answered, ended, turned, waiting
from actions.engine.case.turn import Turn

_REJECTIONS_BEFORE_A_PERSON = 2
_NEW_ONE = re.compile(
    r"\b(new (one|\w+)|replace(ment)?|send it again|another one)\b", re.IGNORECASE
)
_MONEY = re.compile(r"\b(money|refund(ed)?|reimburse)\b", re.IGNORECASE)
_OF_GOODS = frozenset({"replacement", "swap", "complete"})
_YES = re.compile(
    r"\W*(yes|yep|yeah|yup|sure|please do|go ahead|do (it|that)|ok(ay)?,? (yes|please|do|go))\b",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(r"\b(but|never ?mind|forget|not|stop)\b|n't\b", re.IGNORECASE)
_NO = re.compile(r"\W*(no|nope|nah|rather not|better not)\b", re.IGNORECASE)


def go_ahead(case: Case, turn: Turn) -> Case | None:
    """Act on a yes; take a no, or a wish instead."""
    if instead := _money_instead(case, turn) or _new_one_instead(case, turn):
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


def _money_instead(case: Case, turn: Turn) -> Case | None:
    """Goods were offered, and money is wanted: another topic about the same goods."""
    if case.plan is None or case.plan.act not in _OF_GOODS or not _MONEY.search(turn.text):
        return None
    known = answered(case, proposed(case), "rather the money back")
    goods = turned(known, number=case.order_number, wanted=case.wanted)
    return replace(goods, topic="get_refund", explained=True)


def _new_one_instead(case: Case, turn: Turn) -> Case | None:
    """Money was offered for a lost parcel, and the goods are wanted after all."""
    lost = case.plan is not None and case.plan.act == "refund" and case.topic == "get_refund"
    if not lost or not _NEW_ONE.search(turn.text):
        return None
    known = answered(case, proposed(case), "rather a new one")
    goods = turned(known, number=case.order_number, wanted=case.wanted)
    return replace(goods, topic="order_missing", explained=True)


def difference(case: Case, turn: Turn) -> Case | None:
    """What is different from the diagnosis that was rejected."""
    if instead := _money_instead(case, turn) or _new_one_instead(case, turn):
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

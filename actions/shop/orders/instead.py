"""What is wanted instead of what was proposed: money for goods, or goods for money."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.answers import agreement
from actions.engine.case.case import Case, answered, turned
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say_to_agents

_NEW_ONE = re.compile(
    r"\b(new (one|\w+)|replace(ment)?|send it again|another one)\b", re.IGNORECASE
)
_MONEY = re.compile(r"\b(money|refund(ed)?|reimburse)\b", re.IGNORECASE)
_OF_GOODS = frozenset({"replacement", "swap", "complete"})


def rather(case: Case, turn: Turn) -> Case | None:
    """The case about the other remedy; None where the message wants none."""
    return _money(case, turn) or _new_one(case, turn)


def _money(case: Case, turn: Turn) -> Case | None:
    """Goods were offered, and money is wanted: another topic about the same goods."""
    if case.plan is None or case.plan.act not in _OF_GOODS or not _MONEY.search(turn.text):
        return None
    known = answered(case, agreement.proposed(case), say_to_agents("agents.rather_money"))
    goods = turned(known, number=case.order_number, wanted=case.wanted)
    return replace(goods, topic="get_refund", explained=True)


def _new_one(case: Case, turn: Turn) -> Case | None:
    """Money was offered for a lost parcel, and the goods are wanted after all."""
    lost = case.plan is not None and case.plan.act == "refund" and case.topic == "get_refund"
    if not lost or not _NEW_ONE.search(turn.text):
        return None
    known = answered(case, agreement.proposed(case), say_to_agents("agents.rather_new_one"))
    goods = turned(known, number=case.order_number, wanted=case.wanted)
    return replace(goods, topic="order_missing", explained=True)

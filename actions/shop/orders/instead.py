"""What is wanted instead of what was proposed: money, a new one, an equal one, a new one first."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.answers import agreement
from actions.engine.case.case import Case, answered, turned, waiting
from actions.engine.case.diagnosis import Plan
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_to_agents

_NEW_ONE = re.compile(
    r"\b(new (one|\w+)|replace(ment)?|send it again|another one)\b", re.IGNORECASE
)
_MONEY = re.compile(r"\b(money|refund(ed)?|reimburse)\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(new one|replacement|another one|it|one) (first|in advance|up ?front|before)\b"
    r"|\b(advance|cross)[- ]?(exchange|replacement|rma|ship\w*)\b"
    r"|\bbefore (i|we) (send|return|give|ship)\b|\b(can'?t|cannot) (be|work|do) without\b",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"\b(that one|the other( one)?|equal one|similar one|the nearest|alternative|that instead|"
    r"(take|have|want|rather|prefer) (that|the (other|equal|similar|nearest)))\b",
    re.IGNORECASE,
)
_OF_GOODS = frozenset({"replacement", "swap", "complete"})
_COMES_BACK = frozenset({"swap", "repair", "claim", "take_back", "exchange", "send_back"})
EQUAL = "equal"
"""What a diagnosis calls, among its facts, what comes nearest to sold-out goods."""


def rather(case: Case, turn: Turn) -> Case | None:
    """The case about the other remedy; None where the message wants none."""
    return (
        _new_one_first(case, turn)
        or _equal(case, turn)
        or _money(case, turn)
        or _new_one(case, turn)
    )


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


def _new_one_first(case: Case, turn: Turn) -> Case | None:
    """The old one was to come back first, and the customer can't wait for that: for a colleague."""
    if case.plan is None or case.plan.act not in _COMES_BACK or not _FIRST.search(turn.text):
        return None
    goods = case.diagnosis.product if case.diagnosis else ""
    intent = say_to_agents("agents.plan.advance", goods=goods)
    return _for_a_colleague(case, "agents.rather_first", intent, say("remedies.advance"))


def _equal(case: Case, turn: Turn) -> Case | None:
    """What comes nearest to sold-out goods is wanted in their place."""
    found = case.diagnosis
    name = found.facts.get(EQUAL) if found else None
    if found is None or case.plan is None or name is None or "?" in turn.text:
        return None
    named = set(name.casefold().split()[:1]) & set(turn.text.casefold().split())
    if not (named or _TAKES.search(turn.text)):
        return None
    intent = say_to_agents("agents.plan.equal", new=name, goods=found.product)
    words = say("remedies.equal", goods=name)
    return _for_a_colleague(case, "agents.rather_equal", intent, words, goods=name)


def _for_a_colleague(case: Case, wanted: str, intent: str, words: str, **said: str) -> Case:
    """The case with something prepared that only a colleague may decide."""
    known = answered(case, agreement.proposed(case), say_to_agents(wanted, **said))
    plan = Plan(
        act="person",
        intent=intent,
        reason="policy",
        optional=True,
        proposal=f"{words} {say('remedies.bring_in')}",
    )
    return waiting(replace(known, plan=plan), "go_ahead")

"""Rule of the next step: what the customer wants, and what is left to do of it, for a colleague."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from actions.engine.answers.agreement import proposed
from actions.engine.business.unserved import BY_HAND
from actions.engine.case.case import UNCERTAIN, Case, last_fix
from actions.engine.words.texts import say_to_agents
from contracts.turn import ReasonCode, Wanted

_FOR_PEOPLE = ("person", BY_HAND)
_AS_IT_IS: Mapping[ReasonCode, str] = {
    "diagnosis_rejected": "handoff.next.diagnosis_rejected",
    "identity_failed": "handoff.next.identity_failed",
    "low_understanding": "handoff.next.low_understanding",
}
"""Reasons that say by themselves what is to be done, whatever was planned."""
_PLANLESS = "none"


def next_step(case: Case, reason: ReasonCode, wants: Iterable[Wanted]) -> str:
    """What an agent would best do first, in one or two sentences."""
    wish = next((one.words[0] for one in wants if one.state == "open" and one.words), "")
    said = say_to_agents("handoff.wanted", words=wish) if wish else ""
    return " ".join(filter(None, (said, _left_to_do(case, reason, bool(wish)))))


def is_done(case: Case, reason: ReasonCode) -> bool:
    """Whether what was planned has been done; what a person shall do has not."""
    if case.ending != "act" or case.plan is None or reason == "action_failed":
        return False
    return case.plan.act not in _FOR_PEOPLE


def is_turned_down(case: Case) -> bool:
    """Whether the customer does not want what was proposed."""
    question = proposed(case)
    said = [one.answer for one in case.asked if one.question == question]
    return bool(said) and case.ending != "act" and said[-1] != "yes"


def proposal(case: Case, reason: ReasonCode) -> str:
    """What the bot would do and has not: empty where it is done, or the customer wants it not."""
    plan = case.plan
    if plan is None or plan.act == _PLANLESS or is_done(case, reason) or is_turned_down(case):
        return ""
    return plan.intent


def _left_to_do(case: Case, reason: ReasonCode, wished: bool) -> str:
    fix = last_fix(case)
    if fix is not None and fix.result == UNCERTAIN:
        return say_to_agents("handoff.unconfirmed", done=fix.action)
    plan = proposal(case, reason)
    if reason == "customer_asked":
        return _left_open(case, plan, wished)
    if reason in _AS_IT_IS:
        return say_to_agents(_AS_IT_IS[reason])
    if plan:
        return say_to_agents(f"handoff.next.{reason}", plan=plan)
    return say_to_agents(f"handoff.next.{reason}.open")


def _left_open(case: Case, plan: str, wished: bool) -> str:
    if fix := last_fix(case):
        return say_to_agents("handoff.go_on", done=fix.action)
    if plan:
        return say_to_agents("handoff.not_agreed", plan=plan)
    if case.plan is not None and case.plan.intent and is_turned_down(case):
        return say_to_agents("handoff.turned_down", plan=case.plan.intent)
    return say_to_agents("handoff.look_into_it" if wished else "handoff.ask")

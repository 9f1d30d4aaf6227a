"""What a customer says to a proposal: yes, no, or rather something else."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from actions.engine.answers.corrections import correction, other_goods
from actions.engine.answers.interruptions import STEERING, changes_topic, interrupts
from actions.engine.business.business import business
from actions.engine.business.flow import topic_of
from actions.engine.case.case import Case, answered, ended, waiting
from actions.engine.case.reading import order_numbers
from actions.engine.case.turn import Turn
from actions.engine.listening.consent import Consent, consent
from actions.engine.words.texts import say

_REJECTIONS_BEFORE_A_PERSON = 2
_SURE = 0.6
"""How sure a clause must be of agreeing for a nod in it to count."""


def go_ahead(case: Case, turn: Turn) -> Case | None:
    """Act on a yes to just what was proposed; take a no, or a wish instead."""
    if instead := topic_of(case).rather(case, turn):
        return instead
    if changes_topic(case, turn):
        return None
    said = agreed(case, turn)
    match said.verdict:
        case "yes":
            return ended(answered(case, proposed(case), "yes"), "act")
        case "no":
            return _rejected(case, turn)
        case "reserved":
            return _reserved(case, turn, said)
    return correction(case, turn)


def agreed(case: Case, turn: Turn) -> Consent:
    """What a message says to the proposal of a case; other goods or orders make it a change."""
    said = verdict(turn, _in_words(case))
    if said.verdict == "yes" and _elsewhere(case, turn):
        return replace(said, verdict="reserved", reserve="change")
    return said


def verdict(turn: Turn, proposed: str = "") -> Consent:
    """A yes or a no to what was proposed or offered, by a button or in words."""
    if turn.text.startswith("/"):
        return Consent(verdict=_PRESSED.get(turn.intent))
    if turn.intent in STEERING - {"cancel"}:
        return Consent()
    said = consent(turn.text, taken_for_yes=_taken_for_yes(turn), proposed=proposed)
    if said.verdict == "no" and interrupts(turn.intent):
        return Consent(rest=said.rest)
    if said.verdict is None and turn.intent == "deny" and "?" not in turn.text:
        return Consent(verdict="no", rest=said.rest)
    return said


_PRESSED: dict[str, Literal["yes", "no"]] = {"affirm": "yes", "deny": "no"}


def _taken_for_yes(turn: Turn) -> bool:
    """Whether the message, or a clause of it, was understood as a yes to a proposal."""
    acts = (one.acts.get("proposal", ())[:1] for one in turn.clauses)
    best = (score for some in acts for score in some)
    return turn.intent == "affirm" or any(
        one.name == "agrees" and one.confidence >= _SURE for one in best
    )


def _elsewhere(case: Case, turn: Turn) -> bool:
    """Whether an order or goods are named that the proposal is not about."""
    numbers = [one for one in order_numbers(turn) if one != case.order_number]
    return bool(numbers or other_goods(case, turn))


def _reserved(case: Case, turn: Turn, said: Consent) -> Case | None:
    """A yes that questions, conditions or changes: nothing is done, and it stands to be confirmed.

    A question is for whoever answers it; the proposal comes back after that.
    """
    if again := correction(case, turn):
        return again
    if said.reserve == "question" and (interrupts(turn.intent) or _is_topic(turn)):
        return None
    why = say(f"consent.{said.reserve}")
    return waiting(replace(case, news=(*case.news, why)), "go_ahead")


def _is_topic(turn: Turn) -> bool:
    return turn.intent in business().topics


def _in_words(case: Case) -> str:
    """Everything that was said of the proposal."""
    if case.plan is None:
        return ""
    about = case.diagnosis.product if case.diagnosis else ""
    return " ".join((case.plan.proposal, case.plan.intent, about, *case.wanted))


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
    if turn.intent == "affirm" and verdict(turn).verdict == "yes":
        return waiting(replace(case, waiting_for=None), "go_ahead")
    if turn.meaningless or changes_topic(case, turn):
        return None
    said = "something else, not said what" if turn.intent == "deny" else turn.text
    known = answered(case, "What is different?", said)
    return correction(known, turn) or ended(known, "hand_over", "diagnosis_rejected")


def proposed(case: Case) -> str:
    """The proposal as the question that it was."""
    return f"Go ahead with {case.plan.intent}?" if case.plan else "Go ahead?"

"""Pure choice of what answers a question about the last proposal, step, diagnosis or act.

Sentences are called `explains.<subject>.<question>`: the subject is an act, `<act>_done` once it is
done, a diagnosed cause, or one that fits all of its kind. The first that there is, and whose
arguments are known, is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from actions.engine.case.case import Case
from actions.engine.words.wording import day, money
from contracts.policy_figures import NAME

OWN = "explains.own"
"""Says what a step or a question has to say of itself."""
OFFERS = ".ask"
"""Ends the id of a sentence after which a colleague is offered."""
_COARSER = {
    **{"risk": "what_if", "sure": "why", "later": "undo"},
    **{"how_long": "when", "when": "how_long"},
}
"""Which question is as good as answered by another, where nothing is said to the first."""
_HANDS = ("person", "by_hand")
_DETAILS = frozenset({"identity", "order_number", "new_address", "which_product", "what_change"})
_OF_SYMPTOMS = frozenset({"symptom", "what_else"})
_CHOICES = frozenset({"which_order", "which_item", "which_product"})

Arguments = Callable[[str], frozenset[str] | None]
"""The arguments that a sentence wants by its id; None where there is no such sentence."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said: the id of a sentence and its arguments."""

    name: str
    arguments: dict[str, str] = {}

    @property
    def offers_person(self) -> bool:
        """Whether it is for a colleague from there on."""
        return self.name.endswith(OFFERS)


def explained(
    case: Case, asked: str, wants: Arguments, own: Mapping[str, str] | None = None
) -> Explanation | None:
    """What answers a question about what the case was last told; None where nothing is known.

    `own` is what the open step or question says of itself, by question.
    """
    known, subjects = _arguments(case), about(case)
    for question in _questions(asked):
        if own and question in own:
            return Explanation(name=OWN, arguments={"said": own[question]})
        for name in _names(subjects, question):
            wanted = wants(name)
            if wanted is not None and wanted - {NAME} <= known.keys():
                told = {one: known[one] for one in wanted - {NAME}}
                return Explanation(name=name, arguments=told)
    return None


def about(case: Case) -> tuple[str, ...]:
    """What a question may be about, what was said last first; empty where nothing was."""
    plan, cause = case.plan, case.diagnosis.cause if case.diagnosis else ""
    found = (f"found_{cause}", "found") if cause else ()
    if case.ending == "act" and case.done:
        return f"{case.done.act}_done", case.done.act, "any_done"
    if case.waiting_for in ("go_ahead", "checked") and plan:
        refused = (f"refused_{plan.against}", "refused") if plan.against else ()
        checks = ("checked",) if case.waiting_for == "checked" else ()
        kind = "person" if plan.act in _HANDS else "any"
        return (*checks, *refused, plan.act, *found, kind)
    if case.waiting_for == "helped":
        return "step", *found
    if case.waiting_for is not None:
        asked_for = _asked_for(case.waiting_for)
        return (asked_for, *found) if asked_for else ()
    if case.ending == "tell":
        refused = (f"refused_{plan.against}", "refused") if plan and plan.against else ()
        return *refused, *found
    return ()


def _asked_for(waiting_for: str) -> str | None:
    """The kind of thing that is asked for; None for what only one business asks."""
    if waiting_for in _CHOICES:
        return "choice"
    if waiting_for in _DETAILS:
        return f"detail_{waiting_for}"
    return "question" if waiting_for in _OF_SYMPTOMS else None


def _names(subjects: tuple[str, ...], question: str) -> Iterator[str]:
    """Ids in the order in which they are tried; `….plain` wants less than the one before it."""
    for subject in subjects:
        yield f"explains.{subject}.{question}"
        yield f"explains.{subject}.{question}.ask"
        yield f"explains.{subject}.{question}.plain"


def _questions(asked: str) -> tuple[str, ...]:
    return (asked, _COARSER[asked]) if asked in _COARSER else (asked,)


def _arguments(case: Case) -> dict[str, str]:
    """What sentences may be filled with, as far as it is known."""
    found, done, plan = case.diagnosis, case.done, case.plan
    known: dict[str, str] = {}
    if found:
        known |= {
            "explanation": found.explanation,
            "goods": found.product,
            "number": found.order_number,
            "carrier": found.carrier or "",
            "amount": money(found.value, found.currency) if found.value else "",
            "until": day(found.until) if found.until else "",
        }
        if found.change and found.change.difference:
            difference = abs(found.change.difference)
            known["difference"] = money(difference, found.currency)
            side = "more" if found.change.difference > 0 else "less"
            known[side] = known["difference"]
    if done and case.ending == "act":
        known |= {"by": day(done.by) if done.by else "", "reference": done.reference}
    if plan and plan.proposal:
        known["proposal"] = plan.proposal
    return {name: words for name, words in known.items() if words}

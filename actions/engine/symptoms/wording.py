"""Say what is likely the matter, and why."""

from __future__ import annotations

from actions.engine.case.case import Case
from actions.engine.case.inference import likeliest, posterior
from actions.engine.symptoms.symptom import Symptom
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

_SURE = 0.6
_MOST_REASONS = 2


def explain(symptom: Symptom, case: Case, cause: str) -> str:
    """The likeliest cause and what speaks for it, for the customer."""
    found = case.findings
    sure = posterior(symptom.table_of(found), found.known)[cause] >= _SURE
    said, why = symptom.cause(cause).said, _reasons(symptom, case, cause)
    return say("symptom.sure" if sure else "symptom.guess", said=said, why=why)


def _reasons(symptom: Symptom, case: Case, cause: str) -> str:
    """The two strongest, as clauses."""
    match symptom.reasons(cause, case.findings.known)[:_MOST_REASONS]:
        case [first, second]:
            return say("symptom.two_reasons", first=first, second=second)
        case [first]:
            return first
        case _:
            return _without_reasons(symptom, case, cause)


def _without_reasons(symptom: Symptom, case: Case, cause: str) -> str:
    if any(step.name in case.findings.known for step in symptom.steps):
        return say("symptom.left")
    commonest = max(symptom.causes, key=lambda one: one.prior)
    return say("symptom.usual") if commonest.name == cause else say("symptom.fits")


def situation(symptom: Symptom, case: Case) -> str:
    """The problem, what is known and what is believed, for an agent."""
    found = case.findings
    table = symptom.table_of(found)
    cause = likeliest(table, found.known)
    share = round(100 * posterior(table, found.known)[cause])
    goods = f" (about their {listed(case.wanted)})" if case.wanted else ""
    ruled_out = [symptom.cause(name).said for name in found.ruled_out if name]
    without_them = f" The customer rules out that {listed(ruled_out)}." if ruled_out else ""
    return (
        f"The customer {symptom.complaint}{goods}. Likeliest, at {share} %: "
        f"{symptom.cause(cause).said}.{without_them}"
    )

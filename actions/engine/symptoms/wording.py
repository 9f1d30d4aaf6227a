"""Say what is likely the matter, and why."""

from __future__ import annotations

from actions.engine.case.case import Case
from actions.engine.case.inference import likeliest, posterior
from actions.engine.symptoms.symptom import Symptom
from actions.engine.words.wording import listed, pick

_SURE = 0.6
_MOST_REASONS = 2
_CONFIDENT = ("This looks very much as if {said}", "Most likely {said}", "It seems that {said}")
_GUESSES = ("My best guess is that {said}", "What fits best is that {said}")
_USUAL = "that is the most common reason for this"
_LEFT = "that is what is left after what we tried"
_FITS = "of all that it could be, that goes best with what you tell me"


def explain(symptom: Symptom, case: Case, cause: str, seed: str) -> str:
    """The likeliest cause and what speaks for it, for the customer."""
    found = case.findings
    sure = posterior(symptom.table_of(found), found.known)[cause] >= _SURE
    lead = pick(_CONFIDENT if sure else _GUESSES, seed)
    reasons = symptom.reasons(cause, found.known)[:_MOST_REASONS]
    why = ", and ".join(reasons) or _without_reasons(symptom, case, cause)
    return f"{lead.format(said=symptom.cause(cause).said)}: {why}."


def _without_reasons(symptom: Symptom, case: Case, cause: str) -> str:
    if any(step.name in case.findings.known for step in symptom.steps):
        return _LEFT
    commonest = max(symptom.causes, key=lambda one: one.prior)
    return _USUAL if commonest.name == cause else _FITS


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

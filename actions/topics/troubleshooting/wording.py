"""Say what is likely the matter with a PC, and why."""

from __future__ import annotations

from actions.case import Case
from actions.inference import likeliest, posterior
from actions.topics.troubleshooting.symptom import Symptom
from actions.wording import listed, pick

_SURE = 0.6
_MOST_REASONS = 2
_CONFIDENT = ("This looks very much as if {said}", "Most likely {said}", "It seems that {said}")
_GUESSES = ("My best guess is that {said}", "What fits best is that {said}")
_USUAL = "that is the most common reason for this"


def explain(symptom: Symptom, case: Case, cause: str, seed: str) -> str:
    """The likeliest cause and what speaks for it, for the customer."""
    found = case.findings
    sure = posterior(symptom.table_of(found), found.known)[cause] >= _SURE
    lead = pick(_CONFIDENT if sure else _GUESSES, seed)
    reasons = symptom.reasons(cause, found.known)[:_MOST_REASONS]
    return f"{lead.format(said=symptom.cause(cause).said)}: {', and '.join(reasons) or _USUAL}."


def situation(symptom: Symptom, case: Case) -> str:
    """The problem, what is known and what is believed, for an agent."""
    found = case.findings
    table = symptom.table_of(found)
    cause = likeliest(table, found.known)
    share = round(100 * posterior(table, found.known)[cause])
    goods = f" (about their {', '.join(case.wanted)})" if case.wanted else ""
    ruled_out = [symptom.cause(name).said for name in found.ruled_out if name]
    without_them = f" The customer rules out that {listed(ruled_out)}." if ruled_out else ""
    return (
        f"The customer {symptom.complaint}{goods}. Likeliest, at {share} %: "
        f"{symptom.cause(cause).said}.{without_them}"
    )

"""The report of a check, as lines for whoever connects a system. It names no customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import quantiles

from actions.crm.remote.openapi import OpenApiCrm
from actions.engine.commerce.vocabulary import Vocabulary, problems_with
from scripts.crm_check.probe import USEFUL, Outcome

PERCENTILE = 95
_FAMILIES = "catalogue.families"


def lines(
    crm: OpenApiCrm, outcomes: Sequence[Outcome], words: Vocabulary | None, *, wrote: bool
) -> Iterator[str]:
    """What the desk can do with the system, what it will not offer, and what to mend.

    `words` are the business's for its goods, which are held against the catalogue.
    """
    yield from _part("it reads", _told([one for one in outcomes if not one.method.writes]))
    if wrote:
        yield from _part("it writes", _told([one for one in outcomes if one.method.writes]))
    else:
        yield from _part("it is said to write", _mapped_writes(crm))
    yield from _part("the bot will not offer", _denied(crm))
    yield from _part("it is never asked for", _unread(crm))
    yield from _part(
        "rights that are missing", dict.fromkeys([*_rights(crm), *_no_right(outcomes)])
    )
    if words is not None:
        yield from _part("words for goods that it does not have", _strange(words, outcomes))
    yield from _speed([one for one in outcomes if not one.method.writes])


def _strange(words: Vocabulary, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What the vocabulary names and the catalogue, as far as it was read, does not."""
    read = [one.answer for one in outcomes if one.name == _FAMILIES and one.result == "done"]
    names = {family.id: family.name for family in (read[-1] if read else ())}
    yield from problems_with(words, names) if names else ()


def faults(outcomes: Sequence[Outcome]) -> bool:
    """Whether anything has to be mended before a customer relies on it."""
    return any(one.result not in (*USEFUL, "not tried") for one in outcomes)


def _part(title: str, told: Iterator[str] | dict[str, None]) -> Iterator[str]:
    found = list(told)
    if found:
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def _told(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One line for each method, that of its worst call."""
    names = dict.fromkeys(one.name for one in outcomes)
    for name in names:
        calls = [one for one in outcomes if one.name == name]
        worst = next((one for one in calls if one.result not in USEFUL), calls[-1])
        yield f"{name}: {worst.result}{': ' if worst.words else ''}{worst.words}"


def _mapped_writes(crm: OpenApiCrm) -> Iterator[str]:
    for (facet, name), method in crm.methods.items():
        if method.writes and crm.is_mapped(method):
            yield f"{facet}.{name}"


def _denied(crm: OpenApiCrm) -> Iterator[str]:
    abilities = crm.abilities()
    for (facet, name), method in crm.methods.items():
        if method.writes and (reason := abilities.why_not(name)):
            yield f"{facet}.{name}: {reason}"


def _unread(crm: OpenApiCrm) -> Iterator[str]:
    for (facet, name), method in crm.methods.items():
        if not method.writes and not crm.is_mapped(method):
            yield f"{facet}.{name}: not mapped, so there is never anything"


def _rights(crm: OpenApiCrm) -> Iterator[str]:
    """Operations whose rights the token does not have, by what description and server say."""
    granted = crm.opened.credentials.granted
    for method, operation in crm.operations():
        lacking = operation.scopes - granted if granted is not None else ()
        if lacking:
            yield f"{method.facet}.{method.name}: {operation} needs {', '.join(sorted(lacking))}"


def _no_right(outcomes: Sequence[Outcome]) -> Iterator[str]:
    return (f"{one.name}: {one.words}" for one in outcomes if one.result == "no right")


def _speed(reads: Sequence[Outcome]) -> Iterator[str]:
    took = [one.milliseconds for one in reads if one.result in USEFUL]
    if len(took) > 1:
        slowest = max(reads, key=lambda one: one.milliseconds)
        p95 = quantiles(took, n=100, method="inclusive")[PERCENTILE - 1]
        yield (
            f"p95 of {len(took)} reads: {p95:.0f} ms; the slowest was {slowest.name} with "
            f"{slowest.milliseconds:.0f} ms"
        )

"""Pure rules of remedies: what a customer wishes for or refuses decides between them."""

from __future__ import annotations

from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.case.case import Case, ended, turned
from actions.engine.case.turn import Turn
from actions.engine.listening import cues
from contracts.business import Remedy

_PROPOSED = frozenset({"go_ahead", "checked"})


def heeded(case: Case, turn: Turn) -> Case:
    """The case with the remedies that a typed message wishes for, and those that it refuses."""
    if turn.text.startswith("/"):
        return case
    refused = cues.refused(turn.text)
    wished = next((one for one in cues.wished(turn.text) if one not in refused), case.wished)
    still_refused = (one for one in case.refused if one != wished)
    return replace(
        case,
        wished="" if wished in refused else wished,
        refused=tuple(dict.fromkeys((*still_refused, *refused))),
    )


def is_refused(case: Case) -> bool:
    """Whether what the case proposes is a remedy that is not wanted."""
    kind = _kind(case)
    return kind is not None and kind in case.refused


def otherwise(case: Case) -> Case | None:
    """The case about the remedy that is wanted in place of the one proposed.

    None where the proposal may stand; a case that has ended with the offer of a person where no
    other remedy is left.
    """
    kind = _kind(case)
    if kind is None or not (kind in case.refused or case.wished not in ("", kind)):
        return None
    for name, remedy in _others(case, kind):
        if name == case.wished or kind in case.refused:
            goods = turned(case, number=_number(case), wanted=case.wanted)
            return replace(goods, topic=remedy.topics[0], explained=True)
    return ended(case, "offer_person") if kind in case.refused else None


def _others(case: Case, kind: str) -> list[tuple[str, Remedy]]:
    """Other remedies that are not refused and lead elsewhere, the one wished for first."""
    left = [
        (name, remedy)
        for name, remedy in business().listened_for.remedies.items()
        if name not in (kind, *case.refused) and remedy.topics[0] != case.topic
    ]
    return sorted(left, key=lambda one: one[0] != case.wished)


def _kind(case: Case) -> str | None:
    """Which remedy is proposed; None where nothing is, or none."""
    plan = case.plan if case.waiting_for in _PROPOSED else None
    remedies = business().listened_for.remedies.items()
    return next((name for name, one in remedies if plan and plan.act in one.acts), None)


def _number(case: Case) -> str | None:
    return (case.diagnosis.order_number if case.diagnosis else "") or case.order_number

"""A correction: another order or another product than the one looked into."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.case.case import Case, turned
from actions.engine.case.reading import fits, order_numbers
from actions.engine.case.turn import Turn

_NOT_THAT = re.compile(r"\bnot (the|my|that)\b|\b(instead of|rather than)\b", re.IGNORECASE)


def correction(case: Case, turn: Turn) -> Case | None:
    """Another order or another product than the one looked into."""
    numbers = [number for number in order_numbers(turn) if number != case.order_number]
    wanted = turn.entities.get("product", ())
    again = business().topics[case.topic].reheard(case, turn)
    if again is not None:
        return again
    if numbers:
        turned_to = turned(case, number=numbers[0], wanted=wanted or case.wanted)
        return replace(turned_to, hint="corrected")
    new = other_goods(case, turn)
    if new and (len(new) == len(wanted) or _NOT_THAT.search(turn.text)):
        return replace(turned(case, number=None, wanted=new), hint="corrected")
    return None


def other_goods(case: Case, turn: Turn) -> tuple[str, ...]:
    """The goods that a message names and the case is not about."""
    return tuple(one for one in turn.entities.get("product", ()) if not _is_known(case, one))


def _is_known(case: Case, wanted: str) -> bool:
    product = case.diagnosis.product if case.diagnosis else ""
    return wanted in case.wanted or fits(wanted, name=product, category="")

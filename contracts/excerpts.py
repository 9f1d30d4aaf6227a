"""Cut of a passage to what was asked: sentences of it in their order, whole and side by side."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.articles import Unit

LONGEST = 400
"""Letters that are said of an article at most; more is read behind its link."""
_RELATED = 0.55
"""The share of the best sentence's likeness from which on one beside it is said as well."""


def excerpt(units: Sequence[Unit], likeness: Sequence[float], longest: int = LONGEST) -> str:
    """What a passage says to a question; `likeness` has how well each of its units fits.

    All of it where that is short enough, else the run of units around the best one. Empty where not
    even that one is.
    """
    if len(told := as_text(units)) <= longest:
        return told
    best = max(range(len(units)), key=lambda at: likeness[at], default=0)
    if not units or len(units[best].text) > longest:
        return ""
    first, last = _around(units, likeness, best, longest)
    return as_text(units[first : last + 1])


def as_text(units: Sequence[Unit]) -> str:
    """Units as they are said: those that begin a line of their own on one."""
    told = ""
    for unit in units:
        told += ("\n" if unit.starts else " ") + unit.text if told else unit.text
    return told


def _around(
    units: Sequence[Unit], likeness: Sequence[float], best: int, longest: int
) -> tuple[int, int]:
    """From where to where, growing by the better neighbour for as long as there is room."""
    first = last = best
    if units[best].starts and (lead := _lead(units, best)) is not None:
        # An item of a list says little without the line that the list begins with.
        first = lead if _length(units, lead, last) <= longest else first
    least = _RELATED * likeness[best]
    while True:
        beside = [at for at in (first - 1, last + 1) if 0 <= at < len(units)]
        fitting = [
            at
            for at in beside
            if (likeness[at] >= least or _is_item(units[at]))
            and _length(units, min(first, at), max(last, at)) <= longest
        ]
        if not fitting:
            return first, last
        chosen = max(fitting, key=lambda at: (likeness[at], at))
        first, last = min(first, chosen), max(last, chosen)


def _is_item(unit: Unit) -> bool:
    """Whether it is a step or a point, which belongs to those around it."""
    return unit.starts and (unit.text.startswith("• ") or unit.text[:3].rstrip(". ").isdigit())


def _lead(units: Sequence[Unit], at: int) -> int | None:
    """Where the line stands that a list begins with; None where what is there is no list."""
    if not _is_item(units[at]):
        return None
    while at > 0 and _is_item(units[at]):
        at -= 1
    return None if _is_item(units[at]) else at


def _length(units: Sequence[Unit], first: int, last: int) -> int:
    return len(as_text(units[first : last + 1]))

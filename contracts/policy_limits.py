"""Reader of one section of the policy: under which conditions an act is allowed at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, get_args

import msgspec

from contracts.policy import NOTHING, PERSON, Limit, Opens, Record, Since
from contracts.policy_problems import Problems
from contracts.policy_values import UnreadableError, listed


def limits_of(
    problems: Problems,
    given: Mapping[str, Any],
    acts: Collection[str],
    windows: Collection[str],
    countries: Collection[str],
) -> dict[str, Limit]:
    """The conditions by act; what is wrong is left out, and kept among the problems."""
    told = problems.mapping("limits", given.get("limits", {}))
    problems.unknown("limits", told, acts)
    known: Mapping[str, Collection[str]] = {
        "within": windows,
        "since": get_args(Since),
        "proof": get_args(Opens),
        "countries": countries,
        "instead": (PERSON, NOTHING, *acts),
    }
    found = {act: _limit(problems, f"limits.{act}", one, known) for act, one in told.items()}
    return {act: limit for act, limit in found.items() if limit is not None}


def _limit(
    problems: Problems, where: str, value: object, known: Mapping[str, Collection[str]]
) -> Limit | None:
    before, told = len(problems.found), problems.mapping(where, value)
    problems.unknown(where, told, Limit.__struct_fields__)
    for name in [name for name in known if name in told]:
        problems.among(f"{where}.{name}", told[name], known[name])
    if told.get("instead", PERSON) not in (PERSON, NOTHING) and not told.get("offer"):
        problems.add(f"{where}.offer", "tell what is done instead, as it goes on after “I can”")
    at_most = problems.mapping(f"{where}.at_most", told.get("at_most", {}))
    for record, count in at_most.items():
        problems.among(f"{where}.at_most", record, get_args(Record))
        problems.read(f"{where}.at_most.{record}", count, _times)
    reasons = problems.read(f"{where}.reasons", told.get("reasons", []), listed)
    if len(problems.found) > before:
        return None
    return msgspec.convert({**told, "at_most": at_most, "reasons": reasons}, Limit)


def _times(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UnreadableError(f"{value!r} is no number of times; write 0 or more")
    return value

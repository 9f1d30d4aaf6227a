"""Pure rules: whether the policy lets the bot do something, and what comes nearest to it if not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec

from actions.engine.case.diagnosis import Act
from contracts.policy import NOTHING, PERSON, Limit, Opens, Policy, Record, Since

Reason = Literal["never", "too_late", "too_often", "ground", "country", "proof", "value"]
"""What stands against an act. `value` comes last: a colleague may release that."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What an act is judged by, whatever words led to it. `value` in cents, `days` by their names.

    `done` counts what the order has had done; a day that is not known holds nothing up.
    """

    value: int
    tier: str
    today: date
    days: Mapping[Since, date] = {}
    done: Mapping[Record, int] = {}
    country: str = ""
    ground: str = ""
    proof: Opens = "order"


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why not, with the figure that decides it as it is said, and what is possible instead.

    `nearest` is an act, which `offer` tells, or `person`; None where there is nothing.
    """

    reason: Reason
    nearest: str | None
    figure: str = ""
    since: Since = "ordered"
    offer: str = ""


def refusal(act: Act, facts: Facts, policy: Policy) -> Refusal | None:
    """Why the bot may not do it; None where it may."""
    against = next(_against(act, facts, policy), None)
    if against is None:
        return None
    reason, figure = against
    limit = policy.limit(act)
    nearest = _nearest(limit, facts, policy) if reason != "value" else PERSON
    return Refusal(
        reason=reason,
        nearest=nearest,
        figure=figure,
        since=limit.since,
        offer=limit.offer if nearest == limit.instead else "",
    )


def _against(act: Act, facts: Facts, policy: Policy) -> Iterator[tuple[Reason, str]]:
    """All that stands against it, what no colleague could release first."""
    limit = policy.limit(act)
    if not policy.allows(act, facts.tier):
        yield "never", ""
    if limit.within is not None and _passed(limit, facts, policy):
        yield "too_late", policy.window(limit.within).said
    if any(facts.done.get(record, 0) >= most for record, most in limit.at_most.items()):
        yield "too_often", ""
    if limit.reasons and facts.ground not in limit.reasons:
        yield "ground", ", ".join(limit.reasons)
    if limit.countries is not None and _abroad(limit.countries, facts, policy):
        yield "country", policy.countries_of(limit.countries).said
    if limit.proof == "account" and facts.proof != "account":
        yield "proof", ""
    if not policy.may(act, value=facts.value, tier=facts.tier):
        yield "value", ""


def _passed(limit: Limit, facts: Facts, policy: Policy) -> bool:
    begun = facts.days.get(limit.since)
    window = policy.window(limit.within or "").span
    return begun is not None and facts.today - begun > window


def _abroad(countries: str, facts: Facts, policy: Policy) -> bool:
    return bool(facts.country) and facts.country not in policy.countries_of(countries).names


def _nearest(limit: Limit, facts: Facts, policy: Policy) -> str | None:
    """What is named instead, if that is allowed itself; else a colleague."""
    if limit.instead in (PERSON, NOTHING):
        return PERSON if limit.instead == PERSON else None
    return PERSON if any(_against(limit.instead, facts, policy)) else limit.instead

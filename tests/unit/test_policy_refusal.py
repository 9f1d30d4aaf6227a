"""What the policy refuses, why, and what comes nearest to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.engine.business.refusal import Facts, Reason, Refusal, refusal
from contracts.policy_file import policy_of

TODAY = date(2026, 3, 20)
DECIDED: dict[str, Any] = {
    "tiers": ["plain", "gold"],
    "rights": {
        "send_back": "unlimited",
        "repair": "€100",
        "refund": {"plain": "€50", "gold": "unlimited"},
        "gift": {"gold": "unlimited"},
        "exchange": "unlimited",
        "cancel": "unlimited",
        "express": "unlimited",
        "redirect": "unlimited",
    },
    "limits": {
        "send_back": {
            "within": "return",
            "since": "delivered",
            "instead": "repair",
            "offer": "have it repaired",
        },
        "exchange": {"at_most": {"exchanges": 1}},
        "cancel": {"reasons": ["no longer needed", "ordered by mistake"], "instead": "nothing"},
        "express": {"countries": "express_to"},
        "redirect": {"proof": "account"},
    },
    "windows": {"return": "14 days"},
    "countries": {"express_to": {"names": ["DE"], "said": "Germany"}},
}
POLICY = policy_of(DECIDED)


def refused(act: str, **facts: Any) -> Refusal | None:
    """What stands against an act for a plain customer with goods for 40 euros."""
    known: dict[str, Any] = {"value": 40_00, "tier": "plain", "today": TODAY}
    return refusal(act, Facts(**{**known, **facts}), POLICY)


def ago(days: int) -> dict[str, date]:
    """Delivered so many days ago."""
    return {"delivered": TODAY - timedelta(days=days)}


def test_what_is_allowed_is_not_refused() -> None:
    """On the last day of a window, at the highest value, for the right reason."""
    assert refused("send_back", days=ago(14)) is None
    assert refused("refund", value=50_00) is None
    assert refused("cancel", ground="ordered by mistake") is None
    assert refused("express", country="DE") is None
    assert refused("redirect", proof="account") is None


@pytest.mark.parametrize(
    ("act", "facts", "reason", "figure"),
    [
        ("steal", {}, "never", ""),
        ("gift", {}, "never", ""),
        ("send_back", {"days": ago(15)}, "too_late", "14 days"),
        ("exchange", {"done": {"exchanges": 1}}, "too_often", ""),
        ("cancel", {}, "ground", "no longer needed, ordered by mistake"),
        (
            "cancel",
            {"ground": "found it cheaper"},
            "ground",
            "no longer needed, ordered by mistake",
        ),
        ("express", {"country": "FR"}, "country", "Germany"),
        ("redirect", {}, "proof", ""),
        ("refund", {"value": 50_01}, "value", ""),
    ],
)
def test_what_a_policy_forbids_is_refused_with_the_reason(
    act: str, facts: dict[str, Any], reason: Reason, figure: str
) -> None:
    """And with the figure that decides it, as customers hear it."""
    against = refused(act, **facts)
    assert against is not None
    assert (against.reason, against.figure) == (reason, figure)


def test_a_day_that_has_not_come_holds_nothing_up() -> None:
    """The window begins with the delivery."""
    assert refused("send_back") is None


def test_the_nearest_thing_is_what_the_manager_names() -> None:
    """In the words in which it is offered."""
    against = refused("send_back", days=ago(15))
    assert against is not None
    assert (against.nearest, against.offer) == ("repair", "have it repaired")


def test_the_nearest_thing_is_allowed_itself() -> None:
    """Goods that are dearer than the bot may have repaired go to a colleague."""
    against = refused("send_back", days=ago(15), value=100_01)
    assert against is not None
    assert (against.nearest, against.offer) == ("person", "")


def test_a_colleague_is_near_unless_it_is_said_otherwise() -> None:
    """What nobody may do is not put before a colleague."""
    near = [against.nearest for against in map(refused, ("cancel", "steal")) if against]
    assert near == [None, "person"]


def test_what_a_colleague_may_release_comes_last() -> None:
    """Whoever is too late hears of the window, not of the price."""
    late = policy_of({**DECIDED, "rights": {**DECIDED["rights"], "send_back": "€1"}})
    facts = Facts(value=40_00, tier="plain", today=TODAY, days={"delivered": date(2026, 1, 1)})
    against = refusal("send_back", facts, late)
    assert against is not None
    assert against.reason == "too_late"

"""Comparison of the policy with what a CRM keeps by itself: two rules for one thing must agree."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.policy import Policy
from contracts.policy_file import PolicyError

Kept = int | frozenset[str]
"""Days, an amount in the smallest unit, or codes of countries."""


def agreed(policy: Policy, terms: Mapping[str, Kept]) -> None:
    """Raises `PolicyError` where the CRM decides something otherwise than the policy."""
    if differing := disagreements(policy, terms):
        raise PolicyError(differing)


def disagreements(policy: Policy, terms: Mapping[str, Kept]) -> list[str]:
    """A sentence for each name on which the CRM and the policy differ.

    What the policy does not decide the CRM may keep as it likes.
    """
    decided = _decided(policy)
    return [
        f"policy.yml: {name}: {_said(decided[name])} is decided here, but the CRM keeps to "
        f"{_said(kept)}; change one of them."
        for name, kept in terms.items()
        if name in decided and decided[name] != kept
    ]


def _decided(policy: Policy) -> dict[str, Kept]:
    return {
        **{f"windows.{name}": one.days for name, one in policy.windows.items()},
        **{f"promises.{name}": one.days for name, one in policy.promises.items()},
        **{f"fees.{name}": one.cents for name, one in policy.fees.items()},
        **{f"countries.{name}": frozenset(one.names) for name, one in policy.countries.items()},
    }


def _said(value: Kept) -> str:
    return str(value) if isinstance(value, int) else ", ".join(sorted(value))

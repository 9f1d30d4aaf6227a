"""Access to what the business's manager decides."""

from __future__ import annotations

from actions.engine.business.business import business
from contracts.policy import Policy


def policy() -> Policy:
    """What the business that this process serves decides. Raises `RuntimeError` before `use`."""
    return business().policy

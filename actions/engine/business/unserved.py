"""Acts that no connected system carries out: colleagues do them by hand, and customers know it."""

from __future__ import annotations

from actions.crm.port import Crm
from actions.engine.business.business import business
from actions.engine.case.diagnosis import Act, Plan
from actions.engine.words.texts import say
from contracts.policy import PERSON

BY_HAND = "by_hand"
"""The act of a plan that the bot files for a colleague, whom it brings in."""
FOR_PEOPLE = (PERSON, BY_HAND)
"""Acts that a colleague does."""


def unserved(act: Act, crm: Crm) -> str | None:
    """Why no system does the act, for colleagues; None where it is done."""
    writes = business().writes.get(act, ())
    return next((why for write in writes if (why := crm.why_not(write))), None)


def by_hand(plan: Plan, why: str) -> Plan:
    """What is proposed in place of a plan that the bot has no system for."""
    return Plan(
        act=BY_HAND,
        intent=f"{plan.intent} (by hand: {why})",
        reason="policy",
        optional=plan.optional,
        urgent=plan.urgent,
        proposal=say("by_hand.offer"),
    )

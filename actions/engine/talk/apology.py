"""Apologise: once for each fault, in words that name it, and never explained away."""

from __future__ import annotations

from actions.engine.business.complaints import admitted
from actions.engine.case.case import Case
from actions.engine.talk.base import DeskAction, Talk
from actions.engine.words.texts import say

SLOT = "apologies"
"""The faults that the customer has heard an apology for, as they were named."""


def apologise(talk: Talk, fault: str) -> bool:
    """Take responsibility for a fault, named as a clause; False where that was done before."""
    heard = tuple(talk.slot(SLOT) or ())
    if fault in heard:
        return False
    talk.utter("utter_apologise", fault=fault)
    talk.set(SLOT, [*heard, fault])
    return True


def own_up(talk: Talk, case: Case) -> None:
    """Apologise for what was found and have it counted, once it is clear whose fault it is."""
    if ours := admitted(case):
        fault, complaint = ours
        if apologise(talk, fault):
            talk.send("complaint", complaint)


class ActionHearComplaint(DeskAction):
    """Takes a complaint that names no matter which could be looked into."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_hear_complaint"

    async def perform(self, talk: Talk) -> None:
        """Apologise the first time; after that, words without an apology."""
        if not apologise(talk, say("fault.let_down")):
            talk.utter("utter_complaint_again")

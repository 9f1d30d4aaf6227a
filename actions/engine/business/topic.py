"""What the conversation needs of a topic, whatever it looks into."""

from __future__ import annotations

from typing import Any, Protocol

from actions.crm.port import Crm
from actions.engine.case.case import Case, ended, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis
from actions.engine.case.turn import Turn


class Topic(Protocol):
    """A kind of problem. `SymptomTopic` and `IntakeTopic` implement it out of files."""

    @property
    def heard(self) -> str:
        """The response that restates the problem."""

    @property
    def skill(self) -> str:
        """Whom to hand over to."""

    @property
    def thing(self) -> str:
        """What it is about where the customer names no product: `order`, `PC`."""

    def listen(self, case: Case, turn: Turn) -> Case:
        """The case just opened, with everything that the first message tells already."""

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """The case with what a later message wants otherwise; None where it holds nothing new."""

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """The case about what is wanted instead of what was proposed; None where nothing is."""

    async def look(self, case: Case, desk: Desk) -> Case:
        """The case until it waits for an answer or has come to an end. May raise `CrmError`."""

    def situation(self, case: Case) -> str:
        """The problem in one or two sentences, where nothing was found out yet."""

    def facts_of(self, diagnosis: Diagnosis) -> dict[str, Any]:
        """What an agent wants to see at a glance."""

    async def carry_out(
        self, crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
    ) -> ActionResult:
        """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""


def conclude(case: Case) -> Case:
    """What follows from the plan: a question, or the end."""
    plan = case.plan
    if plan is None or plan.act == "none":
        return ended(case, "tell")
    if plan.reason == "value_limit":
        return ended(case, "hand_over", "value_limit")
    if plan.check_first and not case.checked:
        return waiting(case, "checked")
    return waiting(case, "go_ahead")

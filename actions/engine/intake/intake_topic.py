"""Intake topic: says what may be said at once, asks what is worth asking, and hands over."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from actions.crm.port import Crm
from actions.engine.business.flow import topic_of
from actions.engine.case.case import Case, answered, ended, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.intake.intake import MOST_QUESTIONS, Intake, IntakeQuestion
from actions.engine.intake.kinds import told
from actions.engine.words.wording import listed
from contracts.impersonal import without_personal

QUESTION = "intake"
"""What a case waits for while one of the questions is open."""


class IntakeTopic(msgspec.Struct, frozen=True, kw_only=True):
    """`heard` is the response that restates the matter."""

    heard: str
    intake: Intake
    skill: str
    thing: str

    def listen(self, case: Case, turn: Turn) -> Case:
        """The case with the customer's words, and with every answer that they give unasked."""
        words = without_personal(turn.text, turn.customer.name)
        own = "" if turn.text.startswith("/") else f" In the customer's words: “{words}”."
        noted = Diagnosis(
            cause=QUESTION,
            explanation=self.intake.at_once,
            situation=f"{self.situation(case)}{own}",
            product=listed(case.wanted) if case.wanted else "",
            order_number=case.order_number or "",
        )
        return learned(replace(case, diagnosis=noted), self.intake, turn)

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Answers that were not asked for are taken while a question is open, not here."""
        return None

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """Nothing else is to be had."""
        return None

    async def look(self, case: Case, desk: Desk) -> Case:
        """Ask the next question, else hand over."""
        if question := self._next(case):
            found = replace(case.findings, open=question.name, asked=case.findings.asked + 1)
            return waiting(replace(case, findings=found), QUESTION)
        plan = Plan(
            act="person",
            intent=self.intake.decide_on,
            proposal=self.intake.promise,
            reason="policy",
            urgent=self.intake.urgency == "high",
        )
        return ended(replace(case, plan=plan), "hand_over", "policy")

    def situation(self, case: Case) -> str:
        """What the customer does, and about what."""
        goods = f" (about their {listed(case.wanted)})" if case.wanted else ""
        return f"The customer {self.intake.complaint}{goods}."

    def facts_of(self, diagnosis: Diagnosis) -> dict[str, Any]:
        """What an agent wants to see at a glance."""
        known = {"product": diagnosis.product, "order_number": diagnosis.order_number}
        return {name: value for name, value in known.items() if value}

    async def carry_out(
        self, crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
    ) -> ActionResult:
        """Nothing is done but by the person who takes over."""
        raise LookupError(f"{act} is nothing that is done for a matter that a person finishes")

    def _next(self, case: Case) -> IntakeQuestion | None:
        found = case.findings
        if found.asked >= MOST_QUESTIONS:
            return None
        done = {*found.known, *found.skipped}
        return next((one for one in self.intake.questions if one.name not in done), None)


def intake_of(case: Case) -> Intake:
    """The matter that a case is about. Raises `LookupError` where it is about something else."""
    topic = topic_of(case)
    if isinstance(topic, IntakeTopic):
        return topic.intake
    raise LookupError(f"the topic {case.topic} is no intake")


def learned(case: Case, intake: Intake, turn: Turn) -> Case:
    """The case with every answer that a message gives unasked and nobody knew yet."""
    for question in intake.questions:
        known = question.name in case.findings.known or question.name == case.findings.open
        if not known and (answer := told(question, turn)):
            case = noted(case, question, answer)
    return case


def noted(case: Case, question: IntakeQuestion, answer: str) -> Case:
    """The case with an answer, for whoever takes over."""
    known = {**case.findings.known, question.name: answer}
    case = answered(case, question.text, answer)
    case = replace(case, findings=replace(case.findings, known=known))
    if question.kind != "order_number" or case.diagnosis is None:
        return case
    about = replace(case.diagnosis, order_number=answer)
    return replace(case, order_number=answer, diagnosis=about)

"""Symptom topic: finds out what is the matter with a thing, and tries to repair it."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from actions.crm.port import Crm
from actions.engine.business.business import business
from actions.engine.business.flow import topic_of
from actions.engine.business.part_claim import PartClaim
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case, Findings, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis, Plan
from actions.engine.case.inference import Table, chance, likeliest, next_question
from actions.engine.case.turn import Turn
from actions.engine.symptoms.age import with_orders
from actions.engine.symptoms.heard import learned, told
from actions.engine.symptoms.symptom import HELPED, NAMED, Step, Symptom
from actions.engine.symptoms.wording import explain, situation
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

MOST_STEPS = 2
_WORTH_TRYING = 0.1


class SymptomTopic(msgspec.Struct, frozen=True, kw_only=True):
    """`heard` is the response that restates the symptom; `claim` what becomes of a broken part."""

    heard: str
    symptom: Symptom
    skill: str
    thing: str
    claim: PartClaim | None = None

    def listen(self, case: Case, turn: Turn) -> Case:
        """The case with every answer that the first message gives unasked."""
        return learned(case, self.symptom, told(self.symptom, turn))

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Answers that were not asked for are taken while a question is open, not here."""
        return None

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """What the business has instead of a claim."""
        return self.claim.rather(case, turn) if self.claim else None

    async def look(self, case: Case, desk: Desk) -> Case:
        """Ask what tells most, else say what it is and repair it, else have the part claimed."""
        case = await with_orders(case, desk, self.symptom.age)
        table = self.symptom.table_of(case.findings)
        if not case.findings.settled and (asking := _asking(case, table)):
            return asking
        case = self._diagnosed(case, table)
        if step := self._step(case.findings, table):
            opened = replace(case.findings, open=step.name, reworded=False)
            return waiting(replace(case, findings=opened), "helped")
        return await self._without_steps(case, desk)

    def situation(self, case: Case) -> str:
        """Which symptom, and of what."""
        goods = f" (about their {listed(case.wanted)})" if case.wanted else ""
        return f"The customer {self.symptom.complaint}{goods}."

    def facts_of(self, diagnosis: Diagnosis) -> dict[str, Any]:
        """What an agent wants to see at a glance."""
        known = {
            "cause": diagnosis.cause,
            "broken_part": self.symptom.cause(diagnosis.cause).part,
            "product": diagnosis.product,
            "order_number": diagnosis.order_number,
        }
        return {name: value for name, value in known.items() if value and value != NAMED}

    async def carry_out(
        self, crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
    ) -> ActionResult:
        """File the claim. Raises `CrmError` when the CRM will not or cannot."""
        if self.claim is None:
            raise ValueError("a part is to be claimed, and the business brings no claim")
        return await self.claim.file(crm, diagnosis, customer_id, turn)

    def _diagnosed(self, case: Case, table: Table) -> Case:
        """The case with the likeliest cause, to be explained where it is a new one."""
        cause = likeliest(table, case.findings.known)
        fresh = Diagnosis(
            cause=cause,
            explanation=explain(self.symptom, case, cause),
            situation=situation(self.symptom, case),
        )
        case = replace(case, findings=replace(case.findings, settled=True))
        if case.diagnosis and case.diagnosis.cause == cause:
            return replace(case, diagnosis=replace(case.diagnosis, situation=fresh.situation))
        return replace(case, diagnosis=fresh, plan=None, explained=False)

    def _step(self, found: Findings, table: Table) -> Step | None:
        """The repair most likely to help, while there is one worth the customer's time."""
        done = {*found.known, *found.skipped}
        if sum(step.name in done for step in self.symptom.steps) >= MOST_STEPS:
            return None
        chances = {
            step.name: chance(table, found.known, step.question(), HELPED)
            for step in self.symptom.steps
            if step.name not in done
        }
        best = max(chances, key=lambda name: chances[name], default=None)
        return self.symptom.step(best) if best and chances[best] >= _WORTH_TRYING else None

    async def _without_steps(self, case: Case, desk: Desk) -> Case:
        """What is left when there is nothing more to try from here."""
        part = self.symptom.cause(case.diagnosis.cause).part if case.diagnosis else None
        if part is None or self.claim is None:
            return conclude(replace(case, plan=technician(case)))
        named = case.findings.known.get("part")
        of_case = (named,) if named else case.wanted
        parts = of_case if part == NAMED else (part,)
        told = _broken(self.symptom, case, self.claim.verdict)
        return await self.claim.prepare(told, desk, parts)


def _broken(symptom: Symptom, case: Case, verdict: str) -> Case:
    """The case with a word on what the repair steps have left; said once."""
    if case.diagnosis is None or not (case.explained and case.tried):
        return case
    said = symptom.cause(case.diagnosis.cause).said
    words = say(verdict, said=said)
    if case.diagnosis.explanation == words:
        return case
    told = replace(case.diagnosis, explanation=words)
    return replace(case, diagnosis=told, explained=False)


def _asking(case: Case, table: Table) -> Case | None:
    """The case with the question that tells most."""
    found = case.findings
    question = next_question(table, found.known, skipped=found.skipped, asked=found.asked)
    if question is None:
        return None
    # Still open: the customer told something else, so it is put in other words.
    again = question.name == found.open
    opened = replace(found, open=question.name, reworded=again, asked=found.asked + 1)
    return waiting(replace(case, findings=opened), "symptom")


def technician(case: Case) -> Plan:
    """Who goes on where the repair steps ended, and why."""
    return Plan(
        act="person",
        intent="a technician to go on where the repair steps ended",
        reason="diagnosis_rejected" if case.rejections else "action_failed",
        optional=True,
        proposal=say("symptom.technician"),
    )


def is_symptom(intent: str) -> bool:
    """Whether an intent names a symptom."""
    return isinstance(business().topics.get(intent), SymptomTopic)


def symptom_of(case: Case) -> Symptom:
    """The symptom that a case is about. Raises `LookupError` where it is about something else."""
    topic = topic_of(case)
    if isinstance(topic, SymptomTopic):
        return topic.symptom
    raise LookupError(f"the topic {case.topic} is no symptom")

"""The kind of topic that finds out what is the matter with a PC, and tries to repair it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.crm.records.order import Order
from actions.engine.business.topic import conclude
from actions.engine.case import identity, incidents
from actions.engine.case.case import Case, Findings, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis, Plan
from actions.engine.case.inference import Table, chance, likeliest, next_question
from actions.engine.case.turn import Turn
from actions.engine.words.wording import listed
from actions.shop.troubleshooting import claim
from actions.shop.troubleshooting.heard import learned, told
from actions.shop.troubleshooting.symptom import AGE, HELPED, NAMED, Step, Symptom
from actions.shop.troubleshooting.wording import explain, situation

MOST_STEPS = 2
_WORTH_TRYING = 0.1
_NEW_FOR = timedelta(days=30)
_ORDERS_LOOKED_THROUGH = 50
_INSIDE = frozenset({"mainboard", "processor", "memory", "graphics card", "power supply"})
_NOT_LOOKED_UP = "not known"


class SymptomTopic(msgspec.Struct, frozen=True, kw_only=True):
    """`heard` is the response that restates the symptom."""

    heard: str
    symptom: Symptom
    skill: str = "technical"
    thing: str = "PC"

    def listen(self, case: Case, turn: Turn) -> Case:
        """The case with every answer that the first message gives unasked."""
        return learned(case, self.symptom, told(self.symptom, turn))

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Answers that were not asked for are taken while a question is open, not here."""
        return None

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """Nothing else is to be had."""
        return None

    async def look(self, case: Case, desk: Desk) -> Case:
        """Ask what tells most, else say what it is and repair it, else claim the warranty."""
        case = await _with_orders(case, desk)
        table = self.symptom.table_of(case.findings)
        if not case.findings.settled and (asking := _asking(case, table)):
            return asking
        case = self._diagnosed(case, table, desk.turn.turn_id)
        if step := self._step(case.findings, table):
            opened = replace(case.findings, open=step.name)
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
        """File the warranty claim. Raises `CrmError` when the CRM will not or cannot."""
        return await claim.file(crm, diagnosis, customer_id, turn)

    def _diagnosed(self, case: Case, table: Table, seed: str) -> Case:
        """The case with the likeliest cause, to be explained where it is a new one."""
        cause = likeliest(table, case.findings.known)
        fresh = Diagnosis(
            cause=cause,
            explanation=explain(self.symptom, case, cause, seed),
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
        if part is None:
            return conclude(replace(case, plan=technician(case)))
        named = case.findings.known.get("part")
        of_case = (named,) if named else case.wanted
        parts = of_case if part == NAMED else (part,)
        return await claim.prepare(_broken(self.symptom, case), desk, parts)


def _broken(symptom: Symptom, case: Case) -> Case:
    """The case with a word on what the repair steps have left; said once."""
    if case.diagnosis is None or not (case.explained and case.tried):
        return case
    said = symptom.cause(case.diagnosis.cause).said
    verdict = f"Then I'm fairly sure that {said}, and that is what the warranty is there for."
    if case.diagnosis.explanation == verdict:
        return case
    told = replace(case.diagnosis, explanation=verdict)
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


async def _with_orders(case: Case, desk: Desk) -> Case:
    """The case with what the customer's orders tell: whether the parts are new, or known to fail.

    Advice does not wait for the CRM: without it, it goes on with what the customer says.
    """
    account = identity.whole_account(desk.turn.customer)
    found = case.findings
    if account is None:
        told_by_others = {name: value for name, value in found.known.items() if name != AGE.name}
        return replace(case, findings=replace(found, known=told_by_others, faulty=()))
    if AGE.name in found.known:
        return case
    orders: tuple[Order, ...] = ()
    with contextlib.suppress(CrmError):
        orders = await desk.crm.orders.orders(account, limit=_ORDERS_LOOKED_THROUGH)
    faulty = {line.category for line in incidents.faulty(desk.incidents, orders)}
    known = {**found.known, AGE.name: _age(desk, orders)}
    return replace(
        case, account=account, findings=replace(found, known=known, faulty=tuple(sorted(faulty)))
    )


def _age(desk: Desk, orders: Sequence[Order]) -> str:
    ages = [
        desk.today - order.placed_at.date()
        for order in orders
        if order.status == "delivered"
        if any(line.category in _INSIDE for line in order.lines)
    ]
    if not ages:
        return _NOT_LOOKED_UP
    return "new" if min(ages) <= _NEW_FOR else "old"


def technician(case: Case) -> Plan:
    """Who goes on where the repair steps ended, and why."""
    return Plan(
        act="person",
        intent="a technician to go on where the repair steps ended",
        reason="diagnosis_rejected" if case.rejections else "action_failed",
        optional=True,
        proposal=(
            "I've come to the end of what one can try from here, but our technicians can go "
            "further, and they'll see all that we tried. Shall I bring one in?"
        ),
    )

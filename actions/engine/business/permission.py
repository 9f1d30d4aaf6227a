"""Gate in front of every act: the policy is asked before it is proposed and before it is done."""

from __future__ import annotations

import asyncio
from datetime import date

from msgspec.structs import replace

from actions.crm.port import Crm
from actions.crm.records.order import Order
from actions.engine.business.policy import policy
from actions.engine.business.refusal import Facts, Refusal, refusal
from actions.engine.business.topic import conclude
from actions.engine.business.unserved import BY_HAND, by_hand, unserved
from actions.engine.case import identity
from actions.engine.case.case import Case
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.texts import say
from actions.engine.words.wording import money
from contracts.policy import PERSON, Record, Since

_OPEN = frozenset({"go_ahead", "checked"})
_HARMLESS = frozenset({"none", PERSON, BY_HAND})


async def permitted(case: Case, desk: Desk) -> Case:
    """The case as it is, or with what comes nearest to a plan that the policy refuses, and with a
    colleague's hands for one that no system carries out.

    May raise `CrmError`.
    """
    plan = case.plan
    if plan is None or case.waiting_for not in _OPEN:
        return case
    against = await refused(case, desk)
    allowed = plan if against is None else _instead(plan, against, case)
    why_nobody = unserved(allowed.act, desk.crm) if allowed.reason is None else None
    meant = by_hand(allowed, why_nobody) if why_nobody else allowed
    return case if meant is plan else conclude(replace(case, plan=meant, waiting_for=None))


async def refused(case: Case, desk: Desk) -> Refusal | None:
    """What stands against the plan of a case by what the CRM says now. May raise `CrmError`."""
    plan, found, account = case.plan, case.diagnosis, identity.owner(case, desk.turn)
    if plan is None or found is None or account is None or plan.act in _HARMLESS:
        return None
    customer, order = await asyncio.gather(
        desk.crm.people.customer(account), _order(desk.crm, found.order_number)
    )
    facts = Facts(
        value=_measured(plan, found),
        tier=customer.tier if customer else "",
        today=desk.today,
        days=days_of(order, found) if order else {},
        done=done_for(order) if order else {},
        country=order.ship_to.country if order else "",
        ground=plan.ground,
        proof="account" if identity.whole_account(desk.turn.customer) else "order",
    )
    return refusal(plan.act, facts, policy())


def why(against: Refusal) -> str:
    """What stands against it, for the customer."""
    if against.reason == "too_late":
        return say(_TOO_LATE[against.since], figure=against.figure)
    if against.reason in _FIGURED:
        return say(_FIGURED[against.reason], figure=against.figure)
    return say(_WHY[against.reason])


def days_of(order: Order, found: Diagnosis) -> dict[Since, date]:
    """The days from which windows are counted, as far as they have come and are told."""
    days: dict[Since, date] = {}
    if order.day_placed:
        days["ordered"] = order.day_placed
    if order.invoices:
        days["invoiced"] = order.invoices[0].issued_on
    if arrived := _delivered_on(order, found.line_ids):
        days["delivered"] = arrived
    return days


def done_for(order: Order) -> dict[Record, int]:
    """How often an order has had each thing done."""
    return {
        "traces": len(order.traces),
        "replacements": len(order.replacements),
        "returns": len(order.returns),
        "exchanges": len(order.exchanges),
        "refunds": len(order.refunds),
    }


async def _order(crm: Crm, number: str) -> Order | None:
    return await crm.orders.order(number) if number else None


def _delivered_on(order: Order, line_ids: tuple[str, ...]) -> date | None:
    """The day on which the last of these lines was delivered, of all where none is named."""
    lines = [line for line in order.lines if line.id in line_ids] or order.lines
    parcels = [one for one in order.shipments if one.id in {line.shipment_id for line in lines}]
    days = [one.delivered_at.date() for one in parcels if one.delivered_at]
    packed = all(line.shipment_id for line in lines)
    return max(days) if days and packed and len(days) == len(parcels) else None


def _instead(plan: Plan, against: Refusal, case: Case) -> Plan:
    """What is proposed in place of a plan that is refused."""
    if against.reason == "value" and case.diagnosis is not None:
        amount = money(_measured(plan, case.diagnosis), case.diagnosis.currency)
        return replace(
            plan,
            intent=f"{plan.intent} ({amount})",
            reason="value_limit",
            against=against.reason,
            proposal=say("permission.to_be_released", amount=amount),
        )
    if against.nearest is None:
        return Plan(act="none", proposal=why(against), refused=True, against=against.reason)
    if against.nearest == PERSON:
        return Plan(
            act=PERSON,
            against=against.reason,
            intent=f"an exception: {plan.intent}",
            reason="policy",
            optional=True,
            proposal=say("permission.exception", why=why(against)),
        )
    return Plan(
        act=against.nearest,
        against=against.reason,
        intent=f"{against.offer}, instead of {plan.intent}",
        optional=True,
        proposal=say("permission.instead", why=why(against), offer=against.offer),
    )


def _measured(plan: Plan, found: Diagnosis) -> int:
    """The value that the right to act is measured by, in cents."""
    return found.value if plan.value is None else plan.value


_TOO_LATE: dict[Since, str] = {
    "ordered": "permission.too_late_ordered",
    "invoiced": "permission.too_late_invoiced",
    "delivered": "permission.too_late_delivered",
}
_FIGURED: dict[str, str] = {
    "ground": "permission.ground",
    "country": "permission.country",
}
_WHY: dict[str, str] = {
    "never": "permission.never",
    "too_often": "permission.too_often",
    "proof": "permission.proof",
    "value": "permission.value",
}

"""Tell customers of an incident that concerns them: in a sentence, once, before any question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from actions.crm.errors import CrmError
from actions.crm.incident import Incident
from actions.crm.port import Crm
from actions.crm.records.order import Order
from actions.engine.business.business import business
from actions.engine.case import crm_access
from actions.engine.case.case import Case
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH, Desk
from actions.engine.case.identity import owner, whole_account
from actions.engine.case.incidents import Circumstances, concerning
from actions.engine.case.turn import Turn
from actions.engine.talk.base import Talk

SLOT = "told_incidents"
"""The ids of those that the customer has heard of in this conversation."""


async def in_force(crm: Crm) -> tuple[Incident, ...]:
    """The incidents of this moment; none where the CRM does not answer: it goes on without."""
    try:
        return await crm.records.incidents(at=datetime.now(UTC))
    except CrmError:
        return ()


async def forewarn(talk: Talk, case: Case, desk: Desk) -> None:
    """Tell of what concerns a case."""
    fresh = _fresh(talk, desk.incidents, case.topic)
    if fresh:
        _tell(talk, concerning(fresh, await _around(case, desk)))


async def forewarn_in_passing(talk: Talk, turn: Turn) -> None:
    """The same for what opens no case; a case sees to that by itself.

    Only what was said is known. `turn` may be an earlier one that is taken up now.
    """
    if turn.intent not in business().matters or turn.intent in business().topics:
        return
    fresh = _fresh(talk, await in_force(crm_access.crm()), turn.intent)
    goods = turn.entities.get("product", ())
    _tell(talk, concerning(fresh, Circumstances(topic=turn.intent, goods=goods, said=turn.text)))


def _fresh(talk: Talk, incidents: Sequence[Incident], topic: str) -> list[Incident]:
    heard = talk.slot(SLOT) or ()
    return [one for one in incidents if one.matters_for(topic) and one.id not in heard]


def _tell(talk: Talk, incidents: Sequence[Incident]) -> None:
    for incident in incidents:
        talk.utter("utter_incident", told=incident.told)
    if incidents:
        talk.set(SLOT, [*(talk.slot(SLOT) or ()), *(incident.id for incident in incidents)])


async def _around(case: Case, desk: Desk) -> Circumstances:
    try:
        orders = await _orders(case, desk)
    except CrmError:
        orders = ()
    return Circumstances(topic=case.topic, orders=orders, goods=case.wanted, said=desk.turn.text)


async def _orders(case: Case, desk: Desk) -> tuple[Order, ...]:
    """The orders that the case may be about, as far as they may be looked into."""
    account = owner(case, desk.turn)
    named = case.diagnosis.order_number if case.diagnosis else ""
    if account and (number := named or case.order_number):
        order = await desk.crm.orders.order(number)
        return (order,) if order and order.customer_id == account else ()
    if whole_account(desk.turn.customer) is None or account is None:
        return ()
    known = await desk.crm.orders.orders(account, limit=ORDERS_LOOKED_THROUGH)
    numbers = {candidate.number for candidate in case.candidates}
    return tuple(order for order in known if order.number in numbers or not numbers)

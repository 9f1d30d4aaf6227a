"""Evidence from a customer's orders: whether what they have is new, which parts may be faulty."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from msgspec.structs import replace

from actions.crm.errors import CrmError
from actions.crm.records.order import Order
from actions.engine.case import identity, incidents
from actions.engine.case.case import Case
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH, Desk
from actions.engine.symptoms.symptom import AGE, NEW, OLD, AgeOfGoods

_NOT_LOOKED_UP = "not known"


async def with_orders(case: Case, desk: Desk, goods: AgeOfGoods | None) -> Case:
    """The case with what the customer's orders tell: whether the parts are new, or known to fail.

    Advice does not wait for the CRM: without it, it goes on with what the customer says.
    """
    account = identity.whole_account(desk.turn.customer)
    found = case.findings
    if account is None:
        told_by_others = {name: value for name, value in found.known.items() if name != AGE}
        return replace(case, findings=replace(found, known=told_by_others, faulty=()))
    if AGE in found.known:
        return case
    orders: tuple[Order, ...] = ()
    with contextlib.suppress(CrmError):
        orders = await desk.crm.orders.orders(account, limit=ORDERS_LOOKED_THROUGH)
    faulty = {line.category for line in incidents.faulty(desk.incidents, orders)}
    known = {**found.known, AGE: _age(desk, orders, goods)}
    return replace(
        case, account=account, findings=replace(found, known=known, faulty=tuple(sorted(faulty)))
    )


def _age(desk: Desk, orders: Sequence[Order], goods: AgeOfGoods | None) -> str:
    if goods is None:
        return _NOT_LOOKED_UP
    ages = [
        desk.today - order.placed_on(desk.today)
        for order in orders
        if order.status == "delivered"
        if any(line.category in goods.of for line in order.lines)
    ]
    if not ages:
        return _NOT_LOOKED_UP
    return NEW if min(ages) <= goods.new_for else OLD

"""Where an order is: as an order that is missing, but a delivered one is good news."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from actions.crm.incident import IncidentCause
from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.case.case import Candidate
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.texts import say
from actions.shop.orders import order_missing

_ARRIVED = ("delivered", "delivered_long_ago")


def candidates(orders: Iterable[Order], wanted: Sequence[str], today: date) -> list[Candidate]:
    """As for a missing order, but what has arrived before today is hardly asked after."""
    return order_missing.candidates(orders, wanted, today, missed_for=timedelta())


def diagnose(
    order: Order,
    today: date,
    *,
    wanted: Sequence[str] = (),
    likelier: Collection[IncidentCause] = (),
) -> Diagnosis:
    """Where it is; what has arrived is nobody's fault."""
    found = order_missing.diagnose(order, today, wanted=wanted, likelier=likelier)
    return replace(found, fault=None) if found.cause in _ARRIVED else found


def plan(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """What to do about it, within the bot's rights."""
    if diagnosis.cause in _ARRIVED:
        return Plan(act="none", proposal=say("remedies.arrived"))
    return order_missing.plan(diagnosis, stock, tier)

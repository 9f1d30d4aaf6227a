"""Topics about items of an order: where the goods stand decides on the remedy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.shop.orders import acts, goods_words, order_missing, parcel, remedies
from actions.shop.orders.goods import candidates, goods_of, pieces, stand_of
from actions.shop.orders.order_topic import OrderTopic

Remedy = Callable[[Diagnosis, Mapping[str, Product], Tier], Plan]

_SENT_BACK = frozenset({"coming_back", "booked_in", "with_us"})

LATELY, LONG = "looked_back", "looked_back_warranty"
"""Windows of the policy in which an order may be meant."""


_T = TypeVar("_T", bound=OrderTopic)


def goods_topic(
    kind: type[_T] = OrderTopic,  # type: ignore[assignment]
    *,
    heard: str,
    complaint: str,
    likely: Collection[str],
    remedy_for: Mapping[str, Remedy],
    fault: str | None = None,
    recent: str = LATELY,
    **more: Any,
) -> _T:
    """A topic whose orders likely stand as told; where no remedy is named nothing is to be done.

    `fault` is the cause where the goods have arrived and we did something wrong with them.
    """
    return kind(
        heard=heard,
        skill="orders",
        complaint=complaint,
        candidates=partial(candidates, likely=likely, recent=recent),
        diagnose=partial(diagnose, complaint=complaint, fault=fault),
        plan=partial(_plan, {**_OWED, **remedy_for}),
        facts=order_missing.facts_of,
        act=acts.carry_out,
        **more,
    )


def diagnose(
    order: Order,
    today: date,
    *,
    wanted: Sequence[str] = (),
    complaint: str,
    fault: str | None = None,
) -> Diagnosis:
    """Where the goods stand, in words for the customer.

    Goods that have just arrived have the fault that the customer tells of, where there is one.
    """
    goods = goods_of(order, wanted, today)
    stand = stand_of(goods)
    goods = goods.returned() if stand in _SENT_BACK else goods
    facts = parcel.gather(order, today, [line.name for line in goods.lines])
    travelling = facts.parcel if stand == "on_the_way" else None
    clause = goods_words.late(goods) if travelling and facts.late > 0 else None
    told = fault if stand == "arrived" else None
    if told:
        clause = goods_words.wrong(told)
    return Diagnosis(
        cause=told or stand,
        fault=goods_words.fault(goods, stand) or clause,
        explanation=goods_words.explain(goods, stand),
        situation=goods_words.situation(goods, stand, complaint),
        order_number=order.number,
        product=goods.name,
        line_ids=tuple(line.id for line in goods.lines),
        pieces=pieces(goods.lines),
        value=goods.value,
        currency=order.currency,
        shipment_id=travelling.id if travelling and not facts.trace else None,
        carrier=travelling.carrier if travelling else None,
        days_late=facts.late if travelling else 0,
        until=facts.trace.answer_by if travelling and facts.trace else None,
        since=goods.arrived_on,
        found_on=today,
    )


def _plan(
    remedy_for: Mapping[str, Remedy],
    diagnosis: Diagnosis,
    stock: Mapping[str, Product],
    tier: Tier,
) -> Plan:
    remedy = remedy_for.get(diagnosis.cause)
    return remedy(diagnosis, stock, tier) if remedy else remedies.nothing()


def _chase(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    return remedies.chase(diagnosis)


def _pay_back(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    return remedies.pay_for_return(diagnosis, tier)


_OWED: Mapping[str, Remedy] = {"refund_overdue": _chase, "booked_in": _pay_back}
"""What is put right whatever the customer came for."""

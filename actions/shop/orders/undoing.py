"""What a customer no longer wants: cancel, send back, exchange, and the money for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.engine.business.policy import policy
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_to_agents
from actions.engine.words.wording import day
from actions.shop.orders import changing, exchanging, remedies
from actions.shop.orders.exchanging import ExchangeTopic
from actions.shop.orders.goods_topic import Remedy, goods_topic
from actions.shop.orders.order_topic import OrderTopic
from actions.shop.orders.parcel_words import carrier_of

Stock = Mapping[str, Product]

_SOME_OF = re.compile(r"\b(one|two|three|\d) of (the|my|those|these|them)\b", re.IGNORECASE)


def _cancel(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.cancel(diagnosis)


def _take_out(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return Plan(
        act="take_out",
        intent=say_to_agents(
            "agents.plan.take_out", goods=diagnosis.product, number=diagnosis.order_number
        ),
        proposal=say(
            "remedies.take_out", goods=diagnosis.product, amount=remedies.amount(diagnosis)
        ),
    )


def _stop_the_rest(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.ask_colleague(
        say_to_agents(
            "agents.plan.stop_the_rest", goods=diagnosis.product, number=diagnosis.order_number
        ),
        say("remedies.stop_the_rest"),
    )


def _refuse_at_the_door(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    if diagnosis.days_late:
        return _money_for_the_late(diagnosis, stock, tier)
    return remedies.nothing(say("remedies.refuse_at_the_door"))


def _send_back(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.send_back(diagnosis)


def _kept_too_long(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.kept_too_long(diagnosis)


def _money_for_the_lost(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.money_back(diagnosis, tier, "not_arrived")


def _money_for_the_late(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    """What is merely late is looked for first; what is far too late is paid back."""
    if diagnosis.days_late > policy().window("looked_for").days:
        return remedies.money_back(diagnosis, tier, "overdue")
    if diagnosis.days_late and diagnosis.shipment_id:
        return remedies.trace_first(diagnosis)
    if diagnosis.until:
        carrier, until = carrier_of(diagnosis.carrier), day(diagnosis.until)
        return remedies.nothing(say("remedies.being_traced", carrier=carrier, by=until))
    return remedies.nothing(say("remedies.not_late_yet"))


def _only_on_request(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    """No refund was started: offer what would lead to one."""
    return replace(
        remedies.send_back(diagnosis),
        optional=True,
        proposal=say("remedies.no_refund.send_back"),
    )


def _no_refund(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.nothing(say("remedies.no_refund"))


class CancelTopic(OrderTopic, frozen=True, kw_only=True):
    """Hears where only some pieces of an item are to go: then it is a change."""

    def listen(self, case: Case, turn: Turn) -> Case:
        """One of the mice is not the whole order, nor all of them."""
        if not (_SOME_OF.search(turn.text) and turn.entities.get("product")):
            return case
        return changing.TOPICS["change_order"].listen(replace(case, topic="change_order"), turn)


_UNSENT: dict[str, Remedy] = {
    "to_pay": _cancel,
    "to_send": _cancel,
    "to_send_in_part": _take_out,
    "sent_in_part": _stop_the_rest,
    "on_the_way": _refuse_at_the_door,
    "lost": _money_for_the_lost,
}
_BACK: dict[str, Remedy] = {**_UNSENT, "arrived": _send_back, "kept": _kept_too_long}

_REFUNDS = frozenset(
    {"refund_due", "refund_overdue", "refunded", "coming_back", "booked_in", "with_us"}
)

TOPICS: dict[str, OrderTopic] = {
    "cancel_order": goods_topic(
        CancelTopic,
        heard="utter_cancel_order_heard",
        complaint="agents.customer.cancel",
        likely=("to_pay", "to_send", "to_send_in_part", "sent_in_part"),
        remedy_for=_BACK,
    ),
    "return_item": goods_topic(
        heard="utter_return_item_heard",
        complaint="agents.customer.send_back",
        likely=("arrived",),
        remedy_for=_BACK,
        by_item=True,
    ),
    "exchange_item": goods_topic(
        ExchangeTopic,
        heard="utter_exchange_item_heard",
        complaint="agents.customer.exchange",
        likely=("arrived",),
        remedy_for={**_BACK, "arrived": exchanging.wanted},
        by_item=True,
    ),
    "get_refund": goods_topic(
        heard="utter_get_refund_heard",
        complaint="agents.customer.refund",
        likely=("lost", "refund_overdue", "booked_in", "arrived", "to_send"),
        remedy_for={**_BACK, "on_the_way": _money_for_the_late},
        by_item=True,
    ),
    "track_refund": goods_topic(
        heard="utter_track_refund_heard",
        complaint="agents.customer.track_refund",
        likely=_REFUNDS,
        remedy_for={
            **dict.fromkeys((*_UNSENT, "kept", "replaced", "cancelled"), _no_refund),
            "lost": _money_for_the_lost,
            "arrived": _only_on_request,
        },
    ),
}

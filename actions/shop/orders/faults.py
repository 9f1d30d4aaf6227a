"""Goods that came damaged, came wrong, came incomplete, or stopped working."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.texts import say, say_to_agents
from actions.shop.orders import remedies
from actions.shop.orders.accessories import FaultTopic
from actions.shop.orders.goods_topic import LONG, Remedy, goods_topic
from actions.shop.orders.order_topic import OrderTopic

Stock = Mapping[str, Product]


def _unclear(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.ask_colleague(
        say_to_agents("agents.plan.unclear", goods=diagnosis.product),
        say("remedies.unclear"),
    )


def _comes_later(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.nothing(say("remedies.comes_later"))


_NOT_HERE: dict[str, Remedy] = dict.fromkeys(
    ("to_pay", "to_send", "to_send_in_part", "sent_in_part", "on_the_way", "lost"), _unclear
)

TOPICS: dict[str, OrderTopic] = {
    "damaged_item": goods_topic(
        FaultTopic,
        heard="utter_damaged_item_heard",
        complaint="agents.customer.damaged",
        likely=("arrived",),
        remedy_for={**_NOT_HERE, "damaged": remedies.swap, "kept": remedies.warranty},
        fault="damaged",
        by_item=True,
    ),
    "wrong_item": goods_topic(
        FaultTopic,
        heard="utter_wrong_item_heard",
        complaint="agents.customer.wrong",
        likely=("arrived",),
        remedy_for={**_NOT_HERE, "wrong": remedies.swap, "kept": remedies.swap},
        fault="wrong",
        by_item=True,
    ),
    "missing_item": goods_topic(
        FaultTopic,
        heard="utter_missing_item_heard",
        complaint="agents.customer.missing",
        likely=("arrived", "sent_in_part"),
        remedy_for={
            "missing": remedies.complete,
            "kept": _unclear,
            "lost": remedies.complete,
            "sent_in_part": _comes_later,
        },
        fault="missing",
        by_item=True,
    ),
    "warranty_claim": goods_topic(
        FaultTopic,
        heard="utter_warranty_claim_heard",
        complaint="agents.customer.broken",
        likely=("arrived", "kept"),
        remedy_for={**_NOT_HERE, "broken": remedies.swap, "kept": remedies.warranty},
        fault="broken",
        recent=LONG,
        by_item=True,
    ),
}

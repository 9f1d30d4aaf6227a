"""The topics that open a case, by the intent that names them."""

from __future__ import annotations

from msgspec.structs import replace

from actions.engine.business.topic import Topic
from actions.shop.money import topics as money
from actions.shop.orders import (
    acts,
    changing,
    details,
    faults,
    order_missing,
    redirecting,
    track_order,
    undoing,
)
from actions.shop.orders.order_topic import OrderTopic

_ORDER_MISSING = OrderTopic(
    heard="utter_order_missing_heard",
    skill="orders",
    complaint="agents.customer.not_arrived",
    candidates=order_missing.candidates,
    diagnose=order_missing.diagnose,
    plan=order_missing.plan,
    weighed=order_missing.diagnose,
    facts=order_missing.facts_of,
    act=acts.carry_out,
)

TOPICS: dict[str, Topic] = {
    "order_missing": _ORDER_MISSING,
    "track_order": replace(
        _ORDER_MISSING,
        heard="utter_track_order_heard",
        complaint="agents.customer.track",
        candidates=track_order.candidates,
        diagnose=track_order.diagnose,
        weighed=track_order.diagnose,
        plan=track_order.plan,
    ),
    **undoing.TOPICS,
    **faults.TOPICS,
    **redirecting.TOPICS,
    **changing.TOPICS,
    **details.TOPICS,
    **money.TOPICS,
}

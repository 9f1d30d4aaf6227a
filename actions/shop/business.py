"""The demo shop in Python: the topics that look something up or do something."""

from __future__ import annotations

from actions.engine.business.business import Parts, Suggestion
from actions.shop.money import asking as money
from actions.shop.needs import NEEDS
from actions.shop.orders import taking_back
from actions.shop.orders.hinting import hint
from actions.shop.root_causes import ROOT_CAUSES
from actions.shop.topics import TOPICS
from actions.shop.troubleshooting.claim import WARRANTY
from actions.shop.writes import WRITES

PARTS = Parts(
    topics=TOPICS,
    questions=money.QUESTIONS,
    part_claim=WARRANTY,
    root_causes=ROOT_CAUSES,
    order_named=(
        Suggestion(intent="track_order", title="order_named.where"),
        Suggestion(intent="order_missing", title="order_named.missing"),
    ),
    nothing_open=("cancel_order",),
    needs=NEEDS,
    writes=WRITES,
    hint=hint,
    amends=dict.fromkeys(TOPICS, taking_back.amended),
)

"""Where an order is: as an order that is missing, but a delivered one is good news."""

from __future__ import annotations

from collections.abc import Mapping

from actions.case import Diagnosis, Plan
from actions.crm.model import Product, Tier
from actions.topics import order_missing


def plan(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """What to do about it, within the bot's rights."""
    if diagnosis.cause in ("delivered", "delivered_long_ago"):
        return Plan(
            act="none", proposal="If it isn't with you, tell me, and I'll find out what happened."
        )
    return order_missing.plan(diagnosis, stock, tier)

"""Observer of effects: whether a write is done, by reading through the facets what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.crm.once_only import order_effects
from actions.crm.once_only.added import ADDED
from actions.crm.once_only.effect import UNCLEAR, Effect
from actions.crm.once_only.order_effects import Asked
from actions.crm.once_only.write import Write
from actions.crm.port import FACETS, Crm
from actions.crm.records.order import Order

_COMPARED = frozenset({"swap_items", "change_order"})
"""Writes whose effect shows only beside what was there before."""


async def before(crm: Crm, act: str, asked: Asked) -> dict[str, Any] | None:
    """What has to be noted before a write, so that its effect can be told from what was there.

    Raises `CrmUnavailable`: nothing was written then.
    """
    if act in ADDED:
        return await ADDED[act].known(crm, asked)
    if act not in _COMPARED:
        return None
    order = await crm.orders.order(asked["order_number"])
    return order_effects.state_of(order) if order is not None else None


async def look(crm: Crm, write: Write, asked: Asked) -> Effect:
    """What is to be seen of it now. Raises `CrmUnavailable`."""
    if write.act in ADDED:
        shown = write.act in _shown(crm)
        return await ADDED[write.act].seen(crm, asked, write.before, shown=shown)
    if write.act == "change_address":
        customer = await crm.people.customer(asked["customer_id"])
        return UNCLEAR if customer is None else order_effects.moved(customer, asked)
    if "order_number" not in asked:
        return UNCLEAR
    order = await crm.orders.order(asked["order_number"])
    return UNCLEAR if order is None else _of_order(order, write, asked, _shown(crm))


def _of_order(order: Order, write: Write, asked: Asked, shown: frozenset[str]) -> Effect:
    noted: Mapping[str, Any] | None = write.before
    match write.act:
        case "cancel_order":
            refunds = "refund" in shown
            return order_effects.cancelled(order, asked, write.tried_at, shows_refunds=refunds)
        case "redirect_order":
            return order_effects.redirected(order, asked, write.tried_at)
        case "swap_items":
            return order_effects.swapped(order, asked, noted, write.tried_at)
        case "change_order":
            return order_effects.amended(order, asked, noted, write.tried_at)
        case "change_payment":
            return order_effects.paid_by(order, asked, shown="change_payment" in shown)
        case _:
            return UNCLEAR


def _shown(crm: Crm) -> frozenset[str]:
    """Writes of which the systems show whether they were done."""
    return frozenset().union(*(getattr(crm, name).abilities().shows for name in FACETS))

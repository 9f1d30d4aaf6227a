"""Who may hear what: a verified customer all that is theirs, a proven order only itself."""

from __future__ import annotations

from actions.case import Won
from actions.crm.port import Crm
from actions.reading import same_postcode
from bot.wire import Customer, IdentityWon

TRIES = 5
"""Failed order challenges in a conversation before a person takes over."""
HOW = "order_challenge"


def whole_account(customer: Customer) -> str | None:
    """The id of a customer who may hear of everything in their account."""
    return customer.id if customer.level == "verified" and customer.scope is None else None


def proven_order(customer: Customer, won: Won | None) -> Won | None:
    """The one order that was proven, in this conversation or as the bridge knows."""
    if won is None and customer.level == "verified" and customer.scope and customer.id:
        return Won(customer_id=customer.id, order_number=customer.scope)
    return won


async def prove(crm: Crm, number: str, postcode: str) -> Won | None:
    """Check two secrets of an order. A wrong postcode and no such order look the same."""
    order = await crm.order(number)
    if order is None or not same_postcode(order.ship_to.postcode, postcode):
        return None
    return Won(customer_id=order.customer_id, order_number=order.number)


def announcement(proof: Won) -> IdentityWon:
    """What the bridge has to know."""
    return IdentityWon(
        level="verified", how=HOW, customer_id=proof.customer_id, scope=proof.order_number
    )

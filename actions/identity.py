"""Who may hear what: a verified customer all that is theirs, a proven order only itself."""

from __future__ import annotations

from actions.case import Case, Won
from actions.crm.port import Crm
from actions.reading import same_postcode
from actions.turn import Turn
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


def owner(case: Case, turn: Turn) -> str | None:
    """The customer whose order the case may speak of."""
    if everything := whole_account(turn.customer):
        return everything
    proof = proven_order(turn.customer, case.won)
    return proof.customer_id if proof and proof.order_number == case.order_number else None


def kept_from(case: Case, turn: Turn) -> bool:
    """Whether the case holds what the one who writes now may not hear, say after signing out."""
    return case.account is not None and case.account != owner(case, turn)


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

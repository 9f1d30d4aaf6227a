"""Who may hear what: a verified customer all that is theirs, a proven order only itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.facets.people import Secret
from actions.engine.case.case import Case, Won
from actions.engine.case.desk import Desk
from actions.engine.case.turn import Turn
from contracts.policy import Proof
from contracts.turn import BY_LINK, Customer, IdentityWon

HOW = "order_challenge"
PROOF = Proof(secrets=("order_number", "postcode"), opens="order")
"""What a case asks for who is not signed in."""


def whole_account(customer: Customer) -> str | None:
    """The id of a customer who may hear of everything in their account."""
    return customer.id if customer.level == "verified" and customer.scope is None else None


def by_link(customer: Customer) -> bool:
    """Whether they write by a link to the conversation, which proves nothing of them."""
    return customer.how == BY_LINK


def of_writer(customer: Customer, won: Won | None) -> Won | None:
    """What was proven by whoever writes now: not by another, who came another way."""
    return won if won is not None and won.by_link == by_link(customer) else None


def proven_order(customer: Customer, won: Won | None) -> Won | None:
    """The one order that was proven, in this conversation or as the bridge knows."""
    won = of_writer(customer, won)
    if won is None and customer.level == "verified" and customer.scope and customer.id:
        return Won(customer_id=customer.id, order_number=customer.scope)
    return won


def owner(case: Case, turn: Turn) -> str | None:
    """The customer whose order the case may speak of."""
    if everything := whole_account(turn.customer):
        return everything
    won = of_writer(turn.customer, case.won)
    if won is not None and won.order_number is None:
        return won.customer_id
    proof = proven_order(turn.customer, case.won)
    return proof.customer_id if proof and proof.order_number == case.order_number else None


def kept_from(case: Case, turn: Turn) -> bool:
    """Whether the case holds what the one who writes now may not hear, say after signing out."""
    return case.account is not None and case.account != owner(case, turn)


async def prove(desk: Desk, number: str, postcode: str) -> Won | int:
    """Try two secrets of an order: the proof, or how many tries are left.

    A wrong postcode and no such order look the same. Raises `CrmError`.
    """
    turn = desk.turn
    secrets: Mapping[Secret, str] = {"order_number": number, "postcode": postcode}
    tried = await desk.crm.records.count_try(
        secrets,
        await desk.crm.people.identify(secrets),
        conversation_id=_counted_for(turn),
        client=turn.client,
        idempotency_key=turn.key("challenge", number),
    )
    if tried.customer_id is None or tried.order_number is None:
        return tried.tries_left
    return Won(
        customer_id=tried.customer_id,
        order_number=tried.order_number,
        by_link=by_link(turn.customer),
    )


def tries_of(case: Case, customer: Customer) -> int:
    """How often whoever writes now has failed to prove who they are, in this conversation."""
    return case.tries_by_link if by_link(customer) else case.tries


def with_tries(case: Case, customer: Customer, tries: int) -> Case:
    """The case with that many failed tries of whoever writes now."""
    if by_link(customer):
        return replace(case, tries_by_link=tries)
    return replace(case, tries=tries)


def _counted_for(turn: Turn) -> str:
    """The conversation; whoever holds a link into it uses up none of its customer's tries."""
    return f"{turn.conversation_id}:link" if by_link(turn.customer) else turn.conversation_id


def announcement(proof: Won) -> IdentityWon:
    """What the bridge has to know."""
    return IdentityWon(
        level="verified", how=HOW, customer_id=proof.customer_id, scope=proof.order_number
    )

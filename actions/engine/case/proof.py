"""Let a case wait for the two secrets of an order, and judge them."""

from __future__ import annotations

from msgspec.structs import replace

from actions.engine.case import identity
from actions.engine.case.case import Case, Won, answered, ended, waiting
from actions.engine.case.desk import Desk
from contracts.turn import Customer


async def owned(case: Case, desk: Desk) -> Case:
    """The case with whose it is; without an account it waits for a proof, or has ended."""
    account = identity.whole_account(desk.turn.customer)
    if account is None:
        case = await proven(case, desk)
        account = identity.owner(case, desk.turn)
    return replace(case, account=account)


async def proven(case: Case, desk: Desk) -> Case:
    """The case with an order whose two secrets matched, now or before; else it waits or ends."""
    proof = identity.proven_order(desk.turn.customer, case.won)
    if proof and case.order_number in (None, proof.order_number):
        return replace(case, order_number=proof.order_number)
    if case.order_number is None or case.postcode is None:
        return waiting(case, "identity")
    if case.mismatched:
        # Another matter with the same pair is no second try.
        return waiting(case, "identity", "mismatch")
    tried = await identity.prove(desk, case.order_number, case.postcode)
    if isinstance(tried, Won):
        return _matched(case, tried)
    return _mismatched(case, desk.turn.customer, tried)


def _matched(case: Case, proof: Won) -> Case:
    known = answered(case, "Order number and postcode?", "both given, and they match")
    return replace(known, won=proof, order_number=proof.order_number, postcode=None)


def _mismatched(case: Case, customer: Customer, tries_left: int) -> Case:
    tries = identity.tries_of(case, customer) + 1
    # Both stay, as it is not told which of them was wrong: only what was mistyped is typed again.
    failed = identity.with_tries(replace(case, mismatched=True), customer, tries)
    if tries_left:
        return waiting(failed, "identity", "mismatch")
    known = answered(failed, "Order number and postcode?", f"{tries} pairs did not match")
    return ended(replace(known, order_number=None), "hand_over", "identity_failed")

"""What was proven belongs to who proved it: the holder of a link, or the customer's own page."""

from __future__ import annotations

import pytest

from actions.engine.case import identity
from actions.engine.case.case import Case, Won
from actions.engine.case.turn import Turn
from contracts.turn import BY_LINK, Customer

LINK = Customer(level="claimed", how=BY_LINK)
PAGE = Customer()
SIGNED_IN = Customer(id="c-1", level="verified", how="site_token")


def turn(customer: Customer) -> Turn:
    """A turn of that customer."""
    return Turn(turn_id="t", conversation_id="cv", text="yes", intent="affirm", customer=customer)


@pytest.mark.parametrize("number", ["10432", None])
@pytest.mark.parametrize(("winner", "other"), [(LINK, PAGE), (PAGE, LINK)])
def test_a_proof_serves_only_who_gave_it(
    number: str | None, winner: Customer, other: Customer
) -> None:
    """An order or a whole account that was proven by a link is not the page's, nor the reverse."""
    won = Won(customer_id="c-1", order_number=number, by_link=identity.by_link(winner))
    case = Case(topic="order_missing", won=won, order_number="10432")
    assert identity.owner(case, turn(winner)) == "c-1"
    assert identity.owner(case, turn(other)) is None
    assert identity.proven_order(other, won) is None


def test_who_is_signed_in_needs_no_proof() -> None:
    """A customer for whom the host site vouches is served whatever a link's holder has proven."""
    case = Case(topic="order_missing", won=Won(customer_id="c-2", order_number=None, by_link=True))
    assert identity.owner(case, turn(SIGNED_IN)) == "c-1"

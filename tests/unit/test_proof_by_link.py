"""What was proven belongs to who proved it: the holder of a link, or the customer's own page."""

from __future__ import annotations

from datetime import date

import pytest

from actions.crm.challenge import TRIES
from actions.crm.dataset import Dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import identity
from actions.engine.case.case import Case, Won, opened, set_aside
from actions.engine.case.desk import Desk
from actions.engine.case.turn import Turn
from contracts.turn import BY_LINK, Customer
from tests.whole_crm import whole

LINK = Customer(level="claimed", how=BY_LINK)
PAGE = Customer()
SIGNED_IN = Customer(id="c-1", level="verified", how="site_token")


def turn(customer: Customer, turn_id: str = "t") -> Turn:
    """A turn of that customer."""
    return Turn(
        turn_id=turn_id, conversation_id="cv", text="yes", intent="affirm", customer=customer
    )


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


@pytest.mark.parametrize(("one", "other"), [(LINK, PAGE), (PAGE, LINK)])
def test_failed_tries_are_of_who_failed(one: Customer, other: Customer) -> None:
    """Whoever guesses by a link uses up none of the customer's tries, nor the reverse."""
    case = identity.with_tries(Case(), one, 5)
    assert (identity.tries_of(case, one), identity.tries_of(case, other)) == (5, 0)
    again = opened(set_aside(case), "order_missing", wanted=(), number=None)
    assert (identity.tries_of(again, one), identity.tries_of(again, other)) == (5, 0)


async def test_guesses_by_link_lock_no_customer_out() -> None:
    """The conversation's tries are used up for a link's holder, and not for its customer."""
    crm = whole(MemoryCrm(Dataset()))

    async def guess(customer: Customer, number: int) -> Won | int:
        desk = Desk(crm=crm, turn=turn(customer, f"t{number}"), today=date(2026, 3, 2))
        return await identity.prove(desk, f"{30_000 + number}", "11111")

    guessed = [await guess(LINK, number) for number in range(TRIES + 1)]
    assert guessed == [*reversed(range(TRIES)), 0]
    assert await guess(PAGE, 99) == TRIES - 1

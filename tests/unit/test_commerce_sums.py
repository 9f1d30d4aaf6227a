"""Sums that customers ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.engine.commerce import sums
from actions.engine.commerce.bought import bought
from tests.unit.commerce_shop import WORDS, found, line, one_line, order, variants, without

FIRST = order("BK-10001", line("tyre"), line("jacket", size="M"), line("bag"))
SECOND = order("BK-10002", line("light"), line("gloves"))
ORDERS = st.lists(st.sampled_from([FIRST, SECOND]))


def test_a_refund_counts_orders_once_and_lines_of_others() -> None:
    """Cancelled orders come back whole, so that a line of one is not counted again."""
    lines = bought([FIRST, SECOND])
    whole = sums.refund_total([FIRST, FIRST], [])
    assert whole == FIRST.total
    assert sums.refund_total([FIRST], lines) == FIRST.total + SECOND.total
    assert sums.refund_total([], lines[:2]) == sums.lines_total(lines[:2])


def test_swaps_change_the_total_by_their_difference() -> None:
    """The total after a swap is the total before and what it costs more or less."""
    bag = one_line("bag", capacity="15L")
    swap = found("the biggest bag", bag).best[0]
    assert sums.difference([swap, swap]) == 2 * swap.difference
    assert sums.total_after(bag.order, [swap]) == bag.order.total + swap.difference
    assert sums.total_after(SECOND, [swap]) == SECOND.total


@given(st.sets(st.integers(0, 2)))
def test_what_is_taken_and_what_remains_are_the_order(places: set[int]) -> None:
    """Whatever is taken out of an order, both parts add up to it."""
    taken = [one for place, one in enumerate(bought([FIRST])) if place in places]
    others = bought([SECOND])
    assert sums.remaining(FIRST, [*taken, *others]) + sums.lines_total(taken) == FIRST.total


@given(ORDERS)
def test_orders_add_up_each_once(orders: list[object]) -> None:
    """Naming an order twice does not pay it twice."""
    chosen = [one for one in (FIRST, SECOND) if one in orders]
    assert sums.orders_total([*chosen, *chosen]) == sum(one.total for one in chosen)


def test_variants_are_counted_as_they_can_be_had() -> None:
    """Out of stock does not count."""
    assert sums.available(variants("gloves")) == 6
    assert sums.available(without("gloves", {"colour": "red"})) == 3


def test_the_dearest_line_is_the_one_whose_piece_costs_most() -> None:
    """It goes by the price of one piece; of nothing there is none."""
    lines = bought([FIRST, SECOND])
    most = sums.dearest(lines)
    assert most is not None
    assert most.line.unit_price == max(one.line.unit_price for one in lines)
    assert sums.dearest([]) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How much will I get back in total?", ("refund",)),
        ("what's the price difference?", ("difference",)),
        (
            "how much did I pay for the order, and what do the remaining items cost",
            ("order", "rest"),
        ),
        ("total price of all the lamps I bought", ("spent",)),
        ("how many jackets do you have", ("count",)),
        ("what is my gift card balance", ("balance",)),
        ("how much can I save", ("savings",)),
        ("hello", ()),
    ],
)
def test_sums_are_heard_in_their_order(text: str, asked: tuple[str, ...]) -> None:
    """Each kind of sum has its own words."""
    assert sums.sums_asked(text, WORDS) == asked

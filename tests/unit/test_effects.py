"""How an order or a customer shows that a write is done, and when nobody can tell."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm import demo
from actions.crm.demo import demo_dataset
from actions.crm.once_only import order_effects
from actions.crm.once_only.effect import UNCLEAR, UNDONE
from actions.crm.once_only.looking import before, look
from actions.crm.once_only.write import Write
from actions.crm.port import Crm
from actions.crm.records.customer import Address
from actions.crm.records.order import Order, OrderChange
from actions.crm.records.payment import Payment
from actions.crm.remote.mapping import MappedMethod, Step, Way
from actions.crm.remote.shown import shown_by
from tests.forgetful_shop import NOW, ForgetfulShop, Watch, connected

HERE = Address(street="1 High St.", city="York", postcode="YO1 7HH", country="GB")


@pytest.fixture
def order() -> Order:
    """An order of the demo shop."""
    orders = demo_dataset(NOW.date()).orders
    return next(one for one in orders if one.number == demo.ORDER_TO_CHANGE)


@pytest.fixture
def crm() -> Crm:
    """The CRM of a shop that keeps no keys."""
    return connected(ForgetfulShop(), Watch())


def with_sku(order: Order, sku: str, total: int) -> Order:
    """The order with another product in its first line, under another id, as some systems do."""
    first = replace(order.lines[0], id="new", sku=sku)
    return replace(order, lines=(first, *order.lines[1:]), total=total)


def swap(order: Order, sku: str) -> dict[str, Any]:
    """A wish for another product in the first line."""
    return {"order_number": order.number, "swaps": {order.lines[0].id: sku}}


def test_swapped_lines_are_seen_whatever_their_ids(order: Order) -> None:
    """Before and now are compared by products and their pieces; the difference is the totals'."""
    noted, asked = order_effects.state_of(order), swap(order, "XX-1")
    now = with_sku(order, "XX-1", order.total + 500)
    seen = order_effects.swapped(now, asked, noted, NOW)
    assert isinstance(seen.record, OrderChange)
    assert (seen.record.difference, seen.whole) == (500, True)
    assert order_effects.swapped(order, asked, noted, NOW) == UNDONE


@pytest.mark.parametrize("sku", ["YY-1", "ZZ-1"])
def test_other_products_than_asked_for_are_unclear(sku: str, order: Order) -> None:
    """Somebody has changed it otherwise meanwhile."""
    noted, asked = order_effects.state_of(order), swap(order, "XX-1")
    assert order_effects.swapped(with_sku(order, sku, 1), asked, noted, NOW) == UNCLEAR


def test_without_what_was_before_nothing_can_be_compared(order: Order) -> None:
    """Nor where the line was not in it."""
    asked = swap(order, "XX-1")
    assert order_effects.swapped(order, asked, None, NOW) == UNCLEAR
    strange = {**asked, "swaps": {"nothing": "XX-1"}}
    noted = order_effects.state_of(order)
    assert order_effects.swapped(order, strange, noted, NOW) == UNCLEAR
    pieces = {"pieces": {"XX-1": 1}, "delivery": None}
    assert order_effects.amended(order, pieces, None, NOW) == UNCLEAR


def test_an_order_is_delivered_as_it_shall_be(order: Order) -> None:
    """The way of delivery alone may be what changes."""
    noted, asked = order_effects.state_of(order), {"pieces": {}, "delivery": "express"}
    assert order_effects.amended(order, asked, noted, NOW) == UNDONE
    now = replace(order, delivery="express")
    assert order_effects.amended(now, asked, noted, NOW).record is not None


def test_the_way_to_pay_is_the_orders_or_its_last_payments(order: Order) -> None:
    """Where a system never tells another one, its silence proves nothing."""
    asked = {"method_id": "card_2"}
    paid = Payment(
        reference="P",
        order_number=order.number,
        method="card_2",
        state="captured",
        amount=1,
        currency="EUR",
        at=NOW,
    )
    for now in (replace(order, payment="card_2"), replace(order, payments=(paid,))):
        assert order_effects.paid_by(now, asked, shown=True).record == now
    assert order_effects.paid_by(order, asked, shown=True) == UNDONE
    assert order_effects.paid_by(order, asked, shown=False) == UNCLEAR


def test_an_address_is_the_same_in_other_signs() -> None:
    """Systems write dots, blanks and capitals as they like."""
    same = replace(HERE, street="1  HIGH ST", postcode="yo17hh", country="UK")
    assert order_effects.same_address(HERE, same)
    assert not order_effects.same_address(HERE, replace(HERE, street="2 High St."))


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        ("cancel_order", {"order_number": "none", "reason": "x"}),
        ("change_address", {"customer_id": "nobody", "address": HERE}),
        ("send_invoice", {"order_number": demo.ORDER_TO_CHANGE, "billed_to": None}),
        ("paint_it_red", {"customer_id": "c-0001"}),
    ],
)
async def test_what_cannot_be_read_is_unclear(act: str, asked: dict[str, Any], crm: Crm) -> None:
    """No order, no customer, or a write that shows nowhere."""
    write = Write(key="k", act=act, target="t", request_digest="d", state="uncertain", tried_at=NOW)
    assert await look(crm, write, asked) == UNCLEAR


async def test_of_an_unknown_order_nothing_is_noted(crm: Crm) -> None:
    """The system will say that there is none."""
    assert await before(crm, "swap_items", {"order_number": "none"}) is None
    assert await before(crm, "open_return", {"order_number": "none"}) == {"known": []}


async def test_the_way_to_pay_is_looked_for_in_the_order(crm: Crm) -> None:
    """As every change of an order is."""
    found = await crm.orders.order(demo.ORDER_TO_CHANGE)
    assert found is not None
    write = Write(
        key="k", act="change_payment", target="t", request_digest="d", state="begun", tried_at=NOW
    )
    asked = {"order_number": found.number, "method_id": found.payment}
    assert (await look(crm, write, asked)).record == found
    noted = order_effects.state_of(found)
    swapping = replace(write, act="swap_items", before=noted)
    assert await look(crm, swapping, swap(found, "XX-1")) == UNDONE


def test_a_mapping_shows_what_it_makes_of_an_order() -> None:
    """Parts that every way of reading an order has, and lists that are mapped."""
    step = Step(operation="getOrder")

    def reading(*answers: Any) -> MappedMethod:
        return MappedMethod(ways=tuple(Way(steps=(step,), answer=one) for one in answers))

    parts = {"payment": "p", "returns": {}}
    methods = {
        ("orders", "order"): reading({"fields": parts}, {**parts, "refunds": {}}),
        ("remedies", "vouchers"): reading({}),
        ("history", "notes"): MappedMethod(denied="no"),
    }
    assert shown_by(methods) == {"change_payment", "open_return", "issue_voucher"}
    assert shown_by({("orders", "order"): reading("@", {"fields": "x"})}) == frozenset()
    assert shown_by({}) == frozenset()

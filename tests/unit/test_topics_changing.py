"""Reading an order back, changing what it holds, and exchanging what has arrived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from actions.crm import demo
from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.crm.records.order import Order
from actions.engine.case import crm_access
from actions.engine.case.case import Wish
from actions.engine.case.diagnosis import Change
from actions.engine.case.turn import Turn
from actions.shop.orders.amending import Shop, amend
from actions.shop.orders.changing import offered
from actions.shop.orders.wish import made_clearer, wish_of
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

INES = {"id": "c-0009", "name": "Ines Carvalho", "level": "verified", "how": "site_token"}
JONAS = {"id": "c-0010", "name": "Jonas Weber", "level": "verified", "how": "site_token"}
ELIF = {"id": "c-0005", "name": "Elif Aydin", "level": "verified", "how": "site_token"}


@pytest.fixture
def crm() -> Iterator[Crm]:
    """The demo customers."""
    shop = whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True))
    crm_access.use(shop)
    yield shop
    crm_access.use(None)


def said(text: str, *goods: str) -> Turn:
    """A message that names these goods."""
    named = {"product": goods} if goods else {}
    return Turn(turn_id="t", conversation_id="c", text=text, intent="inform", entities=named)


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("please add a mouse", "add", None),
        ("add two cables to it", "add", 2),
        ("one more keyboard please", "add", 1),
        ("take the keyboard out of it", "remove", None),
        ("I don't need the cable any more", "remove", None),
        ("remove one of the mice", "remove", 1),
        ("I only need one mouse", "count", 1),
        ("make it 3", "count", 3),
        ("two instead of one", "count", 2),
        ("change it from 2 to 1", "count", 1),
        ("the 4070 instead of the 4060", "swap", None),
        ("I'd rather have another keyboard", "swap", None),
        ("no keyboard, leave it out and add a headset", "swap", None),
        ("no wait, take out one mouse instead", "remove", 1),
        ("SEND IT BY EXPRESS", "express", None),
        ("standard delivery is enough", "standard", None),
    ],
)
def test_a_wish_is_read_out_of_a_message(text: str, kind: str, count: int | None) -> None:
    """What kind of change it is, and how many pieces it names."""
    wish = wish_of(said(text))
    assert wish is not None
    assert (wish.kind, wish.count) == (kind, count)


@pytest.mark.parametrize("text", ["can I change my order", "/change_order", "order 30103 please"])
def test_a_message_without_a_wish_has_none(text: str) -> None:
    """A number of an order or a model counts no pieces."""
    assert wish_of(said(text)) is None


def test_a_wish_is_completed_by_what_is_said_later() -> None:
    """The item after the kind, or a whole new wish."""
    before = Wish(kind="remove")
    assert made_clearer(before, Wish(goods=("cable",))) == Wish(kind="remove", goods=("cable",))
    instead = Wish(kind="add", goods=("mouse",))
    assert made_clearer(before, instead) == instead


async def order_of(crm: Crm, number: str) -> Order:
    """An order that is there."""
    order = await crm.orders.order(number)
    assert order is not None
    return order


async def amended(crm: Crm, wish: Wish, number: str = demo.ORDER_TO_CHANGE) -> object:
    """What becomes of an order; 30093 holds a keyboard and two mice."""
    order = await order_of(crm, number)
    return amend(order, wish, await offered(crm, wish.goods, order))


@pytest.mark.parametrize(
    ("wish", "pieces", "difference"),
    [
        (Wish(kind="remove", goods=("keyboard",)), {"KB-101": 0}, -5190),
        (Wish(kind="remove", goods=("mouse",), count=1), {"MS-101": 1}, -2390),
        (Wish(kind="count", count=1), {"MS-101": 1}, -2390),
        (Wish(kind="add", goods=("mouse",)), {"MS-101": 3}, 2390),
        (Wish(kind="add", goods=("Linkwell HDMI 2.1 2 m",), count=2), {"CB-103": 2}, 3380),
        (
            Wish(kind="swap", goods=("mouse", "Ravno Vertical Ergo")),
            {"MS-101": 0, "MS-106": 2},
            2 * (5590 - 2390),
        ),
        (Wish(kind="swap", goods=("Keyhaven Slim Wireless",)), {"KB-101": 0, "KB-104": 1}, -200),
    ],
)
async def test_a_wish_becomes_a_change(
    crm: Crm, wish: Wish, pieces: dict[str, int], difference: int
) -> None:
    """With the pieces of each SKU, and what they do to the total."""
    change = await amended(crm, wish)
    assert isinstance(change, Change)
    assert (change.pieces, change.difference) == (pieces, difference)


@pytest.mark.parametrize(
    "wish",
    [Wish(), Wish(kind="remove"), Wish(kind="add"), Wish(kind="swap", goods=("black",)),
     Wish(kind="count"), Wish(kind="add", goods=("washing machine",))],
)  # fmt: skip
async def test_a_wish_that_is_open_is_asked_about(crm: Crm, wish: Wish) -> None:
    """Nothing is guessed."""
    assert await amended(crm, wish) is None


async def test_several_products_are_put_to_choice(crm: Crm) -> None:
    """Those in stock, nearest in price, and never the one that it is about."""
    found = await amended(crm, Wish(kind="swap", goods=("keyboard",)))
    assert isinstance(found, tuple)
    assert 1 < len(found) <= 4
    assert "KB-101" not in {product.sku for product in found}
    assert all(product.in_stock for product in found)


async def test_express_costs_its_fee_once(crm: Crm) -> None:
    """An order that goes by express already stays as it is."""
    order = await order_of(crm, demo.ORDER_UNPACKED)
    shop: Shop = {}
    change = amend(order, Wish(kind="express"), shop)
    again = amend(replace(order, delivery="express"), Wish(kind="express"), shop)
    assert isinstance(change, Change)
    assert isinstance(again, Change)
    assert (change.difference, change.same) == (990, False)
    assert (again.difference, again.same) == (0, True)


async def test_a_change_is_proposed_and_done_on_yes(crm: Crm) -> None:
    """Everything was in the first message, so nothing but the go-ahead is asked."""
    stage = Stage(INES)
    await stage.open("I only need one mouse", "change_order", entities={"product": "mouse"})
    mice = "1 × Tactile Office Wireless"
    assert stage.would_say("changes.to.count", goods=mice, before=2) in stage.words
    assert "€23.90 less" in stage.words
    await stage.say("yes", "affirm")
    order = await order_of(crm, demo.ORDER_TO_CHANGE)
    assert [(line.sku, line.quantity) for line in order.lines] == [("KB-101", 1), ("MS-101", 1)]
    assert order.refunds[0].reference in stage.words


async def test_a_change_is_asked_for_and_corrected(crm: Crm) -> None:
    """At the go-ahead another wish is another proposal, about the same order."""
    stage = Stage(INES)
    await stage.open("change my order", "change_order")
    assert stage.case.waiting_for == "what_change"
    await stage.say("take the keyboard out", "inform", entities={"product": "keyboard"})
    assert stage.would_say("changes.to.take_out", goods="Tactile Slim Wireless") in stage.words
    await stage.say("no, only one mouse", "deny", entities={"product": "mouse"})
    assert stage.case.waiting_for == "go_ahead"
    assert "make it 1" in stage.words
    assert stage.case.order_number == demo.ORDER_TO_CHANGE


async def test_a_product_is_chosen_by_its_button(crm: Crm) -> None:
    """The chosen one is proposed, though others hold all words of its name."""
    stage = Stage(INES)
    await stage.open("add a cable to my order", "change_order", entities={"product": "cable"})
    buttons = stage.said[-1]["buttons"]
    assert stage.case.waiting_for == "which_product"
    name = stage.case.candidates[1].product
    assert buttons[1]["title"].startswith(name)
    await stage.say(buttons[1]["payload"], "inform", entities={"product": name})
    assert stage.case.waiting_for == "go_ahead"
    assert name in stage.words


async def test_where_no_product_fits_a_colleague_is_offered(crm: Crm) -> None:
    """The order is known: nothing is said of an order that could not be opened."""
    stage = Stage(INES)
    await stage.open("swap my monitor", "exchange_item", entities={"product": "monitor"})
    assert stage.said[-1]["buttons"][-1]["title"] == "None of these"
    await stage.say("/deny", "deny")
    assert stage.said[-1]["response"] == "utter_offer_person_none_fits"


async def test_taking_everything_out_is_cancelling(crm: Crm) -> None:
    """An order without items is none."""
    stage = Stage(JONAS)
    await stage.open("take out the keyboard", "change_order", entities={"product": "keyboard"})
    await stage.say("no, drop all of it", "deny", entities={"product": "linkwell"})
    assert stage.case.plan is not None
    assert stage.case.plan.act == "change"
    change = await amended(crm, Wish(kind="remove", goods=("keyboard", "mouse")))
    assert isinstance(change, Change)
    assert change.nothing_left


async def test_above_its_rights_the_change_is_a_proposal(crm: Crm) -> None:
    """A dear item goes to a colleague, with the change in the packet and the order as it was."""
    stage = Stage(JONAS)
    await stage.open(
        "add it to my order", "change_order", entities={"product": "Helion Orion 4090 24 GB"}
    )
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "value_limit"
    assert "add 1 × Helion Orion 4090 24 GB" in stage.handoff["proposal"]
    assert len((await order_of(crm, demo.ORDER_UNPACKED)).lines) == 2


async def test_what_is_on_its_way_cannot_be_changed(crm: Crm) -> None:
    """It is explained, and what can be done instead has buttons."""
    stage = Stage(ELIF)
    stage.slots["titles"] = {"place_order": "How to order", "return_item": "Send something back"}
    await stage.open("add a mouse to my order", "change_order", entities={"product": "mouse"})
    assert "nothing of it can be changed any more" in stage.words
    payloads = [button["payload"] for button in stage.said[-1]["buttons"]]
    assert payloads == [
        '/place_order{"order_number": "30051"}',
        '/return_item{"order_number": "30051"}',
    ]


async def test_express_abroad_is_declined_kindly(crm: Crm) -> None:
    """Nothing is proposed that the shop does not do."""
    stage = Stage(INES)
    await stage.open("send order 30093 by express", "change_order")
    assert "addresses in Germany only" in stage.words


async def test_an_order_is_read_back_with_what_looks_odd(crm: Crm) -> None:
    """Items, total, payment and delivery, whose address it goes to, and the mouse that is twice."""
    stage = Stage(INES)
    await stage.open("what did I order in 30093", "order_details_check")
    told = ("30093", "yesterday", "Tactile Office", "€99.70", "credit card")
    odd = ("address in your account", "in case that isn't meant", "can still be changed")
    for words in (*told, *odd):
        assert words in stage.words
    assert "Porto" not in stage.words
    assert "88" not in stage.words


async def test_another_address_and_a_twin_are_noticed(crm: Crm) -> None:
    """The order goes elsewhere, and another one of the same day holds the same."""
    order = await order_of(crm, demo.ORDER_TO_CHANGE)
    moved = replace(order, ship_to=replace(order.ship_to, street="Elsewhere 1"))
    twin = replace(order, number="30094")
    data = demo_dataset(datetime.now(UTC).date())
    others = tuple(one for one in data.orders if one.number != order.number)
    crm_access.use(whole(MemoryCrm(replace(data, orders=(*others, moved, twin)), demo=True)))
    stage = Stage(INES)
    await stage.open("is the address of 30093 right", "order_details_check")
    assert "another address than the one in your account" in stage.words
    assert "Order 30094 holds the very same" in stage.words


async def test_below_the_whole_account_only_the_order_itself_is_told(crm: Crm) -> None:
    """Whoever proved one order hears nothing of the account around it."""
    stage = Stage({})
    await stage.open("what is in order 30093, postcode 4050-265", "order_details_check")
    assert "Tactile Slim Wireless" in stage.words
    assert "account" not in stage.words


async def test_an_exchange_sets_the_wanted_one_aside(crm: Crm) -> None:
    """One return, one reservation, and the difference said before."""
    stage = Stage(INES)
    await stage.open("swap my monitor", "exchange_item", entities={"product": "monitor"})
    assert stage.case.waiting_for == "which_product"
    name = "Panoptic 34 Ultrawide QHD"
    await stage.say("the ultrawide one by panoptic", "inform", entities={"product": name})
    assert f"set the {name} aside" in stage.words
    assert "€170 more" in stage.words
    await stage.say("yes", "affirm")
    order = await order_of(crm, demo.ORDER_MONITOR)
    (made,) = order.exchanges
    assert made.name == name
    assert made.reference in stage.words
    assert len(order.returns) == 1


async def test_a_dear_exchange_is_for_a_colleague(crm: Crm) -> None:
    """The packet says for what it would be exchanged."""
    stage = Stage(INES)
    await stage.open("swap my monitor", "exchange_item", entities={"product": "monitor"})
    name = "Clarivue 32 4K OLED 240 Hz"
    await stage.say("the big oled", "inform", entities={"product": name})
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "value_limit"
    assert name in stage.handoff["proposal"]


async def test_an_unchanged_customer_of_others_learns_nothing(crm: Crm) -> None:
    """Another's order is not found, and so neither read back nor changed."""
    stage = Stage(ANNA)
    await stage.open("what is in order 30093", "order_details_check")
    assert stage.case.waiting_for == "order_number"
    assert "Tactile" not in stage.words

"""Where items of an order stand, and what each topic proposes for them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.catalogue import catalogue
from actions.crm.dataset import Calendar, OrderBuilder, Parcel, Wares
from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.crm.records.parcel import Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Replacement, Return
from actions.engine.business.policy import policy
from actions.engine.case.diagnosis import Diagnosis, Plan, Street
from actions.engine.case.postal import street
from actions.engine.case.turn import Turn
from actions.shop.orders import acts, faults, redirecting, undoing
from actions.shop.orders.goods import goods_of, in_question, stand_of
from actions.shop.orders.order_topic import OrderTopic
from tests.whole_crm import whole

TODAY = date(2026, 3, 20)
CALENDAR = Calendar(TODAY)
CUSTOMER = demo_dataset(TODAY).customers[0]
SHOP = {product.sku: product for product in catalogue(TODAY)}
CARD, DEAR_CARD, KEYBOARD = SHOP["GC-101"], SHOP["GC-106"], SHOP["KB-101"]
IN_STOCK = {sku: replace(product, in_stock=9, restock_on=None) for sku, product in SHOP.items()}
TOPICS: dict[str, OrderTopic] = {**undoing.TOPICS, **faults.TOPICS, **redirecting.TOPICS}


def order(*parcels: Parcel, wares: tuple[Product, ...] = (CARD,), **fields: Any) -> Order:
    """An order of some days ago."""
    known: dict[str, Any] = {"placed": 12, "status": "shipped", "payment": "credit card"}
    return OrderBuilder(CALENDAR, "10432", CUSTOMER).build(
        wares=[Wares(product=product) for product in wares], parcels=parcels, **{**known, **fields}
    )


def parcel(**fields: Any) -> Parcel:
    """A parcel on its way and in time unless said otherwise."""
    known = {"carrier": "Northway", "status": "in_transit", "shipped": 7, "expected": -2}
    return Parcel(**{**known, "scanned": 1, **fields})


def arrived(ago: int, **fields: Any) -> Parcel:
    """A parcel that was delivered."""
    return parcel(
        status="delivered", shipped=ago + 2, expected=ago, scanned=ago, delivered=ago, **fields
    )


def refund(**fields: Any) -> Refund:
    """A refund of the first line."""
    known: dict[str, Any] = {
        "reference": "RF-1",
        "order_number": "10432",
        "line_ids": ("10432-1",),
        "amount": CARD.price,
        "currency": "EUR",
        "reason": "Returned",
        "requested_at": datetime(2026, 3, 12, 9, tzinfo=UTC),
        "due_by": TODAY,
    }
    return Refund(**{**known, **fields})


SENT_BACK = Return(
    reference="RA-1",
    order_number="10432",
    line_ids=("10432-1",),
    reason="too loud",
    opened_at=datetime(2026, 3, 15, 9, tzinfo=UTC),
    send_by=date(2026, 3, 29),
)
PAID = datetime(2026, 3, 16, 9, tzinfo=UTC)
STANDS: dict[str, Order] = {
    "to_pay": order(status="placed", payment="bank transfer"),
    "to_send": order(status="paid"),
    "sent_in_part": order(parcel(lines=(1,)), wares=(CARD, KEYBOARD)),
    "on_the_way": order(parcel()),
    "lost": order(parcel(status="lost", expected=3, scanned=4)),
    "arrived": order(arrived(14), placed=20),
    "kept": order(arrived(15), placed=20),
    "coming_back": order(arrived(9), returns=[SENT_BACK]),
    "booked_in": order(arrived(9), returns=[replace(SENT_BACK, received_at=PAID)]),
    "with_us": order(arrived(80), placed=90, returns=[replace(SENT_BACK, received_at=PAID)]),
    "refund_due": order(arrived(9), status="returned", returns=[SENT_BACK], refunds=[refund()]),
    "refund_overdue": order(arrived(9), refunds=[refund(due_by=TODAY - timedelta(days=1))]),
    "refunded": order(arrived(9), refunds=[refund(paid_at=PAID)]),
    "cancelled": order(status="cancelled"),
}
LATE: dict[str, Order] = {
    "late": order(parcel(expected=3)),
    "far_too_late": order(parcel(expected=15, shipped=20)),
}


def found(topic: str, case: Order, *wanted: str) -> Diagnosis:
    """What a topic finds about an order; about its first item where none is named."""
    named = wanted or (case.lines[0].name,)
    return TOPICS[topic].diagnose(case, TODAY, wanted=named)


def planned(topic: str, case: Order, *wanted: str, tier: Tier = "standard") -> Plan:
    """What a topic proposes."""
    return TOPICS[topic].plan(found(topic, case, *wanted), IN_STOCK, tier)


@pytest.mark.parametrize("stand", STANDS)
def test_each_state_of_an_order_is_a_stand(stand: str) -> None:
    """What was decided about the first item, else where its parcel is, says where it stands."""
    case = STANDS[stand]
    assert stand_of(goods_of(case, (case.lines[0].name,), TODAY)) == stand


def test_one_item_of_an_unsent_order_is_part_of_it() -> None:
    """It takes all items to be the whole order."""
    both = order(status="paid", wares=(CARD, KEYBOARD))
    assert stand_of(goods_of(both, ("keyboard",), TODAY)) == "to_send_in_part"
    assert stand_of(goods_of(both, (), TODAY)) == "to_send"


def test_an_item_is_arrived_only_with_all_that_is_meant() -> None:
    """Of two parcels the one under way counts for both items."""
    case = order(arrived(3, lines=(0,)), parcel(lines=(1,)), wares=(CARD, KEYBOARD))
    assert stand_of(goods_of(case, ("graphics card",), TODAY)) == "arrived"
    assert stand_of(goods_of(case, (), TODAY)) == "on_the_way"


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("stand", STANDS)
def test_every_topic_says_something_whole_of_every_stand(topic: str, stand: str) -> None:
    """The explanation names the order and asks nothing; the proposal asks once or not at all."""
    diagnosis, plan = found(topic, STANDS[stand]), planned(topic, STANDS[stand])
    assert "10432" in diagnosis.explanation
    assert "?" not in diagnosis.explanation
    assert plan.proposal.count("?") <= 1
    assert "None" not in f"{diagnosis.explanation} {plan.proposal} {diagnosis.situation}"
    assert CUSTOMER.address.street not in f"{diagnosis.explanation} {plan.proposal}"


@pytest.mark.parametrize(
    ("topic", "stand", "act"),
    [
        ("cancel_order", "to_pay", "cancel"),
        ("cancel_order", "to_send", "cancel"),
        ("cancel_order", "sent_in_part", "person"),
        ("cancel_order", "on_the_way", "none"),
        ("cancel_order", "arrived", "send_back"),
        ("cancel_order", "cancelled", "none"),
        ("return_item", "arrived", "send_back"),
        ("return_item", "kept", "person"),
        ("return_item", "coming_back", "none"),
        ("return_item", "booked_in", "refund"),
        ("return_item", "with_us", "none"),
        ("track_refund", "booked_in", "refund"),
        ("get_refund", "booked_in", "refund"),
        ("return_item", "to_send", "cancel"),
        ("exchange_item", "arrived", "exchange"),
        ("get_refund", "lost", "refund"),
        ("get_refund", "late", "trace"),
        ("get_refund", "on_the_way", "none"),
        ("get_refund", "far_too_late", "refund"),
        ("get_refund", "arrived", "send_back"),
        ("get_refund", "refund_due", "none"),
        ("get_refund", "refund_overdue", "chase"),
        ("track_refund", "refund_overdue", "chase"),
        ("track_refund", "refunded", "none"),
        ("track_refund", "on_the_way", "none"),
        ("damaged_item", "arrived", "swap"),
        ("damaged_item", "kept", "repair"),
        ("damaged_item", "on_the_way", "person"),
        ("wrong_item", "arrived", "swap"),
        ("missing_item", "arrived", "complete"),
        ("missing_item", "sent_in_part", "none"),
        ("warranty_claim", "arrived", "swap"),
        ("warranty_claim", "kept", "repair"),
        ("change_shipping_address", "to_send", "redirect"),
        ("change_shipping_address", "on_the_way", "none"),
    ],
)
def test_each_topic_has_its_act_for_each_stand(topic: str, stand: str, act: str) -> None:
    """What is proposed follows from where the goods stand."""
    assert planned(topic, {**STANDS, **LATE}[stand]).act == act


def test_only_what_came_back_is_paid_back() -> None:
    """Of an order of two items, of which one was sent back, that one is named and paid."""
    back = replace(SENT_BACK, received_at=PAID)
    both = order(arrived(9), wares=(CARD, KEYBOARD), returns=[back])
    diagnosis = TOPICS["track_refund"].diagnose(both, TODAY, wanted=())
    assert (diagnosis.cause, diagnosis.value) == ("booked_in", CARD.price)
    assert diagnosis.line_ids == back.line_ids
    assert KEYBOARD.name not in diagnosis.explanation


def test_what_was_sent_anew_is_not_paid_back_as_well() -> None:
    """A parcel that comes back after a replacement or an exchange is owed no money."""
    back = replace(SENT_BACK, received_at=PAID)
    new = Replacement(
        reference="RP-1",
        order_number="10432",
        line_ids=back.line_ids,
        reason="wrong",
        created_at=PAID,
        arrives_by=TODAY,
    )
    case = replace(order(arrived(9), returns=[back]), replacements=(new,))
    assert found("track_refund", case).cause == "with_us"


def test_money_for_the_late_waits_for_the_trace_that_runs() -> None:
    """A second trace of one parcel would be refused, so none is proposed."""
    case = LATE["late"]
    running = Trace(
        reference="TR-1",
        order_number=case.number,
        shipment_id=case.shipments[0].id,
        reason="late",
        opened_at=PAID,
        answer_by=TODAY,
    )
    assert planned("get_refund", replace(case, traces=(running,))).act == "none"


def test_a_return_names_one_last_day_for_each_step() -> None:
    """The proposal has the day to ask by; the label's day comes with the word that it counts."""
    plan = planned("return_item", STANDS["arrived"])
    assert "You have until Friday 20 March to ask for that, so you're in time" in plan.proposal


def test_a_dear_warranty_case_is_prepared_for_a_colleague() -> None:
    """Above the limit the claim is not made, but proposed with its amount."""
    diagnosis = replace(
        found("warranty_claim", order(arrived(60), wares=(DEAR_CARD,))), value=900_00
    )
    plan = TOPICS["warranty_claim"].plan(diagnosis, IN_STOCK, "standard")
    assert (plan.act, plan.reason) == ("repair", "value_limit")
    assert "€900" in plan.proposal
    assert TOPICS["warranty_claim"].plan(diagnosis, IN_STOCK, "plus").reason is None


@pytest.mark.parametrize(
    ("topic", "case"),
    [
        ("get_refund", order(parcel(status="lost", expected=3), wares=(DEAR_CARD,))),
        ("damaged_item", order(arrived(3), wares=(DEAR_CARD,))),
        ("missing_item", order(arrived(3), wares=(DEAR_CARD,))),
    ],
)
def test_above_its_rights_the_bot_prepares_the_case(topic: str, case: Order) -> None:
    """A dear item is for a colleague to decide, with the amount said and nothing asked."""
    plan = planned(topic, case, tier="business")
    assert plan.reason == "value_limit"
    assert "€1," in plan.proposal
    assert "?" not in plan.proposal


def test_what_is_sold_out_is_paid_back_instead() -> None:
    """A damaged item goes back for its price; a missing one is refunded at once."""
    sold_out = {**IN_STOCK, KEYBOARD.sku: replace(KEYBOARD, in_stock=0)}
    case = order(arrived(3), wares=(KEYBOARD,))
    damaged = TOPICS["damaged_item"].plan(found("damaged_item", case), sold_out, "standard")
    missing = TOPICS["missing_item"].plan(found("missing_item", case), sold_out, "standard")
    assert (damaged.act, missing.act) == ("take_back", "refund")


def test_a_warranty_ends_to_the_day() -> None:
    """On its last day an item is repaired, a day later a colleague is offered."""
    ends = {**IN_STOCK, KEYBOARD.sku: replace(KEYBOARD, warranty_months=24)}
    case = order(arrived(3), wares=(KEYBOARD,))
    diagnosis = replace(found("warranty_claim", case), cause="kept", since=date(2024, 3, 20))
    late = replace(diagnosis, found_on=TODAY + timedelta(days=1))
    plan = TOPICS["warranty_claim"].plan
    assert plan(diagnosis, ends, "standard").act == "repair"
    assert (plan(late, ends, "standard").act, plan(late, ends, "standard").optional) == (
        "person",
        True,
    )


def test_a_warranty_that_nobody_knows_is_for_a_colleague() -> None:
    """What the shop does not sell any more has no known warranty."""
    plan = TOPICS["warranty_claim"].plan(found("warranty_claim", STANDS["kept"]), {}, "standard")
    assert (plan.act, plan.reason) == ("person", "policy")


@pytest.mark.parametrize(("topic", "at_fault"), [("damaged_item", True), ("return_item", False)])
def test_an_apology_is_due_only_where_we_did_wrong(topic: str, at_fault: bool) -> None:
    """Nobody apologises to a customer who just changed their mind."""
    assert (found(topic, STANDS["arrived"]).fault is not None) is at_fault


def test_likely_orders_are_offered_first() -> None:
    """Of several orders the one that can be cancelled is meant by "cancel my order"."""
    open_order = replace(STANDS["to_send"], number="10433")
    orders = [STANDS["arrived"], open_order]
    topic = TOPICS["cancel_order"]
    assert [one.number for one in topic.candidates(orders, (), TODAY)] == ["10433"]
    assert [one.number for one in topic.candidates([STANDS["kept"]], (), TODAY)] == ["10432"]
    assert topic.candidates(orders, ("monitor",), TODAY) == []


def test_items_are_asked_for_only_where_it_is_open_which_one() -> None:
    """One item, or a full name, leaves nothing to ask."""
    both = order(arrived(3), wares=(CARD, KEYBOARD))
    assert [one.product for one in in_question(both, ())] == [CARD.name, KEYBOARD.name]
    assert in_question(both, ("keyboard",)) == ()
    assert in_question(both, (CARD.name, KEYBOARD.name)) == ()
    assert in_question(order(arrived(3)), ()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kirchgasse 2, 28195 Bremen", ("Kirchgasse 2", "28195", "Bremen")),
        ("please send it to Kirchgasse 2\n28195 Bremen", ("Kirchgasse 2", "28195", "Bremen")),
        (
            "my address is 12 High Road, SW1A 1AA London.",
            ("12 High Road", "SW1A 1AA", "London"),
        ),
        (
            "address: Rua das Flores 8, 4050-265 Porto",
            ("Rua das Flores 8", "4050-265", "Porto"),
        ),
        ("28195 Bremen", None),
        ("to my office please", None),
        ("order 30103", None),
    ],
)
def test_an_address_is_street_number_postcode_and_town(
    text: str, expected: tuple[str, str, str] | None
) -> None:
    """Anything less is asked for again."""
    made = street(text)
    assert (made and (made.street, made.postcode, made.city)) == expected


def test_the_shop_front_names_the_days_that_the_policy_has() -> None:
    """The page promises what the bot may do; answers take their figures from the policy."""
    page = Path("handoff/web/demo/index.html").read_text(encoding="utf-8")
    assert f"within {policy().window('return').said}" in page


TURN = Turn(turn_id="t1", conversation_id="c1", text="yes", intent="affirm")


@pytest.mark.parametrize(
    ("topic", "number", "wanted", "shows"),
    [
        ("cancel_order", "30103", (), "RF-"),
        ("return_item", "30091", (), "RA-"),
        ("get_refund", "30031", (), "RF-"),
        ("damaged_item", "30091", (), "RP-"),
        ("missing_item", "30121", ("ssd",), "RP-"),
        ("warranty_claim", "30101", (), "RA-"),
        ("track_refund", "30112", (), "TK-"),
        ("change_shipping_address", "30103", (), "28195 Bremen"),
    ],
)
async def test_an_act_is_done_once_and_told_with_its_reference(
    topic: str, number: str, wanted: tuple[str, ...], shows: str
) -> None:
    """A turn that runs twice, after a crash, ends in the same words and in one write."""
    today = datetime.now(UTC).date()
    crm = whole(MemoryCrm(demo_dataset(today), demo=True))
    case = await crm.orders.order(number)
    assert case is not None
    diagnosis = TOPICS[topic].diagnose(case, today, wanted=wanted)
    where = Street(street="Kirchgasse 2", postcode="28195", city="Bremen")
    diagnosis = replace(diagnosis, new_address=where)
    act = TOPICS[topic].plan(diagnosis, IN_STOCK, "standard").act
    first = await acts.carry_out(crm, act, diagnosis, case.customer_id, TURN)
    again = await acts.carry_out(crm, act, diagnosis, case.customer_id, TURN)
    # Where it went before, only the first run has seen.
    assert replace(again, reverse=first.reverse) == first
    assert shows in first.words

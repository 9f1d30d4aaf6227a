"""What the bot finds out about an order that is not there, and what it proposes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.catalogue import catalogue
from actions.crm.dataset import Calendar, OrderBuilder, Parcel, Wares
from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmRefused
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.crm.records.parcel import Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Replacement
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say
from actions.shop.orders import acts, order_missing, track_order
from actions.shop.orders.parcel import cause_of, gather
from tests.whole_crm import whole

TODAY = date(2026, 3, 20)
CALENDAR = Calendar(TODAY)
CUSTOMER = demo_dataset(TODAY).customers[0]
SHOP = {product.sku: product for product in catalogue(TODAY)}
CARD, DEAR_CARD, KEYBOARD = SHOP["GC-101"], SHOP["GC-106"], SHOP["KB-101"]
IN_STOCK = {sku: replace(product, in_stock=9, restock_on=None) for sku, product in SHOP.items()}


def parcel(**fields: Any) -> Parcel:
    """A parcel, a week on its way and due in two days unless said otherwise."""
    known = {"carrier": "Northway", "status": "in_transit", "shipped": 7, "expected": -2}
    return Parcel(**{**known, "scanned": 1, **fields})


def order(*parcels: Parcel, wares: tuple[Product, ...] = (CARD,), **fields: Any) -> Order:
    """An order of ten days ago."""
    builder = OrderBuilder(CALENDAR, "10432", CUSTOMER)
    known: dict[str, Any] = {"placed": 10, "status": "shipped", "payment": "credit card"}
    return builder.build(
        wares=[Wares(product=product) for product in wares], parcels=parcels, **{**known, **fields}
    )


def trace(answer_by: date) -> Trace:
    """A trace of the first parcel."""
    return Trace(
        reference="TR-1",
        order_number="10432",
        shipment_id="S10432-1",
        reason="late",
        opened_at=datetime(2026, 3, 16, 9, tzinfo=UTC),
        answer_by=answer_by,
    )


def replacement(arrives_by: date) -> Replacement:
    """A replacement of the first line."""
    return Replacement(
        reference="RP-1",
        order_number="10432",
        line_ids=("10432-1",),
        reason="lost",
        created_at=datetime(2026, 3, 16, 9, tzinfo=UTC),
        arrives_by=arrives_by,
    )


REFUND = Refund(
    reference="RF-1",
    order_number="10432",
    line_ids=("10432-1",),
    amount=CARD.price,
    currency="EUR",
    reason="lost",
    requested_at=datetime(2026, 3, 16, 9, tzinfo=UTC),
    due_by=TODAY,
)
ARRIVED = parcel(status="delivered", expected=2, scanned=2, delivered=2)
CASES: dict[str, Order] = {
    "on_time": order(parcel()),
    "out_for_delivery": order(parcel(status="out_for_delivery", expected=0, scanned=0)),
    "delayed": order(parcel(status="delayed")),
    "late": order(parcel(expected=3, scanned=2)),
    "gone_quiet": order(parcel(shipped=13, expected=9, scanned=10), placed=14),
    "lost": order(parcel(status="lost", expected=3, scanned=4)),
    "never_left": order(parcel(status="label_created", shipped=None, expected=3, scanned=None)),
    "being_packed": order(placed=2, status="paid"),
    "stuck": order(placed=6, status="paid"),
    "unpaid": order(placed=6, status="placed", payment="bank transfer"),
    "delivered": order(ARRIVED, status="delivered"),
    "delivered_long_ago": order(
        parcel(status="delivered", shipped=70, expected=66, scanned=65, delivered=65), placed=72
    ),
    "returned_to_sender": order(parcel(status="returned_to_sender", expected=3)),
    "being_traced": order(parcel(expected=3), traces=[trace(TODAY)]),
    "not_found": order(parcel(expected=3), traces=[trace(TODAY - timedelta(days=1))]),
    "replaced": order(parcel(status="lost", expected=5), replacements=[replacement(TODAY)]),
    "replacement_late": order(
        parcel(status="lost", expected=5), replacements=[replacement(TODAY - timedelta(days=1))]
    ),
    "cancelled": order(placed=4, status="cancelled"),
    "refunded": order(parcel(status="lost", expected=5), refunds=[REFUND]),
}


def found(case: Order) -> Diagnosis:
    """The diagnosis of an order."""
    return order_missing.diagnose(case, TODAY)


def planned(case: Order, stock: dict[str, Product] = IN_STOCK) -> Plan:
    """The plan for an order of a standard customer."""
    return order_missing.plan(found(case), stock, "standard")


@pytest.mark.parametrize("cause", CASES)
def test_each_state_of_an_order_has_its_cause(cause: str) -> None:
    """The CRM's facts lead to one cause."""
    assert cause_of(gather(CASES[cause], TODAY)) == cause


@pytest.mark.parametrize("cause", CASES)
def test_each_explanation_names_the_order_and_asks_nothing(cause: str) -> None:
    """What was found is a statement; the question comes with the proposal."""
    explanation = found(CASES[cause]).explanation
    assert "10432" in explanation
    assert "?" not in explanation
    assert "None" not in explanation


@pytest.mark.parametrize("cause", CASES)
def test_a_proposal_asks_one_question_or_none(cause: str) -> None:
    """Never two questions at once."""
    assert planned(CASES[cause]).proposal.count("?") <= 1


@pytest.mark.parametrize(
    ("cause", "act"),
    [
        ("late", "trace"),
        ("gone_quiet", "replacement"),
        ("lost", "replacement"),
        ("not_found", "replacement"),
        ("delivered", "trace"),
        ("on_time", "watch"),
        ("delayed", "watch"),
        ("stuck", "warehouse"),
        ("never_left", "warehouse"),
        ("returned_to_sender", "person"),
        ("delivered_long_ago", "person"),
        ("replacement_late", "person"),
        ("being_traced", "none"),
        ("replaced", "none"),
        ("out_for_delivery", "none"),
        ("being_packed", "none"),
        ("unpaid", "none"),
        ("cancelled", "none"),
        ("refunded", "none"),
    ],
)
def test_each_cause_has_its_act(cause: str, act: str) -> None:
    """What is proposed follows from the cause."""
    assert planned(CASES[cause]).act == act


def test_a_late_parcel_is_explained_with_carrier_scan_and_delay() -> None:
    """Carrier, last scan, how late, and why that is likely are said."""
    text = found(CASES["late"]).explanation
    for part in ("Northway", "3 days late", "Hannover sorting centre", "held up on the way"):
        assert part in text


def test_nine_days_of_silence_are_not_yet_lost() -> None:
    """Ten days without a scan make a late parcel lost, nine do not."""
    nine = order(parcel(shipped=12, expected=8, scanned=9), placed=14)
    assert cause_of(gather(nine, TODAY)) == "late"


def test_silence_alone_does_not_make_a_parcel_lost() -> None:
    """A parcel that is not due yet is on time, however long ago its scan."""
    quiet = order(parcel(shipped=15, expected=0, scanned=14), placed=16)
    assert cause_of(gather(quiet, TODAY)) == "on_time"


def test_a_late_parcel_never_scanned_counts_from_its_dispatch() -> None:
    """Without any scan the day it left us is the last sign of it."""
    unseen = order(parcel(shipped=11, expected=7, scanned=None), placed=12)
    assert cause_of(gather(unseen, TODAY)) == "gone_quiet"
    assert "not been scanned" in found(unseen).explanation


def test_of_two_parcels_the_one_that_holds_the_goods_counts() -> None:
    """The keyboard that came does not hide the card that did not."""
    late = parcel(expected=3, scanned=2, lines=(0,))
    arrived = parcel(status="delivered", expected=2, scanned=2, delivered=2, lines=(1,))
    both = order(late, arrived, wares=(CARD, KEYBOARD))
    card = order_missing.diagnose(both, TODAY, wanted=("graphics card",))
    keyboard = order_missing.diagnose(both, TODAY, wanted=("keyboard",))
    assert (card.cause, card.product) == ("late", CARD.name)
    assert (keyboard.cause, keyboard.product) == ("delivered", KEYBOARD.name)


def test_all_that_travels_in_a_lost_parcel_is_replaced() -> None:
    """The value counts everything in the parcel, not the named line alone."""
    lost = order(parcel(status="lost", expected=3), wares=(CARD, KEYBOARD))
    diagnosis = order_missing.diagnose(lost, TODAY, wanted=("graphics card",))
    assert diagnosis.line_ids == ("10432-1", "10432-2")
    assert diagnosis.value == CARD.price + KEYBOARD.price


def test_what_is_sold_out_is_not_promised() -> None:
    """Without stock the money is offered instead."""
    sold_out = {**IN_STOCK, CARD.sku: replace(CARD, in_stock=0)}
    plan = planned(CASES["lost"], sold_out)
    assert (plan.act, plan.reason) == ("refund", None)
    assert "sold out" in plan.proposal
    assert "€" in plan.proposal


def test_above_the_limit_the_case_is_prepared_and_nothing_asked() -> None:
    """A dear replacement is for a colleague to release, with the amount said."""
    plan = planned(order(parcel(status="lost", expected=3), wares=(DEAR_CARD,)))
    assert plan.reason == "value_limit"
    assert "€1," in plan.proposal
    assert "?" not in plan.proposal


def test_for_tracking_a_delivered_order_is_good_news() -> None:
    """Who only asks where it is hears that it came; nobody is sent to the neighbours."""
    plan = track_order.plan(found(CASES["delivered"]), IN_STOCK, "standard")
    assert plan.act == "none"
    assert track_order.plan(found(CASES["late"]), IN_STOCK, "standard").act == "trace"


def test_candidates_are_recent_orders_that_hold_what_was_named() -> None:
    """Old, cancelled and other orders are no candidates."""
    card = order(parcel())
    orders = [
        card,
        replace(card, number="10433", status="cancelled"),
        replace(card, number="10434", placed_at=CALENDAR.at(121, 12)),
        replace(order(parcel(), wares=(KEYBOARD,)), number="10435"),
        replace(card, number="10436", placed_at=CALENDAR.at(120, 12)),
    ]
    named = order_missing.candidates(orders, ("graphics card",), TODAY)
    assert [one.number for one in named] == ["10432", "10436"]
    unnamed = order_missing.candidates(orders, (), TODAY)
    assert [one.number for one in unnamed] == ["10432", "10435", "10436"]


def test_a_candidate_is_called_by_the_goods_that_were_named() -> None:
    """The card is on the button, not the keyboard bought with it."""
    both = order(parcel(), wares=(KEYBOARD, CARD))
    (candidate,) = order_missing.candidates([both], ("graphics card",), TODAY)
    assert candidate.product == CARD.name
    (candidate,) = order_missing.candidates([both], (), TODAY)
    both_named = say("goods.with_more", first=KEYBOARD.name, count=1)
    assert candidate.product == both_named


def test_facts_for_agents_leave_out_what_is_unknown() -> None:
    """An order that never left has no carrier and no delay."""
    facts = order_missing.facts_of(found(CASES["stuck"]))
    assert set(facts) == {"order_number", "product", "cause", "value"}


def turn(turn_id: str = "t1") -> Turn:
    """A yes."""
    return Turn(turn_id=turn_id, conversation_id="c1", text="yes", intent="affirm")


async def deed(crm: Crm, number: str, turn_id: str = "t1") -> tuple[str, str]:
    """Diagnose an order of the demo and do what follows."""
    case = await crm.orders.order(number)
    assert case is not None
    today = datetime.now(UTC).date()
    diagnosis = order_missing.diagnose(case, today)
    plan = order_missing.plan(diagnosis, IN_STOCK, "standard")
    done = await acts.carry_out(crm, plan.act, diagnosis, case.customer_id, turn(turn_id))
    return plan.act, done.words


def shop() -> Crm:
    """The demo customers as of today."""
    return whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True))


async def test_a_late_parcel_is_traced() -> None:
    """The customer hears the reference of the trace that the CRM has."""
    crm = shop()
    act, words = await deed(crm, "30011")
    after = await crm.orders.order("30011")
    assert after is not None
    assert act == "trace"
    assert after.traces[0].reference in words


async def test_an_on_time_order_is_watched_by_a_ticket() -> None:
    """A watch is a ticket that colleagues find."""
    crm = shop()
    act, words = await deed(crm, "30051")
    (ticket, *_) = await crm.history.tickets("c-0005")
    assert act == "watch"
    assert ticket.kind == "watch"
    assert ticket.reference in words


async def test_an_act_that_runs_twice_says_the_same_and_is_done_once() -> None:
    """The second run of a turn, after a crash, ends in the same reply."""
    crm = shop()
    case = await crm.orders.order("30031")
    assert case is not None
    diagnosis = order_missing.diagnose(case, datetime.now(UTC).date())
    args = ("replacement", diagnosis, case.customer_id, turn())
    first = await acts.carry_out(crm, *args)  # type: ignore[arg-type]
    again = await acts.carry_out(crm, *args)  # type: ignore[arg-type]
    after = await crm.orders.order("30031")
    assert after is not None
    assert first == again
    assert len(after.replacements) == 1


async def test_the_same_act_in_another_turn_is_refused_by_the_crm() -> None:
    """Nobody gets two replacements by saying yes twice."""
    crm = shop()
    case = await crm.orders.order("30031")
    assert case is not None
    diagnosis = order_missing.diagnose(case, datetime.now(UTC).date())
    await acts.carry_out(crm, "replacement", diagnosis, case.customer_id, turn("t1"))
    with pytest.raises(CrmRefused):
        await acts.carry_out(crm, "replacement", diagnosis, case.customer_id, turn("t2"))

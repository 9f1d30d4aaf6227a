"""Known incidents: whom they concern, that they are told once, and what they make likelier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from actions.crm import demo, demo_customers
from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.errors import CrmUnavailable
from actions.crm.incident import Incident
from actions.crm.memory import MemoryCrm
from actions.crm.records.order import Order
from actions.crm.working_days import add_working_days
from actions.engine.case import crm_access
from actions.engine.case.incidents import Circumstances, concerning, faulty, likelier
from actions.engine.case.inference import posterior, raised
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.forewarning import SLOT
from actions.engine.words.wording import day
from actions.shop.orders import order_missing
from tests.demo_shop import SYMPTOMS
from tests.unit.actions_stage import ANNA, BEN, Stage
from tests.whole_crm import whole

TODAY = datetime.now(UTC).date()
NOW = datetime.now(UTC)
ORDERS = {order.number: order for order in demo.demo_dataset(TODAY).orders}
LATE, ON_TIME, LOST = (
    ORDERS[number] for number in (demo.ORDER_LATE, demo.ORDER_ON_TIME, demo.ORDER_LOST)
)
PAULA = {"id": "c-0015", "name": "Paula Brandt", "level": "verified", "how": "site_token"}
TOLD = "Northway is two days behind in Hamburg."


def incident(**scope: object) -> Incident:
    """An incident of Northway's, in force since a week ago."""
    fields = {"cause": "carrier_delay", "carrier": "Northway", "told": TOLD, **scope}
    return Incident(
        id="IN-1",
        title="Late",
        starts_at=NOW - timedelta(days=7),
        edited_by="Sam",
        edited_at=NOW,
        **fields,  # type: ignore[arg-type]
    )


def around(*orders: Order, topic: str = "order_missing", **more: object) -> Circumstances:
    return Circumstances(topic=topic, orders=orders, **more)  # type: ignore[arg-type]


class Shop(MemoryCrm):
    """The demo shop, with incidents of the test's own; `broken` where they cannot be read."""

    def __init__(self, *incidents: Incident, broken: bool = False) -> None:
        super().__init__(replace(demo.demo_dataset(TODAY), incidents=incidents), demo=True)
        self._broken = broken

    def own_records(self) -> MemoryRecords:
        return BrokenRecords() if self._broken else super().own_records()


class BrokenRecords(MemoryRecords):
    """Records whose incidents cannot be read."""

    async def incidents(
        self, *, at: datetime | None = None, limit: int = 100
    ) -> tuple[Incident, ...]:
        raise CrmUnavailable


@pytest.fixture
def opened() -> Iterator[type[Shop]]:
    """A CRM is put in place by each test."""
    yield Shop
    crm_access.use(None)


# Whom it concerns


@pytest.mark.parametrize(
    ("scope", "concerned"),
    [
        ({}, True),
        ({"carrier": "Parcelix"}, False),
        ({"country": "DE", "postcodes": ("220",)}, True),
        ({"country": "DE", "postcodes": ("10", "2 20")}, True),
        ({"country": "DE", "postcodes": ("23",)}, False),
        ({"country": "NO", "postcodes": ("22",)}, False),
        ({"carrier": None, "postcodes": ("22",)}, True),
        ({"topics": ("track_order",)}, False),
        ({"topics": ("order_missing",)}, True),
        ({"product": "Voltaris"}, True),
        ({"product": "gc-103"}, True),
        ({"product": "Kyrotek"}, False),
        ({"payment": "credit card", "carrier": None}, False),
    ],
)
def test_scope(scope: dict[str, object], concerned: bool) -> None:
    """All that is named of a scope must apply; what has no bearing on the order does not."""
    assert bool(concerning([incident(**scope)], around(LATE))) is concerned


def test_what_is_not_known_is_outside() -> None:
    """Without an order nobody is told of a carrier, a region, goods or a way to pay."""
    scopes: tuple[dict[str, object], ...] = (
        {},
        {"carrier": None, "postcodes": ("2",)},
        {"carrier": None, "product": "Voltaris"},
        {"carrier": None, "payment": "PayPal"},
    )
    for scope in scopes:
        assert not concerning([incident(**scope)], around())


def test_of_several_orders_all_must_be_concerned() -> None:
    """While it is open which order is meant, a carrier's delay must concern each of them."""
    assert not concerning([incident()], around(LATE, ON_TIME))
    assert concerning([incident()], around(LATE, replace(LATE, number="1")))


def test_what_has_arrived_or_is_lost_is_not_under_way() -> None:
    """Neither an order that came before it began, nor one that is lost, is held up by a delay."""
    arrived = ORDERS[demo.ORDER_OLD_KEYBOARD]
    assert not concerning([incident(carrier="Parcelix")], around(arrived))
    assert not concerning([incident()], around(LOST))


def test_goods_and_ways_to_pay_that_are_named() -> None:
    """What the message names counts as well as what the orders hold."""
    batch = incident(carrier=None, cause="faulty_product", product="Nordfell 650")
    symptom = "troubleshoot_no_power"
    assert concerning([batch], around(topic=symptom, goods=("nordfell 650 w gold",)))
    assert not concerning([batch], around(topic=symptom, goods=("power supply",)))
    down = incident(carrier=None, cause="payment_failure", payment="PayPal")
    assert concerning([down], around(topic="payment_issue", said="my paypal fails"))
    assert not concerning([down], around(topic="payment_issue", said="my card fails"))
    unpaid = replace(ORDERS[demo.ORDER_UNPAID], payment="PayPal")
    assert concerning([down], around(unpaid, topic="payment_issue"))


@given(
    carrier=st.sampled_from([None, "Northway", "Parcelix", "Swiftline"]),
    postcodes=st.lists(st.sampled_from(["2", "22", "60", "7", "D01"]), max_size=2).map(tuple),
    product=st.sampled_from([None, "Voltaris", "Orion 4070", "KB-101"]),
    topics=st.lists(st.sampled_from(["track_order", "order_missing"]), max_size=2).map(tuple),
    number=st.sampled_from(sorted(ORDERS)),
)
def test_a_narrower_scope_never_reaches_further(
    carrier: str | None,
    postcodes: tuple[str, ...],
    product: str | None,
    topics: tuple[str, ...],
    number: str,
) -> None:
    """Whoever hears of an incident is within each single part of its scope."""
    scope = {"carrier": carrier, "postcodes": postcodes, "product": product, "topics": topics}
    order = ORDERS[number]
    if concerning([incident(**scope)], around(order)):
        for name, part in scope.items():
            alone = {**dict.fromkeys(("carrier", "product")), name: part}
            assert concerning([incident(**alone)], around(order))
        assert carrier in (None, *(parcel.carrier for parcel in order.shipments))


# What it makes likelier


def test_a_late_parcel_of_a_late_carrier() -> None:
    """A parcel that is late while its carrier is known to be late is held up, not traced."""
    usual = order_missing.diagnose(LATE, TODAY)
    known = likelier([incident()], around(LATE))
    found = order_missing.diagnose(LATE, TODAY, likelier=known)
    assert (usual.cause, found.cause) == ("late", "held_up")
    plan = order_missing.plan(found, {}, "standard")
    assert (plan.act, plan.optional) == ("watch", True)


def test_a_parcel_on_time_with_a_late_carrier() -> None:
    """What is on time so far may become late."""
    assert order_missing.diagnose(ON_TIME, TODAY).cause == "on_time"
    assert order_missing.diagnose(ON_TIME, TODAY, likelier={"carrier_delay"}).cause == "delayed"


def test_what_is_certain_stays() -> None:
    """An incident is no reason to doubt a lost parcel, nor one that was silent for long."""
    assert order_missing.diagnose(LOST, TODAY, likelier={"carrier_delay"}).cause == "lost"
    later = TODAY + timedelta(days=20)
    assert order_missing.diagnose(LATE, later, likelier={"carrier_delay"}).cause == "gone_quiet"


def test_a_part_that_is_known_to_fail() -> None:
    """A faulty batch in the customer's orders makes its part the likelier cause."""
    pc = ORDERS[demo.ORDER_WHOLE_PC]
    batch = incident(carrier=None, cause="faulty_product", product="Ampere & Sons 750 W Gold")
    assert {line.category for line in faulty([batch], [pc])} == {"power supply"}
    assert faulty([batch], [LATE]) == ()
    symptom = SYMPTOMS["troubleshoot_no_power"]
    broken = [cause.name for cause in symptom.causes if cause.part == "power supply"]
    before = posterior(symptom.table(), {})
    after = posterior(raised(symptom.table(), broken), {})
    assert broken
    assert all(after[cause] > before[cause] for cause in broken)
    assert sum(after.values()) == pytest.approx(1)


# Telling


async def test_told_before_the_diagnosis_and_once(opened: type[Shop]) -> None:
    """The first thing said of the case is the incident; in the same conversation never again."""
    crm_access.use(whole(opened(incident())))
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    said = [one["response"] or one["text"] for one in stage.said]
    assert said[1] == "utter_incident"
    assert stage.said[1]["told"] == TOLD
    assert stage.slots[SLOT] == ["IN-1"]
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.cause == "held_up"
    await stage.open("and where is order 30011", "track_order")
    assert "utter_incident" not in stage.words


async def test_what_is_held_up_is_watched_until_a_day_to_come(opened: type[Shop]) -> None:
    """The day that was promised has passed: nobody can look after it by then."""
    crm_access.use(whole(opened(incident())))
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    assert stage.case.diagnosis is not None
    assert stage.case.diagnosis.until is not None
    await stage.say("yes please", "affirm")
    (ticket, *_) = await crm_access.crm().history.tickets("c-0001")
    promised = add_working_days(ticket.opened_at.date(), 3)
    assert ticket.kind == "watch"
    assert day(promised) in stage.words
    assert day(stage.case.diagnosis.until) not in stage.said[-1]["text"]


async def test_not_told_outside_its_scope(opened: type[Shop]) -> None:
    """Another region, another carrier, and a visitor of whom nothing is known hear nothing."""
    elsewhere = incident(country="DE", postcodes=("8",))
    other = replace(incident(carrier="Heron Freight"), id="IN-2")
    crm_access.use(whole(opened(elsewhere, other)))
    for customer in (ANNA, BEN, {}):
        stage = Stage(customer)
        await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
        assert "utter_incident" not in stage.words
        assert SLOT not in stage.slots


async def test_told_once_it_is_clear_which_order(opened: type[Shop]) -> None:
    """With two orders in question it is told when the one that it concerns is chosen."""
    crm_access.use(whole(opened(incident(carrier="Parcelix"))))
    stage = Stage(BEN)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    assert "utter_incident" not in stage.words
    assert stage.case.waiting_for == "which_order"
    await stage.say("30022", "inform")
    assert "utter_incident" in stage.words


async def test_told_before_a_simple_answer(opened: type[Shop]) -> None:
    """A topic that opens no case is told of what matters for it, by what the message says."""
    down = incident(carrier=None, cause="payment_failure", payment="PayPal")
    crm_access.use(whole(opened(down)))
    stage = Stage()
    stage.hear("do you take paypal", "check_payment_methods")
    await stage.run(ActionListen())
    assert "utter_incident" in stage.words
    stage.hear("can i pay with paypal", "check_payment_methods")
    await stage.run(ActionListen())
    assert "utter_incident" not in stage.words
    stage = Stage()
    stage.hear("can i pay by card", "check_payment_methods")
    await stage.run(ActionListen())
    assert stage.said == []


async def test_without_the_crm_it_goes_on(opened: type[Shop]) -> None:
    """Incidents that cannot be read are not told, and nothing else is lost."""
    crm_access.use(whole(opened(incident(), broken=True)))
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    assert "utter_incident" not in stage.words
    assert stage.case.waiting_for == "go_ahead"


async def test_an_ended_incident_is_not_told(opened: type[Shop]) -> None:
    """What an agent has ended is over for the bot as well."""
    crm = whole(opened(incident()))
    await crm.records.end_incident("IN-1", editor="Sam", idempotency_key="k")
    crm_access.use(crm)
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    assert "utter_incident" not in stage.words


async def test_the_demo_tells_one(opened: type[Shop]) -> None:
    """The customer in the north hears of the carrier's trouble, and no other demo customer does."""
    crm_access.use(whole(MemoryCrm(demo.demo_dataset(TODAY), demo=True)))
    told = {}
    for entry in demo_customers.DEMO_CUSTOMERS:
        stage = Stage({"id": entry.id, "level": "verified", "how": "site_token"})
        await stage.open("where is my order", "track_order")
        told[entry.id] = "utter_incident" in stage.words
    assert [customer for customer, heard in told.items() if heard] == [PAULA["id"]]

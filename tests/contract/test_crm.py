"""What every CRM adapter of the desk does, whichever store stands behind it."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import pytest_asyncio
import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.crm import demo
from actions.crm.dataset import Dataset
from actions.crm.errors import CrmKeyReused, CrmNotFound, CrmRefused, CrmUnable, CrmUnavailable
from actions.crm.facets.desk_records import Records
from actions.crm.facets.people import Secret
from actions.crm.incident import IncidentDraft
from actions.crm.memory import MemoryCrm
from actions.crm.once_only.write import Write
from actions.crm.population import demo_population
from actions.crm.port import FACETS, Crm
from actions.crm.records.customer import Address, Customer
from actions.crm.records.order import Order
from actions.crm.records.payment import Billing
from actions.crm.records.record import Record
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from tests.postgres import postgres_url
from tests.whole_crm import whole

WEDNESDAY = date(2025, 3, 12)
NOW = datetime(2025, 3, 12, 12, tzinfo=UTC)
TASKS = 20
PATIENCE_SECONDS = 60.0
"""For what is not about deadlines: a busy machine may be slow."""

pytestmark = pytest.mark.asyncio(loop_scope="module")

Writing = Callable[[Crm, str], Awaitable[Record]]
Call = Callable[[Crm], Awaitable[object]]

ARRIVED, ARRIVED_LINE = demo.ORDER_MONITOR, f"{demo.ORDER_MONITOR}-1"
UNPACKED, CHANGED = demo.ORDER_UNPACKED, demo.ORDER_TO_CHANGE
KEPT, KEPT_LINE = demo.ORDER_HEADSET, f"{demo.ORDER_HEADSET}-1"
TWICE, TWICE_PAYMENT = demo.ORDER_CHARGED_TWICE, f"P{demo.ORDER_CHARGED_TWICE}-2"
UNPAID, RESERVED_UNTIL = demo.ORDER_UNPAID, date(2025, 3, 15)
COMPANY = Billing(name="Carvalho Lda, Rua Nova 1, 4000 Porto", vat_id="PT501234567")
ELSEWHERE = Address(street="Kirchgasse 2", city="Bremen", postcode="28195", country="DE")
LATE, LATE_PARCEL, LATE_LINE = demo.ORDER_LATE, f"S{demo.ORDER_LATE}-1", f"{demo.ORDER_LATE}-1"


def clock() -> datetime:
    return NOW


class Stores:
    """One adapter for each database, opened when first asked for, and shared by all tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: dict[str, tuple[str, SqlCrm]] = {}

    def url(self, store: str) -> str:
        return self._open(store)[0]

    async def filled(self, store: str, data: Dataset) -> SqlCrm:
        """The adapter, holding exactly `data`."""
        _, crm = self._open(store)
        await seed(crm, data, today=WEDNESDAY, reset=True)
        return crm

    async def close(self) -> None:
        for _, crm in self._opened.values():
            await crm.close()

    def _open(self, store: str) -> tuple[str, SqlCrm]:
        if store not in self._opened:
            url = postgres_url() if store == "postgresql" else f"sqlite:///{self._folder}/crm.db"
            self._opened[store] = (
                url,
                SqlCrm(url, clock=clock, deadline=PATIENCE_SECONDS, country="GB"),
            )
        return self._opened[store]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stores(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stores]:
    opened = Stores(tmp_path_factory.mktemp("crm"))
    yield opened
    await opened.close()


SQL_STORES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest_asyncio.fixture(params=("memory", *SQL_STORES), loop_scope="module")
async def crm(request: pytest.FixtureRequest, stores: Stores) -> Crm:
    """Each adapter, holding the demo customers."""
    data = demo.demo_dataset(WEDNESDAY)
    if request.param == "memory":
        return whole(MemoryCrm(data, demo=True, clock=clock, country="GB"))
    return whole(await stores.filled(request.param, data))


@pytest.fixture(params=SQL_STORES)
def store(request: pytest.FixtureRequest) -> str:
    """The name of each kind of database."""
    return str(request.param)


@pytest.fixture
def store_url(store: str, stores: Stores) -> str:
    return stores.url(store)


@pytest_asyncio.fixture(loop_scope="module")
async def stored(store: str, stores: Stores) -> Crm:
    """Each adapter that keeps what it is told, holding the demo customers."""
    return whole(await stores.filled(store, demo.demo_dataset(WEDNESDAY)))


def engine_of(crm: Crm) -> AsyncEngine:
    """How the adapter reaches its database."""
    assert isinstance(crm.people, SqlCrm)
    return crm.people.database.engine


def trace(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.remedies.open_trace(LATE, LATE_PARCEL, reason="late", idempotency_key=key)


def replacement(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.remedies.create_replacement(LATE, [LATE_LINE], reason="lost", idempotency_key=key)


def sent_back(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.remedies.open_return(ARRIVED, [ARRIVED_LINE], reason="not mine", idempotency_key=key)


def refund(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.remedies.refund(LATE, [LATE_LINE], reason="lost", idempotency_key=key)


def cancellation(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.orders.cancel_order(UNPACKED, reason="not needed", idempotency_key=key)


def repayment(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.money.refund_payment(TWICE, TWICE_PAYMENT, reason="taken twice", idempotency_key=key)


def payment_request(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.money.request_payment(UNPAID, idempotency_key=key)


def invoice(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.money.send_invoice(ARRIVED, billed_to=COMPANY, idempotency_key=key)


def new_address(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.people.change_address("c-0001", ELSEWHERE, idempotency_key=key)


def redirection(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.orders.redirect_order(UNPACKED, ELSEWHERE, idempotency_key=key)


def order_change(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.orders.change_order(CHANGED, {"CB-103": 1}, reason="one more", idempotency_key=key)


def exchange(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.remedies.open_exchange(
        KEPT, {KEPT_LINE: "HS-101"}, reason="too small", idempotency_key=key
    )


def ticket(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.history.open_ticket(
        "c-0001",
        subject="Card",
        body="Where is it?",
        kind="delivery",
        idempotency_key=key,
        order_number=LATE,
        conversation_id="k-1",
    )


def note(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.history.add_note(
        "c-0001",
        text="Asked",
        author="bot",
        idempotency_key=key,
        order_number=LATE,
        conversation_id="k-1",
    )


def rating(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.records.add_rating(
        customer_id="c-0001",
        conversation_id="k-1",
        about="agent",
        score=5,
        comment="Kind",
        idempotency_key=key,
    )


def complaint(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.records.file_complaint(
        kind="service", root_cause="other", conversation_id="k-1", idempotency_key=key
    )


def voucher(crm: Crm, key: str) -> Awaitable[Record]:
    return crm.remedies.issue_voucher(
        "c-0001", amount=1500, reason="Sorry", idempotency_key=key, order_number=LATE
    )


WRITES: tuple[Writing, ...] = (
    *(trace, replacement, sent_back, refund, cancellation, redirection, order_change, exchange),
    *(repayment, payment_request, invoice, new_address),
    *(ticket, note, rating, voucher),
)
every_write = pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)


async def customer_of(crm: Crm, customer_id: str) -> Customer:
    customer = await crm.people.customer(customer_id)
    assert customer is not None
    return customer


async def effects(crm: Crm) -> Counter[str]:
    """How many records of each kind the writes above have left."""
    order, arrived, unpacked, changed, kept, twice, unpaid = [
        await order_of(crm, number)
        for number in (LATE, ARRIVED, UNPACKED, CHANGED, KEPT, TWICE, UNPAID)
    ]
    return Counter(
        trace=len(order.traces),
        replacement=len(order.replacements),
        sent_back=len(arrived.returns),
        refund=len(order.refunds),
        cancellation=unpacked.status == "cancelled",
        redirection=unpacked.ship_to == ELSEWHERE,
        order_change=len(changed.lines) - 2,
        exchange=len(kept.exchanges),
        repayment=sum(payment.state == "refunded" for payment in twice.payments),
        payment_request=unpaid.reserved_until != RESERVED_UNTIL,
        invoice=len(arrived.invoices) - 1,
        new_address=(await customer_of(crm, "c-0001")).address == ELSEWHERE,
        ticket=len(await crm.history.tickets("c-0001")),
        note=len(await crm.history.notes("c-0001")),
        rating=len(await crm.records.ratings("k-1")),
        voucher=len(await crm.remedies.vouchers("c-0001")),
    )


async def order_of(crm: Crm, number: str) -> Order:
    order = await crm.orders.order(number)
    assert order is not None
    return order


async def stock(crm: Crm, sku: str) -> int:
    (product,) = await crm.catalogue.products(sku)
    return product.in_stock


# Reading


async def test_ping(crm: Crm) -> None:
    """A CRM that works answers."""
    await crm.ping()


async def test_close_twice(crm: Crm) -> None:
    """Closing a second time changes nothing."""
    await crm.close()
    await crm.close()


async def test_customer(crm: Crm) -> None:
    """A customer comes with tier, address and settings, an unknown one as None."""
    expected = demo.demo_dataset(WEDNESDAY).customers[7]
    assert await crm.people.customer("c-0008") == expected
    assert expected.tier == "business"
    assert await crm.people.customer("c-9999") is None


@pytest.mark.parametrize("email", ["anna.lindqvist@example.com", " Anna.Lindqvist@EXAMPLE.com\n"])
async def test_customer_by_email(crm: Crm, email: str) -> None:
    """An e-mail address is compared without case and surrounding blanks."""
    found = await crm.people.customer_by_email(email)
    assert found is not None
    assert found.id == "c-0001"


@pytest.mark.parametrize("email", ["", "anna", "%@example.com", "nobody@example.com"])
async def test_customer_by_unknown_email(crm: Crm, email: str) -> None:
    """An e-mail address that is nobody's finds nobody."""
    assert await crm.people.customer_by_email(email) is None


@pytest.mark.parametrize(
    "phone", ["+44 7700 900002", "447700900002", "44-7700-900-002", "07700900002"]
)
async def test_customer_by_phone(crm: Crm, phone: str) -> None:
    """A telephone number is the same however it is written."""
    found = await crm.people.customer_by_phone(phone)
    assert found is not None
    assert found.id == "c-0002"


@pytest.mark.parametrize(
    "phone", ["", "+", "unknown", "900002", "+44 7700 999999", "+7 700 9000002"]
)
async def test_customer_by_unknown_phone(crm: Crm, phone: str) -> None:
    """No number, a part of one or a foreign one finds nobody."""
    assert await crm.people.customer_by_phone(phone) is None


async def test_orders(crm: Crm) -> None:
    """A customer's orders come whole and newest first, no more than asked for."""
    expected = {order.number: order for order in demo.demo_dataset(WEDNESDAY).orders}
    found = await crm.orders.orders("c-0002")
    assert found == (
        expected[demo.ORDER_ON_TIME_OF_TWO],
        expected[demo.ORDER_LOST_OF_TWO],
    )
    assert await crm.orders.orders("c-0002", limit=1) == found[:1]
    assert await crm.orders.orders("c-9999") == ()


async def test_order_parts(crm: Crm) -> None:
    """An order shows its lines in sequence, its parcel with the last scan, and its traces."""
    (expected,) = (
        order for order in demo.demo_dataset(WEDNESDAY).orders if order.number == demo.ORDER_TRACED
    )
    order = await crm.orders.order(demo.ORDER_TRACED)
    assert order == expected
    assert order.shipments[0].last_scan is not None
    assert [trace.reference for trace in order.traces] == [demo.TRACE_OPEN]
    whole_pc = await crm.orders.order(demo.ORDER_WHOLE_PC)
    assert whole_pc is not None
    assert [line.id[-2:] for line in whole_pc.lines] == [f"-{n}" for n in range(1, 9)]


@pytest.mark.parametrize("number", ["30011", "#30011", " # 30 011 "])
async def test_order_by_number(crm: Crm, number: str) -> None:
    """An order number is compared without blanks and a leading #."""
    order = await crm.orders.order(number)
    assert order is not None
    assert order.number == "30011"


@pytest.mark.parametrize("number", ["", "#", "99999", "3001", "%"])
async def test_unknown_order(crm: Crm, number: str) -> None:
    """A number that no order has finds none."""
    assert await crm.orders.order(number) is None


async def test_tickets_newest_first(crm: Crm) -> None:
    """Tickets come last updated first, no more than asked for."""
    found = await crm.history.tickets("c-0012")
    assert [item.reference for item in found] == ["TK-DEM0BAD2", "TK-DEM0BAD1"]
    assert await crm.history.tickets("c-0012", limit=1) == found[:1]
    assert await crm.history.tickets("c-0001") == ()


async def test_notes_newest_first(crm: Crm) -> None:
    """Notes come newest first, no more than asked for."""
    added = await note(crm, "k")
    older = await crm.history.add_note("c-0012", text="Called", author="bot", idempotency_key="l")
    assert await crm.history.notes("c-0001") == (added,)
    found = await crm.history.notes("c-0012")
    assert [item.id for item in found] == [older.id, "NT-DEM0N0T1"]
    assert await crm.history.notes("c-0012", limit=1) == found[:1]


async def test_vouchers(crm: Crm) -> None:
    """Vouchers come newest first."""
    first = await crm.remedies.issue_voucher(
        "c-0012", amount=500, reason="Wait", idempotency_key="k"
    )
    assert [item.code for item in await crm.remedies.vouchers("c-0012")] == [
        first.code,
        demo.VOUCHER_SORRY,
    ]


async def test_products_hold_every_word(crm: Crm) -> None:
    """A product is found by words of its name, category and SKU, in any case and sequence."""
    (by_sku,) = await crm.catalogue.products("gc-103")
    assert by_sku.name == "Voltaris Orion 4070 12 GB"
    found = await crm.catalogue.products("4090 GRAPHICS orion", limit=100)
    assert [item.sku for item in found] == ["GC-122", "GC-114", "GC-106"]
    assert len(await crm.catalogue.products("graphics card", limit=7)) == 7


async def test_products_best_match_first(crm: Crm) -> None:
    """Whole words matched go before parts of words, then shorter names go first."""
    names = [item.name for item in await crm.catalogue.products("kyrotek orion 4070")]
    assert names == ["Kyrotek Orion 4070 12 GB", "Kyrotek Orion 4070 Super 12 GB"]
    whole, *parts = [item.name for item in await crm.catalogue.products("x470 core")]
    assert "X470 Core" in whole
    assert all("X470 Core" in name for name in parts)
    ssd = await crm.catalogue.products("ti", limit=100)
    assert [" Ti " in f"{item.name} " for item in ssd[:3]] == [True, True, True]
    assert len(ssd) > 3


@pytest.mark.parametrize("query", ["", "  ", "100%", "_", "voltaris ham"])
async def test_products_not_found(crm: Crm, query: str) -> None:
    """No words, or a word that nothing holds, find nothing; % and _ are plain characters."""
    assert await crm.catalogue.products(query) == ()


PROOFS: dict[str, tuple[dict[Secret, str], str | None]] = {
    "number and postcode": ({"order_number": f"#{LATE}", "postcode": "220 87"}, "c-0001"),
    "number and e-mail": (
        {"order_number": LATE, "email": "Anna.Lindqvist@Example.com"},
        "c-0001",
    ),
    "e-mail": ({"email": "ben.okafor@example.com"}, "c-0002"),
    "phone": ({"phone": "+44 7700 900002"}, "c-0002"),
    "name and postcode": ({"name": " anna  LINDQVIST", "postcode": "22087"}, "c-0001"),
    "another's number": ({"order_number": LATE, "email": "ben.okafor@example.com"}, None),
    "another's postcode": ({"email": "ben.okafor@example.com", "postcode": "22087"}, None),
    "no such order": ({"order_number": "99999", "email": "ben.okafor@example.com"}, None),
    "another's name": ({"name": "Ben Okafor", "postcode": "22087"}, None),
    "a name alone": ({"name": "Anna Lindqvist"}, None),
    "a postcode alone": ({"postcode": "22087"}, None),
    "nothing": ({}, None),
    "an empty postcode": ({"order_number": LATE, "postcode": " - "}, None),
}


@pytest.mark.parametrize(("secrets", "customer_id"), PROOFS.values(), ids=PROOFS)
async def test_secrets_are_of_one_customer(
    crm: Crm, secrets: dict[Secret, str], customer_id: str | None
) -> None:
    """Who somebody is follows from secrets that are all of one customer, and from nothing less."""
    assert await crm.people.identify(secrets) == customer_id


async def test_an_order_asks_for_the_postcode_that_it_goes_to(crm: Crm) -> None:
    """An order sent elsewhere is proven by where it goes, not by where its customer lives."""
    await crm.orders.redirect_order(UNPACKED, ELSEWHERE, idempotency_key="k")
    owner = (await order_of(crm, UNPACKED)).customer_id
    there: dict[Secret, str] = {"order_number": UNPACKED, "postcode": ELSEWHERE.postcode}
    assert await crm.people.identify(there) == owner
    home = (await customer_of(crm, owner)).address.postcode
    assert await crm.people.identify({**there, "postcode": home}) is None


async def test_variants_are_of_one_family(crm: Crm) -> None:
    """Each family has a name and its products by name; an unknown one has none."""
    families = await crm.catalogue.families(100)
    assert [one.name for one in families] == sorted(one.name for one in families)
    assert await crm.catalogue.families(2) == families[:2]
    variants = await crm.catalogue.variants(families[0].id)
    assert variants
    assert [one.name for one in variants] == sorted(one.name for one in variants)
    assert await crm.catalogue.variants("no such family") == ()


async def test_payment_methods(crm: Crm) -> None:
    """A customer has each way to pay once; an unknown customer has none."""
    (card,) = await crm.money.payment_methods("c-0001")
    assert (card.kind, card.balance) == ("card", None)
    assert card.id
    assert card.label
    assert await crm.money.payment_methods("c-9999") == ()


# Writing


async def test_open_trace(crm: Crm) -> None:
    """A trace is the carrier's to answer within three working days, and shows in the order."""
    made = await crm.remedies.open_trace(
        f"#{LATE}", LATE_PARCEL, reason="no scan", idempotency_key="k"
    )
    assert re.fullmatch(r"TR-[0-9A-Z]{8}", made.reference)
    assert (made.order_number, made.shipment_id, made.reason) == (LATE, LATE_PARCEL, "no scan")
    assert (made.opened_at, made.answer_by) == (NOW, date(2025, 3, 17))
    order = await crm.orders.order(LATE)
    assert order is not None
    assert order.traces == (made,)


async def test_trace_of_unknown(crm: Crm) -> None:
    """An unknown order, and a parcel of another order, cannot be traced."""
    with pytest.raises(CrmNotFound, match="order 99999"):
        await crm.remedies.open_trace("99999", LATE_PARCEL, reason="late", idempotency_key="k")
    with pytest.raises(CrmNotFound, match="parcel"):
        await crm.remedies.open_trace(
            LATE, f"S{demo.ORDER_LOST}-1", reason="late", idempotency_key="l"
        )


async def test_trace_twice(crm: Crm) -> None:
    """A parcel that is being traced is not traced again."""
    with pytest.raises(CrmRefused, match="open already"):
        await crm.remedies.open_trace(
            demo.ORDER_TRACED, f"S{demo.ORDER_TRACED}-1", reason="late", idempotency_key="k"
        )


async def test_trace_too_late(crm: Crm) -> None:
    """A parcel delivered more than 60 days ago is not traced, one delivered lately is."""
    old, recent = demo.ORDER_OLD_KEYBOARD, demo.ORDER_NOT_RECEIVED
    with pytest.raises(CrmRefused, match="60 days"):
        await crm.remedies.open_trace(old, f"S{old}-1", reason="not there", idempotency_key="k")
    await crm.remedies.open_trace(recent, f"S{recent}-1", reason="not there", idempotency_key="l")


async def test_create_replacement(crm: Crm) -> None:
    """A replacement arrives within two working days, shows in the order, and leaves the stock."""
    before = await stock(crm, "GC-103")
    made = await crm.remedies.create_replacement(
        LATE, [LATE_LINE], reason="lost", idempotency_key="k"
    )
    assert re.fullmatch(r"RP-[0-9A-Z]{8}", made.reference)
    assert (made.order_number, made.line_ids, made.reason) == (LATE, (LATE_LINE,), "lost")
    assert (made.created_at, made.arrives_by) == (NOW, date(2025, 3, 14))
    order = await crm.orders.order(LATE)
    assert order is not None
    assert order.replacements == (made,)
    assert await stock(crm, "GC-103") == before - 1


async def test_replacement_of_several_lines(crm: Crm) -> None:
    """Lines are replaced in the order's sequence, each once, however they are named."""
    number = demo.ORDER_COSTLY_LOST
    lines = [f"{number}-2", f"{number}-1", f"{number}-2"]
    made = await crm.remedies.create_replacement(number, lines, reason="lost", idempotency_key="k")
    assert made.line_ids == (f"{number}-1", f"{number}-2")
    order = await crm.orders.order(number)
    assert order is not None
    assert order.replacements == (made,)


async def test_replacement_of_unknown(crm: Crm) -> None:
    """An unknown order, and a line of another order, cannot be replaced."""
    with pytest.raises(CrmNotFound, match="order 99999"):
        await crm.remedies.create_replacement("99999", ["1"], reason="lost", idempotency_key="k")
    with pytest.raises(CrmNotFound, match="line"):
        await crm.remedies.create_replacement(
            LATE, [f"{demo.ORDER_LOST}-1"], reason="lost", idempotency_key="l"
        )


async def test_replacement_of_nothing(crm: Crm) -> None:
    """A replacement without lines is refused."""
    with pytest.raises(CrmRefused, match="at least one line"):
        await crm.remedies.create_replacement(LATE, [], reason="lost", idempotency_key="k")


async def test_replacement_twice(crm: Crm) -> None:
    """A line that was replaced is not replaced again, and costs no second piece."""
    await replacement(crm, "k")
    before = await stock(crm, "GC-103")
    with pytest.raises(CrmRefused, match="replaced before"):
        await replacement(crm, "l")
    assert await stock(crm, "GC-103") == before


async def test_replacement_out_of_stock(crm: Crm) -> None:
    """What is out of stock cannot be sent again."""
    number = demo.ORDER_WHOLE_PC
    with pytest.raises(CrmRefused, match="out of stock"):
        await crm.remedies.create_replacement(
            number, [f"{number}-6"], reason="", idempotency_key="k"
        )


async def test_open_return(crm: Crm) -> None:
    """A return has a label that is good for two weeks, and shows in the order."""
    made = await crm.remedies.open_return(
        ARRIVED, [ARRIVED_LINE], reason="too dark", idempotency_key="k"
    )
    assert re.fullmatch(r"RA-[0-9A-Z]{8}", made.reference)
    assert (made.line_ids, made.reason, made.opened_at) == ((ARRIVED_LINE,), "too dark", NOW)
    assert made.send_by == WEDNESDAY + timedelta(days=14)
    order = await crm.orders.order(ARRIVED)
    assert order is not None
    assert order.returns == (made,)


async def test_return_of_what_is_not_there(crm: Crm) -> None:
    """Only what was delivered, and is not on its way back already, can be sent back."""
    with pytest.raises(CrmRefused, match="not been delivered"):
        await crm.remedies.open_return(LATE, [LATE_LINE], reason="", idempotency_key="k")
    with pytest.raises(CrmRefused, match="at least one line"):
        await crm.remedies.open_return(ARRIVED, [], reason="", idempotency_key="k")
    with pytest.raises(CrmNotFound, match="line"):
        await crm.remedies.open_return(ARRIVED, [LATE_LINE], reason="", idempotency_key="k")
    await sent_back(crm, "k")
    with pytest.raises(CrmRefused, match="on its way back already"):
        await sent_back(crm, "l")


async def test_refund(crm: Crm) -> None:
    """A refund is what the lines cost, due in five working days, and shows in the order."""
    number = demo.ORDER_COSTLY_LOST
    made = await crm.remedies.refund(number, [f"{number}-1"], reason="lost", idempotency_key="k")
    order = await crm.orders.order(number)
    assert order is not None
    assert order.refunds == (made,)
    assert re.fullmatch(r"RF-[0-9A-Z]{8}", made.reference)
    assert (made.amount, made.currency) == (order.lines[0].unit_price, "EUR")
    assert (made.due_by, made.paid_at) == (date(2025, 3, 19), None)


async def test_refund_that_is_not_due(crm: Crm) -> None:
    """Nothing is paid back twice, nor where it was replaced, nor what was never paid."""
    await refund(crm, "k")
    with pytest.raises(CrmRefused, match="refunded or replaced"):
        await refund(crm, "l")
    with pytest.raises(CrmRefused, match="refunded before"):
        await replacement(crm, "m")
    lost = demo.ORDER_LOST
    await crm.remedies.create_replacement(lost, [f"{lost}-1"], reason="lost", idempotency_key="n")
    with pytest.raises(CrmRefused, match="refunded or replaced"):
        await crm.remedies.refund(lost, [f"{lost}-1"], reason="lost", idempotency_key="o")
    unpaid = demo.ORDER_UNPAID
    with pytest.raises(CrmRefused, match="never paid"):
        await crm.remedies.refund(unpaid, [f"{unpaid}-1"], reason="", idempotency_key="p")
    with pytest.raises(CrmRefused, match="at least one line"):
        await crm.remedies.refund(LATE, [], reason="", idempotency_key="q")


async def test_cancel_order(crm: Crm) -> None:
    """A cancelled order says so, and what was paid for it comes back."""
    made = await crm.orders.cancel_order(UNPACKED, reason="not needed", idempotency_key="k")
    order = await crm.orders.order(UNPACKED)
    assert order is not None
    assert made.refund is not None
    assert (order.status, order.refunds) == ("cancelled", (made.refund,))
    assert made.refund.amount == order.total
    assert made.cancelled_at == NOW


async def test_cancel_unpaid_order(crm: Crm) -> None:
    """Where nothing was paid nothing comes back."""
    made = await crm.orders.cancel_order(demo.ORDER_UNPAID, reason="", idempotency_key="k")
    order = await crm.orders.order(demo.ORDER_UNPAID)
    assert order is not None
    assert (made.refund, order.status, order.refunds) == (None, "cancelled", ())


async def test_redirect_order(crm: Crm) -> None:
    """An order that has not left goes to the new address."""
    made = await crm.orders.redirect_order(UNPACKED, ELSEWHERE, idempotency_key="k")
    order = await crm.orders.order(UNPACKED)
    assert order is not None
    assert order.ship_to == made.ship_to == ELSEWHERE


async def test_change_order(crm: Crm) -> None:
    """Quantities, an item out and another in: lines, total and stock follow, and the money back."""
    before, mice, cables = await order_of(crm, CHANGED), await stock(crm, "MS-101"), 0
    made = await crm.orders.change_order(
        CHANGED, {"KB-101": 0, "MS-101": 1, "CB-103": 2}, reason="", idempotency_key="k"
    )
    order, cables = await order_of(crm, CHANGED), await stock(crm, "CB-103")
    assert [(line.sku, line.quantity) for line in order.lines] == [("MS-101", 1), ("CB-103", 2)]
    assert (order.lines, order.total) == (made.lines, made.total)
    assert made.difference == -5190 - 2390 + 2 * 1690
    assert made.refund is not None
    assert made.refund.amount == -made.difference
    assert order.refunds == (made.refund,)
    assert order.total == before.total + made.difference
    assert (await stock(crm, "MS-101"), cables) == (mice + 1, 10)


async def test_change_delivery(crm: Crm) -> None:
    """Express costs its fee on top; nothing is given back, and nothing else changes."""
    before = await order_of(crm, UNPACKED)
    made = await crm.orders.change_order(
        UNPACKED, {}, delivery="express", reason="", idempotency_key="k"
    )
    order = await order_of(crm, UNPACKED)
    assert (order.delivery, order.lines, order.total) == ("express", before.lines, made.total)
    assert (made.difference, made.refund) == (990, None)


async def test_an_unpaid_order_becomes_cheaper_without_a_refund(crm: Crm) -> None:
    """What was never paid is not given back: the total is just lower."""
    made = await crm.orders.change_order(
        demo.ORDER_UNPAID, {"SD-101": 1, "SD-105": 0}, reason="", idempotency_key="k"
    )
    assert made.refund is None
    assert (await order_of(crm, demo.ORDER_UNPAID)).total == made.total


@pytest.mark.parametrize(
    ("pieces", "delivery", "why"),
    [
        ({}, None, "like that already"),
        ({"KB-101": 1}, "standard", "like that already"),
        ({"KB-101": 0, "MS-101": 0}, None, "Nothing would be left"),
        ({"KB-105": 1}, None, "out of stock"),
        ({"CB-103": 13}, None, "out of stock"),
    ],
)
async def test_change_refused(crm: Crm, pieces: dict[str, int], delivery: Any, why: str) -> None:
    """What changes nothing, leaves nothing, or is not there, is refused, and nothing is kept."""
    before = await order_of(crm, CHANGED)
    with pytest.raises(CrmRefused, match=why):
        await crm.orders.change_order(
            CHANGED, pieces, delivery=delivery, reason="", idempotency_key="k"
        )
    assert await order_of(crm, CHANGED) == before


async def test_no_express_abroad(crm: Crm) -> None:
    """Express stays within the country."""
    with pytest.raises(CrmRefused, match="does not go to PT"):
        await crm.orders.change_order(
            CHANGED, {}, delivery="express", reason="", idempotency_key="k"
        )


async def test_change_of_what_the_shop_does_not_sell(crm: Crm) -> None:
    """An unknown SKU is not found."""
    with pytest.raises(CrmNotFound):
        await crm.orders.change_order(CHANGED, {"XX-1": 1}, reason="", idempotency_key="k")


async def test_open_exchange(crm: Crm) -> None:
    """A return is opened, and the new product reserved for it, with the difference in price."""
    before = await stock(crm, "HS-101")
    made = await crm.remedies.open_exchange(
        KEPT, {KEPT_LINE: "HS-101"}, reason="", idempotency_key="k"
    )
    order = await order_of(crm, KEPT)
    assert order.exchanges == (made,)
    assert [one.reference for one in order.returns] == [made.return_reference]
    assert order.returns[0].send_by == made.send_by
    assert (made.sku, made.quantity, made.difference) == ("HS-101", 1, 4190 - 11890)
    assert await stock(crm, "HS-101") == before - 1
    with pytest.raises(CrmRefused, match="on its way back"):
        await exchange(crm, "l")


async def test_exchange_for_what_is_sold_out(crm: Crm) -> None:
    """Nothing comes back for something that is not there."""
    with pytest.raises(CrmRefused, match="out of stock"):
        await crm.remedies.open_exchange(
            KEPT, {KEPT_LINE: "KB-105"}, reason="", idempotency_key="k"
        )
    assert (await order_of(crm, KEPT)).returns == ()


async def test_order_that_has_left(crm: Crm) -> None:
    """What is on its way is neither cancelled nor redirected, nor is a cancelled order."""
    for write in (
        crm.orders.cancel_order(LATE, reason="", idempotency_key="k"),
        crm.orders.redirect_order(LATE, ELSEWHERE, idempotency_key="l"),
        crm.orders.change_order(LATE, {"CB-103": 1}, reason="", idempotency_key="m2"),
    ):
        with pytest.raises(CrmRefused, match="has left"):
            await write
    await cancellation(crm, "m")
    for write in (cancellation(crm, "n"), redirection(crm, "o")):
        with pytest.raises(CrmRefused, match="is cancelled"):
            await write


async def test_repayment(crm: Crm) -> None:
    """A payment that was one too many is given back, and then counts no more."""
    made = await crm.money.refund_payment(TWICE, TWICE_PAYMENT, reason="twice", idempotency_key="k")
    order = await order_of(crm, TWICE)
    assert made.refund == order.refunds[-1]
    assert (made.refund.amount, made.refund.line_ids) == (order.total, ())
    assert [payment.state for payment in order.payments] == ["captured", "refunded"]
    assert made.refund.due_by == date(2025, 3, 19)


async def test_repayment_that_is_not_due(crm: Crm) -> None:
    """A payment that the order needs, or that was not taken, stays; an unknown one is not found."""
    held = f"P{demo.ORDER_HELD_TWICE}-2"
    await repayment(crm, "k1")
    for number, payment, error in (
        (TWICE, f"P{TWICE}-1", "would not be paid"),
        (TWICE, TWICE_PAYMENT, "given back already"),
        (demo.ORDER_HELD_TWICE, held, "was not taken"),
    ):
        with pytest.raises(CrmRefused, match=error):
            await crm.money.refund_payment(number, payment, reason="", idempotency_key="k2")
    with pytest.raises(CrmNotFound, match="payment P0"):
        await crm.money.refund_payment(TWICE, "P0", reason="", idempotency_key="k3")


async def test_payment_request(crm: Crm) -> None:
    """Whoever is asked to pay again has three working days at least, and the goods are kept."""
    made = await crm.money.request_payment(UNPAID, idempotency_key="k")
    assert (made.sent_at, made.pay_by) == (NOW, date(2025, 3, 17))
    order = await order_of(crm, UNPAID)
    assert (order.reserved_until, order.total) == (made.pay_by, made.amount)
    later = await crm.money.request_payment(demo.ORDER_DECLINED, idempotency_key="k2")
    assert later.pay_by == date(2025, 3, 18)


async def test_payment_request_for_a_difference(crm: Crm) -> None:
    """A paid order that a change made dearer waits for the difference alone."""
    change = await crm.orders.change_order(UNPACKED, {"CB-103": 1}, reason="", idempotency_key="k1")
    made = await crm.money.request_payment(UNPACKED, idempotency_key="k2")
    assert made.amount == change.difference > 0


async def test_payment_request_for_what_is_paid(crm: Crm) -> None:
    """Nobody is asked to pay for what is paid or sent."""
    with pytest.raises(CrmRefused, match="does not wait for a payment"):
        await crm.money.request_payment(UNPACKED, idempotency_key="k")


async def test_invoice_sent_again(crm: Crm) -> None:
    """A copy is the same invoice, mailed anew."""
    (before,) = (await order_of(crm, ARRIVED)).invoices
    copy = await crm.money.send_invoice(ARRIVED, idempotency_key="k")
    assert copy == replace(before, mailed_at=NOW)
    assert (await order_of(crm, ARRIVED)).invoices == (copy,)


async def test_invoice_corrected(crm: Crm) -> None:
    """A corrected invoice takes the place of the one before and leaves it as it was."""
    (before,) = (await order_of(crm, ARRIVED)).invoices
    made = await crm.money.send_invoice(ARRIVED, billed_to=COMPANY, idempotency_key="k")
    assert (made.corrects, made.billed_to, made.amount) == (before.number, COMPANY, before.amount)
    assert made.issued_on == WEDNESDAY
    assert (await order_of(crm, ARRIVED)).invoices == (before, made)


async def test_invoice_before_there_is_one(crm: Crm) -> None:
    """What has not left has no invoice."""
    with pytest.raises(CrmRefused, match="no invoice yet"):
        await crm.money.send_invoice(UNPACKED, idempotency_key="k")


@pytest.mark.parametrize("code", ["WELCOME10", " welcome 10 "])
async def test_promotion(crm: Crm, code: str) -> None:
    """A promotion is found however its code is typed, with its conditions."""
    known = await crm.catalogue.promotion(code)
    assert known is not None
    assert (known.code, known.amount, known.minimum) == ("WELCOME10", 10_00, 50_00)
    assert known.excluded == ("graphics card", "processor")


async def test_unknown_promotion(crm: Crm) -> None:
    """A code that nobody issued is none."""
    assert await crm.catalogue.promotion("NOTHING") is None


async def test_ticket(crm: Crm) -> None:
    """A ticket is open, new, and shows at its customer's."""
    made = await ticket(crm, "k")
    (found,) = await crm.history.tickets("c-0001")
    assert found == made
    assert re.fullmatch(r"TK-[0-9A-Z]{8}", found.reference)
    assert (found.status, found.opened_at, found.updated_at) == ("open", NOW, NOW)
    assert (found.order_number, found.conversation_id) == (LATE, "k-1")


async def test_rating(crm: Crm) -> None:
    """Ratings of a conversation come oldest first, with or without a known customer."""
    known = await rating(crm, "k")
    unknown = await crm.records.add_rating(
        customer_id=None,
        conversation_id="k-1",
        about="bot",
        score=1,
        comment="",
        idempotency_key="l",
    )
    assert set(await crm.records.ratings("k-1")) == {known, unknown}
    assert await crm.records.ratings("k-2") == ()


@pytest.mark.parametrize("score", [-1, 0, 6])
async def test_rating_out_of_range(crm: Crm, score: int) -> None:
    """A score beyond 1 to 5 is an error of the caller, and nothing is kept."""
    with pytest.raises(ValueError, match="1 to 5"):
        await crm.records.add_rating(
            customer_id=None,
            conversation_id="k-1",
            about="bot",
            score=score,
            comment="",
            idempotency_key="k",
        )
    assert await crm.records.ratings("k-1") == ()


async def test_voucher(crm: Crm) -> None:
    """A voucher holds its amount in the order's currency for a year."""
    made = await crm.remedies.issue_voucher(
        "c-0001", amount=1500, reason="Sorry", idempotency_key="k"
    )
    assert await crm.remedies.vouchers("c-0001") == (made,)
    assert re.fullmatch(r"VC-[0-9A-Z]{8}", made.code)
    assert (made.amount, made.currency, made.redeemed) == (1500, "EUR", False)
    assert made.expires_on == WEDNESDAY + timedelta(days=365)


@pytest.mark.parametrize("amount", [0, -500])
async def test_voucher_of_nothing(crm: Crm, amount: int) -> None:
    """A voucher of nothing or less is refused."""
    with pytest.raises(CrmRefused, match="above zero"):
        await crm.remedies.issue_voucher("c-0001", amount=amount, reason="", idempotency_key="k")


UNKNOWN_CUSTOMER: dict[str, Call] = {
    "ticket": lambda crm: crm.history.open_ticket(
        "c-9999", subject="", body="", kind="", idempotency_key="k"
    ),
    "note": lambda crm: crm.history.add_note("c-9999", text="", author="bot", idempotency_key="k"),
    "voucher": lambda crm: crm.remedies.issue_voucher(
        "c-9999", amount=1, reason="", idempotency_key="k"
    ),
}


@pytest.mark.parametrize("call", UNKNOWN_CUSTOMER.values(), ids=UNKNOWN_CUSTOMER)
async def test_write_for_unknown_customer(crm: Crm, call: Call) -> None:
    """Nothing is written for a customer whom the CRM does not know."""
    with pytest.raises(CrmNotFound, match="customer c-9999"):
        await call(crm)


@pytest.mark.parametrize("number", ["99999", demo.ORDER_LOST], ids=["unknown", "another's"])
async def test_write_about_foreign_order(crm: Crm, number: str) -> None:
    """Nothing is written about an order that is unknown or another customer's."""
    with pytest.raises(CrmNotFound, match=f"order {number}"):
        await crm.history.open_ticket(
            "c-0001", subject="", body="", kind="", idempotency_key="k", order_number=number
        )
    with pytest.raises(CrmNotFound, match=f"order {number}"):
        await crm.history.add_note(
            "c-0001", text="", author="bot", idempotency_key="k", order_number=number
        )
    with pytest.raises(CrmNotFound, match=f"order {number}"):
        await crm.remedies.issue_voucher(
            "c-0001", amount=1, reason="", idempotency_key="k", order_number=number
        )
    assert not (await effects(crm)).total()


async def test_another_address_of_the_customer(crm: Crm) -> None:
    """Orders keep the address that they go to; nobody unknown moves."""
    before = await order_of(crm, UNPACKED)
    made = await crm.people.change_address(before.customer_id, ELSEWHERE, idempotency_key="k")
    assert made.address == ELSEWHERE
    assert await customer_of(crm, before.customer_id) == made
    assert await order_of(crm, UNPACKED) == before
    with pytest.raises(CrmNotFound, match="customer"):
        await crm.people.change_address("c-9999", ELSEWHERE, idempotency_key="l")


async def test_money_goes_the_way_it_came(crm: Crm) -> None:
    """A return or an exchange names the way of the order or none; any other is refused."""
    with pytest.raises(CrmRefused, match="credit card alone"):
        await crm.remedies.open_return(
            ARRIVED, [ARRIVED_LINE], reason="", refund_to="gift card", idempotency_key="k"
        )
    with pytest.raises(CrmRefused, match="credit card alone"):
        await crm.remedies.open_exchange(
            KEPT, {KEPT_LINE: "HS-101"}, pay_by="gift card", reason="", idempotency_key="l"
        )
    assert await crm.remedies.open_return(
        ARRIVED, [ARRIVED_LINE], reason="", refund_to="credit card", idempotency_key="m"
    )


async def test_one_line_is_exchanged_at_a_time(crm: Crm) -> None:
    """Several lines at once, or none, are refused."""
    for swaps in ({}, {KEPT_LINE: "HS-101", "2": "HS-101"}):
        with pytest.raises(CrmRefused, match="One line"):
            await crm.remedies.open_exchange(KEPT, swaps, reason="", idempotency_key="k")


async def test_what_is_denied_is_refused(crm: Crm) -> None:
    """What the abilities deny has a reason, and asked for all the same it is refused."""
    assert crm.why_not("cancel_order") is None
    for write, asked in {
        "swap_items": crm.orders.swap_items(UNPACKED, {}, pay_by=None, idempotency_key="k"),
        "change_payment": crm.orders.change_payment(UNPACKED, "card", idempotency_key="k"),
    }.items():
        assert crm.why_not(write)
        with pytest.raises(CrmUnable):
            await asked


# Exactly once


@every_write
async def test_repeat_returns_the_first_result(crm: Crm, write: Writing) -> None:
    """A write repeated with its key changes nothing and returns what the first one made."""
    first = await write(crm, "turn-1:act:1")
    after_first = await effects(crm)
    assert await write(crm, "turn-1:act:1") == first
    assert await effects(crm) == after_first == Counter({write.__name__: 1})


@every_write
async def test_concurrent_repeats(crm: Crm, write: Writing) -> None:
    """Twenty tasks with one key at the same time have one effect and one result."""
    results = await asyncio.gather(*(write(crm, "turn-1:act:1") for _ in range(TASKS)))
    assert len(set(results)) == 1
    assert await effects(crm) == Counter({write.__name__: 1})


@every_write
async def test_concurrent_repeats_of_two_processes(
    stored: Crm, store_url: str, write: Writing
) -> None:
    """One key has one effect also when two adapters write to the same database."""
    other = whole(SqlCrm(store_url, clock=clock, deadline=PATIENCE_SECONDS))
    try:
        both = (stored, other) * (TASKS // 2)
        results = await asyncio.gather(*(write(crm, "turn-1:act:1") for crm in both))
    finally:
        await other.close()
    assert len(set(results)) == 1
    assert await effects(stored) == Counter({write.__name__: 1})


@every_write
async def test_key_of_another_kind(crm: Crm, write: Writing) -> None:
    """A key that was used for another kind of write is refused, and nothing is written."""
    elsewhere = {note: ticket, rating: complaint}  # the desk's own keys are not the shop's
    other = elsewhere.get(write, note)
    await other(crm, "turn-1:act:1")
    before = await effects(crm)
    with pytest.raises(CrmKeyReused):
        await write(crm, "turn-1:act:1")
    assert await effects(crm) == before


async def test_refused_write_leaves_its_key(crm: Crm) -> None:
    """A key whose write was refused can still be used."""
    with pytest.raises(CrmNotFound):
        await crm.remedies.open_trace(LATE, "S0-0", reason="late", idempotency_key="k")
    assert await trace(crm, "k")
    assert await effects(crm) == Counter(trace=1)


@pytest.mark.parametrize("write", [trace, replacement], ids=["trace", "replacement"])
async def test_concurrent_writes_with_their_own_keys(stored: Crm, write: Writing) -> None:
    """Of twenty different requests for the same goods one succeeds, the others are refused."""
    before = await stock(stored, "GC-103")
    tasks = (write(stored, f"turn-{turn}:act:1") for turn in range(TASKS))
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert Counter(type(result) for result in results)[CrmRefused] == TASKS - 1
    assert await effects(stored) == Counter({write.__name__: 1})
    assert await stock(stored, "GC-103") == before - (write is replacement)


async def test_last_pieces(stored: Crm) -> None:
    """Two orders that want the last piece of a product get one replacement between them."""
    async with engine_of(stored).begin() as connection:
        await connection.execute(sa.text("UPDATE products SET in_stock = 1 WHERE sku = 'GC-119'"))
    wanted = ((demo.ORDER_LOST_OF_TWO, "1"), (demo.ORDER_ON_TIME, "1"), (demo.ORDER_WHOLE_PC, "4"))
    results = await asyncio.gather(
        *(
            stored.remedies.create_replacement(
                number, [f"{number}-{line}"], reason="lost", idempotency_key=number
            )
            for number, line in wanted
        ),
        return_exceptions=True,
    )
    assert Counter(type(result) for result in results)[CrmRefused] == len(wanted) - 1
    assert await stock(stored, "GC-119") == 0


async def test_writes_outlive_the_adapter(stored: Crm, store_url: str) -> None:
    """What was written, and the keys it was written with, are there for the next process."""
    first = await replacement(stored, "turn-1:act:1")
    await stored.close()
    later = whole(SqlCrm(store_url, clock=clock))
    try:
        assert await replacement(later, "turn-1:act:1") == first
        assert await effects(later) == Counter(replacement=1)
    finally:
        await later.close()


# What the store has to do with it


@contextmanager
def selects_of(crm: Crm) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    statements: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    sa.event.listen(engine_of(crm).sync_engine, "before_cursor_execute", listen)
    yield statements
    sa.event.remove(engine_of(crm).sync_engine, "before_cursor_execute", listen)


async def test_a_crm_of_before_goes_on(stored: Crm, store_url: str) -> None:
    """Columns that a newer desk needs are added with its first call, and what was there stays."""
    async with engine_of(stored).begin() as connection:
        for table, column in (
            ("customers", "region"),
            ("products", "options"),
            ("products", "specifications"),
        ):
            await connection.execute(sa.text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    later = whole(SqlCrm(store_url, clock=clock, deadline=PATIENCE_SECONDS))
    try:
        anna = await later.people.customer("c-0001")
        (product,) = await later.catalogue.products("GC-103")
    finally:
        await later.close()
    assert anna is not None
    assert (anna.name, anna.address.region) == ("Anna Lindqvist", None)
    assert dict(product.options) == {}
    assert dict(product.specifications) == {}


@pytest.mark.parametrize("number_of_orders", [1, 2, 3])
async def test_orders_take_few_queries(stored: Crm, number_of_orders: int) -> None:
    """The number of queries for a list of orders does not grow with the list."""
    async with engine_of(stored).begin() as connection:
        await connection.execute(sa.text("UPDATE orders SET customer_id = 'c-0001'"))
    with selects_of(stored) as statements:
        assert len(await stored.orders.orders("c-0001", limit=number_of_orders)) == number_of_orders
    assert len(statements) == 11


INCIDENT = IncidentDraft(
    title="Late", told="It is late.", cause="carrier_delay", starts_at=NOW, carrier="Northway"
)

ENTRY = Write(
    key="k", act="cancel_order", target=LATE, request_digest="d", state="begun", tried_at=NOW
)

CALLS: dict[str, Call] = {
    "ping": lambda crm: crm.ping(),
    "customer": lambda crm: crm.people.customer("c-0001"),
    "customer_by_email": lambda crm: crm.people.customer_by_email("a@example.com"),
    "customer_by_phone": lambda crm: crm.people.customer_by_phone("+447700900002"),
    "orders": lambda crm: crm.orders.orders("c-0001"),
    "order": lambda crm: crm.orders.order(LATE),
    "tickets": lambda crm: crm.history.tickets("c-0001"),
    "notes": lambda crm: crm.history.notes("c-0001"),
    "ratings": lambda crm: crm.records.ratings("k-1"),
    "vouchers": lambda crm: crm.remedies.vouchers("c-0001"),
    "identify": lambda crm: crm.people.identify({"name": "Anna", "postcode": "22087"}),
    "families": lambda crm: crm.catalogue.families(10),
    "variants": lambda crm: crm.catalogue.variants("keyboard"),
    "payment_methods": lambda crm: crm.money.payment_methods("c-0001"),
    "promotion": lambda crm: crm.catalogue.promotion("BUILD20"),
    "products": lambda crm: crm.catalogue.products("card"),
    "incidents": lambda crm: crm.records.incidents(),
    "complaints": lambda crm: crm.records.complaints(NOW, NOW),
    "add_incident": lambda crm: crm.records.add_incident(
        INCIDENT, editor="Sam", idempotency_key="k"
    ),
    "change_incident": lambda crm: crm.records.change_incident(
        "IN-0", INCIDENT, editor="Sam", idempotency_key="k"
    ),
    "end_incident": lambda crm: crm.records.end_incident("IN-0", editor="Sam", idempotency_key="k"),
    "file_complaint": lambda crm: crm.records.file_complaint(
        kind="service", root_cause="other", conversation_id="k-1", idempotency_key="k"
    ),
    "settle_complaints": lambda crm: crm.records.settle_complaints("k-1", idempotency_key="k"),
    "count_try": lambda crm: crm.records.count_try(
        {"order_number": LATE}, "c-0001", conversation_id="k-1", client=None, idempotency_key="k"
    ),
    "begin_write": lambda crm: crm.records.begin_write(ENTRY, same_since=None),
    "write": lambda crm: crm.records.write("k"),
    "change_write": lambda crm: crm.records.change_write("k", {"begun"}, state="done"),
    "forget_writes": lambda crm: crm.records.forget_writes(NOW),
    "claim_writes": lambda crm: crm.records.claim_writes(NOW, until=NOW, limit=1),
    **{write.__name__: lambda crm, write=write: write(crm, "k") for write in WRITES},
}
every_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


async def test_every_method_is_called() -> None:
    """The calls below are all that the facets have, but for what is answered without asking."""
    facets = (*FACETS.values(), Records)
    methods = {name for facet in facets for name in dir(facet) if not name.startswith("_")}
    assert len(CALLS) == len(methods | {"ping"}) - len(
        {"abilities", "swap_items", "change_payment"}
    )


@every_call
@pytest.mark.parametrize("url", ["sqlite:////nowhere/crm.db", "postgresql://a@127.0.0.1:1/crm"])
async def test_unreachable(url: str, call: Call) -> None:
    """A database that cannot be reached is an unavailable CRM."""
    crm = whole(SqlCrm(url))
    try:
        with pytest.raises(CrmUnavailable):
            await call(crm)
    finally:
        await crm.close()


@pytest_asyncio.fixture(loop_scope="module")
async def deaf_url() -> AsyncIterator[str]:
    """A PostgreSQL address where somebody answers the call and then says nothing."""
    hung_up = asyncio.Event()

    async def listen(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hung_up.wait()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    yield f"postgresql://a@127.0.0.1:{port}/crm"
    hung_up.set()
    server.close()


@every_call
async def test_no_answer(deaf_url: str, call: Call) -> None:
    """A database that does not answer in time is an unavailable CRM."""
    crm = whole(SqlCrm(deaf_url, deadline=0.05))
    with pytest.raises(CrmUnavailable, match=r"did not answer in 0\.05 s"):
        await asyncio.wait_for(call(crm), timeout=10)


async def test_no_tables(store: str, tmp_path: Path) -> None:
    """A database without the CRM's tables is an unavailable CRM."""
    url = postgres_url() if store == "postgresql" else f"sqlite:///{tmp_path}/empty.db"
    empty = whole(SqlCrm(url))
    try:
        with pytest.raises(CrmUnavailable):
            await empty.ping()
    finally:
        await empty.close()


@contextmanager
def write_lock(url: str) -> Iterator[None]:
    """Keep everyone else from writing, as a long transaction of another process would."""
    if url.startswith("postgresql"):
        with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as sql:
            sql.execute("LOCK TABLE writes IN ACCESS EXCLUSIVE MODE")
            yield
        return
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


async def test_write_that_takes_too_long(stored: Crm, store_url: str) -> None:
    """Writes that get no turn in time are given up whole; the same key works later, once."""
    hasty = whole(SqlCrm(store_url, clock=clock, deadline=0.1))
    try:
        with write_lock(store_url):
            for _ in range(TASKS):
                with pytest.raises(CrmUnavailable):
                    await replacement(hasty, "turn-1:act:1")
            assert not (await effects(stored)).total()
        await replacement(stored, "turn-1:act:1")
        assert await effects(stored) == Counter(replacement=1)
        await works_again(hasty)
    finally:
        await hasty.close()


async def works_again(crm: Crm) -> None:
    """Return when the adapter answers, however busy the machine is."""
    for _ in range(TASKS):
        with suppress(CrmUnavailable):
            await crm.ping()
            return
    await crm.ping()


async def test_caller_that_goes_away(stored: Crm, store_url: str) -> None:
    """A write whose caller is cancelled is given up, and leaves the adapter working."""
    with write_lock(store_url):
        task = asyncio.create_task(note(stored, "k"))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await note(stored, "k")
    assert await effects(stored) == Counter(note=1)


async def test_whole_shop(store: str, stores: Stores) -> None:
    """Orders of the demo shop come out of the database as they went in."""
    data = demo_population(WEDNESDAY)
    crm = whole(await stores.filled(store, data))
    for customer in data.customers[:60]:
        own = {item.number: item for item in data.orders if item.customer_id == customer.id}
        found = await crm.orders.orders(customer.id, limit=100)
        assert {item.number: item for item in found} == own
        assert await crm.people.customer(customer.id) == customer


async def test_personal_data_stays_out_of_errors(stored: Crm) -> None:
    """Neither the error nor its cause repeats what was to be stored."""
    async with engine_of(stored).begin() as connection:
        await connection.execute(sa.text("DROP TABLE tickets"))
    with pytest.raises(CrmUnavailable) as caught:
        await stored.history.open_ticket(
            "c-0001", subject="s", body="my secret", kind="k", idempotency_key="k"
        )
    assert "my secret" not in f"{caught.value} {caught.value.__cause__}"


def _called(numbers: dict[str, str | None]) -> Dataset:
    """The demo's customers with other telephone numbers."""
    data = demo.demo_dataset(WEDNESDAY)
    renumbered = tuple(replace(one, phone=numbers.get(one.id, one.phone)) for one in data.customers)
    return replace(data, customers=renumbered)


@pytest_asyncio.fixture(params=("memory", *SQL_STORES), loop_scope="module")
async def renumbered(request: pytest.FixtureRequest, stores: Stores) -> Crm:
    """Each adapter, with numbers as people write them into forms."""
    data = _called(
        {
            "c-0001": "07700 900555",
            "c-0002": "+55 11 8123 4567",
            "c-0003": "7 701 234 5678",
            "c-0004": "+44 7700 900444",
            "c-0005": "07700 900444",
        }
    )
    if request.param == "memory":
        return whole(MemoryCrm(data, demo=True, clock=clock, country="GB"))
    return whole(await stores.filled(request.param, data))


@pytest.mark.parametrize(
    ("phone", "who"),
    [
        ("+447700900555", "c-0001"),
        ("+5511981234567", "c-0002"),
        ("+551181234567", "c-0002"),
        ("+77012345678", None),
        ("+447700900444", None),
    ],
    ids=["at home", "Brazil today", "Brazil before", "without its plus", "of two customers"],
)
async def test_telephone_numbers(renumbered: Crm, phone: str, who: str | None) -> None:
    """One form finds whoever has the number; one without country or of several finds nobody."""
    found = await renumbered.people.customer_by_phone(phone)
    assert (None if found is None else found.id) == who
    assert await renumbered.people.identify({"phone": phone}) == who

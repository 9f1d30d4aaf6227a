"""The demo shop: deterministic, counted from today, every demo customer as described."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from actions.crm import demo, demo_customers
from actions.crm import seed as seeding
from actions.crm.dataset import Dataset
from actions.crm.population import demo_population
from actions.crm.records.goods import Product
from actions.crm.records.order import Order, OrderLine
from actions.crm.records.parcel import Shipment
from actions.crm.situations import SEVERAL_CARDS

TODAY = date(2025, 3, 12)
DAYS = [TODAY, date(2024, 2, 29), date(2026, 1, 1)]


@pytest.fixture(scope="module")
def shop() -> Dataset:
    return demo_population(TODAY)


def ago(moment: datetime | date | None) -> int:
    """Days before today."""
    assert moment is not None
    day = moment.date() if isinstance(moment, datetime) else moment
    return (TODAY - day).days


def order(shop: Dataset, number: str) -> Order:
    (found,) = (item for item in shop.orders if item.number == number)
    return found


def parcel(shop: Dataset, number: str) -> Shipment:
    (found,) = order(shop, number).shipments
    return found


def product(shop: Dataset, line: OrderLine) -> Product:
    (found,) = (item for item in shop.products if item.sku == line.sku)
    return found


def numbers(shop: Dataset, customer_id: str, *, category: str | None = None) -> set[str]:
    """Order numbers of a customer, or those with lines of a category."""
    return {
        item.number
        for item in shop.orders
        if item.customer_id == customer_id
        and (category is None or category in {line.category for line in item.lines})
    }


def graphics_cards(shop: Dataset, customer_id: str) -> set[str]:
    return numbers(shop, customer_id, category="graphics card")


# The whole shop


def test_counts(shop: Dataset) -> None:
    """There are 500 customers, 200 products and 2,000 orders, each with its own key."""
    assert len({item.id for item in shop.customers}) == len(shop.customers) == 500
    assert len({item.sku for item in shop.products}) == len(shop.products) == 200
    assert len({item.name for item in shop.products}) == 200
    assert len({item.number for item in shop.orders}) == len(shop.orders) == 2000
    assert min(map(len, (shop.tickets, shop.notes, shop.vouchers))) >= 100


@pytest.mark.parametrize("today", DAYS)
def test_deterministic(today: date) -> None:
    """The same day gives the same shop."""
    assert demo_population(today) == demo_population(today)


def test_dates_move_with_the_day(shop: Dataset) -> None:
    """A day later everything that was said in days before today is a day later."""
    later = demo_population(TODAY + timedelta(days=1))
    day = timedelta(days=1)
    for before, after in zip(shop.orders, later.orders, strict=True):
        assert (before.number, before.status, before.lines) == (
            after.number,
            after.status,
            after.lines,
        )
        assert before.placed_at + day == after.placed_at
        assert [s.expected_on + day for s in before.shipments] == [
            s.expected_on for s in after.shipments
        ]


@pytest.mark.parametrize("today", DAYS)
def test_nothing_happens_before_its_cause(today: date) -> None:
    """Parcels are handed over after the order, scanned after that, and nothing is in the future."""
    data = demo_population(today)
    midnight = datetime.combine(today, time(), UTC)
    since = {item.id: item.since for item in data.customers}
    for item in data.orders:
        assert since[item.customer_id] <= item.placed_at.date()
        moments = [item.placed_at]
        for shipment in item.shipments:
            scans = data.scans[shipment.id]
            chain = [item.placed_at, shipment.shipped_at, *(scan.at for scan in scans)]
            known = [moment for moment in chain if moment is not None]
            assert known == sorted(set(known))
            assert shipment.last_scan == (scans[-1] if scans else None)
            assert (shipment.status == "delivered") == (shipment.delivered_at is not None)
            moments += known
        moments += [trace.opened_at for trace in item.traces]
        moments += [replacement.created_at for replacement in item.replacements]
        moments += [sent_back.opened_at for sent_back in item.returns]
        moments += [r.received_at for r in item.returns if r.received_at]
        moments += [payment.at for payment in item.payments]
        moments += [refund.paid_at or refund.requested_at for refund in item.refunds]
        assert max(moments) < midnight
    assert max(item.updated_at for item in data.tickets) < midnight
    assert all(item.opened_at < item.updated_at for item in data.tickets)
    assert max(item.at for item in (*data.notes, *data.ratings)) < midnight


def test_everything_belongs_together(shop: Dataset) -> None:
    """Lines, parcels, tickets and all else refer to what exists, and totals add up."""
    customers = {item.id for item in shop.customers}
    owner = {item.number: item.customer_id for item in shop.orders}
    for item in shop.orders:
        parcels = {shipment.id for shipment in item.shipments}
        assert item.customer_id in customers
        assert {line.shipment_id for line in item.lines} - {None} == parcels
        assert item.total == sum(line.unit_price * line.quantity for line in item.lines)
        assert item.total > 0
    for record in (*shop.tickets, *shop.notes, *shop.vouchers):
        assert record.customer_id in customers
        if record.order_number is not None:
            assert owner[record.order_number] == record.customer_id
    assert len({item.reference for item in shop.tickets}) == len(shop.tickets)
    assert len({item.email for item in shop.customers}) == 500
    phones = [item.phone for item in shop.customers if item.phone]
    assert len(set(phones)) == len(phones)


def test_catalogue(shop: Dataset) -> None:
    """What is sold out says when it is back, and every category has something in stock."""
    categories = {item.category for item in shop.products}
    assert categories >= {"graphics card", "processor", "mainboard", "memory", "power supply"}
    assert {item.category for item in shop.products if item.in_stock} == categories
    sold_out = [item for item in shop.products if not item.in_stock]
    assert len(sold_out) >= 5
    assert all(item.restock_on and item.restock_on > TODAY for item in sold_out)
    assert all(item.restock_on is None for item in shop.products if item.in_stock)


def test_every_state_occurs(shop: Dataset) -> None:
    """Each state that a topic has to deal with is there ten times, beyond the demo customers."""
    crowd = [item for item in shop.orders if item.number < "30000"]
    sold_out = {item.sku for item in shop.products if not item.in_stock}
    prices = {item.sku: item.price for item in shop.products}
    seen: Counter[str] = Counter()
    for item in crowd:
        seen[f"order {item.status}"] += 1
        seen["trace open"] += bool(item.traces)
        seen["replaced"] += bool(item.replacements)
        seen["refund owed"] += any(refund.paid_at is None for refund in item.refunds)
        seen["declined"] += any(payment.state == "failed" for payment in item.payments)
        held = [payment for payment in item.payments if payment.state == "authorised"]
        taken = sum(payment.amount for payment in item.payments if payment.state == "captured")
        seen["held twice"] += item.status == "shipped" and taken == item.total and bool(held)
        seen["charged twice"] += taken > item.total
        seen["back, not paid"] += not item.refunds and any(r.received_at for r in item.returns)
        seen["cheaper now"] += any(line.unit_price > prices[line.sku] for line in item.lines)
        seen["refund paid"] += any(refund.paid_at is not None for refund in item.refunds)
        waits = item.status == "paid" and any(line.sku in sold_out for line in item.lines)
        seen["waits for stock"] += waits
        packed = {line.shipment_id is not None for line in item.lines}
        seen["partly shipped"] += packed == {True, False}
        for shipment in item.shipments:
            late = shipment.delivered_at is None and shipment.expected_on < TODAY
            seen[f"parcel {shipment.status}"] += 1
            seen["late"] += late and shipment.status in {"in_transit", "delayed"}
            seen["on time"] += not late and shipment.status == "in_transit"
    states = [
        *(f"order {s}" for s in ("placed", "paid", "packed", "shipped", "delivered")),
        *("order cancelled", "order returned", "parcel label_created", "parcel in_transit"),
        *("parcel out_for_delivery", "parcel delayed", "parcel delivered", "parcel lost"),
        *("parcel returned_to_sender", "trace open", "replaced", "waits for stock"),
        *("partly shipped", "late", "on time", "refund owed", "refund paid"),
        *("declined", "held twice", "charged twice", "back, not paid", "cheaper now"),
    ]
    assert {state: seen[state] for state in states if seen[state] < 10} == {}


def test_every_kind_of_customer_occurs(shop: Dataset) -> None:
    """There are customers of each tier, without orders, with several cards on the way, unhappy."""
    assert set(Counter(item.tier for item in shop.customers)) == {"standard", "plus", "business"}
    buyers = {item.customer_id for item in shop.orders}
    assert len({item.id for item in shop.customers} - buyers) >= 10
    cards = Counter(
        item.customer_id
        for item in shop.orders
        if item.status == "shipped" and item.lines[0].category == "graphics card"
    )
    assert sum(count >= 2 for count in cards.values()) >= SEVERAL_CARDS
    complaints = Counter(item.customer_id for item in shop.tickets if item.kind == "complaint")
    assert sum(count >= 3 for count in complaints.values()) >= 10
    assert {item.status for item in shop.tickets} == {"open", "pending", "solved"}
    assert any(item.kind == "refund" and item.status == "pending" for item in shop.tickets)


def test_warranty_in_and_out(shop: Dataset) -> None:
    """Among delivered goods some are within their warranty and some are not."""
    months = {item.sku: item.warranty_months for item in shop.products}
    within = Counter(
        ago(item.placed_at) < 30 * months[line.sku]
        for item in shop.orders
        if item.status == "delivered"
        for line in item.lines
    )
    assert min(within[True], within[False]) >= 5


# The demo customers


def test_demo_customers(shop: Dataset) -> None:
    """There are fifteen, with stable ids and the names that the list shows."""
    named = {item.id: item.name for item in shop.customers if item.id <= "c-0015"}
    assert {entry.id: entry.name for entry in demo_customers.DEMO_CUSTOMERS} == named
    assert list(named) == [f"c-{number:04}" for number in range(1, 16)]
    assert all(entry.situation for entry in demo_customers.DEMO_CUSTOMERS)


def test_one_late_card(shop: Dataset) -> None:
    """c-0001 has one graphics card, in transit, 6 days late, not scanned for 5, not traced yet."""
    assert graphics_cards(shop, "c-0001") == {demo.ORDER_LATE}
    late = parcel(shop, demo.ORDER_LATE)
    assert (late.status, ago(late.expected_on)) == ("in_transit", 6)
    assert late.last_scan is not None
    assert ago(late.last_scan.at) == 5
    assert order(shop, demo.ORDER_LATE).traces == ()
    assert parcel(shop, demo.ORDER_OLD_KEYBOARD).status == "delivered"


def test_two_cards_one_lost(shop: Dataset) -> None:
    """c-0002 has a lost card, silent for 12 days and in stock, and one that is on time."""
    lost, on_time = demo.ORDER_LOST_OF_TWO, demo.ORDER_ON_TIME_OF_TWO
    assert graphics_cards(shop, "c-0002") == numbers(shop, "c-0002") == {lost, on_time}
    last_scan = parcel(shop, lost).last_scan
    assert parcel(shop, lost).status == "lost"
    assert last_scan is not None
    assert ago(last_scan.at) == 12
    assert product(shop, order(shop, lost).lines[0]).in_stock > 0
    assert parcel(shop, on_time).status == "in_transit"
    assert ago(parcel(shop, on_time).expected_on) == -2


def test_one_lost_card(shop: Dataset) -> None:
    """c-0003 has one graphics card, lost, in stock, and not replaced yet."""
    assert graphics_cards(shop, "c-0003") == {demo.ORDER_LOST}
    assert parcel(shop, demo.ORDER_LOST).status == "lost"
    assert order(shop, demo.ORDER_LOST).replacements == ()
    assert product(shop, order(shop, demo.ORDER_LOST).lines[0]).in_stock > 0


def test_delivered_yesterday(shop: Dataset) -> None:
    """c-0004 has one graphics card, marked delivered yesterday."""
    assert graphics_cards(shop, "c-0004") == {demo.ORDER_NOT_RECEIVED}
    arrived = parcel(shop, demo.ORDER_NOT_RECEIVED)
    assert (arrived.status, ago(arrived.delivered_at)) == ("delivered", 1)


def test_card_on_time(shop: Dataset) -> None:
    """c-0005 has one graphics card, on its way and not due yet."""
    assert graphics_cards(shop, "c-0005") == {demo.ORDER_ON_TIME}
    coming = parcel(shop, demo.ORDER_ON_TIME)
    assert coming.status == "in_transit"
    assert coming.expected_on > TODAY


def test_no_card(shop: Dataset) -> None:
    """c-0006 has orders, none of them with a graphics card."""
    assert graphics_cards(shop, "c-0006") == set()
    assert numbers(shop, "c-0006") == {demo.ORDER_MEMORY, demo.ORDER_SSD}


def test_traced_already(shop: Dataset) -> None:
    """c-0007 has one late graphics card, and the carrier was asked already."""
    assert graphics_cards(shop, "c-0007") == {demo.ORDER_TRACED}
    late = parcel(shop, demo.ORDER_TRACED)
    assert late.expected_on < TODAY
    (trace,) = order(shop, demo.ORDER_TRACED).traces
    assert (trace.reference, trace.shipment_id) == (demo.TRACE_OPEN, late.id)


def test_costly_order_lost(shop: Dataset) -> None:
    """c-0008 is a business whose lost order is worth more than 1,500 EUR."""
    (tier,) = (item.tier for item in shop.customers if item.id == "c-0008")
    costly = order(shop, demo.ORDER_COSTLY_LOST)
    assert (tier, parcel(shop, costly.number).status) == ("business", "lost")
    assert costly.total > 1500_00
    assert all(product(shop, line).in_stock for line in costly.lines)


def test_returns(shop: Dataset) -> None:
    """c-0009 has a monitor of 5 days, which can go back, and a headset of 40, which cannot."""
    assert ago(parcel(shop, demo.ORDER_MONITOR).delivered_at) == 5
    assert ago(parcel(shop, demo.ORDER_HEADSET).delivered_at) == 40
    assert order(shop, demo.ORDER_MONITOR).lines[0].category == "monitor"


def test_order_to_change(shop: Dataset) -> None:
    """c-0009 has a paid order that nobody packs yet, with the same mouse twice."""
    open_order = order(shop, demo.ORDER_TO_CHANGE)
    assert (open_order.status, open_order.shipments) == ("paid", ())
    assert [(line.category, line.quantity) for line in open_order.lines] == [
        ("keyboard", 1),
        ("mouse", 2),
    ]


def test_warranty(shop: Dataset) -> None:
    """c-0010 has a power supply within its warranty and a mouse outside."""
    for number, within in ((demo.ORDER_POWER_SUPPLY, True), (demo.ORDER_OLD_MOUSE, False)):
        bought = order(shop, number)
        months = product(shop, bought.lines[0]).warranty_months
        assert (ago(bought.placed_at) < months * 30) is within


def test_payment(shop: Dataset) -> None:
    """c-0011 waits for a transfer to be seen, and for a refund."""
    unpaid = order(shop, demo.ORDER_UNPAID)
    assert (unpaid.status, unpaid.payment) == ("placed", "bank transfer")
    assert order(shop, demo.ORDER_REFUND_PENDING).status == "returned"
    (owed,) = order(shop, demo.ORDER_REFUND_PENDING).refunds
    assert (owed.reference, owed.paid_at) == (demo.REFUND_OVERDUE, None)
    assert owed.due_by < TODAY
    (refund,) = (item for item in shop.tickets if item.customer_id == "c-0011")
    assert (refund.reference, refund.status) == (demo.TICKET_REFUND, "pending")
    assert refund.order_number == demo.ORDER_REFUND_PENDING


def test_payments_that_went_wrong(shop: Dataset) -> None:
    """c-0013 has a declined payment, an amount that is held twice, and one that was taken twice."""
    (tried,) = order(shop, demo.ORDER_DECLINED).payments
    assert (tried.state, tried.problem) == ("failed", "declined")
    assert order(shop, demo.ORDER_DECLINED).reserved_until == TODAY + timedelta(days=6)
    held, taken = order(shop, demo.ORDER_HELD_TWICE).payments
    assert (taken.state, held.state, taken.amount) == ("captured", "authorised", held.amount)
    assert held.releases_on == TODAY + timedelta(days=4)
    assert [p.state for p in order(shop, demo.ORDER_CHARGED_TWICE).payments] == ["captured"] * 2


def test_money_owed(shop: Dataset) -> None:
    """c-0014 paid 30 EUR more than today's price, waits for a refund, and has a voucher ended."""
    (line,) = order(shop, demo.ORDER_CHEAPER_NOW).lines
    assert line.unit_price - product(shop, line).price == 30_00
    back = order(shop, demo.ORDER_BACK_UNPAID)
    assert ago(back.returns[0].received_at) == 3
    assert back.refunds == ()
    own = {item.code: item for item in shop.vouchers if item.customer_id == "c-0014"}
    assert ago(own[demo.VOUCHER_ENDED].expires_on) == 3
    assert own[demo.VOUCHER_USED].redeemed


def test_invoices(shop: Dataset) -> None:
    """What has left is invoiced at its total, and nothing else is."""
    for item in shop.orders:
        left = any(parcel.shipped_at for parcel in item.shipments)
        assert [invoice.amount for invoice in item.invoices] == [item.total] * left


def test_pc_trouble(shop: Dataset) -> None:
    """c-0012 has all parts of a PC, delivered lately, and two cases behind them."""
    whole = order(shop, demo.ORDER_WHOLE_PC)
    parts = {line.category for line in whole.lines}
    assert parts >= {"processor", "mainboard", "memory", "graphics card", "power supply", "ssd"}
    assert ago(parcel(shop, whole.number).delivered_at) == 9
    assert sum(item.customer_id == "c-0012" for item in shop.tickets) == 2


# The command


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "crm.db"
    monkeypatch.setenv("CRM_URL", f"sqlite:///{path}")
    return path


def ask(database: Path, query: str) -> object:
    with closing(sqlite3.connect(database)) as connection, connection:
        row = connection.execute(query).fetchone()
        return None if row is None else row[0]


def test_command_seeds(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command fills an empty database and says so in one line."""
    assert seeding.main([]) == 0
    assert capsys.readouterr() == (
        "Seeded the demo CRM: 500 customers, 2000 orders.\n",
        "",
    )
    assert ask(database, "SELECT count(*) FROM orders") == 2000
    assert ask(database, "SELECT count(*) FROM scans WHERE shipment_id LIKE 'S3%'")


def test_command_twice(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second run leaves what was written meanwhile, and `--reset` begins anew."""
    seeding.main([])
    ask(database, "DELETE FROM notes")
    assert seeding.main([]) == 0
    assert "seeded already" in capsys.readouterr().out
    assert ask(database, "SELECT count(*) FROM notes") == 0
    assert seeding.main(["--reset"]) == 0
    assert ask(database, "SELECT count(*) FROM notes") == 252
    assert ask(database, "SELECT count(*) FROM writes") == 0


@pytest.mark.parametrize("arguments", [[], ["--reset"]])
def test_command_spares_other_content(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A CRM with customers that no seeding made is never filled nor emptied."""
    seeding.main([])
    ask(database, "DELETE FROM meta")
    assert seeding.main(arguments) == 1
    assert capsys.readouterr().err == (
        "CRM_URL names a CRM with customers of its own; it is left as it is.\n"
    )
    assert ask(database, "SELECT count(*) FROM customers") == 500
    assert ask(database, "SELECT count(*) FROM meta") == 0


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:////nowhere/crm.db", "The CRM's database cannot be written: unable to open"),
        ("postgresql://a@127.0.0.1:1/crm", "The CRM's database cannot be written: "),
        ("mysql://db.example/crm", "CRM_URL names mysql: write sqlite:///path or postgresql://…"),
        ("", "CRM_URL is not set: write"),
    ],
)
def test_command_that_cannot(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str, sentence: str
) -> None:
    """A database that cannot be written is one line on stderr and exit code 1."""
    monkeypatch.setenv("CRM_URL", url)
    assert seeding.main([]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(sentence)
    assert err.count("\n") == 1


def test_command_on_a_foreign_file(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no database is one line on stderr and exit code 1."""
    database.write_bytes(b"not a database at all, sorry" * 99)
    assert seeding.main([]) == 1
    assert capsys.readouterr().err == (
        "The CRM's database cannot be written: file is not a database\n"
    )

"""Between the embedded CRM's records and the rows of its tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from actions.crm import matching, tables
from actions.crm.dataset import Dataset
from actions.crm.records.customer import Address, Customer
from actions.crm.records.goods import Product
from actions.crm.records.order import Order, OrderLine
from actions.crm.records.parcel import Scan, Shipment, Trace
from actions.crm.records.payment import Billing, Invoice, Payment, Refund
from actions.crm.records.record import Record
from actions.crm.records.remedy import Exchange, Replacement, Return

Row = Mapping[str, Any]

_ORDER_PARTS = (
    *("lines", "shipments", "traces", "replacements", "returns", "refunds"),
    *("payments", "invoices", "exchanges"),
)

_R = TypeVar("_R", bound=Record)


def record(kind: type[_R], row: Row, **more: Any) -> _R:
    """A record of the columns named as its fields; `more` is what has no column."""
    names = (name for name in kind.__struct_fields__ if name not in more)
    return kind(**{name: row[name] for name in names}, **more)


def plain(item: Record, *without: str) -> dict[str, Any]:
    """A row of the record's fields."""
    return {name: getattr(item, name) for name in item.__struct_fields__ if name not in without}


def customer(row: Row) -> Customer:
    """A customer with their address."""
    return record(Customer, row, address=record(Address, row))


def customer_row(item: Customer) -> dict[str, Any]:
    """The reverse of `customer`, with what it is found by."""
    return {
        **plain(item, "address"),
        **plain(item.address),
        "email_key": matching.email_key(item.email),
        "phone_key": matching.phone_key(item.phone),
    }


def product_row(item: Product) -> dict[str, Any]:
    """A product, with the text that a search looks into."""
    return {**plain(item), "search_text": matching.search_text(item)}


class OrderParts(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of several orders, each table's in the sequence that the records show."""

    lines: Iterable[Row]
    shipments: Iterable[Row]
    scans: Iterable[Row]
    traces: Iterable[Row]
    replaced_lines: Iterable[Row]
    """Joined with their replacement."""
    returns: Iterable[Row]
    refunds: Iterable[Row]
    exchanges: Iterable[Row]
    payments: Iterable[Row]
    invoices: Iterable[Row]


def orders(rows: Iterable[Row], parts: OrderParts) -> tuple[Order, ...]:
    """Put orders together from what was read of each table."""
    lines = _grouped(OrderLine, parts.lines)
    shipments = _shipments(parts)
    traces = _grouped(Trace, parts.traces)
    replacements = _replacements(parts.replaced_lines)
    returns = _grouped(Return, parts.returns)
    refunds = _grouped(Refund, parts.refunds)
    exchanges = _grouped(Exchange, parts.exchanges)
    payments = _grouped(Payment, parts.payments)
    invoices = _invoices(parts.invoices)
    return tuple(
        record(
            Order,
            row,
            ship_to=record(Address, row),
            lines=tuple(lines.get(row["number"], ())),
            shipments=tuple(shipments.get(row["number"], ())),
            traces=tuple(traces.get(row["number"], ())),
            replacements=tuple(replacements.get(row["number"], ())),
            returns=tuple(returns.get(row["number"], ())),
            refunds=tuple(refunds.get(row["number"], ())),
            exchanges=tuple(exchanges.get(row["number"], ())),
            payments=tuple(payments.get(row["number"], ())),
            invoices=tuple(invoices.get(row["number"], ())),
        )
        for row in rows
    )


def _grouped(kind: type[_R], rows: Iterable[Row]) -> dict[str, list[_R]]:
    """Records by order number."""
    groups: dict[str, list[_R]] = {}
    for row in rows:
        groups.setdefault(row["order_number"], []).append(record(kind, row))
    return groups


def _invoices(rows: Iterable[Row]) -> dict[str, list[Invoice]]:
    """Invoices by order number."""
    groups: dict[str, list[Invoice]] = {}
    for row in rows:
        invoice = record(Invoice, row, billed_to=record(Billing, row))
        groups.setdefault(row["order_number"], []).append(invoice)
    return groups


def invoice_row(item: Invoice) -> dict[str, Any]:
    """The reverse: whom it names is columns of its own."""
    return {**plain(item, "billed_to"), **plain(item.billed_to)}


def _shipments(parts: OrderParts) -> dict[str, list[Shipment]]:
    """Parcels by order number, each with the last of its scans."""
    last = {row["shipment_id"]: record(Scan, row) for row in parts.scans}
    groups: dict[str, list[Shipment]] = {}
    for row in parts.shipments:
        shipment = record(Shipment, row, last_scan=last.get(row["id"]))
        groups.setdefault(row["order_number"], []).append(shipment)
    return groups


def _replacements(rows: Iterable[Row]) -> dict[str, list[Replacement]]:
    """Replacements by order number, each with its lines."""
    line_ids: dict[str, list[str]] = {}
    heads: dict[str, Row] = {}
    for row in rows:
        line_ids.setdefault(row["reference"], []).append(row["line_id"])
        heads[row["reference"]] = row
    groups: dict[str, list[Replacement]] = {}
    for reference, row in heads.items():
        replacement = record(Replacement, row, line_ids=tuple(line_ids[reference]))
        groups.setdefault(row["order_number"], []).append(replacement)
    return groups


def replacement_rows(item: Replacement) -> list[dict[str, Any]]:
    """Which lines it replaces."""
    return [
        {"line_id": line_id, "reference": item.reference, "position": position}
        for position, line_id in enumerate(item.line_ids)
    ]


def dataset_rows(data: Dataset) -> Mapping[sa.Table, list[dict[str, Any]]]:
    """Every row of a dataset's shop, tables in an order that foreign keys allow."""
    return {
        tables.customers: [customer_row(item) for item in data.customers],
        tables.products: [product_row(item) for item in data.products],
        tables.orders: [_order_row(item) for item in data.orders],
        tables.shipments: _part_rows(data.orders, "shipments", "last_scan"),
        tables.order_lines: _part_rows(data.orders, "lines"),
        tables.scans: [
            {"shipment_id": shipment_id, **plain(scan)}
            for shipment_id, history in data.scans.items()
            for scan in history
        ],
        tables.traces: [plain(item) for order in data.orders for item in order.traces],
        tables.replacements: [
            plain(item, "line_ids") for order in data.orders for item in order.replacements
        ],
        tables.replaced_lines: [
            row
            for order in data.orders
            for item in order.replacements
            for row in replacement_rows(item)
        ],
        tables.returns: [plain(item) for order in data.orders for item in order.returns],
        tables.refunds: [plain(item) for order in data.orders for item in order.refunds],
        tables.exchanges: [plain(item) for order in data.orders for item in order.exchanges],
        tables.payments: [plain(item) for order in data.orders for item in order.payments],
        tables.invoices: [invoice_row(item) for order in data.orders for item in order.invoices],
        tables.tickets: [plain(item) for item in data.tickets],
        tables.notes: [plain(item) for item in data.notes],
        tables.vouchers: [plain(item) for item in data.vouchers],
        tables.promotions: [plain(item) for item in data.promotions],
    }


def _order_row(item: Order) -> dict[str, Any]:
    return {**plain(item, "ship_to", *_ORDER_PARTS), **plain(item.ship_to)}


def _part_rows(items: Iterable[Order], part: str, *without: str) -> list[dict[str, Any]]:
    """Rows of the lines or parcels of orders."""
    return [
        row for order in items for row in part_rows(order.number, getattr(order, part), *without)
    ]


def part_rows(number: str, items: Iterable[Record], *without: str) -> list[dict[str, Any]]:
    """Rows of an order's lines or parcels, with its number and their positions in it."""
    return [
        {**plain(item, *without), "order_number": number, "position": position}
        for position, item in enumerate(items)
    ]

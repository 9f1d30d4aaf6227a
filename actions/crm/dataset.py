"""A whole CRM's content as records, and a builder that counts in days before a given day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from actions.crm.billing import billed
from actions.crm.complaint import Complaint
from actions.crm.incident import Incident
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product, Promotion, Voucher
from actions.crm.records.history import Note, Rating, Ticket
from actions.crm.records.order import Order, OrderLine, OrderStatus
from actions.crm.records.parcel import Scan, Shipment, ShipmentStatus, Trace
from actions.crm.records.payment import Refund
from actions.crm.records.record import Record
from actions.crm.records.remedy import Replacement, Return
from contracts.region import CURRENCY


class Dataset(Record, frozen=True, kw_only=True):
    """Everything that a CRM can be filled with; `scans` by parcel, oldest first."""

    customers: tuple[Customer, ...] = ()
    products: tuple[Product, ...] = ()
    orders: tuple[Order, ...] = ()
    scans: dict[str, tuple[Scan, ...]] = msgspec.field(default_factory=dict)
    tickets: tuple[Ticket, ...] = ()
    notes: tuple[Note, ...] = ()
    ratings: tuple[Rating, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    incidents: tuple[Incident, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    promotions: tuple[Promotion, ...] = ()

    def __add__(self, other: Dataset) -> Dataset:
        return Dataset(
            customers=self.customers + other.customers,
            products=self.products + other.products,
            orders=self.orders + other.orders,
            scans=self.scans | other.scans,
            tickets=self.tickets + other.tickets,
            notes=self.notes + other.notes,
            ratings=self.ratings + other.ratings,
            vouchers=self.vouchers + other.vouchers,
            incidents=self.incidents + other.incidents,
            complaints=self.complaints + other.complaints,
            promotions=self.promotions + other.promotions,
        )


class Parcel(Record, frozen=True, kw_only=True):
    """A parcel to be built. Numbers are days before today; below zero lies ahead.

    `lines` are positions in the order, from 0; None means all of them.
    """

    carrier: str
    status: ShipmentStatus
    shipped: int | None
    expected: int
    scanned: int | None = None
    delivered: int | None = None
    lines: tuple[int, ...] | None = None


class Calendar:
    """Days and times counted back from one day."""

    def __init__(self, today: date) -> None:
        self._today = today

    def day(self, ago: int) -> date:
        """The day that was `ago` days before today."""
        return self._today - timedelta(days=ago)

    def at(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """A moment of that day, in UTC."""
        return datetime.combine(self.day(ago), time(hour, minute), UTC)


class Wares(Record, frozen=True, kw_only=True):
    """A product and how many pieces of it an order holds; `dearer` is what it cost more then."""

    product: Product
    quantity: int = 1
    dearer: int = 0

    @property
    def price(self) -> int:
        """What a piece cost, in cents."""
        return self.product.price + self.dearer


class OrderBuilder:
    """Builds one order and the scans of its parcels."""

    def __init__(self, calendar: Calendar, number: str, customer: Customer) -> None:
        self._calendar = calendar
        self._number = number
        self._customer = customer
        self.scans: dict[str, tuple[Scan, ...]] = {}

    def build(
        self,
        *,
        placed: int,
        status: OrderStatus,
        payment: str,
        wares: Sequence[Wares],
        parcels: Sequence[Parcel] = (),
        traces: Sequence[Trace] = (),
        replacements: Sequence[Replacement] = (),
        returns: Sequence[Return] = (),
        refunds: Sequence[Refund] = (),
    ) -> Order:
        """The order, billed as usual; `placed` in days before today."""
        order = Order(
            number=self._number,
            customer_id=self._customer.id,
            placed_at=self._calendar.at(placed, 18, int(self._number) % 60),
            status=status,
            ship_to=self._customer.address,
            currency=CURRENCY,
            total=sum(item.price * item.quantity for item in wares),
            payment=payment,
            lines=tuple(self._line(at, item, parcels) for at, item in enumerate(wares)),
            shipments=tuple(self._shipment(at, parcel) for at, parcel in enumerate(parcels)),
            traces=tuple(traces),
            replacements=tuple(replacements),
            returns=tuple(returns),
            refunds=tuple(refunds),
        )
        return billed(order, self._customer)

    def line_id(self, position: int) -> str:
        """`10432-1` for the first line."""
        return f"{self._number}-{position + 1}"

    def shipment_id(self, position: int) -> str:
        """`S10432-1` for the first parcel."""
        return f"S{self._number}-{position + 1}"

    def _line(self, position: int, item: Wares, parcels: Sequence[Parcel]) -> OrderLine:
        holding = (
            self.shipment_id(at)
            for at, parcel in enumerate(parcels)
            if parcel.lines is None or position in parcel.lines
        )
        return OrderLine(
            id=self.line_id(position),
            sku=item.product.sku,
            name=item.product.name,
            category=item.product.category,
            quantity=item.quantity,
            unit_price=item.price,
            shipment_id=next(holding, None),
        )

    def _shipment(self, position: int, parcel: Parcel) -> Shipment:
        shipment_id, scans = self.shipment_id(position), self._scans(parcel)
        self.scans[shipment_id] = scans
        return Shipment(
            id=shipment_id,
            carrier=parcel.carrier,
            tracking_code=f"{parcel.carrier[:2].upper()}{self._number}{position + 1:02}EU",
            status=parcel.status,
            shipped_at=None if parcel.shipped is None else self._calendar.at(parcel.shipped, 11),
            expected_on=self._calendar.day(parcel.expected),
            delivered_at=scans[-1].at if parcel.delivered is not None else None,
            last_scan=scans[-1] if scans else None,
        )

    def _scans(self, parcel: Parcel) -> tuple[Scan, ...]:
        """One scan a day, from the depot to the last place where the parcel was seen."""
        if parcel.shipped is None or parcel.scanned is None:
            return ()
        on_the_way = zip(range(parcel.shipped, parcel.scanned, -1), _STOPS, strict=False)
        scans = [
            Scan(at=self._calendar.at(ago, 19, 40), place=place, text=text)
            for ago, (place, text) in on_the_way
        ]
        place, text = self._last_seen(parcel.status)
        scans.append(Scan(at=self._calendar.at(parcel.scanned, 14, 25), place=place, text=text))
        return tuple(scans)

    def _last_seen(self, status: ShipmentStatus) -> tuple[str, str]:
        return _LAST_PLACES.get(status, self._customer.address.city), _LAST_TEXTS[status]


_STOPS = (
    ("Kassel depot", "Picked up from the shop"),
    ("Kassel sorting centre", "Sorted for onward transport"),
    ("Hannover sorting centre", "Arrived at the sorting centre"),
    ("Hannover sorting centre", "Left the sorting centre"),
)
_LAST_PLACES: dict[ShipmentStatus, str] = {
    "in_transit": "Hannover sorting centre",
    "delayed": "Hannover sorting centre",
    "lost": "Hannover sorting centre",
    "returned_to_sender": "Kassel depot",
}
_LAST_TEXTS: dict[ShipmentStatus, str] = {
    "label_created": "Label created, parcel not handed over yet",
    "in_transit": "Left the sorting centre",
    "out_for_delivery": "Loaded onto the delivery van",
    "delayed": "Missed the connection; delayed",
    "delivered": "Delivered; left at the front door",
    "lost": "Expected at the next sorting centre, not seen there",
    "returned_to_sender": "Nobody reached; sent back to the shop",
}

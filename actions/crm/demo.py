"""The customers whom the demo page offers, each in a situation that tells something.

What is true of each, counted from the day of seeding (orders as `ORDER_…` below):

- c-0001 one recent order with a graphics card, in transit, 6 days late, last scan 5 days ago, no
  trace yet: a carrier trace is the right act. An old keyboard order arrived long ago.
- c-0002 two recent orders with graphics cards: one marked lost, not scanned for 12 days, the card
  in stock (a replacement is right); the other on time, due in 2 days.
- c-0003 one order with a graphics card; the parcel is marked lost, the card in stock.
- c-0004 one order with a graphics card; the parcel is marked delivered yesterday, they say it is
  not there.
- c-0005 one order with a graphics card, in transit and on time, due in 2 days.
- c-0006 orders for memory and an SSD, no graphics card ever.
- c-0007 one order with a graphics card, 7 days late; the carrier was asked 2 days ago.
- c-0008 business tier; two Orion 4090 for over 1,500 EUR, the parcel is marked lost: above what
  the bot may decide.
- c-0009 a monitor delivered 5 days ago and a headset delivered 40 days ago: the one can go back,
  the other is past the usual 14 days. A paid order of yesterday holds the same mouse twice.
- c-0010 a power supply bought 14 months ago, within its 60 months of warranty, a mouse bought
  30 months ago, outside its 24, and a paid order of yesterday that has not been packed.
- c-0011 a bank transfer that has not arrived for 4 days, and a returned order whose refund was
  due days ago.
- c-0012 a whole PC's parts delivered 9 days ago, two earlier cases that ended badly, and a voucher.
- c-0013 a card payment declined yesterday, the goods kept for 6 days more; a cooler delivered 3
  days ago whose amount the bank holds a second time, for 4 days more; an SSD charged twice.
- c-0014 a card bought 5 days ago that costs 30 EUR less today, a keyboard that came back 3 days ago
  and was not paid back, a voucher that ended 3 days ago and one that was used.
- c-0015 a keyboard in transit, 2 days late and scanned yesterday, with a carrier who is known to be
  late in the region.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from actions.crm import billing, demo_history
from actions.crm.catalogue import catalogue
from actions.crm.dataset import Calendar, Dataset, OrderBuilder, Parcel, Wares
from actions.crm.demo_customers import DEMO_CUSTOMERS, demo_customer
from actions.crm.demo_incidents import demo_incidents
from actions.crm.records.goods import Product
from actions.crm.records.order import Order, OrderStatus
from actions.crm.records.parcel import Scan, Trace
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Return
from actions.crm.rules import REFUND_WORKING_DAYS, RETURN_LABEL_VALIDITY, TRACE_ANSWER_WORKING_DAYS
from actions.crm.working_days import add_working_days

ORDER_LATE = "30011"
ORDER_OLD_KEYBOARD = "30012"
ORDER_LOST_OF_TWO = "30021"
ORDER_ON_TIME_OF_TWO = "30022"
ORDER_LOST = "30031"
ORDER_NOT_RECEIVED = "30041"
ORDER_ON_TIME = "30051"
ORDER_MEMORY = "30061"
ORDER_SSD = "30062"
ORDER_TRACED = "30071"
ORDER_COSTLY_LOST = "30081"
ORDER_MONITOR = "30091"
ORDER_HEADSET = "30092"
ORDER_TO_CHANGE = "30093"
ORDER_POWER_SUPPLY = "30101"
ORDER_OLD_MOUSE = "30102"
ORDER_UNPACKED = "30103"
ORDER_UNPAID = "30111"
ORDER_WHOLE_PC = "30121"
ORDER_DECLINED = "30131"
ORDER_HELD_TWICE = "30132"
ORDER_CHARGED_TWICE = "30133"
ORDER_CHEAPER_NOW = "30141"
ORDER_BACK_UNPAID = "30142"
ORDER_HELD_UP = "30151"

TRACE_OPEN = "TR-DEM07RCE"
RETURN_RECEIVED = "RA-DEM0RTRN"
REFUND_OVERDUE = "RF-DEM0RFND"
ORDER_REFUND_PENDING = demo_history.ORDER_REFUND_PENDING
TICKET_REFUND = demo_history.TICKET_REFUND
VOUCHER_SORRY = demo_history.VOUCHER_SORRY
VOUCHER_ENDED = demo_history.VOUCHER_ENDED
VOUCHER_USED = demo_history.VOUCHER_USED
RETURN_BOOKED_IN = "RA-DEM0BACK"


def demo_dataset(today: date) -> Dataset:
    """The named customers and all that belongs to them, plus every product of the shop."""
    products = catalogue(today)
    demo = _Demo(today, products)
    return Dataset(
        customers=tuple(demo.customers.values()),
        products=products,
        orders=demo.orders(),
        scans=demo.scans,
        tickets=demo_history.tickets(demo.calendar),
        notes=demo_history.notes(demo.calendar),
        ratings=demo_history.ratings(demo.calendar),
        vouchers=demo_history.vouchers(demo.calendar),
        promotions=demo_history.promotions(demo.calendar),
        incidents=demo_incidents(demo.calendar),
    )


class _Demo:
    """Collects the demo customers' orders and the scans of their parcels."""

    def __init__(self, today: date, products: Sequence[Product]) -> None:
        self.calendar = Calendar(today)
        self.customers = {
            entry.id: demo_customer(entry, at, self.calendar)
            for at, entry in enumerate(DEMO_CUSTOMERS)
        }
        self.scans: dict[str, tuple[Scan, ...]] = {}
        self._by_sku = {product.sku: product for product in products}

    def orders(self) -> tuple[Order, ...]:
        """All of them, in the sequence of the customers."""
        return (
            *(*self._on_the_way(), *self._gone_wrong(), *self._afterwards()),
            *self._about_money(),
        )

    def _on_the_way(self) -> Sequence[Order]:
        on_time = Parcel(carrier="Parcelix", status="in_transit", shipped=2, expected=-2, scanned=1)
        late = Parcel(carrier="Northway", status="in_transit", shipped=9, expected=6, scanned=5)
        held_up = Parcel(carrier="Swiftline", status="in_transit", shipped=5, expected=2, scanned=1)
        searched = Parcel(
            carrier="Bluebird Express", status="delayed", shipped=10, expected=7, scanned=6
        )
        return (
            self._order("c-0001", ORDER_LATE, 10, ["GC-103"], late),
            self._order("c-0001", ORDER_OLD_KEYBOARD, 260, ["KB-102"], _arrived(256)),
            self._order("c-0002", ORDER_ON_TIME_OF_TWO, 3, ["GC-109", "CB-101"], on_time),
            self._order("c-0005", ORDER_ON_TIME, 3, ["GC-119"], on_time),
            self._order(
                "c-0007", ORDER_TRACED, 11, ["GC-111"], searched, traces=[self._open_trace()]
            ),
            self._order("c-0015", ORDER_HELD_UP, 6, ["KB-101"], held_up),
        )

    def _gone_wrong(self) -> Sequence[Order]:
        lost = Parcel(carrier="Northway", status="lost", shipped=15, expected=11, scanned=12)
        costly = Parcel(
            carrier="Bluebird Express", status="lost", shipped=13, expected=10, scanned=11
        )
        return (
            self._order("c-0002", ORDER_LOST_OF_TWO, 16, ["GC-119"], lost),
            self._order("c-0003", ORDER_LOST, 16, ["GC-115"], lost),
            self._order("c-0004", ORDER_NOT_RECEIVED, 5, ["GC-101"], _arrived(1)),
            self._order(
                "c-0008", ORDER_COSTLY_LOST, 14, ["GC-114", "GC-122"], costly, payment="invoice"
            ),
        )

    def _afterwards(self) -> Sequence[Order]:
        whole_pc = ["CP-105", "MB-104", "ME-103", "GC-119", "PS-103", "CO-104", "CA-103", "SD-104"]
        return (
            self._order("c-0006", ORDER_MEMORY, 8, ["ME-103"], _arrived(4)),
            self._order("c-0006", ORDER_SSD, 120, ["SD-104", "CB-107"], _arrived(117)),
            self._order("c-0009", ORDER_MONITOR, 8, ["MO-107"], _arrived(5)),
            self._order("c-0009", ORDER_HEADSET, 43, ["HS-102"], _arrived(40)),
            self._order(
                "c-0009", ORDER_TO_CHANGE, 1, ["KB-101", "MS-101", "MS-101"], status="paid"
            ),
            self._order("c-0010", ORDER_POWER_SUPPLY, 425, ["PS-108"], _arrived(422)),
            self._order("c-0010", ORDER_OLD_MOUSE, 914, ["MS-102"], _arrived(911)),
            self._order("c-0010", ORDER_UNPACKED, 1, ["KB-101", "CB-101"], status="paid"),
            self._order(
                "c-0011", ORDER_UNPAID, 4, ["SD-105"], status="placed", payment="bank transfer"
            ),
            self._sent_back(),
            self._order("c-0012", ORDER_WHOLE_PC, 13, whole_pc, _arrived(9)),
        )

    def _about_money(self) -> Sequence[Order]:
        unpaid = self._order("c-0013", ORDER_DECLINED, 1, ["MO-102"], status="placed")
        held = self._order("c-0013", ORDER_HELD_TWICE, 6, ["CO-103"], _arrived(3))
        charged = self._order("c-0013", ORDER_CHARGED_TWICE, 20, ["SD-104"], _arrived(17))
        return (
            billing.declined(unpaid, "declined"),
            billing.held_twice(held, self.calendar.day(-4)),
            billing.charged_twice(charged),
            self._order("c-0014", ORDER_CHEAPER_NOW, 5, ["GC-109"], _arrived(2), dearer=30_00),
            self._booked_in(),
        )

    def _order(
        self,
        customer_id: str,
        number: str,
        placed: int,
        skus: Sequence[str],
        *parcels: Parcel,
        status: OrderStatus | None = None,
        payment: str = "credit card",
        traces: Sequence[Trace] = (),
        dearer: int = 0,
    ) -> Order:
        builder = OrderBuilder(self.calendar, number, self.customers[customer_id])
        delivered = all(parcel.delivered is not None for parcel in parcels)
        order = builder.build(
            placed=placed,
            status=status or ("delivered" if delivered else "shipped"),
            payment=payment,
            wares=[
                Wares(product=self._by_sku[sku], quantity=count, dearer=dearer)
                for sku, count in Counter(skus).items()
            ],
            parcels=parcels,
            traces=traces,
        )
        self.scans |= builder.scans
        return order

    def _sent_back(self) -> Order:
        order = self._order(
            "c-0011", ORDER_REFUND_PENDING, 30, ["KB-105"], _arrived(27), status="returned"
        )
        opened_at, requested_at = self.calendar.at(22, 10, 20), self.calendar.at(9, 8, 10)
        sent_back = Return(
            reference=RETURN_RECEIVED,
            order_number=order.number,
            line_ids=tuple(line.id for line in order.lines),
            reason="Not what I expected",
            opened_at=opened_at,
            send_by=opened_at.date() + RETURN_LABEL_VALIDITY,
        )
        owed = Refund(
            reference=REFUND_OVERDUE,
            order_number=order.number,
            line_ids=sent_back.line_ids,
            amount=order.total,
            currency=order.currency,
            reason="Returned",
            requested_at=requested_at,
            due_by=add_working_days(requested_at.date(), REFUND_WORKING_DAYS),
        )
        return replace(order, returns=(sent_back,), refunds=(owed,))

    def _booked_in(self) -> Order:
        order = self._order(
            "c-0014", ORDER_BACK_UNPAID, 24, ["KB-102"], _arrived(21), status="returned"
        )
        opened_at = self.calendar.at(12, 9, 50)
        back = Return(
            reference=RETURN_BOOKED_IN,
            order_number=order.number,
            line_ids=tuple(line.id for line in order.lines),
            reason="Too loud",
            opened_at=opened_at,
            send_by=opened_at.date() + RETURN_LABEL_VALIDITY,
            received_at=self.calendar.at(3, 8, 20),
        )
        return replace(order, returns=(back,))

    def _open_trace(self) -> Trace:
        opened_at = self.calendar.at(2, 10, 5)
        return Trace(
            reference=TRACE_OPEN,
            order_number=ORDER_TRACED,
            shipment_id=f"S{ORDER_TRACED}-1",
            reason="no scan for days",
            opened_at=opened_at,
            answer_by=add_working_days(opened_at.date(), TRACE_ANSWER_WORKING_DAYS),
        )


def _arrived(ago: int) -> Parcel:
    """A parcel that took two days and is marked delivered."""
    return Parcel(
        carrier="Parcelix",
        status="delivered",
        shipped=ago + 2,
        expected=ago,
        scanned=ago,
        delivered=ago,
    )

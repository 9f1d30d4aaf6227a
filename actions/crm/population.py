"""The demo shop's other customers: hundreds of them, whose orders cover every state a desk meets.

Deterministic for a given day. `demo_population` gives the whole shop, the named ones included.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from actions.crm import billing
from actions.crm.crowd_history import CrowdHistory
from actions.crm.crowd_people import CrowdPeople
from actions.crm.dataset import Calendar, Dataset, OrderBuilder, Wares
from actions.crm.demo import demo_dataset
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product
from actions.crm.records.history import Ticket
from actions.crm.records.order import Order
from actions.crm.records.parcel import Scan, Trace
from actions.crm.records.payment import PaymentProblem, Refund
from actions.crm.records.remedy import Replacement, Return
from actions.crm.rules import (
    ENTROPY_BYTES,
    REFUND_WORKING_DAYS,
    REPLACEMENT_WORKING_DAYS,
    RETURN_LABEL_VALIDITY,
    TRACE_ANSWER_WORKING_DAYS,
    reference,
)
from actions.crm.situations import SITUATIONS, Shape, delivered_between, two_cards
from actions.crm.working_days import add_working_days

CUSTOMERS = 500
ORDERS = 2000

_SEED = 20
_FIRST_NUMBER = 20001
_WITHOUT_ORDERS = 12
_UNHAPPY = 15
_PAYMENTS = ("credit card", "credit card", "wallet", "bank transfer", "instalments")
_PROBLEMS: tuple[PaymentProblem, ...] = ("declined", "limit", "expired_card", "not_confirmed")


def demo_population(today: date) -> Dataset:
    """All 500 customers, 200 products and 2,000 orders of the demo shop."""
    named = demo_dataset(today)
    crowd = _Crowd(today, named)
    return named + crowd.dataset()


class _Crowd:
    """Collects the customers and all that happens to them, drawing on one source of chance."""

    def __init__(self, today: date, named: Dataset) -> None:
        products = named.products
        self._rng = random.Random(_SEED)  # noqa: S311  (a reproducible demo, not a secret)
        self._calendar = Calendar(today)
        self._people = CrowdPeople(self._rng, self._calendar)
        self._history = CrowdHistory(self._rng, self._calendar)
        self._products = products
        self._sold_out = [product for product in products if product.in_stock == 0]
        self._cards = [product for product in products if product.category == "graphics card"]
        self._wanted = ORDERS - len(named.orders)
        self._first = len(named.customers) + 1
        self._scans: dict[str, tuple[Scan, ...]] = {}
        self._tickets: list[Ticket] = []

    def dataset(self) -> Dataset:
        """Everyone and everything; call it once."""
        customers = [self._people.customer(number) for number in range(self._first, CUSTOMERS + 1)]
        orders = tuple(self._orders(customers[:-_WITHOUT_ORDERS]))
        unhappy = self._rng.sample(customers, _UNHAPPY)
        self._tickets.extend(self._history.questions(customers))
        self._tickets.extend(self._history.complaints(unhappy))
        return Dataset(
            customers=tuple(customers),
            orders=orders,
            scans=self._scans,
            tickets=tuple(self._tickets),
            notes=tuple(self._history.notes(customers)),
            ratings=tuple(self._history.ratings(unhappy)),
            vouchers=tuple(self._history.vouchers(customers)),
        )

    def _orders(self, buyers: Sequence[Customer]) -> Iterator[Order]:
        """All orders, oldest first, so that numbers grow with time."""
        drafts = sorted(self._drafts(buyers), key=lambda draft: -draft[1].placed)
        for number, (customer, shape) in enumerate(drafts, start=_FIRST_NUMBER):
            yield self._order(str(number), customer, shape)

    def _drafts(self, buyers: Sequence[Customer]) -> Iterator[tuple[Customer, Shape]]:
        for shaping, count in SITUATIONS:
            for turn in range(count):
                lucky = shaping is two_cards
                buyer = buyers[turn // 2] if lucky else self._rng.choice(buyers)
                yield buyer, shaping(self._rng)
        long_ago = delivered_between(20, 900)
        for _ in range(self._wanted - sum(count for _, count in SITUATIONS)):
            yield self._rng.choice(buyers), long_ago(self._rng)

    def _order(self, number: str, customer: Customer, shape: Shape) -> Order:
        builder = OrderBuilder(self._calendar, number, customer)
        order = builder.build(
            placed=shape.placed,
            status=shape.status,
            payment=self._payment(customer, shape),
            wares=self._wares(shape),
            parcels=shape.parcels,
            traces=[self._trace(builder, number)] if shape.extra == "trace" else (),
            replacements=(
                [self._replacement(builder, number)] if shape.extra == "replacement" else ()
            ),
        )
        self._scans |= builder.scans
        self._tickets.extend(self._history.order_tickets(customer, number, shape))
        return self._aftermath(order, shape)

    def _aftermath(self, order: Order, shape: Shape) -> Order:
        """The order with what became of its goods and its money."""
        match shape.extra:
            case "declined":
                return billing.declined(order, self._rng.choice(_PROBLEMS))
            case "held_twice":
                return billing.held_twice(order, self._calendar.day(-self._rng.randrange(1, 6)))
            case "charged_twice":
                return billing.charged_twice(order)
            case "booked_in":
                return self._booked_in(order, shape)
        return self._returned(order, shape) if shape.status == "returned" else order

    def _booked_in(self, order: Order, shape: Shape) -> Order:
        """The order with its goods back at the shop, and nothing paid for them."""
        received = self._rng.randrange(1, 6)
        returned = self._returned(order, shape)
        back = replace(returned.returns[0], received_at=self._calendar.at(received, 8))
        return replace(returned, returns=(back,), refunds=())

    def _returned(self, order: Order, shape: Shape) -> Order:
        """The order with its goods back at the shop, and the money paid or owed."""
        delivered = shape.parcels[0].delivered or 0
        back = delivered - self._rng.randrange(5, 12)
        opened_at, requested_at = self._calendar.at(delivered - 1, 11), self._calendar.at(back, 9)
        line_ids = tuple(line.id for line in order.lines)
        sent_back = Return(
            reference=self._reference("RA"),
            order_number=order.number,
            line_ids=line_ids,
            reason="Does not fit",
            opened_at=opened_at,
            send_by=opened_at.date() + RETURN_LABEL_VALIDITY,
        )
        refund = Refund(
            reference=self._reference("RF"),
            order_number=order.number,
            line_ids=line_ids,
            amount=order.total,
            currency=order.currency,
            reason="Returned",
            requested_at=requested_at,
            due_by=add_working_days(requested_at.date(), REFUND_WORKING_DAYS),
            paid_at=self._calendar.at(back - 3, 10) if shape.extra == "refunded" else None,
        )
        return replace(order, returns=(sent_back,), refunds=(refund,))

    def _payment(self, customer: Customer, shape: Shape) -> str:
        if shape.status == "placed":
            return "credit card" if shape.extra == "declined" else "bank transfer"
        return "invoice" if customer.tier == "business" else self._rng.choice(_PAYMENTS)

    def _wares(self, shape: Shape) -> list[Wares]:
        rng = self._rng
        products = rng.sample(self._products, shape.lines or rng.choice((1, 1, 1, 2, 2, 3)))
        if shape.sold_out:
            products[0] = rng.choice(self._sold_out)
        elif shape.graphics_card or rng.random() < 0.15:
            products[0] = rng.choice(self._cards)
        unique = Counter(products)
        dearer = self._rng.randrange(5, 40) * 100 if shape.extra == "cheaper_now" else 0
        return [
            Wares(product=product, quantity=self._quantity(product), dearer=dearer)
            for product in unique
        ]

    def _quantity(self, product: Product) -> int:
        cheap = product.category in {"fan", "cable", "memory"}
        return self._rng.choice((1, 2, 3)) if cheap else 1

    def _trace(self, builder: OrderBuilder, number: str) -> Trace:
        opened_at = self._calendar.at(self._rng.randrange(1, 4), 11)
        return Trace(
            reference=self._reference("TR"),
            order_number=number,
            shipment_id=builder.shipment_id(0),
            reason="no scan for days",
            opened_at=opened_at,
            answer_by=add_working_days(opened_at.date(), TRACE_ANSWER_WORKING_DAYS),
        )

    def _replacement(self, builder: OrderBuilder, number: str) -> Replacement:
        created_at = self._calendar.at(self._rng.randrange(1, 4), 12)
        return Replacement(
            reference=self._reference("RP"),
            order_number=number,
            line_ids=(builder.line_id(0),),
            reason="parcel lost",
            created_at=created_at,
            arrives_by=add_working_days(created_at.date(), REPLACEMENT_WORKING_DAYS),
        )

    def _reference(self, prefix: str) -> str:
        return reference(prefix, self._rng.randbytes(ENTROPY_BYTES))

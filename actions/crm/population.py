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
from actions.crm.dataset import Calendar, Dataset, OrderBuilder, Wares
from actions.crm.demo import demo_dataset
from actions.crm.model import (
    Address,
    Customer,
    Note,
    Order,
    PaymentProblem,
    Product,
    Rating,
    Refund,
    Replacement,
    Return,
    Scan,
    Ticket,
    TicketStatus,
    Tier,
    Trace,
    Voucher,
)
from actions.crm.rules import (
    ENTROPY_BYTES,
    REFUND_WORKING_DAYS,
    REPLACEMENT_WORKING_DAYS,
    RETURN_LABEL_VALIDITY,
    TRACE_ANSWER_WORKING_DAYS,
    add_working_days,
    reference,
)
from actions.crm.situations import SITUATIONS, Shape, delivered_between, two_cards
from contracts.region import CURRENCY

CUSTOMERS = 500
ORDERS = 2000

_SEED = 20
_FIRST_NUMBER = 20001
_WITHOUT_ORDERS = 12
_UNHAPPY = 15
_PAYMENTS = ("credit card", "credit card", "wallet", "bank transfer", "instalments")
_TIERS: tuple[Tier, ...] = ("standard",) * 14 + ("plus",) * 4 + ("business",) * 2

_PROBLEMS: tuple[PaymentProblem, ...] = ("declined", "limit", "expired_card", "not_confirmed")

_FIRST_NAMES = (
    "Adam", "Aisha", "Alma", "Andrei", "Astrid", "Bianca", "Bruno", "Chiara", "Clara", "Daan",
    "Dilan", "Emre", "Erik", "Fatima", "Felix", "Freya", "Giulia", "Hana", "Hugo", "Ida",
    "Ivan", "Jana", "Joost", "Julia", "Kaan", "Lars", "Leila", "Lena", "Luca", "Magda",
    "Mateo", "Mila", "Nadia", "Nils", "Olga", "Omar", "Paula", "Pavel", "Rosa", "Ruben",
    "Samir", "Sanne", "Selma", "Stefan", "Tara", "Tom", "Vera", "Viktor", "Yara", "Zoe",
)  # fmt: skip
_LAST_NAMES = (
    "Adler", "Bakker", "Bauer", "Berg", "Costa", "Demir", "Duarte", "Engel", "Fischer", "Gallo",
    "Haas", "Hansen", "Horvat", "Ivanov", "Jansen", "Kaya", "Keller", "Kowalski", "Larsen",
    "Lehmann", "Mertens", "Moser", "Nagy", "Nowak", "Olsen", "Popescu", "Richter", "Rossi",
    "Santos", "Vogel",
)  # fmt: skip
_TOWNS = (
    ("Hamburg", "DE"), ("Berlin", "DE"), ("Leipzig", "DE"), ("Dresden", "DE"), ("Bonn", "DE"),
    ("Wien", "AT"), ("Graz", "AT"), ("Bruxelles", "BE"), ("Aarhus", "DK"), ("Malmo", "SE"),
)  # fmt: skip
_STREETS = ("Hauptstrasse", "Bahnhofstrasse", "Gartenweg", "Parkallee", "Mühlenweg", "Am Markt")


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
        self._products = products
        self._sold_out = [product for product in products if product.in_stock == 0]
        self._cards = [product for product in products if product.category == "graphics card"]
        self._wanted = ORDERS - len(named.orders)
        self._first = len(named.customers) + 1
        self._scans: dict[str, tuple[Scan, ...]] = {}
        self._tickets: list[Ticket] = []

    def dataset(self) -> Dataset:
        """Everyone and everything; call it once."""
        customers = [self._customer(number) for number in range(self._first, CUSTOMERS + 1)]
        orders = tuple(self._orders(customers[:-_WITHOUT_ORDERS]))
        unhappy = self._rng.sample(customers, _UNHAPPY)
        self._tickets.extend(self._questions(customers))
        self._tickets.extend(self._complaints(unhappy))
        return Dataset(
            customers=tuple(customers),
            orders=orders,
            scans=self._scans,
            tickets=tuple(self._tickets),
            notes=tuple(self._notes(customers)),
            ratings=tuple(self._ratings(unhappy)),
            vouchers=tuple(self._vouchers(customers)),
        )

    def _customer(self, number: int) -> Customer:
        rng = self._rng
        first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
        last = _LAST_NAMES[(number // len(_FIRST_NAMES) + 7 * number) % len(_LAST_NAMES)]
        return Customer(
            id=f"c-{number:04}",
            name=f"{first} {last}",
            email=f"{first}.{last}.{number}@example.com".lower(),
            phone=None if number % 9 == 0 else f"+44 7700 900{number:03}",
            tier=rng.choice(_TIERS),
            language=rng.choice(("en", "en", "de", "fr")),
            since=self._calendar.day(rng.randrange(920, 2600)),
            address=self._address(),
            two_factor=rng.random() < 0.3,
            newsletter=rng.random() < 0.5,
        )

    def _address(self) -> Address:
        city, country = self._rng.choice(_TOWNS)
        street = f"{self._rng.choice(_STREETS)} {self._rng.randrange(1, 140)}"
        postcode = str(self._rng.randrange(10000, 99999))
        return Address(street=street, city=city, postcode=postcode, country=country)

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
        self._tickets.extend(self._order_tickets(customer, number, shape))
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

    def _order_tickets(self, customer: Customer, number: str, shape: Shape) -> Iterator[Ticket]:
        if shape.extra == "refund":
            yield self._ticket(customer, "refund", "pending", self._rng.randrange(3, 12), number)
        if shape.extra == "refunded":
            yield self._ticket(customer, "refund", "solved", self._rng.randrange(20, 35), number)
        if shape.extra == "ticket":
            yield self._ticket(customer, "delivery", "open", 0, number)

    def _questions(self, customers: Sequence[Customer]) -> Iterator[Ticket]:
        """Cases of all kinds, a fifth of them not solved yet."""
        kinds = [kind for kind in _SUBJECTS if kind != "complaint"]
        statuses: tuple[TicketStatus, ...] = ("solved",) * 8 + ("open", "pending")
        for customer in self._rng.sample(customers, 180):
            status = self._rng.choice(statuses)
            ago = self._rng.randrange(1, 6) if status != "solved" else self._rng.randrange(10, 400)
            yield self._ticket(customer, self._rng.choice(kinds), status, ago)

    def _complaints(self, unhappy: Sequence[Customer]) -> Iterator[Ticket]:
        for customer in unhappy:
            for ago in (240, 120, 40):
                yield self._ticket(customer, "complaint", "solved", ago)

    def _ticket(
        self,
        customer: Customer,
        kind: str,
        status: TicketStatus,
        ago: int,
        number: str | None = None,
    ) -> Ticket:
        subject, body = _SUBJECTS[kind]
        opened = ago + self._rng.randrange(1, 4)
        return Ticket(
            reference=self._reference("TK"),
            customer_id=customer.id,
            subject=subject,
            body=body,
            kind=kind,
            status=status,
            opened_at=self._calendar.at(opened, 8, 45),
            updated_at=self._calendar.at(max(ago, 1), 16, 30),
            order_number=number,
        )

    def _notes(self, customers: Sequence[Customer]) -> Iterator[Note]:
        for customer in self._rng.sample(customers, 250):
            author, text = self._rng.choice(_NOTES)
            yield Note(
                id=self._reference("NT"),
                customer_id=customer.id,
                text=text,
                author=author,
                at=self._calendar.at(self._rng.randrange(1, 600), 13, 20),
            )

    def _ratings(self, unhappy: Sequence[Customer]) -> Iterator[Rating]:
        for customer in unhappy:
            yield Rating(
                id=self._reference("RT"),
                customer_id=customer.id,
                conversation_id=f"seed-{customer.id}",
                about=self._rng.choice(("bot", "agent")),
                score=self._rng.choice((1, 1, 2)),
                comment="Nobody read what I had written before.",
                at=self._calendar.at(39, 17),
            )

    def _vouchers(self, customers: Sequence[Customer]) -> Iterator[Voucher]:
        for customer in self._rng.sample(customers, 120):
            issued = self._rng.randrange(1, 500)
            yield Voucher(
                code=self._reference("VC"),
                customer_id=customer.id,
                amount=self._rng.choice((500, 1000, 1500, 2500)),
                currency=CURRENCY,
                reason="Sorry for the delay",
                issued_at=self._calendar.at(issued, 15, 5),
                expires_on=self._calendar.day(issued - 365),
                redeemed=self._rng.random() < 0.4,
            )


_SUBJECTS = {
    "complaint": ("Still not solved", "I have written three times and nobody reads it."),
    "delivery": ("Where is my parcel", "It says delivered, but nothing is here."),
    "refund": ("Refund for a returned order", "The parcel is back with you; where is the money?"),
    "warranty": ("Part stopped working", "It worked for a while and now it does not."),
    "technical": ("Does it fit my mainboard", "Which memory runs with this mainboard?"),
    "invoice": ("Invoice with another address", "Please put our company's address on it."),
    "account": ("Cannot log in", "The code for the second factor never comes."),
}
_NOTES = (
    ("bot", "Told when the parcel is due; the customer was content."),
    ("bot", "Asked about a refund; sent the return label."),
    ("Mira Holm", "Prefers e-mail, please do not call."),
    ("Jakob Stern", "Builds PCs for friends; knows what they are talking about."),
    ("Jakob Stern", "Sent a second set of screws free of charge."),
)

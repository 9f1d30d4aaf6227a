"""What the demo shop's other customers have gone through: tickets, notes, ratings, vouchers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from actions.crm.dataset import Calendar
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Voucher
from actions.crm.records.history import Note, Rating, Ticket, TicketStatus
from actions.crm.rules import ENTROPY_BYTES, reference
from actions.crm.situations import Shape
from contracts.region import CURRENCY

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


class CrowdHistory:
    """Makes them, drawing on a source of chance that others draw on as well."""

    def __init__(self, rng: random.Random, calendar: Calendar) -> None:
        self._rng = rng
        self._calendar = calendar

    def order_tickets(self, customer: Customer, number: str, shape: Shape) -> Iterator[Ticket]:
        """What a customer wrote to the shop about an order that went like that."""
        if shape.extra == "refund":
            yield self._ticket(customer, "refund", "pending", self._rng.randrange(3, 12), number)
        if shape.extra == "refunded":
            yield self._ticket(customer, "refund", "solved", self._rng.randrange(20, 35), number)
        if shape.extra == "ticket":
            yield self._ticket(customer, "delivery", "open", 0, number)

    def questions(self, customers: Sequence[Customer]) -> Iterator[Ticket]:
        """Cases of all kinds, a fifth of them not solved yet."""
        kinds = [kind for kind in _SUBJECTS if kind != "complaint"]
        statuses: tuple[TicketStatus, ...] = ("solved",) * 8 + ("open", "pending")
        for customer in self._rng.sample(customers, 180):
            status = self._rng.choice(statuses)
            ago = self._rng.randrange(1, 6) if status != "solved" else self._rng.randrange(10, 400)
            yield self._ticket(customer, self._rng.choice(kinds), status, ago)

    def complaints(self, unhappy: Sequence[Customer]) -> Iterator[Ticket]:
        """Three old complaints of each."""
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

    def notes(self, customers: Sequence[Customer]) -> Iterator[Note]:
        """What bot and agents noted about half of them."""
        for customer in self._rng.sample(customers, 250):
            author, text = self._rng.choice(_NOTES)
            yield Note(
                id=self._reference("NT"),
                customer_id=customer.id,
                text=text,
                author=author,
                at=self._calendar.at(self._rng.randrange(1, 600), 13, 20),
            )

    def ratings(self, unhappy: Sequence[Customer]) -> Iterator[Rating]:
        """A bad one of each."""
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

    def vouchers(self, customers: Sequence[Customer]) -> Iterator[Voucher]:
        """Money off for a quarter of them, used by some."""
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

    def _reference(self, prefix: str) -> str:
        return reference(prefix, self._rng.randbytes(ENTROPY_BYTES))

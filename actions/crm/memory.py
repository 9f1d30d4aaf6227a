"""The embedded CRM in memory, for unit tests. Same rules as in SQL, nothing kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from actions.crm import rules
from actions.crm.dataset import Dataset
from actions.crm.embedded import Clock, EmbeddedCrm, Ledger, utc_now
from actions.crm.model import (
    Cancellation,
    Customer,
    Note,
    Order,
    Product,
    Rating,
    Record,
    Redirection,
    Refund,
    Replacement,
    Return,
    Ticket,
    Trace,
    Voucher,
)

_R = TypeVar("_R", bound=Record)
_OfCustomer = TypeVar("_OfCustomer", Order, Ticket, Note, Voucher)


class MemoryCrm(EmbeddedCrm):
    """A `Crm` whose content is the dataset given, and what is written to it."""

    def __init__(self, data: Dataset, *, demo: bool = False, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self._content = _Content(data)
        self._writes: dict[str, Record] = {}
        self._demo = demo

    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""
        return self._demo

    async def ping(self) -> None:
        """Return at once."""

    async def close(self) -> None:
        """Nothing to give back."""

    async def customer(self, customer_id: str) -> Customer | None:
        """See `Crm.customer`."""
        return self._content.customers.get(customer_id)

    async def customer_by_email(self, email: str) -> Customer | None:
        """See `Crm.customer_by_email`."""
        key = rules.email_key(email)
        everyone = self._content.customers.values()
        return next((item for item in everyone if rules.email_key(item.email) == key), None)

    async def customer_by_phone(self, phone: str) -> Customer | None:
        """See `Crm.customer_by_phone`."""
        key = rules.phone_key(phone)
        known = (
            item for item in self._content.customers.values() if rules.phone_key(item.phone) == key
        )
        return next(known, None) if key else None

    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """See `Crm.orders`."""
        own = _of_customer(self._content.orders.values(), customer_id)
        return _first(own, limit, key=lambda item: (item.placed_at, item.number))

    async def order(self, number: str) -> Order | None:
        """See `Crm.order`."""
        return self._content.orders.get(rules.order_number(number))

    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Ticket, ...]:
        """See `Crm.tickets`."""
        own = _of_customer(self._content.tickets, customer_id)
        return _first(own, limit, key=lambda item: (item.updated_at, item.reference))

    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Note, ...]:
        """See `Crm.notes`."""
        own = _of_customer(self._content.notes, customer_id)
        return _first(own, limit, key=lambda item: (item.at, item.id))

    async def ratings(self, conversation_id: str) -> tuple[Rating, ...]:
        """See `Crm.ratings`."""
        given = (item for item in self._content.ratings if item.conversation_id == conversation_id)
        return tuple(sorted(given, key=lambda item: (item.at, item.id)))

    async def vouchers(self, customer_id: str) -> tuple[Voucher, ...]:
        """See `Crm.vouchers`."""
        own = _of_customer(self._content.vouchers, customer_id)
        return _first(own, None, key=lambda item: (item.issued_at, item.code))

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """See `Crm.products`."""
        words = rules.search_words(query)
        if not words:
            return ()
        matching = [
            item
            for item in self._content.products.values()
            if all(word in rules.search_text(item) for word in words)
        ]
        return tuple(rules.best_match_first(matching, words)[:limit])

    async def _once(self, key: str, kind: type[_R], make: Callable[[Ledger], Awaitable[_R]]) -> _R:
        # Nothing that `make` awaits ever suspends here, so no other write comes between.
        if key in self._writes:
            return rules.first_result(self._writes[key], kind)
        result = await make(self._content)
        self._writes[key] = result
        return result


class _Content:
    """The records; also the one ledger, since a write in memory cannot fail halfway."""

    def __init__(self, data: Dataset) -> None:
        self.customers = {item.id: item for item in data.customers}
        self.products = {item.sku: item for item in data.products}
        self.orders = {item.number: item for item in data.orders}
        self.tickets = list(data.tickets)
        self.notes = list(data.notes)
        self.ratings = list(data.ratings)
        self.vouchers = list(data.vouchers)

    async def customer(self, customer_id: str) -> Customer | None:
        return self.customers.get(customer_id)

    async def order(self, number: str) -> Order | None:
        return self.orders.get(number)

    async def stock(self, skus: Sequence[str]) -> Mapping[str, int]:
        return {sku: self.products[sku].in_stock for sku in skus if sku in self.products}

    async def take(self, pieces: Mapping[str, int]) -> None:
        for sku, count in pieces.items():
            product = self.products[sku]
            left = product.in_stock - count
            self.products[sku] = msgspec.structs.replace(product, in_stock=left)

    async def keep(self, record: Record) -> None:
        match record:
            case Trace() | Replacement() | Return() | Refund():
                order = self.orders[record.order_number]
                part = _PARTS[type(record)]
                self._change(order, **{part: (*getattr(order, part), record)})
            case Cancellation(order_number=number, refund=refund):
                self._change(self.orders[number], status="cancelled")
                if refund is not None:
                    await self.keep(refund)
            case Redirection(order_number=number, ship_to=ship_to):
                self._change(self.orders[number], ship_to=ship_to)
            case Ticket():
                self.tickets.append(record)
            case Note():
                self.notes.append(record)
            case Rating():
                self.ratings.append(record)
            case Voucher():
                self.vouchers.append(record)

    def _change(self, order: Order, **changes: Any) -> None:
        self.orders[order.number] = msgspec.structs.replace(order, **changes)


_PARTS: dict[type[Record], str] = {
    Trace: "traces",
    Replacement: "replacements",
    Return: "returns",
    Refund: "refunds",
}


def _of_customer(items: Iterable[_OfCustomer], customer_id: str) -> list[_OfCustomer]:
    return [item for item in items if item.customer_id == customer_id]


def _first(
    items: list[_R], limit: int | None, *, key: Callable[[_R], tuple[datetime, str]]
) -> tuple[_R, ...]:
    """The newest items."""
    return tuple(sorted(items, key=key, reverse=True)[:limit])

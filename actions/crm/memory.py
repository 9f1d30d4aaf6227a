"""The embedded CRM in memory, for unit tests. Same rules as in SQL, nothing kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from actions.crm import history_rewording, matching, money_rules, rules
from actions.crm.dataset import Dataset
from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.embedded import EmbeddedCrm
from actions.crm.once_per_key import Clock, utc_now
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Product, Promotion, Voucher
from actions.crm.records.history import Note, Ticket
from actions.crm.records.order import Cancellation, Order, OrderChange, Redirection
from actions.crm.records.parcel import Trace
from actions.crm.records.payment import Invoice, PaymentRequest, Refund, Repayment
from actions.crm.records.record import Record
from actions.crm.records.remedy import Exchange, Replacement, Return
from actions.crm.writer import Ledger

_R = TypeVar("_R", bound=Record)
_OfCustomer = TypeVar("_OfCustomer", Order, Ticket, Note, Voucher)


class MemoryCrm(EmbeddedCrm):
    """A `Crm` whose content is the dataset given, and what is written to it."""

    def __init__(
        self,
        data: Dataset,
        *,
        demo: bool = False,
        clock: Clock = utc_now,
        country: str | None = None,
    ) -> None:
        super().__init__(clock, country)
        self._data = data
        self._content = _Content(data)
        self._writes: dict[str, Record] = {}
        self._demo = demo

    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""
        return self._demo

    def own_records(self) -> MemoryRecords:
        """See `EmbeddedCrm.own_records`."""
        return MemoryRecords(self._data, clock=self._clock)

    async def ping(self) -> None:
        """Return at once."""

    async def close(self) -> None:
        """Nothing to give back."""

    async def customer(self, customer_id: str) -> Customer | None:
        """See `People.customer`."""
        return self._content.customers.get(customer_id)

    async def customer_by_email(self, email: str) -> Customer | None:
        """See `People.customer_by_email`."""
        key = matching.email_key(email)
        everyone = self._content.customers.values()
        return next((item for item in everyone if matching.email_key(item.email) == key), None)

    async def _with_number_ending(self, digits: str) -> tuple[Customer, ...]:
        everyone = self._content.customers.values()
        return tuple(c for c in everyone if (matching.phone_key(c.phone) or "").endswith(digits))

    async def _living_at(self, postcode: str) -> tuple[Customer, ...]:
        key = matching.postcode_key(postcode)
        everyone = self._content.customers.values()
        return tuple(c for c in everyone if matching.postcode_key(c.address.postcode) == key)

    async def _whole_catalogue(self) -> tuple[Product, ...]:
        return tuple(self._content.products.values())

    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """See `Orders.orders`."""
        own = _of_customer(self._content.orders.values(), customer_id)
        return _first(own, limit, key=_placed)

    async def order(self, number: str) -> Order | None:
        """See `Orders.order`."""
        return self._content.orders.get(matching.order_number(number))

    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Ticket, ...]:
        """See `History.tickets`."""
        own = _of_customer(self._content.tickets, customer_id)
        return _first(own, limit, key=lambda item: (item.updated_at, item.reference))

    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Note, ...]:
        """See `History.notes`."""
        own = _of_customer(self._content.notes, customer_id)
        return _first(own, limit, key=lambda item: (item.at, item.id))

    async def vouchers(self, customer_id: str) -> tuple[Voucher, ...]:
        """See `Remedies.vouchers`."""
        own = _of_customer(self._content.vouchers, customer_id)
        return _first(own, None, key=lambda item: (item.issued_at, item.code))

    async def promotion(self, code: str) -> Promotion | None:
        """See `Catalogue.promotion`."""
        return self._content.promotions.get(money_rules.promo_code(code))

    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """See `Catalogue.products`."""
        words = matching.search_words(query)
        if not words:
            return ()
        holding = [
            item
            for item in self._content.products.values()
            if all(word in matching.search_text(item) for word in words)
        ]
        return tuple(matching.best_match_first(holding, words)[:limit])

    async def reword(self, conversation_id: str, old: str, new: str) -> int:
        """See `Rewords.reword`."""
        changed = 0
        histories: tuple[list[Any], ...] = (self._content.tickets, self._content.notes)
        for kept in histories:
            now = [history_rewording.of_record(one, conversation_id, old, new) for one in kept]
            changed += sum(one != was for one, was in zip(now, kept, strict=True))
            kept[:] = now
        for key, result in self._writes.items():
            self._writes[key] = history_rewording.of_record(result, conversation_id, old, new)
        return changed

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
        self.vouchers = list(data.vouchers)
        self._history: dict[type[Record], list[Any]] = {
            Ticket: self.tickets,
            Note: self.notes,
            Voucher: self.vouchers,
        }
        self.promotions = {item.code: item for item in data.promotions}

    async def customer(self, customer_id: str) -> Customer | None:
        return self.customers.get(customer_id)

    async def order(self, number: str) -> Order | None:
        return self.orders.get(number)

    async def stocked(self, skus: Sequence[str]) -> Mapping[str, Product]:
        return {sku: self.products[sku] for sku in skus if sku in self.products}

    async def take(self, pieces: Mapping[str, int]) -> None:
        for sku, count in pieces.items():
            product = self.products[sku]
            left = (product.in_stock or 0) - count
            self.products[sku] = msgspec.structs.replace(product, in_stock=left)

    async def keep(self, record: Record) -> None:
        match record:
            case Trace() | Replacement() | Return() | Exchange() | Refund():
                order = self.orders[record.order_number]
                part = _PARTS[type(record)]
                self._change(order, **{part: (*getattr(order, part), record)})
            case Cancellation(order_number=number, refund=refund):
                self._change(self.orders[number], status="cancelled")
                if refund is not None:
                    await self.keep(refund)
            case Redirection(order_number=number, ship_to=ship_to):
                self._change(self.orders[number], ship_to=ship_to)
            case OrderChange(order_number=number, refund=refund):
                kept = {name: getattr(record, name) for name in ("lines", "delivery", "total")}
                self._change(self.orders[number], **kept)
                if refund is not None:
                    await self.keep(refund)
            case Repayment() | PaymentRequest() | Invoice():
                await self._keep_money(record)
            case Ticket() | Note() | Voucher():
                self._history[type(record)].append(record)
            case Customer():
                self.customers[record.id] = record

    async def _keep_money(self, record: Repayment | PaymentRequest | Invoice) -> None:
        order = self.orders[record.order_number]
        match record:
            case Repayment(payment_reference=reference, refund=refund):
                await self.keep(refund)
                self._give_back(self.orders[order.number], reference)
            case PaymentRequest(pay_by=pay_by):
                self._change(order, reserved_until=pay_by)
            case Invoice(number=number):
                others = [known for known in order.invoices if known.number != number]
                self._change(order, invoices=(*others, record))

    def _give_back(self, order: Order, reference: str) -> None:
        self._change(
            order,
            payments=tuple(
                msgspec.structs.replace(one, state="refunded")
                if one.reference == reference
                else one
                for one in order.payments
            ),
        )

    def _change(self, order: Order, **changes: Any) -> None:
        self.orders[order.number] = msgspec.structs.replace(order, **changes)


_PARTS: dict[type[Record], str] = {
    Trace: "traces",
    Replacement: "replacements",
    Return: "returns",
    Exchange: "exchanges",
    Refund: "refunds",
}


def _of_customer(items: Iterable[_OfCustomer], customer_id: str) -> list[_OfCustomer]:
    return [item for item in items if item.customer_id == customer_id]


def _placed(order: Order) -> tuple[datetime, str]:
    """What orders are sorted by; one whose day nobody tells counts as old."""
    return order.placed_at or datetime.min.replace(tzinfo=UTC), order.number


def _first(
    items: list[_R], limit: int | None, *, key: Callable[[_R], tuple[datetime, str]]
) -> tuple[_R, ...]:
    """The newest items."""
    return tuple(sorted(items, key=key, reverse=True)[:limit])

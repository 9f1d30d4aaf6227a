"""What the embedded CRM is, said once for every store that it can live in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from actions.crm import families, identifying, money_rules, telephone
from actions.crm.abilities import Abilities
from actions.crm.errors import CrmUnable
from actions.crm.facets.people import Secret
from actions.crm.history_writer import HistoryWriter
from actions.crm.money_writer import MoneyWriter
from actions.crm.once_per_key import Clock
from actions.crm.order_writer import OrderWriter
from actions.crm.people_writer import PeopleWriter
from actions.crm.port import Books
from actions.crm.records.customer import Customer
from actions.crm.records.goods import Family, Product, Promotion, Voucher
from actions.crm.records.history import Note, Ticket
from actions.crm.records.order import Order, OrderChange
from actions.crm.records.payment import PaymentMethod
from actions.crm.remedy_writer import RemedyWriter

_UNABLE: Mapping[str, str] = {
    "swap_items": "the demo shop keeps no variants of what it sells",
    "change_payment": "the demo shop keeps no other ways to pay than the one of the order",
}
_ORDERS_LOOKED_THROUGH = 100


class EmbeddedCrm(PeopleWriter, OrderWriter, RemedyWriter, MoneyWriter, HistoryWriter):
    """A whole shop's system but for reading and `_once`, which stores add.

    `country` (ISO 3166) is whose telephone numbers are that say none.
    """

    def __init__(self, clock: Clock, country: str | None = None) -> None:
        super().__init__(clock)
        self._country = country

    @abstractmethod
    def own_records(self) -> Books:
        """The desk's records in this CRM's own store, where the desk has no other."""

    @abstractmethod
    async def seeded(self) -> bool:
        """Whether it holds the demo's content."""

    @abstractmethod
    async def customer(self, customer_id: str) -> Customer | None:
        """See `People.customer`."""

    @abstractmethod
    async def customer_by_email(self, email: str) -> Customer | None:
        """See `People.customer_by_email`."""

    @abstractmethod
    async def order(self, number: str) -> Order | None:
        """See `Orders.order`."""

    @abstractmethod
    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """See `Orders.orders`."""

    @abstractmethod
    async def vouchers(self, customer_id: str) -> tuple[Voucher, ...]:
        """See `Remedies.vouchers`."""

    @abstractmethod
    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Ticket, ...]:
        """See `History.tickets`."""

    @abstractmethod
    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Note, ...]:
        """See `History.notes`."""

    @abstractmethod
    async def promotion(self, code: str) -> Promotion | None:
        """See `Catalogue.promotion`."""

    @abstractmethod
    async def products(self, query: str, *, limit: int = 10) -> tuple[Product, ...]:
        """See `Catalogue.products`."""

    @abstractmethod
    async def ping(self) -> None:
        """See `System.ping`."""

    @abstractmethod
    async def close(self) -> None:
        """See `System.close`."""

    @abstractmethod
    async def _with_number_ending(self, digits: str) -> tuple[Customer, ...]:
        """The customers whose telephone number ends so."""

    @abstractmethod
    async def _living_at(self, postcode: str) -> tuple[Customer, ...]:
        """The customers whose own postcode that is."""

    @abstractmethod
    async def _whole_catalogue(self) -> tuple[Product, ...]:
        """All products."""

    def abilities(self) -> Abilities:
        """See `Facet.abilities`."""
        return Abilities(unable=_UNABLE)

    async def customer_by_phone(self, phone: str) -> Customer | None:
        """See `People.customer_by_phone`."""
        number = telephone.e164(phone, self._country)
        if number is None:
            return None
        alike = await self._with_number_ending(telephone.counting_key(number))
        same = [one for one in alike if telephone.e164(one.phone, self._country) == number]
        return same[0] if len(same) == 1 else None

    async def identify(self, secrets: Mapping[Secret, str]) -> str | None:
        """See `People.identify`."""
        number = secrets.get("order_number")
        order = None if number is None else await self.order(number)
        if number is not None and order is None:
            return None
        candidates = await self._candidates(order, secrets)
        known = [one.id for one in candidates if self._fits(one, order, secrets)]
        return known[0] if len(known) == 1 else None

    def _fits(self, customer: Customer, order: Order | None, secrets: Mapping[Secret, str]) -> bool:
        return identifying.fits(customer, order, secrets, country=self._country)

    async def _candidates(
        self, order: Order | None, secrets: Mapping[Secret, str]
    ) -> tuple[Customer, ...]:
        if order is not None:
            found = await self.customer(order.customer_id)
        elif "email" in secrets:
            found = await self.customer_by_email(secrets["email"])
        elif "phone" in secrets:
            found = await self.customer_by_phone(secrets["phone"])
        else:
            told_apart = {"name", "postcode"} <= secrets.keys()
            return await self._living_at(secrets["postcode"]) if told_apart else ()
        return () if found is None else (found,)

    async def swap_items(
        self,
        order_number: str,
        swaps: Mapping[str, str],
        *,
        pay_by: str | None,
        idempotency_key: str,
    ) -> OrderChange:
        """Not here: raises `CrmUnable`."""
        raise CrmUnable(f"{_UNABLE['swap_items'].capitalize()}.")

    async def change_payment(
        self, order_number: str, method_id: str, *, idempotency_key: str
    ) -> Order:
        """Not here: raises `CrmUnable`."""
        raise CrmUnable(f"{_UNABLE['change_payment'].capitalize()}.")

    async def families(self, limit: int) -> tuple[Family, ...]:
        """See `Catalogue.families`: the categories."""
        return families.of_products(await self._whole_catalogue())[:limit]

    async def variants(self, family_id: str) -> tuple[Product, ...]:
        """See `Catalogue.variants`."""
        return families.members(await self._whole_catalogue(), family_id)

    async def payment_methods(self, customer_id: str) -> tuple[PaymentMethod, ...]:
        """See `Money.payment_methods`: those that orders were paid with."""
        known = await self.orders(customer_id, limit=_ORDERS_LOOKED_THROUGH)
        return money_rules.payment_methods(known)

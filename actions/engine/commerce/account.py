"""Snapshot of a customer: who they are, what they ordered, how they can pay, what the shop has."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import msgspec

from actions.crm.errors import CrmError, CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.customer import Address, Customer
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.crm.records.payment import PaymentMethod
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH
from actions.engine.case.wishes import Matter, Postal, Target, Wishes
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.kinds import Kinds, kinds_of
from actions.engine.commerce.vocabulary import Vocabulary

_FAMILIES = 2_000


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a customer in this turn."""

    customer: Customer
    orders: tuple[Order, ...]
    methods: tuple[PaymentMethod, ...]
    kinds: Kinds

    def order(self, number: str) -> Order | None:
        """The customer's order with that number."""
        return next((one for one in self.orders if one.number == number), None)

    def bought(self, target: Target) -> Bought | None:
        """The line that a target means."""
        order = self.order(target.order)
        lines = order.lines if order else ()
        line = next((one for one in lines if one.id == target.line), None)
        return Bought(order=order, line=line) if order and line else None

    def all_bought(self, targets: Iterable[Target]) -> tuple[Bought, ...]:
        """The lines that targets mean, those that there are."""
        return tuple(one for target in targets if (one := self.bought(target)))

    def whole(self, number: str) -> tuple[Bought, ...]:
        """All lines of an order."""
        order = self.order(number)
        return tuple(Bought(order=order, line=line) for line in order.lines) if order else ()

    def method(self, key: str) -> PaymentMethod | None:
        """The way to pay with that id."""
        return next((one for one in self.methods if one.id == key), None)

    def original(self, number: str) -> PaymentMethod | None:
        """How an order was paid."""
        order = self.order(number)
        return self.method(order.payment) if order else None


async def account_of(crm: Crm, customer_id: str, vocabulary: Vocabulary) -> Account:
    """Everything about a customer. Raises `CrmError`."""
    customer, orders, methods, families = await asyncio.gather(
        crm.people.customer(customer_id),
        crm.orders.orders(customer_id, limit=ORDERS_LOOKED_THROUGH),
        _methods(crm, customer_id),
        crm.catalogue.families(_FAMILIES),
    )
    if customer is None:
        raise CrmNotFound
    kinds = kinds_of(vocabulary, {one.id: one.name for one in families})
    return Account(customer=customer, orders=orders, methods=methods, kinds=kinds)


async def variants_of(crm: Crm, one: Bought) -> tuple[Product, ...]:
    """What the line may become. Raises `CrmError`."""
    return await crm.catalogue.variants(one.line.family_id) if one.line.family_id else ()


def postal(address: Address) -> Postal:
    """An address of the CRM as a case keeps it."""
    return Postal(
        street=address.street,
        city=address.city,
        postcode=address.postcode,
        region=address.region or "",
        country=address.country,
    )


def of_postal(where: Postal) -> Address:
    """And back."""
    return Address(
        street=where.street,
        city=where.city,
        postcode=where.postcode,
        region=where.region or None,
        country=where.country,
    )


def target(one: Bought, said: str = "", now: str = "") -> Target:
    """A line as a matter keeps it."""
    return Target(order=one.order.number, line=one.line.id, said=said, now=now)


def touched(account: Account, matter: Matter) -> tuple[Bought, ...]:
    """All lines that a matter touches, whole orders included."""
    whole = (line for number in matter.orders for line in account.whole(number))
    return (*account.all_bought(matter.targets), *whole)


def spoken_of(wishes: Wishes, account: Account) -> list[Bought]:
    """The lines that were last named."""
    keys = set(wishes.spoken_of)
    lines = (line for order in account.orders for line in account.whole(order.number))
    return [one for one in lines if target(one).key in keys]


async def _methods(crm: Crm, customer_id: str) -> tuple[PaymentMethod, ...]:
    """A shop that keeps no ways to pay leaves the money where it came from."""
    try:
        return await crm.money.payment_methods(customer_id)
    except CrmError:
        return ()

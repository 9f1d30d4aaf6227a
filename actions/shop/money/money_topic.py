"""The kind of topic that looks into payments, invoices, prices, codes and credit."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.crm.port import Crm
from actions.crm.records.goods import Product, Voucher
from actions.crm.records.order import Order
from actions.engine.business.policy import policy
from actions.engine.case import identity
from actions.engine.case.case import Case, restarted, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis
from actions.engine.case.proof import owned
from actions.engine.case.turn import Turn
from actions.engine.words.wording import money
from actions.shop.money import acts
from actions.shop.money.detail import Detail, listened
from actions.shop.orders import parcel
from actions.shop.orders.goods import candidate
from actions.shop.orders.order_topic import missed

_ORDERS_LOOKED_THROUGH = 50
_CHOICES = 4
_GRAPHICS = re.compile(r"graphic|grafic|grahic|gpu|video|orion|draco", re.IGNORECASE)


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What the CRM tells of whoever asks, on a given day. `stock` are products by SKU.

    `whole`: whether it is the whole account, or only an order that was proven.
    """

    today: date
    seed: str
    orders: tuple[Order, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    stock: Mapping[str, Product] = {}
    tier: str = ""
    whole: bool = True


class MoneyTopic(msgspec.Struct, frozen=True, kw_only=True):
    """`examine` looks at what the CRM tells: it asks for a detail, or comes to a plan.

    `complaint` is what the customer does, as a sentence goes on: `asks for an invoice`. `prices`:
    whether today's prices of what was ordered matter.
    """

    heard: str
    complaint: str
    examine: Callable[[Case, Seen], Case]
    details: tuple[Detail, ...] = ()
    thing: str = "order"
    skill: str = "billing"
    prices: bool = False

    def listen(self, case: Case, turn: Turn) -> Case:
        """The case with every detail that the first message tells."""
        goods = case.wanted if self.thing == "order" else _without_bank_card(case.wanted, turn.text)
        return listened(replace(case, wanted=goods), turn, self.details)

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Another amount, day or code than before."""
        told = listened(case, turn, self.details)
        if told.findings.known == case.findings.known:
            return None
        return restarted(replace(told, diagnosis=None, explained=False))

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """Nothing else is to be had."""
        return None

    async def look(self, case: Case, desk: Desk) -> Case:
        """Find out whose money it is about, then what is the matter with it."""
        case = await owned(case, desk)
        if case.account is None:
            return case
        return self.examine(case, await seen(case, desk, case.account, prices=self.prices))

    def situation(self, case: Case) -> str:
        """Which order, as far as it is known."""
        number = f" About order {case.order_number}." if case.order_number else ""
        return f"The customer {self.complaint}.{number}"

    def facts_of(self, diagnosis: Diagnosis) -> dict[str, Any]:
        """What an agent wants to see at a glance."""
        known = {
            "order_number": diagnosis.order_number,
            "product": diagnosis.product,
            "cause": diagnosis.cause,
            "reference": diagnosis.reference,
            "value": money(diagnosis.value, diagnosis.currency) if diagnosis.value else "",
        }
        return {name: value for name, value in known.items() if value}

    async def carry_out(
        self, crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
    ) -> ActionResult:
        """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""
        return await acts.carry_out(crm, act, diagnosis, customer_id, turn)


async def seen(case: Case, desk: Desk, account: str, *, prices: bool = False) -> Seen:
    """What the CRM tells: of the whole account, or of the proven order alone."""
    whole = identity.whole_account(desk.turn.customer) is not None
    customer, orders, vouchers = await asyncio.gather(
        desk.crm.people.customer(account),
        _orders(case, desk, account, whole=whole),
        _vouchers(desk, account),
    )
    return Seen(
        today=desk.today,
        seed=desk.turn.turn_id,
        orders=orders,
        vouchers=vouchers if whole else (),
        stock=await _stock(desk.crm, orders) if prices else {},
        tier=customer.tier if customer else "",
        whole=whole,
    )


def chosen(case: Case, known: Seen, likely: Callable[[Order], bool]) -> Order | Case:
    """The order that is meant, or the case with the question which one."""
    if case.order_number is not None:
        named = (order for order in known.orders if order.number == case.order_number)
        return next(named, None) or missed(case)
    fitting = [
        order for order in recent(known) if not case.wanted or parcel.meant(order, case.wanted)
    ]
    found = list(filter(likely, fitting)) or fitting
    if len(found) == 1:
        return found[0]
    if not found:
        return waiting(case, "order_number", "none_fits")
    return which_order(case, found)


def which_order(case: Case, orders: Iterable[Order]) -> Case:
    """The case with the question which of these orders it is about."""
    found = [candidate(order, parcel.meant(order, case.wanted) or order.lines) for order in orders]
    return waiting(replace(case, candidates=tuple(found[:_CHOICES])), "which_order")


def recent(known: Seen) -> tuple[Order, ...]:
    """The orders of the last months, newest first."""
    since = known.today - policy().window("looked_back").span
    return tuple(order for order in known.orders if order.placed_on(known.today) >= since)


def _without_bank_card(wanted: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Where it is about paying, a bare card is no graphics card."""
    if _GRAPHICS.search(text):
        return wanted
    return tuple(one for one in wanted if one != "graphics card")


async def _orders(case: Case, desk: Desk, account: str, *, whole: bool) -> tuple[Order, ...]:
    if whole:
        return await desk.crm.orders.orders(account, limit=_ORDERS_LOOKED_THROUGH)
    order = await desk.crm.orders.order(case.order_number or "")
    return (order,) if order and order.customer_id == account else ()


def _vouchers(desk: Desk, account: str) -> Awaitable[tuple[Voucher, ...]]:
    return desk.crm.remedies.vouchers(account)


async def _stock(crm: Crm, orders: Iterable[Order]) -> dict[str, Product]:
    """What was ordered lately, as it is sold today."""
    skus = {line.sku for order in list(orders)[:_CHOICES] for line in order.lines}
    found = await asyncio.gather(*(crm.catalogue.products(sku) for sku in sorted(skus)))
    return {product.sku: product for some in found for product in some if product.sku in skus}

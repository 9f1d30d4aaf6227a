"""The kind of topic that looks into an order: whose, which one, what is wrong with it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from actions.crm.incident import IncidentCause
from actions.crm.port import Crm
from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.business.topic import conclude
from actions.engine.case.case import Candidate, Case, answered, ended, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis, Plan
from actions.engine.case.incidents import Circumstances, likelier
from actions.engine.case.proof import owned
from actions.engine.case.turn import Turn
from actions.engine.facts.finding import alike
from actions.engine.words.texts import say_to_agents
from actions.shop.orders import instead, remedies
from actions.shop.orders.goods import in_question
from actions.shop.orders.instead import EQUAL

_MISSES_BEFORE_A_PERSON = 3
_ORDERS_LOOKED_THROUGH = 50
_CHOICES = 4


class Diagnose(Protocol):
    """Finds the likeliest cause."""

    def __call__(self, order: Order, today: date, *, wanted: Sequence[str]) -> Diagnosis:
        """The diagnosis."""


class Weigh(Protocol):
    """Finds the likeliest cause while incidents go on."""

    def __call__(
        self,
        order: Order,
        today: date,
        *,
        wanted: Sequence[str],
        likelier: Collection[IncidentCause],
    ) -> Diagnosis:
        """The diagnosis; `likelier` is what incidents that concern the order bring about."""


class OrderTopic(msgspec.Struct, frozen=True, kw_only=True):
    """`heard` is the response that restates the problem; `skill` whom to hand over to.

    `complaint` is the id of the text that tells agents what the customer does.
    """

    heard: str
    skill: str
    complaint: str
    candidates: Callable[[Iterable[Order], Sequence[str], date], list[Candidate]]
    diagnose: Diagnose
    plan: Callable[[Diagnosis, Mapping[str, Product], Tier], Plan]
    facts: Callable[[Diagnosis], dict[str, Any]]
    act: Callable[[Crm, Act, Diagnosis, str, Turn], Awaitable[ActionResult]]
    weighed: Weigh | None = None
    """As `diagnose`, where incidents make some causes likelier; without it they change nothing."""
    by_item: bool = False
    """Whether it is about single items rather than about the parcel that they came in."""
    thing: str = "order"

    def listen(self, case: Case, turn: Turn) -> Case:
        """Order and product are in the case already."""
        return case

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Another order or product is all there is to correct."""
        return None

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """Money for goods, or goods for money."""
        return instead.rather(case, turn)

    async def look(self, case: Case, desk: Desk) -> Case:
        """Find out whose order it is, which one, and what is wrong with it."""
        case = await owned(case, desk)
        if case.account is None:
            return case
        order = await self._order(case, desk, case.account)
        return await self._examine(case, desk, order) if isinstance(order, Order) else order

    def situation(self, case: Case) -> str:
        """Which goods and which order, as far as they are known."""
        known = "numbered" if case.order_number else "unnumbered"
        return say_to_agents(
            f"agents.about_goods.{known}" if case.wanted else f"agents.about_order.{known}",
            goods=next(iter(case.wanted), ""),
            number=case.order_number,
            complaint=say_to_agents(self.complaint),
        )

    def facts_of(self, diagnosis: Diagnosis) -> dict[str, Any]:
        """What an agent wants to see at a glance."""
        return self.facts(diagnosis)

    async def carry_out(
        self, crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
    ) -> ActionResult:
        """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""
        return await self.act(crm, act, diagnosis, customer_id, turn)

    async def _order(self, case: Case, desk: Desk, account: str) -> Order | Case:
        """The order that is meant, or the case with the question which one."""
        if case.order_number is not None:
            order = await desk.crm.orders.order(case.order_number)
            return order if order and order.customer_id == account else missed(case)
        orders = await desk.crm.orders.orders(account, limit=_ORDERS_LOOKED_THROUGH)
        found = self.candidates(orders, case.wanted, desk.today)
        if len(found) == 1:
            return next(order for order in orders if order.number == found[0].number)
        if found:
            return waiting(replace(case, candidates=tuple(found[:_CHOICES])), "which_order")
        return waiting(case, "order_number", "none_fits")

    async def _examine(self, case: Case, desk: Desk, order: Order) -> Case:
        """Diagnose the order and plan what to do, with what the CRM says of stock and tier."""
        if self.by_item and (items := in_question(order, case.wanted)):
            told = [one for one in items if _names(desk.turn.text, one.category)]
            if len(told) != 1:
                known = replace(case, order_number=order.number, candidates=items)
                return waiting(known, "which_item")
            case = replace(case, wanted=(told[0].product,))
        diagnosis = self._diagnosed(case, desk, order)
        customer, stock = await asyncio.gather(
            desk.crm.people.customer(order.customer_id), _stock(desk.crm, diagnosis.pieces)
        )
        plan = self.plan(diagnosis, stock, customer.tier if customer else "")
        if other := remedies.equal(diagnosis, stock):
            facts = {**diagnosis.facts, EQUAL: other.name}
            diagnosis = replace(diagnosis, facts=facts)
        return conclude(
            replace(case, order_number=order.number, diagnosis=diagnosis, plan=plan, candidates=())
        )

    def _diagnosed(self, case: Case, desk: Desk, order: Order) -> Diagnosis:
        around = Circumstances(topic=case.topic, orders=(order,), said=desk.turn.text)
        known = likelier(desk.incidents, around)
        if self.weighed is None or not known:
            return self.diagnose(order, desk.today, wanted=case.wanted)
        return self.weighed(order, desk.today, wanted=case.wanted, likelier=known)


def _names(text: str, kind: str) -> bool:
    """Whether a text has the word for a kind of goods: "case" is one only beside such an order."""
    return re.search(rf"\b{re.escape(kind)}\b", text, re.IGNORECASE) is not None


def missed(case: Case) -> Case:
    """The case after a number that is none of the account's."""
    without = replace(case, misses=case.misses + 1, order_number=None)
    if without.misses < _MISSES_BEFORE_A_PERSON:
        return waiting(without, "order_number", "not_found")
    asked, said = say_to_agents("agents.which_order"), say_to_agents("agents.unknown_numbers")
    known = answered(without, asked, said)
    return ended(known, "hand_over", "low_understanding")


async def _stock(crm: Crm, skus: Iterable[str]) -> dict[str, Product]:
    """The products by SKU, asked for at the same time; behind a sold-out one what comes nearest."""
    wanted = tuple(skus)
    found = await asyncio.gather(*(crm.catalogue.products(sku) for sku in wanted))
    stock = {product.sku: product for some in found for product in some if product.sku in wanted}
    gone = next((one for one in stock.values() if one.in_stock == 0), None)
    others = await alike(crm, gone, most=1) if gone and len(wanted) == 1 else ()
    return stock | {one.sku: one for one in others}

"""Other goods, other quantities, or another delivery for an order that nobody has packed yet."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from actions.crm.port import Crm
from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import Order
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case.case import Candidate, Case, Wish, restarted, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Change, Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_to_agents
from actions.engine.words.wording import money
from actions.shop.orders import goods_topic, order_missing, remedies
from actions.shop.orders.amending import Amended, Shop, amend, no_express
from actions.shop.orders.order_topic import OrderTopic
from actions.shop.orders.wish import made_clearer, wish_of

Stock = Mapping[str, Product]

_COMPLAINT = "agents.customer.change"
_OPEN = frozenset({"to_pay", "to_send"})
_LOOKED_THROUGH = 100


class ChangeTopic(OrderTopic, frozen=True, kw_only=True):
    """Asks what shall be different, where it still can be."""

    def listen(self, case: Case, turn: Turn) -> Case:
        """What is named may be what shall come into the order: it does not tell which one."""
        return replace(case, wish=wish_of(turn) or Wish(), wanted=())

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Another wish, or the rest of it."""
        said = wish_of(turn)
        return restarted(replace(case, wish=made_clearer(case.wish, said))) if said else None

    async def look(self, case: Case, desk: Desk) -> Case:
        """As for any order, with the wish as one thing more to know."""
        case = await super().look(case, desk)
        if case.waiting_for != "go_ahead" or case.plan is None or case.plan.act != "change":
            return case
        order = await desk.crm.orders.order(case.order_number or "")
        customer = await desk.crm.people.customer(case.account or "")
        if order is None or customer is None:
            return case
        shop = await offered(desk.crm, case.wish.goods, order)
        return _proposed(case, order, amend(order, case.wish, shop), customer.tier)


async def offered(crm: Crm, goods: Iterable[str], order: Order) -> Shop:
    """What the shop has of all that was named, and of the kinds that the order holds."""
    words = tuple(dict.fromkeys((*goods, *(line.category for line in order.lines))))
    found = await asyncio.gather(
        *(crm.catalogue.products(one, limit=_LOOKED_THROUGH) for one in words)
    )
    return dict(zip(words, found, strict=True))


def choosing(case: Case, order: Order, products: Iterable[Product]) -> Case:
    """The case with the question which product is meant."""
    found = tuple(
        Candidate(
            number=order.number,
            product=one.name,
            placed_on=order.day_placed,
            price=one.price,
            category=one.category,
        )
        for one in products
    )
    return waiting(replace(case, candidates=found), "which_product")


def more_or_less(difference: int, currency: str) -> str:
    """What a change does to the price, in a sentence."""
    if difference == 0:
        return say("changes.price.same")
    amount = money(abs(difference), currency)
    if difference > 0:
        return say("changes.price.more", amount=amount)
    return say("changes.price.less", amount=amount)


def _candidates(orders: Iterable[Order], wanted: Sequence[str], today: date) -> list[Candidate]:
    """Orders that still can be changed, those that hold what was named first of all."""
    found = order_missing.candidates(
        orders, (), today, missed_for=policy().window("looked_back").span
    )
    open_ones = {
        order.number
        for order in orders
        if goods_topic.diagnose(order, today, complaint=_COMPLAINT).cause in _OPEN
    }
    return [one for one in found if one.number in open_ones] or found


def _diagnose(order: Order, today: date, *, wanted: Sequence[str] = ()) -> Diagnosis:
    """How far the order is as a whole, whatever was named."""
    found = goods_topic.diagnose(order, today, complaint=_COMPLAINT)
    if found.cause not in _OPEN or not order.shipments:
        return found
    words = say("changes.found_packed", number=order.number)
    return replace(found, cause="packed", explanation=words)


def _proposed(case: Case, order: Order, amended: Amended, tier: Tier) -> Case:
    match amended:
        case None:
            return waiting(case, "what_change")
        case Change():
            plan = _plan(amended, order, tier)
            found = replace(case.diagnosis, change=amended) if case.diagnosis else None
            return conclude(replace(case, diagnosis=found, plan=plan, waiting_for=None))
        case _:
            return choosing(case, order, amended)


def _plan(change: Change, order: Order, tier: Tier) -> Plan:
    if change.same:
        return remedies.nothing(say("changes.same"))
    if change.nothing_left:
        return Plan(
            act="cancel",
            intent=say_to_agents("agents.plan.cancel", number=order.number),
            proposal=say("changes.nothing_left"),
        )
    if change.delivery == "express" and no_express(order):
        return remedies.nothing(say("changes.no_express"))
    price = more_or_less(change.difference, order.currency)
    intent = say_to_agents("agents.plan.change", number=order.number, change=change.words)
    if policy().may("change", value=abs(change.difference), tier=tier):
        proposal = say("changes.proposal", change=change.words, price=price)
        return Plan(act="change", intent=intent, proposal=proposal, value=abs(change.difference))
    return Plan(
        act="change",
        intent=f"{intent} ({money(change.difference, order.currency)})",
        reason="value_limit",
        proposal=say("changes.above", change=change.words, price=price),
    )


def _change(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return Plan(
        act="change", intent=say_to_agents("agents.plan.changed", number=diagnosis.order_number)
    )


def _packed(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.ask_colleague(
        say_to_agents("agents.plan.change_packed", number=diagnosis.order_number),
        say("changes.packed"),
    )


def _the_rest(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.ask_colleague(
        say_to_agents("agents.plan.change_the_rest", number=diagnosis.order_number),
        say("changes.the_rest"),
    )


def _on_its_way(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return Plan(
        act="none",
        then=("place_order", "return_item"),
        proposal=say("changes.on_the_way"),
    )


def _arrived(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return Plan(
        act="none",
        then=("exchange_item", "return_item", "place_order"),
        proposal=say("changes.arrived"),
    )


TOPICS: dict[str, OrderTopic] = {
    "change_order": replace(
        goods_topic.goods_topic(
            ChangeTopic,
            heard="utter_change_order_heard",
            complaint=_COMPLAINT,
            likely=_OPEN,
            remedy_for={
                **dict.fromkeys(_OPEN, _change),
                "packed": _packed,
                "sent_in_part": _the_rest,
                "on_the_way": _on_its_way,
                "arrived": _arrived,
                "kept": _arrived,
            },
        ),
        candidates=_candidates,
        diagnose=_diagnose,
    )
}

"""Another product for one that has arrived: set aside now, sent once the old one is back."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.crm.records.order import OrderLine
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case, Wish, restarted
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_to_agents
from actions.shop.orders import remedies
from actions.shop.orders.amending import alternatives
from actions.shop.orders.changing import choosing, more_or_less, offered
from actions.shop.orders.order_topic import OrderTopic
from actions.shop.orders.wish import figures_in

Stock = Mapping[str, Product]


class ExchangeTopic(OrderTopic, frozen=True, kw_only=True):
    """Asks what shall come instead, where more than one product may be meant."""

    def listen(self, case: Case, turn: Turn) -> Case:
        """What is named is the item at first; its measures may be those of the other one."""
        return replace(case, wish=Wish(kind="swap", figures=figures_in(turn.text)))

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Once the item is known, another product is what shall come instead of it."""
        named, figures = turn.entities.get("product", ()), figures_in(turn.text)
        if case.diagnosis is None or case.diagnosis.cause != "arrived" or not (named or figures):
            return None
        return restarted(replace(case, wish=Wish(kind="swap", goods=named, figures=figures)))

    async def look(self, case: Case, desk: Desk) -> Case:
        """As for any order, with the product that is wanted as one thing more to know."""
        case = await super().look(case, desk)
        if case.waiting_for != "go_ahead" or case.plan is None or case.plan.act != "exchange":
            return case
        order = await desk.crm.orders.order(case.order_number or "")
        customer = await desk.crm.people.customer(case.account or "")
        if order is None or customer is None or case.diagnosis is None:
            return case
        line = next(line for line in order.lines if line.id in case.diagnosis.line_ids)
        wish = replace(case.wish, goods=case.wish.goods or case.wanted)
        found = alternatives(line, wish, await offered(desk.crm, wish.goods, order))
        if len(found) > 1:
            return choosing(case, order, found)
        plan = _exchange(case.diagnosis, line, found[0], customer.tier) if found else None
        known = replace(case.diagnosis, instead=found[0].sku if found else None)
        plan = plan or _nothing_else(known)
        return conclude(replace(case, diagnosis=known, plan=plan, waiting_for=None))


def wanted(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    """An exchange, before it is known for what."""
    return Plan(
        act="exchange", intent=say_to_agents("agents.plan.exchange", goods=diagnosis.product)
    )


def _exchange(diagnosis: Diagnosis, line: OrderLine, new: Product, tier: Tier) -> Plan:
    intent = say_to_agents("agents.plan.exchange_for", goods=diagnosis.product, new=new.name)
    difference = (new.price - line.unit_price) * line.quantity
    price = more_or_less(difference, diagnosis.currency)
    return remedies.within_rights(
        "exchange",
        replace(diagnosis, value=new.price * line.quantity),
        tier,
        intent=intent,
        proposal=say("changes.exchange", new=new.name, price=price),
        above=say("changes.exchange.above", new=new.name, price=price),
    )


def _nothing_else(diagnosis: Diagnosis) -> Plan:
    back = remedies.send_back(diagnosis)
    return replace(back, proposal=f"{say('changes.exchange.sold_out')} {back.proposal}")

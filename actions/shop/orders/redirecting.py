"""Another address for an order that has not left: only for a customer who is signed in."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.engine.case import identity
from actions.engine.case.case import Case, ended, restarted, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan, Street
from actions.engine.case.postal import corrected, country_name, fits, street
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_to_agents
from actions.shop.orders import remedies
from actions.shop.orders.goods_topic import goods_topic
from actions.shop.orders.order_topic import OrderTopic

Stock = Mapping[str, Product]


class RedirectTopic(OrderTopic, frozen=True, kw_only=True):
    """Asks where the order shall go, where it still can."""

    def listen(self, case: Case, turn: Turn) -> Case:
        """Take the address out of the first message; one that was said before signing in stays."""
        return replace(case, new_address=street(turn.text) or case.new_address)

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Another address than the one said before."""
        where = street(turn.text)
        if where is None and case.new_address is not None:
            where = corrected(case.new_address, turn.text)
        return restarted(replace(case, new_address=where)) if where else None

    async def look(self, case: Case, desk: Desk) -> Case:
        """As for any order, with the new address as one thing more to know."""
        if identity.whole_account(desk.turn.customer) is None:
            # Number and postcode stand on every parcel: too little to send goods elsewhere.
            return ended(case, "sign_in")
        case = await super().look(case, desk)
        if case.waiting_for != "go_ahead" or case.plan is None or case.plan.act != "redirect":
            return case
        if case.new_address is None:
            return waiting(case, "new_address")
        order = await desk.crm.orders.order(case.order_number or "")
        country = order.ship_to.country if order else ""
        return _proposed(case, case.plan, case.new_address, country)


def _proposed(case: Case, plan: Plan, where: Street, country: str) -> Case:
    """The new address to be agreed on; abroad a colleague's, and unclear where it may be abroad."""
    known = fits(where.postcode, where.country or country)
    if not where.country and not known:
        return waiting(case, "new_country")
    if where.country not in ("", country):
        return replace(case, plan=_abroad(case, where.country))
    if not known:
        name = country_name(country)
        why = say("changes.address.not_there", postcode=where.postcode, country=name)
        return waiting(replace(case, new_address=None, news=(*case.news, why)), "new_address")
    diagnosis = replace(case.diagnosis, new_address=where) if case.diagnosis else None
    proposal = say(
        "changes.address",
        street=where.street,
        postcode=where.postcode,
        city=where.city,
        country=country_name(country),
    )
    brief = f"{plan.intent}: {where.street}, {where.postcode} {where.city}"
    plan = replace(plan, proposal=proposal, brief=brief)
    return replace(case, diagnosis=diagnosis, plan=plan)


def _abroad(case: Case, country: str) -> Plan:
    return remedies.ask_colleague(
        say_to_agents("agents.plan.redirect_abroad", number=case.order_number),
        say("changes.address.abroad", country=country_name(country)),
    )


def _redirect(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return Plan(
        act="redirect", intent=say_to_agents("agents.plan.redirect", number=diagnosis.order_number)
    )


def _too_late(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.nothing(say("changes.address.too_late"))


def _by_colleague(diagnosis: Diagnosis, stock: Stock, tier: Tier) -> Plan:
    return remedies.ask_colleague(
        say_to_agents("agents.plan.redirect_the_rest", number=diagnosis.order_number),
        say("changes.the_rest"),
    )


TOPICS: dict[str, OrderTopic] = {
    "change_shipping_address": goods_topic(
        RedirectTopic,
        heard="utter_change_shipping_address_heard",
        complaint="agents.customer.redirect",
        likely=("to_pay", "to_send"),
        remedy_for={
            "to_pay": _redirect,
            "to_send": _redirect,
            "to_send_in_part": _redirect,
            "sent_in_part": _by_colleague,
            "on_the_way": _too_late,
        },
    )
}

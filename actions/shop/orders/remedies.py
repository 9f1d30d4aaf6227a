"""What can be proposed about goods, each within the bot's rights or prepared for a colleague."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec.structs import replace

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.engine.business.policy import policy
from actions.engine.case.diagnosis import Act, Diagnosis, Plan
from actions.engine.words.texts import say, say_to_agents
from actions.engine.words.wording import day, days, long_day, money
from actions.shop.orders.parcel_words import carrier_of

WhyPaid = Literal["not_arrived", "overdue", "returned", "sold_out", "no_new_one"]
WhyTraced = Literal["late", "delivered", "first"]
"""Why a price is given back, or a parcel traced, as the texts have it."""


def nothing(words: str = "") -> Plan:
    """Nothing to do; `words` say what follows of itself."""
    return Plan(act="none", proposal=words)


def ask_colleague(intent: str, why: str, *, optional: bool = False) -> Plan:
    """What a colleague has to decide; `why` in a sentence or more."""
    return Plan(
        act="person",
        intent=intent,
        reason="policy",
        optional=optional,
        proposal=f"{why} {say('remedies.bring_in')}",
    )


def cancel(diagnosis: Diagnosis) -> Plan:
    """Before anything has left."""
    unpaid, price = diagnosis.cause == "to_pay", amount(diagnosis)
    return Plan(
        act="cancel",
        intent=say_to_agents("agents.plan.cancel", number=diagnosis.order_number),
        proposal=say("remedies.cancel.unpaid") if unpaid else say("remedies.cancel", amount=price),
    )


def send_back(diagnosis: Diagnosis) -> Plan:
    """Within the time to change one's mind."""
    return Plan(
        act="send_back",
        intent=say_to_agents("agents.plan.take_back", goods=diagnosis.product),
        proposal=_send_back_words(diagnosis),
    )


def kept_too_long(diagnosis: Diagnosis) -> Plan:
    """Past that time."""
    return ask_colleague(
        say_to_agents("agents.plan.kept_too_long", goods=diagnosis.product),
        say("remedies.kept_too_long"),
        optional=True,
    )


def money_back(diagnosis: Diagnosis, tier: Tier, why: WhyPaid) -> Plan:
    """The price back at once, without the goods."""
    price, late = amount(diagnosis), days(diagnosis.days_late)
    return within_rights(
        "refund",
        diagnosis,
        tier,
        intent=say_to_agents("agents.plan.refund", amount=price, goods=diagnosis.product),
        proposal=say(f"remedies.refund.{why}", amount=price, late=late),
        above=say(f"remedies.refund_above.{why}", amount=price, late=late),
    )


def pay_for_return(diagnosis: Diagnosis, tier: Tier) -> Plan:
    """The price of what came back to us."""
    return money_back(diagnosis, tier, "returned")


def trace_first(diagnosis: Diagnosis) -> Plan:
    """The money only once the carrier has not found it."""
    return trace(diagnosis, "first")


def trace(diagnosis: Diagnosis, why: WhyTraced) -> Plan:
    """A search by the carrier."""
    return Plan(
        act="trace",
        intent=say_to_agents(
            "agents.plan.trace", carrier=diagnosis.carrier or say_to_agents("agents.carrier")
        ),
        proposal=say(f"remedies.trace.{why}", carrier=carrier_of(diagnosis.carrier)),
    )


def chase(diagnosis: Diagnosis) -> Plan:
    """Money that should have moved."""
    return Plan(
        act="chase",
        intent=say_to_agents("agents.plan.chase", number=diagnosis.order_number),
        proposal=say("remedies.chase"),
    )


def swap(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """A new one for the one that is wrong, else the money."""
    if sold_out(diagnosis, stock):
        return Plan(
            act="take_back",
            intent=say_to_agents("agents.plan.take_back_sold_out", goods=diagnosis.product),
            proposal=with_choices(
                say("remedies.take_back", amount=amount(diagnosis)), diagnosis, stock
            ),
        )
    return within_rights(
        "swap",
        diagnosis,
        tier,
        intent=say_to_agents("agents.plan.swap", goods=diagnosis.product),
        proposal=say("remedies.swap"),
        above=say("remedies.swap.above"),
    )


def complete(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """What was not in the parcel, else its price."""
    if sold_out(diagnosis, stock):
        paid = money_back(diagnosis, tier, "sold_out")
        return replace(paid, proposal=with_choices(paid.proposal, diagnosis, stock))
    return within_rights(
        "complete",
        diagnosis,
        tier,
        intent=say_to_agents("agents.plan.complete", goods=diagnosis.product),
        proposal=say("remedies.complete"),
        above=say("remedies.complete.above"),
    )


def warranty(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """Repair or a new one as long as the maker's warranty holds."""
    ends = _warranty_ends(diagnosis, stock)
    if ends is None:
        return ask_colleague(
            say_to_agents("agents.plan.warranty_unknown", goods=diagnosis.product),
            say("remedies.warranty.unknown"),
        )
    if diagnosis.found_on and ends < diagnosis.found_on:
        return ask_colleague(
            say_to_agents("agents.plan.warranty_ended", goods=diagnosis.product),
            say("remedies.warranty.ended", ends=long_day(ends)),
            optional=True,
        )
    return within_rights(
        "repair",
        diagnosis,
        tier,
        intent=say_to_agents("agents.plan.repair", goods=diagnosis.product),
        proposal=say("remedies.repair", ends=long_day(ends)),
        above=say("remedies.repair.above", ends=long_day(ends)),
    )


def with_choices(proposal: str, diagnosis: Diagnosis, stock: Mapping[str, Product]) -> str:
    """A proposal for sold-out goods, with the day of new ones and with what comes nearest."""
    gone = [stock[sku] for sku in diagnosis.pieces if sku in stock and not stock[sku].in_stock]
    due = [one.restock_on for one in gone if one.restock_on]
    words = [proposal]
    if due:
        words.append(say("remedies.sold_out.dated", by=day(max(due))))
    if other := equal(diagnosis, stock):
        price = money(other.price, other.currency)
        words.append(say("remedies.sold_out.equal", goods=other.name, price=price))
    return " ".join(words)


def equal(diagnosis: Diagnosis, stock: Mapping[str, Product]) -> Product | None:
    """What is there and comes nearest to sold-out goods, where it was looked for."""
    others = [one for sku, one in stock.items() if sku not in diagnosis.pieces and one.in_stock]
    return others[0] if others else None


def sold_out(diagnosis: Diagnosis, stock: Mapping[str, Product]) -> bool:
    """Whether there are fewer pieces than are needed of any of it."""
    return any(
        sku not in stock or _too_few(stock[sku].in_stock, needed)
        for sku, needed in diagnosis.pieces.items()
    )


def _too_few(there: int | None, needed: int) -> bool:
    """Where the shop does not tell, it is the shop that refuses."""
    return there is not None and there < needed


def amount(diagnosis: Diagnosis) -> str:
    """What the goods cost."""
    return money(diagnosis.value, diagnosis.currency)


def within_rights(
    act: Act, diagnosis: Diagnosis, tier: Tier, *, intent: str, proposal: str, above: str
) -> Plan:
    """What the bot may do at that value, else what it prepares for a colleague: `above`."""
    if policy().may(act, value=diagnosis.value, tier=tier):
        return Plan(act=act, intent=intent, proposal=proposal, value=diagnosis.value)
    released = say("remedies.released_by_colleague", amount=amount(diagnosis))
    return Plan(
        act=act,
        intent=f"{intent} ({amount(diagnosis)})",
        reason="value_limit",
        proposal=f"{above} {released}",
    )


def _send_back_words(diagnosis: Diagnosis) -> str:
    if diagnosis.since is None:
        return say("remedies.send_back.undated", amount=amount(diagnosis))
    last = day(diagnosis.since + policy().window("return").span)
    return say("remedies.send_back", amount=amount(diagnosis), last=last)


def _warranty_ends(diagnosis: Diagnosis, stock: Mapping[str, Product]) -> date | None:
    """The day on which the first of the warranties ends."""
    months = [stock[sku].warranty_months for sku in diagnosis.pieces if sku in stock]
    known = [count for count in months if count is not None]
    if diagnosis.since is None or len(known) < len(diagnosis.pieces):
        return None
    return _later(diagnosis.since, min(known))


def _later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))

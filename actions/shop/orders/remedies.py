"""What can be proposed about goods, each within the bot's rights or prepared for a colleague."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from actions.crm.records.customer import Tier
from actions.crm.records.goods import Product
from actions.engine.business.policy import policy
from actions.engine.case.diagnosis import Act, Diagnosis, Plan
from actions.engine.words.wording import day, long_day, money


def nothing(words: str = "") -> Plan:
    """Nothing to do; `words` say what follows of itself."""
    return Plan(act="none", proposal=words)


def ask_colleague(intent: str, why: str, *, optional: bool = False) -> Plan:
    """What a colleague has to decide."""
    return Plan(
        act="person",
        intent=intent,
        reason="policy",
        optional=optional,
        proposal=f"{why} Shall I bring them in?",
    )


def cancel(diagnosis: Diagnosis) -> Plan:
    """Before anything has left."""
    back = "" if diagnosis.cause == "to_pay" else f", and you get your {_amount(diagnosis)} back"
    return Plan(
        act="cancel",
        intent=f"cancelling order {diagnosis.order_number}",
        proposal=f"I can still cancel it free of charge{back}. Shall I?",
    )


def send_back(diagnosis: Diagnosis) -> Plan:
    """Within the time to change one's mind."""
    last = diagnosis.since + policy().window("return").span if diagnosis.since else None
    until = f"You have until {day(last)} to ask for that, so you're in time" if last else "Gladly"
    return Plan(
        act="send_back",
        intent=f"taking {diagnosis.product} back",
        proposal=(
            f"{until}: I'd mail you a free label, and you get your "
            f"{_amount(diagnosis)} back once it is here. Shall I?"
        ),
    )


def kept_too_long(diagnosis: Diagnosis) -> Plan:
    """Past that time."""
    days = policy().window("return").said
    return ask_colleague(
        f"an exception for the return of {diagnosis.product}, past the {days}",
        f"That is more than the {days} in which I may take something back myself. If it "
        "doesn't work as it should, tell me what is wrong, for that is what the warranty is "
        "there for. Otherwise a colleague can see whether an exception is possible.",
        optional=True,
    )


def money_back(diagnosis: Diagnosis, tier: Tier, why: str) -> Plan:
    """The price back at once, without the goods."""
    amount = _amount(diagnosis)
    return within_rights(
        "refund",
        diagnosis,
        tier,
        intent=f"a refund of {amount} for {diagnosis.product}",
        proposal=f"{why}, so I'd give you your {amount} back right away. Shall I?",
        above=f"{why}. The right thing is to give you your {amount} back.",
    )


def pay_for_return(diagnosis: Diagnosis, tier: Tier) -> Plan:
    """The price of what came back to us."""
    return money_back(diagnosis, tier, "The parcel is here and nobody has paid you back")


def trace_first(diagnosis: Diagnosis) -> Plan:
    """The money only once the carrier has not found it."""
    return trace(
        diagnosis,
        "I'd have {carrier} search for it first: if they can't find it, you get your money back, "
        "and",
    )


def trace(diagnosis: Diagnosis, words: str) -> Plan:
    """A search by the carrier; `words` say `{carrier}`, and go on with how long it may take."""
    carrier = diagnosis.carrier or "the carrier"
    begun, answered = words.format(carrier=carrier), policy().promise("trace_answered").said
    return Plan(
        act="trace",
        intent=f"a trace with {carrier}",
        proposal=f"{begun} they must answer within {answered}. Shall I start that?",
    )


def chase(diagnosis: Diagnosis) -> Plan:
    """Money that should have moved."""
    return Plan(
        act="chase",
        intent=f"an urgent inquiry with accounting about order {diagnosis.order_number}",
        proposal="I'd put it on our accounting's desk as urgent. Shall I do that?",
    )


def swap(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """A new one for the one that is wrong, else the money."""
    if sold_out(diagnosis, stock):
        return Plan(
            act="take_back",
            intent=f"taking {diagnosis.product} back, which is sold out",
            proposal=(
                "A new one is sold out at the moment, so I'd mail you a free label, and "
                f"you get your {_amount(diagnosis)} back once it is here. Shall I?"
            ),
        )
    return within_rights(
        "swap",
        diagnosis,
        tier,
        intent=f"sending the right {diagnosis.product} and taking back what came",
        proposal=(
            "I'd send you a new one right away, free of charge, and mail you a free "
            "label for the one you have. Shall I?"
        ),
        above="I'd like to send you a new one and take this one back, free of charge.",
    )


def complete(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """What was not in the parcel, else its price."""
    if sold_out(diagnosis, stock):
        return money_back(diagnosis, tier, "It is sold out at the moment")
    return within_rights(
        "complete",
        diagnosis,
        tier,
        intent=f"sending {diagnosis.product}, which was missing",
        proposal="I'd send it to you right away, free of charge. Shall I?",
        above="I'd like to send it to you right away, free of charge.",
    )


def warranty(diagnosis: Diagnosis, stock: Mapping[str, Product], tier: Tier) -> Plan:
    """Repair or a new one as long as the maker's warranty holds."""
    ends = _warranty_ends(diagnosis, stock)
    if ends is None:
        return ask_colleague(
            f"whether the warranty of {diagnosis.product} holds",
            "I can't see how long its warranty runs, but a colleague can find out.",
        )
    if diagnosis.found_on and ends < diagnosis.found_on:
        return ask_colleague(
            f"goodwill for {diagnosis.product}, whose warranty has ended",
            f"Its warranty ended on {long_day(ends)}, so I can't have it repaired "
            "for free. A colleague can tell you what a repair would cost.",
            optional=True,
        )
    runs = f"Its warranty runs until {long_day(ends)}, so this costs you nothing"
    return within_rights(
        "repair",
        diagnosis,
        tier,
        intent=f"a warranty repair or replacement of {diagnosis.product}",
        proposal=(
            f"{runs}: I'd mail you a free label, and our workshop repairs or replaces it. Shall I?"
        ),
        above=f"{runs}: our workshop should repair or replace it.",
    )


def sold_out(diagnosis: Diagnosis, stock: Mapping[str, Product]) -> bool:
    """Whether there are fewer pieces than are needed of any of it."""
    return any(
        sku not in stock or _too_few(stock[sku].in_stock, needed)
        for sku, needed in diagnosis.pieces.items()
    )


def _too_few(there: int | None, needed: int) -> bool:
    """Where the shop does not tell, it is the shop that refuses."""
    return there is not None and there < needed


def within_rights(
    act: Act, diagnosis: Diagnosis, tier: Tier, *, intent: str, proposal: str, above: str
) -> Plan:
    """What the bot may do at that value, else what it prepares for a colleague: `above`."""
    if policy().may(act, value=diagnosis.value, tier=tier):
        return Plan(act=act, intent=intent, proposal=proposal, value=diagnosis.value)
    return Plan(
        act=act,
        intent=f"{intent} ({_amount(diagnosis)})",
        reason="value_limit",
        proposal=(
            f"{above} At {_amount(diagnosis)} a colleague has to release that, so I've prepared "
            "everything for them."
        ),
    )


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


def _amount(diagnosis: Diagnosis) -> str:
    return money(diagnosis.value, diagnosis.currency)

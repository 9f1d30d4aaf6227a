"""A price that the customer does not agree with: what was paid, and what it costs today."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from actions.crm.records.goods import Product, Voucher
from actions.crm.records.order import Order, OrderLine
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, long_day, money, on_day
from actions.shop.money.acts import price_of
from actions.shop.money.detail import Detail
from actions.shop.money.money_topic import MoneyTopic, Seen, chosen
from actions.shop.money.reading import one_of
from actions.shop.orders import remedies
from actions.shop.orders.goods import goods_of

WHERE = Detail(
    name="cheaper_where",
    heard=one_of(
        {
            "elsewhere": r"\b(elsewhere|(other|another|different) (shop|store|site|seller|dealer)|"
            r"competitors?|price match\w*|beat)\b"
        }
    ),
)


def examine(case: Case, known: Seen) -> Case:
    """Compare what was paid with today's price."""
    order = chosen(case, known, lambda one: _drop(one.lines, known.stock) > 0)
    if not isinstance(order, Order):
        return order
    lines = goods_of(order, case.wanted, known.today).lines
    elsewhere = WHERE.name in case.findings.known
    diagnosis = diagnose(order, lines, known, elsewhere=elsewhere)
    made = replace(case, order_number=order.number, candidates=(), diagnosis=diagnosis)
    return conclude(replace(made, plan=plan(diagnosis, known)))


def diagnose(
    order: Order, lines: tuple[OrderLine, ...], known: Seen, *, elsewhere: bool = False
) -> Diagnosis:
    """Whether it was dearer than it is now, in words for the customer."""
    drop = _drop(lines, known.stock)
    cause = _cause(order, drop, known, elsewhere=elsewhere)
    goods = listed([line.name for line in lines])
    return Diagnosis(
        cause=cause,
        explanation=_explanation(order, lines, known, cause),
        situation=(
            f"The customer disputes the price of {goods} (order {order.number}): {_SHORT[cause]}."
        ),
        order_number=order.number,
        product=goods,
        value=max(drop, 0),
        currency=order.currency,
        since=order.placed_on(known.today),
        found_on=known.today,
    )


def plan(diagnosis: Diagnosis, known: Seen) -> Plan:
    """What may be credited."""
    amount = money(diagnosis.value, diagnosis.currency)
    days = policy().window("price_protection").said
    if diagnosis.cause == "dropped":
        return remedies.within_rights(
            "credit",
            diagnosis,
            known.tier,
            intent=f"the price difference of {diagnosis.product} as a voucher",
            proposal=say("price.offer_credit", amount=amount),
            above=say("price.credit_is_due"),
        )
    if diagnosis.cause == "dropped_late":
        return remedies.ask_colleague(
            f"the price difference of {amount} past the {days}",
            say("price.dropped_late"),
            optional=True,
        )
    if diagnosis.cause == "elsewhere":
        return remedies.nothing(say("price.elsewhere"))
    if diagnosis.cause == "as_agreed":
        return remedies.ask_colleague(
            f"the price of order {diagnosis.order_number}",
            say("price.as_agreed"),
            optional=True,
        )
    return remedies.nothing()


def _cause(order: Order, drop: int, known: Seen, *, elsewhere: bool) -> str:
    if credited(order, known.vouchers):
        return "credited"
    if drop <= 0:
        return "elsewhere" if elsewhere else "as_agreed"
    protected = policy().window("price_protection").span
    passed = known.today - order.placed_on(known.today)
    return "dropped" if passed <= protected else "dropped_late"


def credited(order: Order, vouchers: tuple[Voucher, ...]) -> Voucher | None:
    """The voucher by which the price of an order was made good before."""
    reason = price_of(order.number)
    return next((one for one in vouchers if one.reason == reason), None)


def _drop(lines: tuple[OrderLine, ...], stock: Mapping[str, Product]) -> int:
    """How much cheaper it all is today, in cents."""
    known = [line for line in lines if line.sku in stock]
    return sum(max(0, line.unit_price - stock[line.sku].price) * line.quantity for line in known)


def _explanation(order: Order, lines: tuple[OrderLine, ...], known: Seen, cause: str) -> str:
    voucher = credited(order, known.vouchers)
    if voucher and cause == "credited":
        amount = money(voucher.amount, voucher.currency)
        until = long_day(voucher.expires_on)
        return say(
            "price.credited", number=order.number, code=voucher.code, amount=amount, day=until
        )
    paid = listed([_compared(line, known.stock, order.currency) for line in lines])
    if order.day_placed is None:
        return say("price.compared_undated", number=order.number, paid=paid)
    when = on_day(order.day_placed, known.today)
    return say("price.compared", number=order.number, day=when, paid=paid)


def _compared(line: OrderLine, stock: Mapping[str, Product], currency: str) -> str:
    paid, product = money(line.unit_price, currency), line.name
    sold = stock.get(line.sku)
    if sold is None:
        return say("price.no_longer_sold", paid=paid, product=product)
    if sold.price == line.unit_price:
        return say("price.same", paid=paid, product=product)
    return say("price.changed", paid=paid, product=product, today=money(sold.price, currency))


_SHORT: dict[str, str] = {
    "credited": "the difference was credited before",
    "dropped": "it has become cheaper lately",
    "dropped_late": "it has become cheaper, but too long after the order",
    "elsewhere": "it is cheaper in another shop",
    "as_agreed": "it was sold at its price, and costs no less today",
}

TOPICS = {
    "price_dispute": MoneyTopic(
        heard="utter_price_dispute_heard",
        complaint="does not agree with a price",
        examine=examine,
        details=(WHERE,),
        prices=True,
    )
}

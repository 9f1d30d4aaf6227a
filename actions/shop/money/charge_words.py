"""What a charge is, in words for the customer and for a colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from actions.engine.words.wording import day as weekday
from actions.engine.words.wording import listed, money, on_day
from actions.shop.money.charge import Charge, Kind

FOUND = "I've found it: "


def held_twice(charge: Charge, today: date) -> str:
    """What a second reservation is, and when it drops off."""
    payment = charge.payment
    amount = money(payment.amount, payment.currency)
    until = f" by {weekday(payment.releases_on)}" if payment.releases_on else " within days"
    return (
        f"{FOUND}for order {charge.order.number} your bank holds {amount} a second time. "
        f"That is only a reservation, nothing was taken twice: it drops off by itself{until}."
    )


def _charged_twice(charge: Charge, today: date) -> str:
    amount = money(charge.payment.amount, charge.payment.currency)
    when = on_day(charge.payment.at.date(), today)
    return f"{FOUND}for order {charge.order.number} {amount} were taken twice {when}."


def _part(charge: Charge, today: date) -> str:
    order, payment = charge.order, charge.payment
    return (
        f"{FOUND}order {order.number} of {money(order.total, order.currency)} goes out in "
        f"several parcels, and each is charged when it leaves. The "
        f"{money(payment.amount, payment.currency)} are for the one that left "
        f"{on_day(payment.at.date(), today)}."
    )


def _plain(charge: Charge, today: date) -> str:
    order, payment = charge.order, charge.payment
    goods = listed([line.name for line in order.lines])
    placed = f", placed {on_day(order.day_placed, today)}" if order.day_placed else ""
    return (
        f"{FOUND}{money(payment.amount, payment.currency)} by {payment.method} "
        f"{on_day(payment.at.date(), today)} are for order {order.number} ({goods})"
        f"{placed}."
    )


EXPLAIN: dict[Kind, Callable[[Charge, date], str]] = {
    "held_twice": held_twice,
    "charged_twice": _charged_twice,
    "part": _part,
    "plain": _plain,
}
"""Each kind of charge, for the customer."""
SHORT: dict[Kind, str] = {
    "held_twice": "a second reservation",
    "charged_twice": "a second payment",
    "part": "the payment of one of several parcels",
    "plain": "the payment",
}
"""Each kind of charge, for a colleague."""

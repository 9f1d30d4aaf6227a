"""What a charge is, in words for the customer and for a colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from actions.engine.words.texts import say
from actions.engine.words.wording import day as weekday
from actions.engine.words.wording import listed, money, on_day
from actions.shop.money.charge import Charge, Kind
from contracts.region import region


def held_twice(charge: Charge, today: date) -> str:
    """What a second reservation is, and when it drops off."""
    number, amount = charge.order.number, _amount(charge)
    if (until := charge.payment.releases_on) is None:
        return say("charge.held", number=number, amount=amount)
    return say("charge.held_until", number=number, amount=amount, day=weekday(until))


def and_held(taken: str, charge: Charge) -> str:
    """The same after what was `taken`."""
    number, amount = charge.order.number, _amount(charge)
    if (until := charge.payment.releases_on) is None:
        return say("charge.and_held", taken=taken, number=number, amount=amount)
    day = weekday(until)
    return say("charge.and_held_until", taken=taken, number=number, amount=amount, day=day)


def looked(number: str | None) -> str:
    """What was looked through: an order's payments, or all of the account's."""
    return say("charge.looked.order", number=number) if number else say("charge.looked.all")


def none_of_ours(looked: str, cents: int | None, when: date | None, today: date) -> str:
    """That no payment of those `looked` at is the charge told of, by amount and day if known."""
    amount = None if cents is None else money(cents, region().currency)
    day = on_day(when, today) if when else None
    if amount and day:
        return say("charge.none_of_ours_amount_day", looked=looked, amount=amount, day=day)
    if amount:
        return say("charge.none_of_ours_amount", looked=looked, amount=amount)
    if day:
        return say("charge.none_of_ours_day", looked=looked, day=day)
    return say("charge.none_of_ours", looked=looked)


def _charged_twice(charge: Charge, today: date) -> str:
    day = on_day(charge.payment.at.date(), today)
    return say("charge.charged_twice", number=charge.order.number, amount=_amount(charge), day=day)


def _part(charge: Charge, today: date) -> str:
    order, payment = charge.order, charge.payment
    return say(
        "charge.part",
        number=order.number,
        total=money(order.total, order.currency),
        amount=_amount(charge),
        day=on_day(payment.at.date(), today),
    )


def _plain(charge: Charge, today: date) -> str:
    order, payment = charge.order, charge.payment
    told = {
        "amount": _amount(charge),
        "method": payment.method,
        "day": on_day(payment.at.date(), today),
        "number": order.number,
        "goods": listed([line.name for line in order.lines]),
    }
    if order.day_placed is None:
        return say("charge.plain_undated", **told)
    return say("charge.plain", placed=on_day(order.day_placed, today), **told)


def _amount(charge: Charge) -> str:
    return money(charge.payment.amount, charge.payment.currency)


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

"""A payment that a statement may show, and what is special about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from actions.crm.money_rules import captured
from actions.crm.records.order import Order
from actions.crm.records.payment import Payment
from actions.engine.business.policy import policy

Kind = Literal["held_twice", "charged_twice", "part", "plain"]


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """A payment that a statement may show, and what is special about it."""

    order: Order
    payment: Payment
    kind: Kind

    @property
    def name(self) -> str:
        """How it is called among the causes."""
        return self.payment.reference


def charges_of(orders: Iterable[Order], today: date) -> tuple[Charge, ...]:
    """What was held or taken for the orders of late."""
    since = today - policy().window("looked_back_charges").span
    return tuple(
        Charge(order=order, payment=payment, kind=_kind(order, payment))
        for order in orders
        for payment in order.payments
        if payment.state in ("authorised", "captured")
        if payment.at.date() >= since
    )


def _kind(order: Order, payment: Payment) -> Kind:
    taken = captured(order)
    if payment.state == "authorised":
        return "held_twice" if taken >= order.total or _held_before(order, payment) else "plain"
    last = [one for one in order.payments if one.state == "captured"][-1]
    if taken - payment.amount >= order.total and payment == last:
        return "charged_twice"
    return "part" if payment.amount < order.total else "plain"


def _held_before(order: Order, payment: Payment) -> bool:
    held = [one for one in order.payments if one.state == "authorised"]
    return payment != held[0] and payment.amount == order.total

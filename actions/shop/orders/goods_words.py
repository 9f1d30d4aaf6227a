"""What is said about items of an order: one short explanation for each stand."""

from __future__ import annotations

from collections.abc import Callable

from actions.crm.records.parcel import Shipment
from actions.engine.business.policy import policy
from actions.engine.words.wording import days, if_known, money, on_day, pick
from actions.shop.orders import parcel, parcel_words
from actions.shop.orders.goods import Goods, Stand

RETURN_UNPAID = "your return has been with us for days and nobody paid you back"


def explain(goods: Goods, stand: Stand, seed: str) -> str:
    """What was found, for the customer; `seed` varies the opening."""
    if words := _EXPLAIN.get(stand):
        opening = pick(("I've found it", "Here it is", "I've looked it up"), seed)
        return f"{opening}: {words(goods)}"
    facts = parcel.gather(goods.order, goods.today, [line.name for line in goods.lines])
    return parcel_words.explain(facts, parcel.cause_of(facts), seed)


def situation(goods: Goods, stand: Stand, complaint: str) -> str:
    """What was found, for an agent: who says what, and where the goods stand."""
    return (
        f"Order {goods.order.number} ({goods.name}): the customer {complaint}; the goods are "
        f"{_SHORT[stand]}."
    )


def late(goods: Goods) -> str:
    """What we did wrong where they are late, as a clause."""
    return f"your {goods.name} {'are' if len(goods.lines) > 1 else 'is'} late"


def fault(stand: Stand) -> str | None:
    """What we did wrong, as a clause; None where we did nothing wrong."""
    return _FAULTS.get(stand)


def _it(goods: Goods) -> str:
    return f"your {goods.name} (order {goods.order.number})"


def _arrived(goods: Goods) -> str:
    when = goods.arrived_on
    return f"{_it(goods)} reached you{f' {on_day(when, goods.today)}' if when else ''}."


def _to_send(goods: Goods) -> str:
    return f"order {goods.order.number} ({goods.name}) has not left our warehouse yet."


def _to_pay(goods: Goods) -> str:
    return (
        f"order {goods.order.number} ({goods.name}) has not left our warehouse; we are still "
        f"waiting for the {goods.order.payment}."
    )


def _to_send_in_part(goods: Goods) -> str:
    return (
        f"order {goods.order.number} has not left our warehouse; your {goods.name} is part of it."
    )


def _sent_in_part(goods: Goods) -> str:
    return f"part of order {goods.order.number} has left us, your {goods.name} not yet completely."


def _on_the_way(goods: Goods) -> str:
    parcel = goods.parcels[0]
    sent = f" {on_day(parcel.shipped_at.date(), goods.today)}" if parcel.shipped_at else ""
    return f"{_it(goods)} left us with {parcel.carrier}{sent}{_due(parcel, goods)}."


def _due(parcel: Shipment, goods: Goods) -> str:
    """When it should be there, where somebody promised a day."""
    if parcel.expected_on is None:
        return " and is on its way"
    late, due = (goods.today - parcel.expected_on).days, on_day(parcel.expected_on, goods.today)
    return (
        f" and was due {due}, which makes it {days(late)} late"
        if late > 0
        else f" and is due {due}"
    )


def _cancelled(goods: Goods) -> str:
    return f"order {goods.order.number} ({goods.name}) is cancelled, and nothing of it was sent."


def _coming_back(goods: Goods) -> str:
    known = goods.sent_back
    if known is None:
        return _arrived(goods)
    at = known.opened_at
    opened = f"was opened {on_day(at.date(), goods.today)}" if at else "is open"
    return (
        f"the return of {_it(goods)} {opened}, reference {known.reference}. "
        f"{if_known('The label is good until {day}, and the', known.send_by) or 'The'} parcel has "
        "not been booked in here yet."
    )


def _back_here(goods: Goods) -> str:
    known = goods.sent_back
    if known is None or known.received_at is None:
        return _coming_back(goods)
    when = on_day(known.received_at.date(), goods.today)
    what = f"{goods.name}, order {goods.order.number}"
    return f"your return {known.reference} ({what}) reached us {when}"


def _booked_in(goods: Goods) -> str:
    amount = money(goods.value, goods.order.currency)
    return f"{_back_here(goods)}, and the {amount} for it were never sent off."


def _with_us(goods: Goods) -> str:
    answered = policy().promise("workshop_answers").said
    return f"{_back_here(goods)}. Within {answered} of that you hear from our workshop."


def _owed(goods: Goods) -> str:
    refund = goods.refund
    if refund is None:
        return _arrived(goods)
    amount, asked = money(refund.amount, refund.currency), refund.requested_at.date()
    return (
        f"your refund of {amount} for order {goods.order.number} was started "
        f"{on_day(asked, goods.today)}, reference {refund.reference}"
    )


def _refund_due(goods: Goods) -> str:
    due = if_known(
        " It should be with you by {day}.", goods.refund.due_by if goods.refund else None
    )
    return f"{_owed(goods)}, and it is on its way, to the way you paid.{due}"


def _refund_overdue(goods: Goods) -> str:
    promised = goods.refund.due_by if goods.refund else None
    due = if_known(" by {day}", promised) or " by now"
    return f"{_owed(goods)}. It should have been with you{due}, and it has not left us."


def _refunded(goods: Goods) -> str:
    paid = goods.refund.paid_at if goods.refund else None
    on = f" We paid it {on_day(paid.date(), goods.today)}, the way you paid." if paid else ""
    return f"{_owed(goods)}.{on}"


_EXPLAIN: dict[Stand, Callable[[Goods], str]] = {
    "arrived": _arrived,
    "kept": _arrived,
    "to_send": _to_send,
    "to_pay": _to_pay,
    "to_send_in_part": _to_send_in_part,
    "sent_in_part": _sent_in_part,
    "on_the_way": _on_the_way,
    "cancelled": _cancelled,
    "coming_back": _coming_back,
    "booked_in": _booked_in,
    "with_us": _with_us,
    "refund_due": _refund_due,
    "refund_overdue": _refund_overdue,
    "refunded": _refunded,
}
_FAULTS: dict[Stand, str] = {
    "lost": "your parcel was lost on its way",
    "booked_in": RETURN_UNPAID,
    "refund_overdue": "you are still waiting for your money",
}
_SHORT: dict[Stand, str] = {
    "arrived": "delivered, within the time to send them back",
    "kept": "delivered, past the time to send them back",
    "to_send": "paid and not sent yet",
    "to_pay": "not paid and not sent yet",
    "to_send_in_part": "part of an order that has not been sent yet",
    "sent_in_part": "part of an order that was sent in part",
    "on_the_way": "on their way",
    "lost": "probably lost on the way",
    "replaced": "replaced already",
    "cancelled": "cancelled",
    "coming_back": "being sent back",
    "booked_in": "back here, and their price was not paid back",
    "with_us": "back here to be repaired or exchanged",
    "refund_due": "refunded, the money not due yet",
    "refund_overdue": "refunded, but the money is overdue",
    "refunded": "refunded and paid",
}

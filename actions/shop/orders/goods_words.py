"""What is said about items of an order: one short explanation for each stand."""

from __future__ import annotations

from actions.crm.records.parcel import Shipment
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Return
from actions.engine.words.texts import say, say_by, say_to_agents
from actions.engine.words.wording import days, money, on_day
from actions.shop.orders import parcel, parcel_words
from actions.shop.orders.goods import Goods, Stand

_OUR_FAULT = frozenset({"lost", "booked_in", "refund_overdue"})
_REFUNDS = frozenset({"refund_due", "refund_overdue", "refunded"})
_RETURNS = frozenset({"coming_back", "booked_in", "with_us"})
_NOT_SENT = frozenset({"to_send", "to_pay", "to_send_in_part", "sent_in_part", "cancelled"})


def explain(goods: Goods, stand: Stand) -> str:
    """What was found, for the customer."""
    if stand in _REFUNDS and goods.refund is not None:
        return _refund(goods, goods.refund, stand)
    if stand in _RETURNS and goods.sent_back is not None:
        return _return(goods, goods.sent_back, stand)
    if stand in _NOT_SENT:
        return _not_sent(goods, stand)
    if stand == "on_the_way":
        return _on_the_way(goods, goods.parcels[0])
    if stand in ("arrived", "kept"):
        return _arrived(goods)
    facts = parcel.gather(goods.order, goods.today, [line.name for line in goods.lines])
    return parcel_words.explain(facts, parcel.cause_of(facts))


def situation(goods: Goods, stand: Stand, complaint: str) -> str:
    """What was found, for an agent: who says what, and where the goods stand.

    `complaint` is the id of the text that tells what the customer does.
    """
    return say_to_agents(
        "agents.goods",
        number=goods.order.number,
        goods=goods.name,
        complaint=say_to_agents(complaint),
        stand=say_to_agents(f"agents.stand.{stand}"),
    )


def late(goods: Goods) -> str:
    """What we did wrong where they are late, as a clause."""
    return parcel_words.fault_of("late", goods.name, len(goods.lines))


def fault(goods: Goods, stand: Stand) -> str | None:
    """What we did wrong where they stand so, as a clause; None where we did nothing wrong."""
    return wrong(stand) if stand in _OUR_FAULT else None


def wrong(cause: str) -> str:
    """What was wrong with goods, as a clause."""
    return say(f"goods.fault.{cause}")


def _arrived(goods: Goods) -> str:
    number, when = goods.order.number, goods.arrived_on
    if when is None:
        return say("goods.arrived", goods=goods.name, number=number)
    reached = on_day(when, goods.today)
    return say("goods.arrived.dated", goods=goods.name, number=number, day=reached)


def _not_sent(goods: Goods, stand: Stand) -> str:
    return say(
        f"goods.not_sent.{stand}",
        goods=goods.name,
        number=goods.order.number,
        payment=goods.order.payment,
    )


def _on_the_way(goods: Goods, parcel: Shipment) -> str:
    sent = parcel_words.left_us(goods.name, goods.order.number, parcel, goods.today)
    if parcel.expected_on is None:
        return say("goods.on_the_way.undated", sent=sent)
    late, due = (goods.today - parcel.expected_on).days, on_day(parcel.expected_on, goods.today)
    if late > 0:
        return say("goods.on_the_way.late", sent=sent, due=due, late=days(late))
    return say("goods.on_the_way", sent=sent, due=due)


def _return(goods: Goods, back: Return, stand: Stand) -> str:
    here = back.received_at
    if here is None:
        return _coming_back(goods, back)
    return say(
        f"goods.return.{stand}",
        goods=goods.name,
        number=goods.order.number,
        reference=back.reference,
        day=on_day(here.date(), goods.today),
        amount=money(goods.value, goods.order.currency),
    )


def _coming_back(goods: Goods, back: Return) -> str:
    at = back.opened_at
    asked = say(
        "goods.coming_back" if at else "goods.coming_back.undated",
        goods=goods.name,
        number=goods.order.number,
        reference=back.reference,
        opened=on_day(at.date(), goods.today) if at else "",
    )
    return f"{asked} {say_by('goods.not_booked_in', back.send_by)}"


def _refund(goods: Goods, made: Refund, stand: Stand) -> str:
    amount = money(made.amount, made.currency)
    started = on_day(made.requested_at.date(), goods.today)
    if made.paid_at is not None:
        return say(
            "goods.refunded",
            number=goods.order.number,
            amount=amount,
            started=started,
            reference=made.reference,
            paid=on_day(made.paid_at.date(), goods.today),
        )
    return say_by(
        f"goods.refund.{stand}",
        made.due_by,
        number=goods.order.number,
        amount=amount,
        started=started,
        reference=made.reference,
    )

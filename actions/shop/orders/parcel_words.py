"""What is said about a parcel: one short explanation a cause."""

from __future__ import annotations

from collections.abc import Callable

from actions.engine.business.policy import policy
from actions.engine.words.wording import days, if_known, money, on_day, pick
from actions.shop.orders.parcel import Cause, Facts


def explain(facts: Facts, cause: Cause, seed: str) -> str:
    """What was found, for the customer; `seed` varies the opening."""
    opening = pick(("I've found it", "Here it is", "I've looked it up"), seed)
    return f"{opening}: {_EXPLAIN[cause](facts)}"


def fault(facts: Facts, cause: Cause) -> str | None:
    """What the company has to answer for, as a clause; None where it did nothing wrong."""
    clause = _FAULTS.get(cause)
    be = "are" if len(facts.lines) > 1 else "is"
    return clause.format(goods=facts.goods, be=be) if clause else None


def situation(facts: Facts, cause: Cause) -> str:
    """What was found, for an agent: one or two sentences."""
    parts = [f"Order {facts.order.number} ({facts.goods}): {_short(cause)}."]
    if facts.parcel is not None:
        late = f", {days(facts.late)} late" if facts.late else ""
        parts.append(f"{facts.parcel.carrier}{late}; {_last_scan(facts)}.")
    return " ".join(parts)


def _sent(facts: Facts) -> str:
    """Goods, order, carrier and dispatch."""
    parcel = facts.parcel
    carrier = f" with {parcel.carrier}" if parcel else ""
    when = (
        f" {on_day(parcel.shipped_at.date(), facts.today)}" if parcel and parcel.shipped_at else ""
    )
    return f"your {facts.goods} (order {facts.order.number}) left us{carrier}{when}"


def _due(facts: Facts) -> str:
    promised = facts.parcel.expected_on if facts.parcel else None
    return on_day(promised, facts.today) if promised else "soon"


def _promised(facts: Facts) -> str:
    """When it should have been there, where somebody promised a day."""
    promised = facts.parcel.expected_on if facts.parcel else None
    return f" and should have reached you {on_day(promised, facts.today)}" if promised else ""


def _ago(facts: Facts) -> str:
    return f", {days(facts.late)} ago" if facts.late else ""


def _last_scan(facts: Facts) -> str:
    scan = facts.parcel.last_scan if facts.parcel else None
    if scan is None:
        return "it has not been scanned since"
    return f"last scan {on_day(scan.at.date(), facts.today)}: {scan.place}, “{scan.text}”"


def _scanned(facts: Facts) -> str:
    text = _last_scan(facts)
    return f"{text[0].upper()}{text[1:]}."


def _late(facts: Facts) -> str:
    return (
        f"{_sent(facts)} and should have reached you {_due(facts)}, which makes it "
        f"{days(facts.late)} late. {_scanned(facts)} "
        "That looks as if it is held up on the way rather than lost."
    )


def _held_up(facts: Facts) -> str:
    return (
        f"{_sent(facts)} and should have reached you {_due(facts)}, which makes it "
        f"{days(facts.late)} late. {_scanned(facts)} "
        "So it is most likely held up with all the others, and not lost."
    )


def _gone_quiet(facts: Facts) -> str:
    return (
        f"{_sent(facts)}{_promised(facts)}{_ago(facts)}. "
        f"{_scanned(facts)} After {days(facts.silent.days)} without a sign it is most likely lost."
    )


def _lost(facts: Facts) -> str:
    carrier = facts.parcel.carrier if facts.parcel else "the carrier"
    return (
        f"{_sent(facts)}{_promised(facts)}{_ago(facts)}. {_scanned(facts)} "
        f"{carrier} has marked the parcel as lost."
    )


def _not_found(facts: Facts) -> str:
    asked = on_day(facts.trace.opened_at.date(), facts.today) if facts.trace else "before"
    return (
        f"we asked the carrier {asked} to look for your {facts.goods} (order "
        f"{facts.order.number}), and their time to answer is over. It is most likely lost."
    )


def _being_traced(facts: Facts) -> str:
    if facts.trace is None or facts.parcel is None:
        return _sent(facts)
    trace, asked = facts.trace, on_day(facts.trace.opened_at.date(), facts.today)
    return (
        f"{facts.parcel.carrier} is already searching for your {facts.goods} (order "
        f"{facts.order.number}). We asked them {asked}, reference {trace.reference}, and they have "
        f"to answer{if_known(' by {day}', trace.answer_by)}. {_scanned(facts)} There is nothing "
        "you need to do until then."
    )


def _replaced(facts: Facts) -> str:
    made = facts.replacement
    if made is None:
        return _sent(facts)
    return (
        f"a new {facts.goods} for order {facts.order.number} has already been sent to you, "
        f"reference {made.reference}.{if_known(' It is due by {day}.', made.arrives_by)}"
    )


def _replacement_late(facts: Facts) -> str:
    made = facts.replacement
    if made is None:
        return _sent(facts)
    return (
        f"we sent you a new {facts.goods} for order {facts.order.number}, reference "
        f"{made.reference}, and it should have reached you"
        f"{if_known(' by {day}', made.arrives_by)}."
    )


def _refunded(facts: Facts) -> str:
    made = facts.refund
    if made is None:
        return _sent(facts)
    amount = money(made.amount, made.currency)
    done = (
        f"was paid {on_day(made.paid_at.date(), facts.today)}"
        if made.paid_at
        else (if_known("is due by {day}", made.due_by) or "is on its way")
    )
    return (
        f"your {facts.goods} (order {facts.order.number}) will not come any more: your refund of "
        f"{amount}, reference {made.reference}, {done}."
    )


def _still_due(facts: Facts) -> str:
    known = facts.parcel is not None and facts.parcel.expected_on is not None
    return f" and is due {_due(facts)}, so it is still on time" if known else ""


def _on_time(facts: Facts) -> str:
    return f"{_sent(facts)}{_still_due(facts)}. {_scanned(facts)} Nothing looks wrong so far."


def _out_for_delivery(facts: Facts) -> str:
    return f"{_sent(facts)}, and it is on the delivery van. It should reach you {_due(facts)}."


def _delayed(facts: Facts) -> str:
    return (
        f"{_sent(facts)} and is due {_due(facts)}, but the carrier reports a delay, so it may take "
        f"a little longer. {_scanned(facts)}"
    )


def _being_packed(facts: Facts) -> str:
    has = "have" if len(facts.lines) > 1 else "has"
    due = f" It is due {_due(facts)}." if facts.parcel else ""
    return (
        f"your {facts.goods} (order {facts.order.number}) {has} not left our warehouse yet; we are "
        f"preparing the parcel.{due} You'll get the tracking link by e-mail when it leaves."
    )


def _unpaid(facts: Facts) -> str:
    return (
        f"order {facts.order.number} ({facts.goods}) is waiting for its payment: we have not "
        f"received the {facts.order.payment} yet, so it has not been sent. It leaves as soon as it "
        "is paid."
    )


def _stuck(facts: Facts) -> str:
    placed = facts.order.day_placed
    ordered = on_day(placed, facts.today) if placed else "some days ago"
    return (
        f"you ordered the {facts.goods} {ordered} (order {facts.order.number}), and it still has "
        "not left our warehouse."
    )


def _never_left(facts: Facts) -> str:
    return (
        f"order {facts.order.number} ({facts.goods}) was due {_due(facts)}. It has a label, but "
        "the carrier never received the parcel, so it is probably still in our warehouse."
    )


def _delivered(facts: Facts) -> str:
    parcel = facts.parcel
    when = parcel.delivered_at if parcel else None
    on = f" {on_day(when.date(), facts.today)}" if when else ""
    note = f" (“{parcel.last_scan.text}”)" if parcel and parcel.last_scan else ""
    carrier = parcel.carrier if parcel else "the carrier"
    was = "were" if len(facts.lines) > 1 else "was"
    return (
        f"{carrier} says that your {facts.goods} (order {facts.order.number}) {was} delivered"
        f"{on}{note}."
    )


def _delivered_long_ago(facts: Facts) -> str:
    return f"{_delivered(facts)} That is too long ago for the carrier to still trace it."


def _returned(facts: Facts) -> str:
    return (
        f"{_sent(facts)}, but the carrier could not hand it over and has sent it back to us. "
        f"{_scanned(facts)}"
    )


def _cancelled(facts: Facts) -> str:
    order = f"order {facts.order.number} ({facts.goods})"
    return f"{order} was cancelled, so nothing is on its way to you."


def _short(cause: Cause) -> str:
    return _SHORT[cause].format(traceable=policy().window("trace").said)


_EXPLAIN: dict[Cause, Callable[[Facts], str]] = {
    "late": _late,
    "held_up": _held_up,
    "gone_quiet": _gone_quiet,
    "lost": _lost,
    "not_found": _not_found,
    "being_traced": _being_traced,
    "refunded": _refunded,
    "replaced": _replaced,
    "replacement_late": _replacement_late,
    "on_time": _on_time,
    "out_for_delivery": _out_for_delivery,
    "delayed": _delayed,
    "being_packed": _being_packed,
    "unpaid": _unpaid,
    "stuck": _stuck,
    "never_left": _never_left,
    "delivered": _delivered,
    "delivered_long_ago": _delivered_long_ago,
    "returned_to_sender": _returned,
    "cancelled": _cancelled,
}
_FAULTS: dict[Cause, str] = {
    "late": "your {goods} {be} late",
    "held_up": "your {goods} {be} late",
    "gone_quiet": "your parcel went astray on its way",
    "lost": "your parcel was lost on its way",
    "not_found": "your parcel was lost on its way",
    "being_traced": "your {goods} {be} still missing",
    "replacement_late": "the replacement is late, too",
    "stuck": "your {goods} {be} still in our warehouse",
    "never_left": "your {goods} {be} still in our warehouse",
    "delivered": "you had to look for a parcel that should be in your hands",
}
_SHORT: dict[Cause, str] = {
    "late": "late, but scanned recently",
    "held_up": "late, and held up in a known delay of the carrier",
    "gone_quiet": "late and not scanned for long, probably lost",
    "lost": "marked as lost by the carrier",
    "not_found": "the carrier's trace has run out without an answer",
    "being_traced": "the carrier is tracing it",
    "refunded": "already refunded",
    "replaced": "already replaced",
    "replacement_late": "replaced, but the replacement is overdue",
    "on_time": "on its way and on time",
    "out_for_delivery": "out for delivery",
    "delayed": "delayed by the carrier, not late yet",
    "being_packed": "not dispatched yet",
    "unpaid": "not paid yet, so not dispatched",
    "stuck": "paid, but overdue in the warehouse",
    "never_left": "labelled, but never handed to the carrier",
    "delivered": "delivered according to the carrier, not received according to the customer",
    "delivered_long_ago": "said to be missing, delivered more than {traceable} ago",
    "returned_to_sender": "sent back to us by the carrier",
    "cancelled": "cancelled",
}

"""What the bot does in the CRM once the customer has agreed, and what they hear of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.crm.errors import CrmError, CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.customer import Address
from actions.crm.records.history import Ticket
from actions.crm.records.order import OrderChange
from actions.crm.records.payment import PaymentRequest
from actions.crm.records.remedy import Replacement, Return
from actions.crm.working_days import add_working_days
from actions.diagnosis import Change, Deed, Diagnosis
from actions.policy import REFUND_AFTER_RETURN, Act
from actions.turn import Turn
from actions.wording import day, money

_WATCH = "Watch over the delivery"
_WATCH_WORKING_DAYS = 3
"""What the carriers have for an answer, too: a parcel that is late has no promised day any more."""


async def carry_out(crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""
    return await _ACTS[act](crm, diagnosis, customer_id, turn)


async def _open_trace(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    parcel = diagnosis.shipment_id or ""
    made = await crm.open_trace(
        diagnosis.order_number,
        parcel,
        reason=diagnosis.situation,
        idempotency_key=turn.key("trace", parcel),
    )
    carrier = diagnosis.carrier or "The carrier"
    return Deed(
        what=f"Trace with {carrier}",
        result=f"opened, reference {made.reference}, answer due by {day(made.answer_by)}",
        words=(
            f"Done, the search is running: {carrier} has to answer by {day(made.answer_by)}. Your "
            f"reference is {made.reference}. If they can't find it, we'll make it good with a new "
            "one or your money back."
        ),
    )


async def _send_again(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await _replacement(crm, diagnosis, turn)
    return Deed(
        what=f"Replacement of {diagnosis.product}",
        result=f"made, reference {made.reference}, arrives by {day(made.arrives_by)}",
        words=(
            f"Done, your new {diagnosis.product} is on its way, free of charge. It should be with "
            f"you by {day(made.arrives_by)}; your reference is {made.reference}. Should the first "
            "parcel still turn up, just refuse it at the door."
        ),
    )


async def _watch(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    if diagnosis.days_late > 0:
        return await _watch_late(crm, diagnosis, customer_id, turn)
    until = day(diagnosis.until) if diagnosis.until else "the promised day"
    subject = f"Check that order {diagnosis.order_number} arrives by {until}"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="watch", subject=subject)
    return _filed(
        _WATCH,
        made,
        f"I've noted it, reference {made.reference}: a colleague will check that it is with "
        f"you by {until}, and step in if it isn't.",
    )


async def _watch_late(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    subject = f"Watch over order {diagnosis.order_number} until it arrives"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="watch", subject=subject)
    by = day(add_working_days(made.opened_at.date(), _WATCH_WORKING_DAYS))
    return _filed(
        _WATCH,
        made,
        f"I've noted it, reference {made.reference}: a colleague keeps an eye on it, and steps "
        f"in if it is not with you by {by}.",
    )


async def _ask_warehouse(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    subject = f"Order {diagnosis.order_number} has not left the warehouse"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="warehouse", subject=subject)
    return _filed(
        "Inquiry with the warehouse",
        made,
        f"Done, our warehouse has it on its desk now, reference {made.reference}. You'll get "
        "the tracking link by e-mail as soon as the parcel leaves.",
    )


async def _chase(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    subject = f"Money for order {diagnosis.order_number} is to be looked after"
    made = await _ticket(crm, diagnosis, customer_id, turn, kind="payment", subject=subject)
    return _filed(
        "Urgent inquiry with accounting",
        made,
        f"Done, it's on our accounting's desk as urgent, reference {made.reference}. They'll "
        "write to you by the end of the next working day.",
    )


async def _cancel(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    number = diagnosis.order_number
    made = await crm.cancel_order(
        number, reason=diagnosis.situation, idempotency_key=turn.key("cancel", number)
    )
    if made.refund is None:
        return Deed(
            what=f"Cancellation of order {number}",
            result="done, nothing was paid",
            words=f"Done, order {number} is cancelled. You don't have to pay anything.",
        )
    amount = money(made.refund.amount, made.refund.currency)
    return Deed(
        what=f"Cancellation of order {number}",
        result=f"done, refund {made.refund.reference} of {amount} due by {day(made.refund.due_by)}",
        words=(
            f"Done, order {number} is cancelled. Your {amount} will be back with you by "
            f"{day(made.refund.due_by)}, the way you paid; the reference is "
            f"{made.refund.reference}."
        ),
    )


async def _send_back(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await _label(crm, diagnosis, turn)
    amount = money(diagnosis.value, diagnosis.currency)
    return Deed(
        what=f"Return of {diagnosis.product}",
        result=f"label mailed, reference {made.reference}, to be sent off by {day(made.send_by)}",
        words=(
            f"Done, your return is announced, which is what had to be in time: the parcel itself "
            f"may leave until {day(made.send_by)}, as long as its label is good. That is in your "
            f"e-mail, reference {made.reference}. Your {amount} follow within "
            f"{REFUND_AFTER_RETURN.days} days after it has reached us, the way you paid."
        ),
    )


async def _repair(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await _label(crm, diagnosis, turn)
    return Deed(
        what=f"Warranty return of {diagnosis.product}",
        result=f"label mailed, reference {made.reference}, to be sent off by {day(made.send_by)}",
        words=(
            f"Done, a free label is in your e-mail, reference {made.reference}. Please send it "
            f"off by {day(made.send_by)}. Our workshop repairs or replaces it, and writes to you "
            "within ten working days of its arrival."
        ),
    )


async def _swap(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    new = await _replacement(crm, diagnosis, turn)
    label = await _label(crm, diagnosis, turn)
    return Deed(
        what=f"Exchange of {diagnosis.product}",
        result=f"new one {new.reference} arrives by {day(new.arrives_by)}, label {label.reference}",
        words=(
            f"Done, a new {diagnosis.product} is on its way and should be with you by "
            f"{day(new.arrives_by)}, reference {new.reference}. A free label for the one you have "
            f"is in your e-mail ({label.reference}); please send it back by {day(label.send_by)}."
        ),
    )


async def _complete(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await _replacement(crm, diagnosis, turn)
    return Deed(
        what=f"Sending {diagnosis.product}, which was missing",
        result=f"on its way, reference {made.reference}, arrives by {day(made.arrives_by)}",
        words=(
            f"Done, your {diagnosis.product} is on its way, free of charge. It should be with you "
            f"by {day(made.arrives_by)}; your reference is {made.reference}."
        ),
    )


async def _refund(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    made = await crm.refund(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("refund", diagnosis.order_number),
    )
    amount = money(made.amount, made.currency)
    return Deed(
        what=f"Refund of {amount}",
        result=f"requested, reference {made.reference}, due by {day(made.due_by)}",
        words=(
            f"Done, {amount} are on their way back to you, the way you paid. They should be there "
            f"by {day(made.due_by)}; your reference is {made.reference}."
        ),
    )


async def _redirect(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    number, where = diagnosis.order_number, diagnosis.new_address
    order = await crm.order(number)
    if order is None or where is None:
        raise CrmNotFound(f"There is no order {number} with a new address to go to.")
    ship_to = Address(
        street=where.street,
        city=where.city,
        postcode=where.postcode,
        country=order.ship_to.country,
    )
    await crm.redirect_order(number, ship_to, idempotency_key=turn.key("redirect", number))
    return Deed(
        what=f"New address for order {number}",
        result="changed",
        words=(
            f"Done, order {number} goes to {where.street}, {where.postcode} {where.city}. You'll "
            "get the tracking link by e-mail when it leaves."
        ),
    )


async def _change(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    wished = diagnosis.change or Change()
    return await _changed(crm, diagnosis, turn, wished)


async def _take_out(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    out = Change(pieces=dict.fromkeys(diagnosis.pieces, 0), words=f"take {diagnosis.product} out")
    return await _changed(crm, diagnosis, turn, out)


async def _changed(crm: Crm, diagnosis: Diagnosis, turn: Turn, wished: Change) -> Deed:
    number = diagnosis.order_number
    made = await crm.change_order(
        number,
        wished.pieces,
        delivery=wished.delivery,
        reason=wished.words,
        idempotency_key=turn.key("change", number),
    )
    total = money(made.total, diagnosis.currency)
    dearer = made.difference > 0 and diagnosis.cause != "to_pay"
    link = await _link(crm, number, turn) if dearer else None
    asked = f", link over {money(link.amount, diagnosis.currency)} mailed" if link else ""
    return Deed(
        what=f"Change of order {number}: {wished.words}",
        result=f"done, the total is {total} now{asked}",
        words=(
            f"Done, order {number} is changed and comes to {total} now. "
            f"{_settled(made, link, diagnosis)}"
        ),
    )


async def _link(crm: Crm, number: str, turn: Turn) -> PaymentRequest | None:
    """A link to pay what came on top; None where it cannot be sent: the change stays made."""
    try:
        return await crm.request_payment(number, idempotency_key=turn.key("difference", number))
    except CrmError:
        return None


def _settled(made: OrderChange, link: PaymentRequest | None, diagnosis: Diagnosis) -> str:
    """How the difference in price is settled."""
    currency = diagnosis.currency
    if made.refund is not None:
        amount = money(made.refund.amount, currency)
        return (
            f"Your {amount} will be back with you by {day(made.refund.due_by)}, the way you paid; "
            f"the reference is {made.refund.reference}."
        )
    if link is not None:
        return (
            f"For the {money(link.amount, currency)} on top I've mailed you a link; your goods are "
            f"kept until {day(link.pay_by)}, and leave once that is paid."
        )
    if diagnosis.cause == "to_pay":
        return "That is what is left to pay before it leaves."
    if made.difference > 0:
        return "We write to you about the difference before it leaves."
    return "You'll get the tracking link by e-mail when it leaves."


async def _exchange(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> Deed:
    (line_id, *_), sku = diagnosis.line_ids, diagnosis.instead
    if sku is None:
        raise CrmNotFound(f"Nothing was chosen in exchange for {diagnosis.product}.")
    made = await crm.open_exchange(
        diagnosis.order_number,
        line_id,
        sku,
        reason=diagnosis.situation,
        idempotency_key=turn.key("exchange", line_id),
    )
    return Deed(
        what=f"Exchange of {diagnosis.product} for {made.name}",
        result=f"reserved, reference {made.reference}, label {made.return_reference} mailed",
        words=(
            f"Done, the {made.name} is set aside for you, reference {made.reference}, and a free "
            f"label is in your e-mail ({made.return_reference}). Please send yours off by "
            f"{day(made.send_by)}; the new one leaves as soon as it is here."
        ),
    )


async def _ticket(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn, *, kind: str, subject: str
) -> Ticket:
    """A colleague is to look after the order; one of each kind a turn."""
    number = diagnosis.order_number
    return await crm.open_ticket(
        customer_id,
        subject=subject,
        body=diagnosis.situation,
        kind=kind,
        order_number=number,
        conversation_id=turn.conversation_id,
        idempotency_key=turn.key(kind, number),
    )


def _filed(what: str, made: Ticket, words: str) -> Deed:
    return Deed(what=what, result=f"ticket opened, reference {made.reference}", words=words)


async def _label(crm: Crm, diagnosis: Diagnosis, turn: Turn) -> Return:
    return await crm.open_return(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("return", diagnosis.order_number),
    )


async def _replacement(crm: Crm, diagnosis: Diagnosis, turn: Turn) -> Replacement:
    return await crm.create_replacement(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("replacement", diagnosis.order_number),
    )


_ACTS: dict[Act, Callable[[Crm, Diagnosis, str, Turn], Awaitable[Deed]]] = {
    "trace": _open_trace,
    "replacement": _send_again,
    "watch": _watch,
    "warehouse": _ask_warehouse,
    "cancel": _cancel,
    "send_back": _send_back,
    "repair": _repair,
    "swap": _swap,
    "complete": _complete,
    "refund": _refund,
    "redirect": _redirect,
    "chase": _chase,
    "change": _change,
    "take_out": _take_out,
    "exchange": _exchange,
}

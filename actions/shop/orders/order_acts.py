"""Acts on an order that has not left: cancel it, send it elsewhere, change what it holds."""

from __future__ import annotations

from actions.crm.errors import CrmError, CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.customer import Address
from actions.crm.records.order import OrderChange
from actions.crm.records.payment import PaymentRequest
from actions.engine.case.diagnosis import ActionResult, Change, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.wording import day, if_known, money


async def cancel(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Cancel an order, with the money back where there was any."""
    number = diagnosis.order_number
    made = await crm.orders.cancel_order(
        number, reason=diagnosis.situation, idempotency_key=turn.key("cancel", number)
    )
    if made.refund is None:
        return ActionResult(
            what=f"Cancellation of order {number}",
            result="done, nothing was paid",
            words=f"Done, order {number} is cancelled. You don't have to pay anything.",
        )
    amount = money(made.refund.amount, made.refund.currency)
    return ActionResult(
        what=f"Cancellation of order {number}",
        result=(
            f"done, refund {made.refund.reference} of {amount}"
            f"{if_known(' due by {day}', made.refund.due_by)}"
        ),
        words=(
            f"Done, order {number} is cancelled. Your {amount} will be back with you"
            f"{if_known(' by {day}', made.refund.due_by)}, the way you paid; the reference is "
            f"{made.refund.reference}."
        ),
    )


async def redirect(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send an order to another address."""
    number, where = diagnosis.order_number, diagnosis.new_address
    order = await crm.orders.order(number)
    if order is None or where is None:
        raise CrmNotFound(f"There is no order {number} with a new address to go to.")
    ship_to = Address(
        street=where.street,
        city=where.city,
        postcode=where.postcode,
        country=order.ship_to.country,
    )
    await crm.orders.redirect_order(number, ship_to, idempotency_key=turn.key("redirect", number))
    return ActionResult(
        what=f"New address for order {number}",
        result="changed",
        words=(
            f"Done, order {number} goes to {where.street}, {where.postcode} {where.city}. You'll "
            "get the tracking link by e-mail when it leaves."
        ),
    )


async def change(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Change what an order holds, or how it is delivered."""
    wished = diagnosis.change or Change()
    return await _changed(crm, diagnosis, turn, wished)


async def take_out(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods out of an order."""
    out = Change(pieces=dict.fromkeys(diagnosis.pieces, 0), words=f"take {diagnosis.product} out")
    return await _changed(crm, diagnosis, turn, out)


async def _changed(crm: Crm, diagnosis: Diagnosis, turn: Turn, wished: Change) -> ActionResult:
    number = diagnosis.order_number
    made = await crm.orders.change_order(
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
    return ActionResult(
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
        return await crm.money.request_payment(
            number, idempotency_key=turn.key("difference", number)
        )
    except CrmError:
        return None


def _settled(made: OrderChange, link: PaymentRequest | None, diagnosis: Diagnosis) -> str:
    """How the difference in price is settled."""
    currency = diagnosis.currency
    if made.refund is not None:
        amount = money(made.refund.amount, currency)
        return (
            f"Your {amount} will be back with you{if_known(' by {day}', made.refund.due_by)}, the "
            f"way you paid; the reference is {made.refund.reference}."
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

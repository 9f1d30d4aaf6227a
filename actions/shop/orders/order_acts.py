"""Acts on an order that has not left: cancel it, send it elsewhere, change what it holds."""

from __future__ import annotations

from msgspec.structs import replace

from actions.crm.errors import CrmError, CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.customer import Address
from actions.crm.records.order import Order, OrderChange
from actions.crm.records.payment import PaymentRequest
from actions.engine.case.diagnosis import ActionResult, Change, Diagnosis, Reversal, Street
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_by
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
            words=say("remedies.cancel.unpaid.done", number=number),
        )
    amount = money(made.refund.amount, made.refund.currency)
    return ActionResult(
        what=f"Cancellation of order {number}",
        result=(
            f"done, refund {made.refund.reference} of {amount}"
            f"{if_known(' due by {day}', made.refund.due_by)}"
        ),
        words=say_by(
            "remedies.cancel.done",
            made.refund.due_by,
            number=number,
            amount=amount,
            reference=made.refund.reference,
        ),
        by=made.refund.due_by,
        reference=made.refund.reference,
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
        words=say(
            "changes.address.done",
            number=number,
            street=where.street,
            postcode=where.postcode,
            city=where.city,
        ),
        reverse=None if order.ship_to == ship_to else _to(order.ship_to, diagnosis),
    )


def _to(before: Address, diagnosis: Diagnosis) -> Reversal:
    """What sends an order to its former address again."""
    street = Street(
        street=before.street, postcode=before.postcode, city=before.city, country=before.country
    )
    return Reversal(
        act="redirect",
        diagnosis=replace(diagnosis, new_address=street),
        proposal=say("changes.address.back", number=diagnosis.order_number),
    )


async def change(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Change what an order holds, or how it is delivered."""
    wished = diagnosis.change or Change()
    return await _changed(crm, diagnosis, turn, wished)


async def take_out(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods out of an order."""
    words = say("changes.to.take_out", goods=diagnosis.product)
    out = Change(pieces=dict.fromkeys(diagnosis.pieces, 0), words=words)
    return await _changed(crm, diagnosis, turn, out)


async def _changed(crm: Crm, diagnosis: Diagnosis, turn: Turn, wished: Change) -> ActionResult:
    number = diagnosis.order_number
    before = await crm.orders.order(number)
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
        words=say(
            "changes.done", number=number, total=total, settled=_settled(made, link, diagnosis)
        ),
        reverse=_as_before(before, wished, diagnosis) if before else None,
    )


def _as_before(before: Order, wished: Change, diagnosis: Diagnosis) -> Reversal | None:
    """What gives an order its former pieces and delivery again; None where it has them already."""
    held = {line.sku: line.quantity for line in before.lines}
    pieces = {sku: held.get(sku, 0) for sku in wished.pieces}
    delivery = before.delivery if wished.delivery else None
    if (pieces, delivery) == (wished.pieces, wished.delivery):
        return None
    back = Change(pieces=pieces, delivery=delivery, words=say("changes.to.as_before"))
    return Reversal(
        act="change",
        diagnosis=replace(diagnosis, change=back),
        proposal=say("changes.back", number=diagnosis.order_number),
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
    """How the difference in price is settled, in a sentence."""
    currency = diagnosis.currency
    if made.refund is not None:
        return say_by(
            "changes.settled.refund",
            made.refund.due_by,
            amount=money(made.refund.amount, currency),
            reference=made.refund.reference,
        )
    if link is not None:
        amount = money(link.amount, currency)
        return say("changes.settled.link", amount=amount, by=day(link.pay_by))
    if diagnosis.cause == "to_pay":
        return say("changes.settled.to_pay")
    if made.difference > 0:
        return say("changes.settled.difference")
    return say("changes.settled.tracking")

"""Acts about goods: find them, send them again, take them back, pay for them, exchange them."""

from __future__ import annotations

from actions.crm.errors import CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.remedy import Replacement, Return
from actions.engine.case.diagnosis import ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say
from actions.engine.words.wording import day, money
from actions.shop.orders.parcel_words import carrier_of


async def open_trace(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Have the carrier look for a parcel."""
    parcel = diagnosis.shipment_id or ""
    made = await crm.remedies.open_trace(
        diagnosis.order_number,
        parcel,
        reason=diagnosis.situation,
        idempotency_key=turn.key("trace", parcel),
    )
    return ActionResult(
        what=f"Trace with {diagnosis.carrier or 'the carrier'}",
        result=f"opened, reference {made.reference}, answer due by {day(made.answer_by)}",
        words=say(
            "remedies.traced",
            carrier=carrier_of(diagnosis.carrier),
            answer_by=day(made.answer_by),
            reference=made.reference,
        ),
    )


async def send_again(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send goods again, free of charge."""
    made = await _replacement(crm, diagnosis, turn)
    return ActionResult(
        what=f"Replacement of {diagnosis.product}",
        result=f"made, reference {made.reference}, arrives by {day(made.arrives_by)}",
        words=say(
            "remedies.replacement.done",
            goods=diagnosis.product,
            arrives_by=day(made.arrives_by),
            reference=made.reference,
        ),
    )


async def send_back(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods back for their money."""
    made = await _label(crm, diagnosis, turn)
    return ActionResult(
        what=f"Return of {diagnosis.product}",
        result=f"label mailed, reference {made.reference}, to be sent off by {day(made.send_by)}",
        words=say(
            "remedies.send_back.done",
            send_by=day(made.send_by),
            reference=made.reference,
            amount=money(diagnosis.value, diagnosis.currency),
        ),
    )


async def repair(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods in under warranty."""
    made = await _label(crm, diagnosis, turn)
    return ActionResult(
        what=f"Warranty return of {diagnosis.product}",
        result=f"label mailed, reference {made.reference}, to be sent off by {day(made.send_by)}",
        words=say("remedies.repair.done", reference=made.reference, send_by=day(made.send_by)),
    )


async def swap(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send goods again, and take back the ones that are there."""
    new = await _replacement(crm, diagnosis, turn)
    label = await _label(crm, diagnosis, turn)
    return ActionResult(
        what=f"Exchange of {diagnosis.product}",
        result=f"new one {new.reference} arrives by {day(new.arrives_by)}, label {label.reference}",
        words=say(
            "remedies.swap.done",
            goods=diagnosis.product,
            arrives_by=day(new.arrives_by),
            reference=new.reference,
            label=label.reference,
            send_by=day(label.send_by),
        ),
    )


async def complete(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send what was missing."""
    made = await _replacement(crm, diagnosis, turn)
    return ActionResult(
        what=f"Sending {diagnosis.product}, which was missing",
        result=f"on its way, reference {made.reference}, arrives by {day(made.arrives_by)}",
        words=say(
            "remedies.complete.done",
            goods=diagnosis.product,
            arrives_by=day(made.arrives_by),
            reference=made.reference,
        ),
    )


async def refund(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Give back what goods cost."""
    made = await crm.remedies.refund(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("refund", diagnosis.order_number),
    )
    amount = money(made.amount, made.currency)
    return ActionResult(
        what=f"Refund of {amount}",
        result=f"requested, reference {made.reference}, due by {day(made.due_by)}",
        words=say(
            "remedies.refunded", amount=amount, due=day(made.due_by), reference=made.reference
        ),
    )


async def exchange(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods back for other ones."""
    (line_id, *_), sku = diagnosis.line_ids, diagnosis.instead
    if sku is None:
        raise CrmNotFound(f"Nothing was chosen in exchange for {diagnosis.product}.")
    made = await crm.remedies.open_exchange(
        diagnosis.order_number,
        {line_id: sku},
        reason=diagnosis.situation,
        idempotency_key=turn.key("exchange", line_id),
    )
    return ActionResult(
        what=f"Exchange of {diagnosis.product} for {made.name}",
        result=f"reserved, reference {made.reference}, label {made.return_reference} mailed",
        words=say(
            "changes.exchange.done",
            new=made.name,
            reference=made.reference,
            label=made.return_reference,
            send_by=day(made.send_by),
        ),
    )


async def _label(crm: Crm, diagnosis: Diagnosis, turn: Turn) -> Return:
    return await crm.remedies.open_return(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("return", diagnosis.order_number),
    )


async def _replacement(crm: Crm, diagnosis: Diagnosis, turn: Turn) -> Replacement:
    return await crm.remedies.create_replacement(
        diagnosis.order_number,
        diagnosis.line_ids,
        reason=diagnosis.situation,
        idempotency_key=turn.key("replacement", diagnosis.order_number),
    )

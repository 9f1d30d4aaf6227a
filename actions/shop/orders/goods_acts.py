"""Acts about goods: find them, send them again, take them back, pay for them, exchange them."""

from __future__ import annotations

from actions.crm.errors import CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.remedy import Replacement, Return
from actions.engine.case.diagnosis import ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say_by
from actions.engine.words.wording import if_known, money
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
        result=(
            f"opened, reference {made.reference}{if_known(', answer due by {day}', made.answer_by)}"
        ),
        words=say_by(
            "remedies.traced",
            made.answer_by,
            carrier=carrier_of(diagnosis.carrier),
            reference=made.reference,
        ),
        by=made.answer_by,
        reference=made.reference,
    )


async def send_again(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send goods again, free of charge."""
    made = await _replacement(crm, diagnosis, turn)
    return ActionResult(
        what=f"Replacement of {diagnosis.product}",
        result=f"made, reference {made.reference}{if_known(', arrives by {day}', made.arrives_by)}",
        words=say_by(
            "remedies.replacement.done",
            made.arrives_by,
            goods=diagnosis.product,
            reference=made.reference,
        ),
        by=made.arrives_by,
        reference=made.reference,
    )


async def send_back(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods back for their money."""
    made = await _label(crm, diagnosis, turn)
    return ActionResult(
        what=f"Return of {diagnosis.product}",
        result=_label_mailed(made),
        words=say_by(
            "remedies.send_back.done",
            made.send_by,
            reference=made.reference,
            amount=money(diagnosis.value, diagnosis.currency),
        ),
        by=made.send_by,
        reference=made.reference,
    )


async def repair(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods in under warranty."""
    made = await _label(crm, diagnosis, turn)
    return ActionResult(
        what=f"Warranty return of {diagnosis.product}",
        result=_label_mailed(made),
        words=say_by("remedies.repair.done", made.send_by, reference=made.reference),
        by=made.send_by,
        reference=made.reference,
    )


async def swap(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send goods again, and take back the ones that are there."""
    new = await _replacement(crm, diagnosis, turn)
    label = await _label(crm, diagnosis, turn)
    return ActionResult(
        what=f"Exchange of {diagnosis.product}",
        result=(
            f"new one {new.reference}{if_known(' arrives by {day}', new.arrives_by)}, "
            f"label {label.reference}"
        ),
        words=f"{_new_one(diagnosis, new)} {_old_one(label)}",
        by=new.arrives_by,
        reference=new.reference,
    )


async def complete(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send what was missing."""
    made = await _replacement(crm, diagnosis, turn)
    return ActionResult(
        what=f"Sending {diagnosis.product}, which was missing",
        result=(
            f"on its way, reference {made.reference}"
            f"{if_known(', arrives by {day}', made.arrives_by)}"
        ),
        words=say_by(
            "remedies.complete.done",
            made.arrives_by,
            goods=diagnosis.product,
            reference=made.reference,
        ),
        by=made.arrives_by,
        reference=made.reference,
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
        result=f"requested, reference {made.reference}{if_known(', due by {day}', made.due_by)}",
        words=say_by("remedies.refunded", made.due_by, amount=amount, reference=made.reference),
        by=made.due_by,
        reference=made.reference,
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
        words=say_by(
            "changes.exchange.done",
            made.send_by,
            new=made.name,
            reference=made.reference,
            label=made.return_reference,
        ),
        by=made.send_by,
        reference=made.reference,
    )


def _new_one(diagnosis: Diagnosis, new: Replacement) -> str:
    by, goods = new.arrives_by, diagnosis.product
    return say_by("remedies.swap.done", by, goods=goods, reference=new.reference)


def _old_one(label: Return) -> str:
    return say_by("remedies.swap.label", label.send_by, label=label.reference)


def _label_mailed(made: Return) -> str:
    until = if_known(", to be sent off by {day}", made.send_by)
    return f"label mailed, reference {made.reference}{until}"


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

"""Acts about goods: find them, send them again, take them back, pay for them, exchange them."""

from __future__ import annotations

from actions.crm.errors import CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.remedy import Replacement, Return
from actions.engine.business.policy import policy
from actions.engine.case.diagnosis import ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.wording import if_known, money


async def open_trace(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Have the carrier look for a parcel."""
    parcel = diagnosis.shipment_id or ""
    made = await crm.remedies.open_trace(
        diagnosis.order_number,
        parcel,
        reason=diagnosis.situation,
        idempotency_key=turn.key("trace", parcel),
    )
    carrier = diagnosis.carrier or "The carrier"
    return ActionResult(
        what=f"Trace with {carrier}",
        result=(
            f"opened, reference {made.reference}{if_known(', answer due by {day}', made.answer_by)}"
        ),
        words=(
            f"Done, the search is running: {carrier} has to answer"
            f"{if_known(' by {day}', made.answer_by)}. Your reference is {made.reference}. If they "
            "can't find it, we'll make it good with a new one or your money back."
        ),
    )


async def send_again(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Send goods again, free of charge."""
    made = await _replacement(crm, diagnosis, turn)
    return ActionResult(
        what=f"Replacement of {diagnosis.product}",
        result=f"made, reference {made.reference}{if_known(', arrives by {day}', made.arrives_by)}",
        words=(
            f"Done, your new {diagnosis.product} is on its way, free of charge. {_arrives(made)}. "
            "Should the first parcel still turn up, just refuse it at the door."
        ),
    )


async def send_back(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods back for their money."""
    made = await _label(crm, diagnosis, turn)
    amount = money(diagnosis.value, diagnosis.currency)
    refunded = policy().promise("return_refunded").said
    return ActionResult(
        what=f"Return of {diagnosis.product}",
        result=_label_mailed(made),
        words=(
            "Done, your return is announced, which is what had to be in time: the parcel itself "
            f"may leave{if_known(' until {day},', made.send_by)} as long as its label is good. "
            f"That is in your e-mail, reference {made.reference}. Your {amount} follow within "
            f"{refunded} after it has reached us, the way you paid."
        ),
    )


async def repair(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    """Take goods in under warranty."""
    made = await _label(crm, diagnosis, turn)
    answered = policy().promise("workshop_answers").said
    return ActionResult(
        what=f"Warranty return of {diagnosis.product}",
        result=_label_mailed(made),
        words=(
            f"Done, a free label is in your e-mail, reference {made.reference}. Please send it "
            f"off{if_known(' by {day}', made.send_by)}. Our workshop repairs or replaces it, and "
            f"writes to you within {answered} of its arrival."
        ),
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
        words=(
            f"Done, a new {diagnosis.product} is on its way"
            f"{if_known(' and should be with you by {day}', new.arrives_by)}, reference "
            f"{new.reference}. A free label for the one you have is in your e-mail "
            f"({label.reference}); please send it back{if_known(' by {day}', label.send_by)}."
        ),
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
        words=(f"Done, your {diagnosis.product} is on its way, free of charge. {_arrives(made)}."),
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
        words=(
            f"Done, {amount} are on their way back to you, the way you paid. "
            f"{if_known('They should be there by {day}; your', made.due_by) or 'Your'} reference "
            f"is {made.reference}."
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
        words=(
            f"Done, the {made.name} is set aside for you, reference {made.reference}, and a free "
            f"label is in your e-mail ({made.return_reference}). Please send yours off"
            f"{if_known(' by {day}', made.send_by)}; the new one leaves as soon as it is here."
        ),
    )


def _arrives(made: Replacement) -> str:
    """By when it is there, and its reference."""
    by = if_known("It should be with you by {day}; your", made.arrives_by) or "Your"
    return f"{by} reference is {made.reference}"


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

"""What the bot does about money once the customer has agreed, and what they hear of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from actions.crm.errors import CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.payment import Billing
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say
from actions.engine.words.wording import day, if_known, long_day, money
from actions.shop.orders import acts as goods_acts


async def carry_out(
    crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    """Do it in the CRM. Raises `CrmError` when the CRM will not or cannot."""
    if act in ACTS:
        return await ACTS[act](crm, diagnosis, customer_id, turn)
    return await goods_acts.carry_out(crm, act, diagnosis, customer_id, turn)


async def _payment_link(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    number = diagnosis.order_number
    made = await crm.money.request_payment(number, idempotency_key=turn.key("payment", number))
    return ActionResult(
        what=f"Payment link for order {number}",
        result=f"mailed, goods kept until {day(made.pay_by)}",
        words=say("payment.link_sent", day=day(made.pay_by)),
        by=made.pay_by,
    )


async def _send_invoice(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    number = diagnosis.order_number
    made = await crm.money.send_invoice(number, idempotency_key=turn.key("invoice", number))
    return ActionResult(
        what=f"Copy of the invoice for order {number}",
        result=f"{made.number} mailed",
        words=say("invoice.sent", invoice=made.number),
    )


async def _correct_invoice(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    number = diagnosis.order_number
    order = await crm.orders.order(number)
    if order is None or not order.invoices:
        raise CrmNotFound(f"There is no invoice of order {number} to be corrected.")
    made = await crm.money.send_invoice(
        number,
        billed_to=_billing(diagnosis, order.invoices[-1].billed_to),
        idempotency_key=turn.key("corrected-invoice", number),
    )
    return ActionResult(
        what=f"Corrected invoice for order {number}",
        result=f"{made.number} mailed, takes the place of {made.corrects}",
        words=say("invoice.corrected", invoice=made.number, before=made.corrects),
    )


def _billing(diagnosis: Diagnosis, before: Billing) -> Billing:
    """What is to be changed of it; another name has another VAT number, or none."""
    if not diagnosis.billed_to:
        return Billing(name=before.name, vat_id=diagnosis.vat_id)
    return Billing(name=diagnosis.billed_to, vat_id=diagnosis.vat_id or None)


async def _give_back(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    made = await crm.money.refund_payment(
        diagnosis.order_number,
        diagnosis.reference,
        reason=diagnosis.situation,
        idempotency_key=turn.key("repayment", diagnosis.reference),
    )
    amount, due = money(made.refund.amount, made.refund.currency), made.refund.due_by
    reference = made.refund.reference
    return ActionResult(
        what=f"Payment {made.payment_reference} given back",
        result=f"{amount}, reference {reference}{if_known(', due by {day}', due)}",
        words=_given_back(amount, reference, due),
        by=due,
        reference=reference,
    )


def _given_back(amount: str, reference: str, due: date | None) -> str:
    if due is None:
        return say("charge.given_back_undated", amount=amount, reference=reference)
    return say("charge.given_back", amount=amount, day=day(due), reference=reference)


async def _credit(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    # By order and not by turn: a price is made good once.
    key = f"price:voucher:{diagnosis.order_number}"
    return await _voucher(crm, diagnosis, customer_id, key, price_of(diagnosis.order_number))


async def _renew(crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn) -> ActionResult:
    # By code and not by turn: a code is renewed once.
    key = f"renewal:voucher:{customer_id}:{diagnosis.reference}"
    return await _voucher(crm, diagnosis, customer_id, key, renewal_of(diagnosis.reference))


def price_of(number: str) -> str:
    """The reason of a voucher that makes a price good."""
    return f"Price of order {number}"


def renewal_of(code: str) -> str:
    """The reason of a voucher that takes the place of a code."""
    return f"Instead of {code}"


async def _voucher(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, key: str, reason: str
) -> ActionResult:
    made = await crm.remedies.issue_voucher(
        customer_id,
        amount=diagnosis.value,
        reason=reason,
        order_number=diagnosis.order_number or None,
        idempotency_key=key,
    )
    amount, until = money(made.amount, made.currency), long_day(made.expires_on)
    return ActionResult(
        what=f"Voucher of {amount}",
        result=f"issued, {made.code}, until {until}",
        words=say("voucher.issued", amount=amount, code=made.code, day=until),
        by=made.expires_on,
        reference=made.code,
    )


ACTS: dict[Act, Callable[[Crm, Diagnosis, str, Turn], Awaitable[ActionResult]]] = {
    "payment_link": _payment_link,
    "send_invoice": _send_invoice,
    "correct_invoice": _correct_invoice,
    "give_back": _give_back,
    "credit": _credit,
    "renew": _renew,
}

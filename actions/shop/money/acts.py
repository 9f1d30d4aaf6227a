"""What the bot does about money once the customer has agreed, and what they hear of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.crm.errors import CrmNotFound
from actions.crm.port import Crm
from actions.crm.records.payment import Billing
from actions.engine.business.policy import policy
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.words.wording import day, if_known, long_day, money
from actions.shop.orders import acts as goods_acts
from contracts.policy import EVERYONE


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
    ways = policy().paid_by(EVERYONE).said
    return ActionResult(
        what=f"Payment link for order {number}",
        result=f"mailed, goods kept until {day(made.pay_by)}",
        words=(
            f"Done, the link is in your e-mail; you can pay by {ways} there. "
            f"Your goods are kept for you until {day(made.pay_by)}, and leave once it is paid."
        ),
    )


async def _send_invoice(
    crm: Crm, diagnosis: Diagnosis, customer_id: str, turn: Turn
) -> ActionResult:
    number = diagnosis.order_number
    made = await crm.money.send_invoice(number, idempotency_key=turn.key("invoice", number))
    return ActionResult(
        what=f"Copy of the invoice for order {number}",
        result=f"{made.number} mailed",
        words=(
            f"Done, a copy of invoice {made.number} is on its way to the e-mail address of your "
            "account. If it isn't there in ten minutes, look in the spam folder."
        ),
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
        words=(
            f"Done, the corrected invoice {made.number} is in your e-mail. It takes the place of "
            f"{made.corrects}, which you can throw away."
        ),
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
    amount = money(made.refund.amount, made.refund.currency)
    return ActionResult(
        what=f"Payment {made.payment_reference} given back",
        result=(
            f"{amount}, reference {made.refund.reference}"
            f"{if_known(', due by {day}', made.refund.due_by)}"
        ),
        words=(
            f"Done, the {amount} are on their way back to you, the way they were taken. "
            f"{if_known('They should be there by {day}; your', made.refund.due_by) or 'Your'} "
            f"reference is {made.refund.reference}."
        ),
    )


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
    amount = money(made.amount, made.currency)
    return ActionResult(
        what=f"Voucher of {amount}",
        result=f"issued, {made.code}, until {long_day(made.expires_on)}",
        words=(
            f"Done, here is your code for {amount}: {made.code}. Type it in at checkout; it is "
            f"good until {long_day(made.expires_on)}."
        ),
    )


ACTS: dict[Act, Callable[[Crm, Diagnosis, str, Turn], Awaitable[ActionResult]]] = {
    "payment_link": _payment_link,
    "send_invoice": _send_invoice,
    "correct_invoice": _correct_invoice,
    "give_back": _give_back,
    "credit": _credit,
    "renew": _renew,
}

"""Invoices: a copy of one, or another name on it. They go to the address on file, never here."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.wording import listed, money, on_day
from actions.shop.money.detail import Detail, asking
from actions.shop.money.money_topic import MoneyTopic, Seen, chosen
from actions.shop.money.reading import nothing, one_of, particulars, vat_id
from actions.shop.orders import remedies

WRONG = Detail(
    name="invoice_wrong",
    text="What is wrong with the invoice?",
    again="Is it the name or address, the VAT number, or the amount that isn't right?",
    choices={
        "billing": "Name or address",
        "vat": "The VAT number",
        "amount": "The amount",
        "copy": "I only need to see it",
    },
    heard=one_of(
        {
            "vat": r"\bvat\b|\btax (id|number)|\bust-?id|sales tax",
            "billing": r"\b(name|address|addressed|company|firm|business|recipient|street)\b",
            "amount": r"\b(amount|sum|total|price|too (much|high)|figures?|add(s)? up|charged)\b",
            "copy": r"\b(see|copy|look at|view|show)\b",
        }
    ),
)
BILLING = Detail(
    name="billing",
    text="What should it say? Please give me name or company, street, postcode and town, and the "
    "VAT number if there is one.",
    again="Could you write it to me just as it should stand on the invoice, in one message?",
    heard=nothing,
    told=particulars,
    private=True,
)
VAT_ID = Detail(
    name="vat_id",
    text="What is the VAT number? It begins with two letters, such as DE or FR.",
    again="Could you type the VAT number once more, with the two letters of the country?",
    heard=vat_id,
    private=True,
)


def send_copy(case: Case, known: Seen) -> Case:
    """A copy of the invoice, as soon as there is one."""
    order = chosen(case, known, _invoiced)
    return _copied(case, order, known.today) if isinstance(order, Order) else order


def check(case: Case, known: Seen) -> Case:
    """What is wrong with it, and what it should say instead."""
    order = chosen(case, known, _invoiced)
    if not isinstance(order, Order):
        return order
    case = replace(case, order_number=order.number, candidates=())
    told = case.findings.known
    if not order.invoices or told.get(WRONG.name) == "copy":
        return _copied(case, order, known.today)
    if _open(case, WRONG):
        return asking(case, WRONG)
    if told.get(WRONG.name) == "amount":
        return _concluded(case, _amount(order, known.today), _compare(order))
    diagnosis = replace(
        _found(order, known.today, _CAUSES.get(told.get(WRONG.name, ""), "wrong_name")),
        billed_to=told.get(BILLING.name, ""),
        vat_id=told.get(VAT_ID.name, ""),
    )
    if not _within(order, known):
        return _concluded(case, diagnosis, _too_late(order))
    lacking = VAT_ID if diagnosis.cause == "wrong_vat" else BILLING
    if _open(case, lacking):
        return asking(case, lacking)
    return _concluded(case, diagnosis, _correct(diagnosis))


def _copied(case: Case, order: Order, today: date) -> Case:
    cause = "sent" if order.invoices else "not_yet"
    return _concluded(case, _found(order, today, cause), _copy(order))


def _concluded(case: Case, diagnosis: Diagnosis, plan: Plan) -> Case:
    number = diagnosis.order_number
    return conclude(
        replace(case, order_number=number, candidates=(), diagnosis=diagnosis, plan=plan)
    )


def _found(order: Order, today: date, cause: str) -> Diagnosis:
    return Diagnosis(
        cause=cause,
        explanation=_explanation(order, today),
        situation=f"Invoice of order {order.number}: {_SHORT[cause]}.",
        order_number=order.number,
        product=listed([line.name for line in order.lines]),
        reference=order.invoices[-1].number if order.invoices else "",
        value=order.total,
        currency=order.currency,
        found_on=today,
    )


def _explanation(order: Order, today: date) -> str:
    if order.status == "cancelled":
        return f"Order {order.number} was cancelled before it left, so there is no invoice for it."
    if not order.invoices:
        return (
            f"Order {order.number} has not left us yet, so there is no invoice for it: it comes by "
            "e-mail on the day on which the parcel leaves."
        )
    last = order.invoices[-1]
    amount = money(last.amount, last.currency)
    return (
        f"I've found it: invoice {last.number} for order {order.number}, {amount}, issued "
        f"{on_day(last.issued_on, today)}."
    )


def _amount(order: Order, today: date) -> Diagnosis:
    lines = [
        f"{line.quantity} x {line.name} {money(line.unit_price * line.quantity, order.currency)}"
        for line in order.lines
    ]
    found = _found(order, today, "amount" if _adds_up(order) else "amount_off")
    return replace(found, explanation=f"{found.explanation} It is made up of {listed(lines)}.")


def _adds_up(order: Order) -> bool:
    return order.invoices[-1].amount == order.total


def _copy(order: Order) -> Plan:
    if not order.invoices:
        return remedies.nothing()
    return Plan(
        act="send_invoice",
        intent=f"a copy of the invoice for order {order.number}",
        proposal="I'd mail a copy to the e-mail address of your account. Shall I?",
    )


def _compare(order: Order) -> Plan:
    if _adds_up(order):
        why = "That is just what the order came to. If you expected another sum, a colleague who "
    else:
        why = "That isn't what the order came to. A colleague who "
    return remedies.ask_colleague(
        f"the amount of the invoice for order {order.number}",
        f"{why}looks after invoices can go through it with you.",
        optional=_adds_up(order),
    )


def _correct(diagnosis: Diagnosis) -> Plan:
    if not (diagnosis.billed_to or diagnosis.vat_id):
        return remedies.ask_colleague(
            f"a corrected invoice for order {diagnosis.order_number}",
            "I don't know yet what it should say, but a colleague can sort that out with you.",
        )
    return Plan(
        act="correct_invoice",
        intent=f"a corrected invoice for order {diagnosis.order_number}",
        proposal=(
            f"I'd have it {_corrected(diagnosis)} and mail it to the e-mail address of your "
            "account. Is that right?"
        ),
    )


def _corrected(diagnosis: Diagnosis) -> str:
    if not diagnosis.billed_to:
        return f"issued with the VAT number {diagnosis.vat_id}"
    number = f", VAT number {diagnosis.vat_id}," if diagnosis.vat_id else ""
    return f"made out to “{diagnosis.billed_to}”{number}"


def _too_late(order: Order) -> Plan:
    within = policy().window("invoice_correction").said
    return remedies.ask_colleague(
        f"a corrected invoice for order {order.number}",
        f"I may correct an invoice within {within}, and only for someone who is signed "
        "in. A colleague can see to this one.",
    )


def _within(order: Order, known: Seen) -> bool:
    window = policy().window("invoice_correction").span
    return known.whole and known.today - order.invoices[0].issued_on <= window


def _invoiced(order: Order) -> bool:
    return bool(order.invoices)


def _open(case: Case, detail: Detail) -> bool:
    return detail.name not in (*case.findings.known, *case.findings.skipped)


_CAUSES = {"vat": "wrong_vat"}
_SHORT: dict[str, str] = {
    "sent": "the customer asks for a copy",
    "not_yet": "there is none, as nothing has left",
    "wrong_name": "it should name somebody else",
    "wrong_vat": "its VAT number is missing or wrong",
    "amount": "the customer doubts the amount, which is that of the order",
    "amount_off": "its amount is not that of the order",
}

TOPICS = {
    "get_invoice": MoneyTopic(
        heard="utter_get_invoice_heard",
        complaint="asks for an invoice",
        examine=send_copy,
    ),
    "check_invoice": MoneyTopic(
        heard="utter_check_invoice_heard",
        complaint="says that an invoice is wrong",
        examine=check,
        details=(WRONG, BILLING, VAT_ID),
    ),
}

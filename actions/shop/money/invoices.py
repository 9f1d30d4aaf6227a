"""Invoices: a copy of one, or another name on it. They go to the address on file, never here."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from actions.crm.records.order import Order, OrderLine
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money, on_day
from actions.shop.money.detail import Detail, asking
from actions.shop.money.money_topic import MoneyTopic, Seen, chosen
from actions.shop.money.reading import addressed, nothing, one_of, particulars, vat_id
from actions.shop.orders import remedies

WRONG = Detail(
    name="invoice_wrong",
    text="invoice.ask_wrong",
    again="invoice.ask_wrong_again",
    choices={
        "billing": "invoice.answer_billing",
        "vat": "invoice.answer_vat",
        "amount": "invoice.answer_amount",
        "copy": "invoice.answer_copy",
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
    text="invoice.ask_billing",
    again="invoice.ask_billing_again",
    heard=nothing,
    told=particulars,
    passing=addressed,
    why="invoice.no_name",
    private=True,
)
VAT_ID = Detail(
    name="vat_id",
    text="invoice.ask_vat",
    again="invoice.ask_vat_again",
    heard=vat_id,
    why="invoice.no_vat",
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
        return say("invoice.cancelled", number=order.number)
    if not order.invoices:
        return say("invoice.not_yet", number=order.number)
    last = order.invoices[-1]
    return say(
        "invoice.found",
        invoice=last.number,
        number=order.number,
        amount=money(last.amount, last.currency),
        day=on_day(last.issued_on, today),
    )


def _amount(order: Order, today: date) -> Diagnosis:
    lines = [_line(line, order.currency) for line in order.lines]
    found = _found(order, today, "amount" if _adds_up(order) else "amount_off")
    explained = say("invoice.made_up", found=found.explanation, lines=listed(lines))
    return replace(found, explanation=explained)


def _line(line: OrderLine, currency: str) -> str:
    total = money(line.unit_price * line.quantity, currency)
    return say("invoice.line", count=line.quantity, product=line.name, total=total)


def _adds_up(order: Order) -> bool:
    return order.invoices[-1].amount == order.total


def _copy(order: Order) -> Plan:
    if not order.invoices:
        return remedies.nothing()
    return Plan(
        act="send_invoice",
        intent=f"a copy of the invoice for order {order.number}",
        proposal=say("invoice.offer_copy"),
    )


def _compare(order: Order) -> Plan:
    why = say("invoice.adds_up") if _adds_up(order) else say("invoice.does_not_add_up")
    return remedies.ask_colleague(
        f"the amount of the invoice for order {order.number}",
        why,
        optional=_adds_up(order),
    )


def _correct(diagnosis: Diagnosis) -> Plan:
    if not (diagnosis.billed_to or diagnosis.vat_id):
        return remedies.ask_colleague(
            f"a corrected invoice for order {diagnosis.order_number}",
            say("invoice.not_told"),
        )
    return Plan(
        act="correct_invoice",
        intent=f"a corrected invoice for order {diagnosis.order_number}",
        brief=f"an invoice that says {diagnosis.billed_to or diagnosis.vat_id}",
        proposal=_corrected(diagnosis),
    )


def _corrected(diagnosis: Diagnosis) -> str:
    if not diagnosis.billed_to:
        return say("invoice.offer_vat", vat_id=diagnosis.vat_id)
    if not diagnosis.vat_id:
        return say("invoice.offer_name", name=diagnosis.billed_to)
    return say("invoice.offer_name_vat", name=diagnosis.billed_to, vat_id=diagnosis.vat_id)


def _too_late(order: Order) -> Plan:
    return remedies.ask_colleague(
        f"a corrected invoice for order {order.number}",
        say("invoice.too_late"),
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

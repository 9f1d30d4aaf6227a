"""Credit that does not turn up: money for a return, a refund, or a voucher."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from actions.crm.records.goods import Voucher
from actions.crm.records.order import Order
from actions.crm.records.payment import Refund
from actions.crm.records.remedy import Return
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.inference import Answer, Question, Table, likeliest, next_question
from actions.engine.words.texts import say
from actions.engine.words.wording import day, listed, long_day, money, on_day
from actions.shop.money.code_rules import renewed
from actions.shop.money.detail import Detail, asking
from actions.shop.money.money_topic import MoneyTopic, Seen
from actions.shop.money.promo_code import renewal
from actions.shop.money.reading import one_of
from actions.shop.orders import remedies
from actions.shop.orders.goods import stand_of_return
from actions.shop.orders.order_topic import missed
from contracts.region import region

FROM = Detail(
    name="credit_from",
    text="credit.ask_from",
    again="credit.ask_from_again",
    choices={
        "return": "credit.answer_return",
        "voucher": "credit.answer_voucher",
        "other": "credit.answer_other",
    },
    heard=one_of(
        {
            "return": r"\b(return(ed|s)?|refund\w*|(sent|send)\b.{0,20}\bback)\b",
            "voucher": r"\b(voucher|gift ?card|code|coupon|promised|goodwill)s?\b",
        }
    ),
)

_UNKNOWN = "unknown"
_UNKNOWN_PRIOR = 0.8
_PRIORS = {
    "booked_in": 6.0,
    "overdue": 6.0,
    "due": 3.0,
    "coming_back": 2.0,
    "paid": 0.7,
    "ready": 2.0,
    "just_over": 4.0,
    "over": 0.5,
    "used": 0.5,
}
_OF_RETURNS = frozenset({"booked_in", "overdue", "due", "coming_back", "paid"})


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may be meant, and how it stands."""

    stand: str
    name: str
    amount: int
    order: Order | None = None
    sent_back: Return | None = None
    refund: Refund | None = None
    voucher: Voucher | None = None


def examine(case: Case, known: Seen) -> Case:
    """Find the credit that is meant; ask where it comes from where several may be."""
    if case.order_number and not any(o.number == case.order_number for o in known.orders):
        return missed(case)
    known_credits = tuple(credits_of(case, known))
    table, found = table_of(known_credits), case.findings
    told = {name: answer for name, answer in found.known.items() if name == FROM.name}
    if next_question(table, told, skipped=found.skipped, asked=found.asked) is not None:
        return asking(case, FROM)
    cause = likeliest(table, told)
    meant = next((one for one in known_credits if one.name == cause), None)
    diagnosis = diagnose(meant, known, case.order_number)
    return conclude(replace(case, diagnosis=diagnosis, plan=plan(diagnosis, known)))


def credits_of(case: Case, known: Seen) -> Iterator[Credit]:
    """All that was sent back or refunded, and all vouchers; of one order where it is named."""
    for order in known.orders:
        if case.order_number in (None, order.number):
            yield from _of_order(order, known.today)
    if case.order_number is None:
        for voucher in known.vouchers:
            yield Credit(
                stand=_stand_of_voucher(voucher, known.today),
                name=voucher.code,
                amount=voucher.amount,
                voucher=voucher,
            )


def table_of(candidates: tuple[Credit, ...]) -> Table:
    """Each may be what is meant, what went wrong before the rest; or it is none of them."""
    stands = {credit.name: credit.stand for credit in candidates}
    kinds = {name: "return" if s in _OF_RETURNS else "voucher" for name, s in stands.items()}
    answers = [
        Answer(
            name=kind, usual=0.05, given=dict.fromkeys(_keys(kinds, kind), 1.0) | {_UNKNOWN: 0.3}
        )
        for kind in ("return", "voucher")
    ]
    other = Answer(name="other", usual=0.02, given={_UNKNOWN: 1.0})
    return Table(
        causes={**{name: _PRIORS[s] for name, s in stands.items()}, _UNKNOWN: _UNKNOWN_PRIOR},
        questions=(Question(name=FROM.name, answers=(*answers, other)),),
    )


def diagnose(credit: Credit | None, known: Seen, number: str | None = None) -> Diagnosis:
    """How it stands, in words for the customer; `number` where that order alone was looked at."""
    if credit is None:
        return Diagnosis(
            cause=_UNKNOWN,
            explanation=(
                say("credit.unknown_of_order", number=number) if number else say("credit.unknown")
            ),
            situation="The customer misses a credit that is none of their returns or vouchers.",
            found_on=known.today,
        )
    order = credit.order
    lines = credit.sent_back.line_ids if credit.sent_back else ()
    goods = [line.name for line in order.lines if line.id in lines] if order else []
    return Diagnosis(
        cause=credit.stand,
        fault=_fault(credit.stand),
        explanation=_EXPLAIN[credit.stand](credit, known.today),
        situation=f"The customer misses a credit of {_amount(credit)}: {_SHORT[credit.stand]}.",
        order_number=order.number if order else "",
        product=listed(goods),
        line_ids=lines,
        reference=credit.name,
        value=credit.amount,
        found_on=known.today,
    )


def plan(diagnosis: Diagnosis, known: Seen) -> Plan:
    """Money that is owed goes out; what is over may be renewed once."""
    if diagnosis.cause == "booked_in":
        return remedies.pay_for_return(diagnosis, known.tier)
    if diagnosis.cause == "overdue":
        return remedies.chase(diagnosis)
    if diagnosis.cause == "just_over" and not renewed(diagnosis.reference, known.vouchers):
        return renewal(diagnosis, known)
    if diagnosis.cause in ("over", "just_over", "used"):
        return remedies.ask_colleague(
            f"goodwill for the voucher {diagnosis.reference}",
            say("credit.goodwill"),
            optional=True,
        )
    if diagnosis.cause == _UNKNOWN:
        return remedies.ask_colleague(
            "finding the credit that the customer misses",
            say("credit.find"),
        )
    return remedies.nothing()


def _of_order(order: Order, today: date) -> Iterator[Credit]:
    for refund in order.refunds:
        stand = "paid" if refund.paid_at else "overdue" if overdue(refund, today) else "due"
        yield Credit(
            stand=stand, name=refund.reference, amount=refund.amount, order=order, refund=refund
        )
    paid_back = {line_id for refund in order.refunds for line_id in refund.line_ids}
    for back in order.returns:
        stand = stand_of_return(order, back)
        if stand != "with_us" and not paid_back & set(back.line_ids):
            lines = [line for line in order.lines if line.id in back.line_ids]
            yield Credit(
                stand=stand,
                name=back.reference,
                amount=sum(line.unit_price * line.quantity for line in lines),
                order=order,
                sent_back=back,
            )


def overdue(refund: Refund, today: date) -> bool:
    """Whether its day is over; one that nobody promised is not."""
    return refund.due_by is not None and refund.due_by < today


def _stand_of_voucher(voucher: Voucher, today: date) -> str:
    if voucher.redeemed:
        return "used"
    over = today - voucher.expires_on
    if over.days <= 0:
        return "ready"
    return "just_over" if over <= policy().window("renewal").span else "over"


def _keys(kinds: dict[str, str], kind: str) -> list[str]:
    return [name for name, one in kinds.items() if one == kind]


def _booked_in(credit: Credit, today: date) -> str:
    back, amount = credit.sent_back, _amount(credit)
    if back is None or back.received_at is None:
        return say("credit.booked_in_lately", name=credit.name, amount=amount)
    when = on_day(back.received_at.date(), today)
    return say("credit.booked_in", name=credit.name, amount=amount, day=when)


def _refund(credit: Credit, today: date) -> str:
    refund, amount, name = credit.refund, _amount(credit), credit.name
    if refund is None:
        return say("credit.refund", amount=amount, name=name)
    if refund.paid_at:
        paid = on_day(refund.paid_at.date(), today)
        return say("credit.paid", amount=amount, name=name, day=paid)
    if refund.due_by is None:
        return say("credit.due_soon", amount=amount, name=name)
    late = overdue(refund, today)
    return say(
        "credit.overdue" if late else "credit.due", amount=amount, name=name, day=day(refund.due_by)
    )


def _coming_back(credit: Credit, today: date) -> str:
    return say("credit.coming_back", name=credit.name, amount=_amount(credit))


def _voucher(credit: Credit, today: date) -> str:
    amount, name = _amount(credit), credit.name
    if credit.stand == "used":
        return say("credit.used", name=name, amount=amount)
    until = long_day(credit.voucher.expires_on) if credit.voucher else ""
    if credit.stand == "ready":
        return say("credit.ready", name=name, amount=amount, day=until)
    return say("credit.over", name=name, amount=amount, day=until)


def _fault(stand: str) -> str | None:
    """What the company has to answer for, as a clause."""
    if stand == "booked_in":
        return say("goods.fault.booked_in")
    return say("credit.fault_overdue") if stand == "overdue" else None


def _amount(credit: Credit) -> str:
    return money(credit.amount, region().currency)


_EXPLAIN: dict[str, Callable[[Credit, date], str]] = {
    "booked_in": _booked_in,
    "overdue": _refund,
    "due": _refund,
    "paid": _refund,
    "coming_back": _coming_back,
    **dict.fromkeys(("ready", "just_over", "over", "used"), _voucher),
}
_SHORT = {
    "booked_in": "the return is booked in, and nothing was paid back",
    "overdue": "the refund is overdue",
    "due": "the refund is not due yet",
    "paid": "the refund was paid",
    "coming_back": "the return is not booked in yet",
    "ready": "the voucher is there to be used",
    "just_over": "the voucher ended some days ago",
    "over": "the voucher ended long ago",
    "used": "the voucher was used",
}

TOPICS = {
    "missing_credit": MoneyTopic(
        heard="utter_missing_credit_heard",
        complaint="misses a credit",
        examine=examine,
        details=(FROM,),
        thing="credit",
    )
}

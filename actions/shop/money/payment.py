"""A payment that does not go through: of an order that waits for it, or at checkout."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.business.topic import conclude
from actions.engine.case import identity
from actions.engine.case.case import Case
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.inference import Answer, Question, Table, likeliest, next_question
from actions.engine.words.texts import say
from actions.engine.words.wording import day, listed, money
from actions.shop.money.detail import Detail, asking
from actions.shop.money.money_topic import MoneyTopic, Seen, chosen, recent
from actions.shop.money.reading import one_of
from actions.shop.orders import remedies

CHECKOUT = Detail(
    name="checkout",
    text="payment.ask_checkout",
    again="payment.ask_checkout_again",
    choices={
        "declined": "payment.answer_declined",
        "confirmation": "payment.answer_confirmation",
        "stuck": "payment.answer_stuck",
        "taken": "payment.answer_taken",
    },
    heard=one_of(
        {
            "taken": r"(money|amount|payment) (is|was|has been|went|got|been) (\w+ )?(gone|taken|"
            r"debited|deducted|through|charged)|(charged|debited|paid).{0,30}\b(no|without|not|n'?t)"
            r".{0,20}\b(order|confirm\w+)",
            "confirmation": r"3-?d ?-?secure|\b(sms|tan|code|push|app)\b.{0,30}(never|not|n't|fail)"
            r"|confirm\w* (never|does ?n|fail|in (my|the) (bank\w*|app))|verif\w+ (fail|never)",
            "declined": r"declin|reject|refus|not (been )?accept|n'?t accept|den(ied|y)"
            r"|insufficient|not go through|n'?t go through|fail",
            "stuck": r"(page|button|checkout|site|wheel|screen|it) (\w+ )?(hang|hung|freez|frozen"
            r"|stuck|spin|load|blank|white|does nothing|stands still)",
        }
    ),
)

_ANSWERS = (
    Answer(name="declined", usual=0.2, given={"bank_declines": 8}),
    Answer(name="confirmation", usual=0.1, given={"not_confirmed": 8}),
    Answer(name="stuck", usual=0.2, given={"page": 8}),
    Answer(name="taken", usual=0.05, given={"taken_without_order": 8}),
)
TABLE = Table(
    causes={"bank_declines": 4, "not_confirmed": 3, "page": 2, "taken_without_order": 1},
    questions=(Question(name=CHECKOUT.name, answers=_ANSWERS),),
)


class PaymentTopic(MoneyTopic, frozen=True, kw_only=True):
    """Who cannot pay may have no order yet, so that there is nothing to prove oneself by."""

    async def look(self, case: Case, desk: Desk) -> Case:
        """Without an account or an order only what goes for everyone is told."""
        if identity.whole_account(desk.turn.customer) is None and case.order_number is None:
            return at_checkout(case, Seen(today=desk.today, seed=desk.turn.turn_id, whole=False))
        return await super().look(case, desk)


def examine(case: Case, known: Seen) -> Case:
    """The order that waits for its payment; without one, what happens at checkout."""
    waits = [order for order in recent(known) if order.status == "placed"]
    if case.order_number is None and not waits:
        return at_checkout(case, known)
    order = chosen(case, known, lambda one: one.status == "placed")
    if not isinstance(order, Order):
        return order
    diagnosis = diagnose(order, known.today)
    return conclude(
        replace(
            case,
            order_number=order.number,
            candidates=(),
            diagnosis=diagnosis,
            plan=plan(diagnosis),
        )
    )


def at_checkout(case: Case, known: Seen) -> Case:
    """What hinders a payment that belongs to no order, as far as one can tell from here."""
    found = case.findings
    question = next_question(TABLE, found.known, skipped=found.skipped, asked=found.asked)
    if question is not None and CHECKOUT.name not in found.known:
        return asking(case, CHECKOUT)
    cause = likeliest(TABLE, found.known)
    diagnosis = Diagnosis(
        cause=cause,
        explanation=say(_ADVICE[cause]),
        situation=f"The customer cannot pay at checkout: {_CAUSES[cause]}.",
        found_on=known.today,
    )
    return conclude(replace(case, diagnosis=diagnosis, plan=_at_checkout_plan(cause)))


def diagnose(order: Order, today: date) -> Diagnosis:
    """What became of an order's payment, in words for the customer."""
    cause = cause_of(order, today)
    return Diagnosis(
        cause=cause,
        explanation=_explanation(order, cause),
        situation=f"Payment of order {order.number}: {_CAUSES[cause]}.",
        order_number=order.number,
        product=listed([line.name for line in order.lines]),
        value=order.total,
        currency=order.currency,
        until=order.reserved_until,
        found_on=today,
    )


def cause_of(order: Order, today: date) -> str:
    """Why it is not paid, or how it is."""
    if order.status == "cancelled":
        return "cancelled"
    if order.status == "placed":
        if order.reserved_until and order.reserved_until < today:
            return "lapsed"
        last = order.payments[-1] if order.payments else None
        return last.problem if last and last.problem else "transfer_awaited"
    return "held" if all(one.state == "authorised" for one in order.payments) else "paid"


def plan(diagnosis: Diagnosis) -> Plan:
    """A new way to pay as long as the goods are kept."""
    number = diagnosis.order_number
    link = Plan(act="payment_link", intent=f"a new payment link for order {number}")
    if diagnosis.cause in _TRY_AGAIN:
        return replace(link, proposal=_offer(diagnosis.until))
    if diagnosis.cause == "transfer_awaited":
        return replace(link, optional=True, proposal=_offer_another_way(diagnosis.until))
    if diagnosis.cause == "lapsed":
        return remedies.ask_colleague(
            f"whether order {number} can still be paid",
            say("payment.order_anew"),
            optional=True,
        )
    return remedies.nothing()


def _offer(until: date | None) -> str:
    return say("payment.offer_link_kept", day=day(until)) if until else say("payment.offer_link")


def _offer_another_way(until: date | None) -> str:
    if until is None:
        return say("payment.offer_other_way")
    return say("payment.offer_other_way_kept", day=day(until))


def _at_checkout_plan(cause: str) -> Plan:
    if cause == "taken_without_order":
        return replace(
            remedies.ask_colleague(
                "finding a payment that has no order",
                say("payment.find_money"),
            ),
            urgent=True,
        )
    return remedies.nothing(say("payment.still_failing"))


def _explanation(order: Order, cause: str) -> str:
    amount = money(order.total, order.currency)
    return say(_WORDS[cause], number=order.number, amount=amount, method=order.payment)


_TRY_AGAIN = frozenset({"declined", "limit", "expired_card", "not_confirmed"})
_WORDS: dict[str, str] = {
    "declined": "payment.declined",
    "limit": "payment.limit",
    "expired_card": "payment.expired_card",
    "not_confirmed": "payment.not_confirmed",
    "transfer_awaited": "payment.transfer_awaited",
    "lapsed": "payment.lapsed",
    "held": "payment.held",
    "paid": "payment.paid",
    "cancelled": "payment.cancelled",
}
"""What became of a payment, for the customer."""
_CAUSES: dict[str, str] = {
    "declined": "declined by the bank without a reason",
    "limit": "declined, above the card's limit",
    "expired_card": "the card has expired",
    "not_confirmed": "not confirmed with the bank in time",
    "transfer_awaited": "the transfer has not come yet",
    "lapsed": "not paid in time, the goods are no longer kept",
    "held": "held by the bank, to be taken when the parcel leaves",
    "paid": "paid",
    "cancelled": "the order is cancelled",
    "bank_declines": "the bank declines the payment",
    "page": "the page stands still",
    "taken_without_order": "money was taken, and there is no order",
}
_ADVICE: dict[str, str] = {
    "bank_declines": "payment.bank_declines",
    "not_confirmed": "payment.bank_does_not_confirm",
    "page": "payment.page",
    "taken_without_order": "payment.taken_without_order",
}

TOPICS = {
    "payment_issue": PaymentTopic(
        heard="utter_payment_issue_heard",
        complaint="cannot pay",
        examine=examine,
        details=(CHECKOUT,),
        thing="payment",
    )
}
